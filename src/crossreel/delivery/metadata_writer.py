"""The descriptor of a metadata writer: one way to write down what a title is."""

from collections.abc import Callable
from dataclasses import dataclass

from crossreel.delivery.gate import Check
from crossreel.delivery.metadata_file import MetadataFile
from crossreel.delivery.packager import Contents
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataWriter:
    """A way to write metadata, `title` its proper name.

    A profile names it in `metadata`; the packager of the same name puts the files that it names into the package.

    `files` is pure and says which files there are of a title, `write` returns the bytes of one of them: `season` and `episode` of
    the planned file are those that it was named with. `checks` are gates of its own (`Gate.check`): they yield what this format
    cannot be written without, or has no room for; each is asked once where a profile names a writer that has it. One that
    `lists_files` tells of those of the package, and says nothing without it.
    """

    id: str
    title: str
    files: Callable[[Subject], tuple[MetadataFile, ...]]
    write: Callable[[PlannedFile, Contents], bytes]
    checks: tuple[Check, ...] = ()
    lists_files: bool = False
