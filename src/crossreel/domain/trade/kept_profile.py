"""Delivery profiles that somebody derived, kept in the catalog."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptProfile:
    """One version of a delivery profile of one's own. Each change that is saved is a version more, the highest is in force.

    `based_on` is the id of the profile it was derived from, "" for none; `text` is its TOML, as it would stand in a file.
    """

    id: int
    profile_id: str
    version: int
    text: str
    based_on: str = ""
