"""A word that no dictionary has and a title takes as right."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownWord:
    """A word of one language of a title, as it is written. Names and terms of the bible are known without one."""

    id: int
    title_id: int
    language: str
    word: str
