"""Writing subtitle files and proving them, a few here and many in other processes too: each is a value of its own."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, WriteOptions, WriteResult
from crossreel.formats.registry import get
from crossreel.formats.writing import write
from crossreel.kernel.processes import in_processes

AT_ONCE = 16
"""Files that a process is given together: what they hold is sent to it, some 3 kB each."""
MANY = 400
"""Files from which on another process is worth its start: about as long as writing and proving so many."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A file to be written: what it says, its format and what the buyer asks."""

    document: Document
    format_id: str
    options: WriteOptions


def written(asked: Sequence[Asked], check: Callable[[], None]) -> Iterator[WriteResult | BadInput]:
    """Yield what is made of files, in their order: the proved bytes, or why a writer refuses.

    Args:
        asked: the files.
        check: called between a few of them; what it raises stops the work.

    Raises:
        Exception: what broke, where something did that is no refusal.
    """
    pieces = [asked[at : at + AT_ONCE] for at in range(0, len(asked), AT_ONCE)]
    found: dict[int, Sequence[WriteResult | BadInput]] = {}
    alone = len(asked) < MANY or multiprocessing.current_process().daemon
    for outcome in in_processes(_write_each, pieces, check, workers=0 if alone else None, here=True):
        if outcome.made is None:
            raise outcome.error or RuntimeError
        found[outcome.number] = outcome.made
    for number in range(len(pieces)):
        yield from found[number]


def _write_each(asked: Sequence[Asked]) -> list[WriteResult | BadInput]:
    return [_write(each) for each in asked]


def _write(asked: Asked) -> WriteResult | BadInput:
    try:
        return write(asked.document, get(asked.format_id), asked.options, twice=True)
    except BadInput as error:
        return error
