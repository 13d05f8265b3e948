"""What a delivery profile can choose from here."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileOffers:
    """What is installed: for whoever writes a profile without knowing its file.

    Attributes:
        contents: ids of what a package can hold, in order.
        metadata: ids of metadata writers.
        formats: subtitle formats by id: what people call them, and the names of their options.
        folders: the folder of each kind of file where a profile does not say, by kind, in order.
        languages: tags of the languages that papers can be written in.
        scripts: the types of file in which scripts and papers are written, by the ids of their contents.
    """

    contents: tuple[str, ...]
    metadata: tuple[str, ...]
    formats: Mapping[str, tuple[str, tuple[str, ...]]]
    folders: Mapping[str, str]
    languages: tuple[str, ...]
    scripts: Mapping[str, tuple[str, ...]]
