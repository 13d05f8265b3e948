"""The descriptor of a metadata writer: one way to write down what a title is."""

from collections.abc import Callable
from dataclasses import dataclass

from crossreel.delivery.packager import Contents


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataWriter:
    """A profile names it in `metadata`; the packager of the same name puts one file into the package for each.

    `label` stands in the file's name (`HIDDENHEIR_S01_METADATA_v01.json`), ASCII letters and digits; `extension` without the dot.
    """

    id: str
    label: str
    extension: str
    write: Callable[[Contents], bytes]
