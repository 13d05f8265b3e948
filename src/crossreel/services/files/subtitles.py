"""Subtitle files on disk: reading their bytes, writing them whole, and notices as items of a report."""

from collections.abc import Sequence
from pathlib import Path

from crossreel.domain.errors import BadInput
from crossreel.domain.item import Item
from crossreel.domain.text.document import Notice
from crossreel.formats.reading import MAX_BYTES
from crossreel.kernel.atomic import write_bytes


def read_file(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        BadInput: it does not exist, cannot be read, or is far too large for a subtitle.
    """
    try:
        size = path.stat().st_size
        if size <= MAX_BYTES:
            return path.read_bytes()
    except (OSError, ValueError) as error:
        raise BadInput("format.cannot_open", path=str(path), reason=_reason(error)) from error
    raise BadInput("format.too_large", name=path.name, megabytes=size >> 20, limit=MAX_BYTES >> 20)


def save(target: Path, data: bytes) -> None:
    """Write a file whole or not at all, its folder with it.

    Raises:
        BadInput: the folder cannot be made or written, or the disk is full; a former file is untouched.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(target, data)
    except (OSError, ValueError) as error:
        raise BadInput("format.cannot_save", path=str(target), reason=_reason(error)) from error


def _reason(error: Exception) -> str:
    """Return what the system says of a failed file operation, without the path."""
    return (getattr(error, "strerror", None) or str(error)).strip()


def items(name: str, notices: Sequence[Notice]) -> tuple[Item, ...]:
    """Return the notices of a file as items of a report."""
    return tuple(Item(name=name, code=each.code, facts={"line": each.line, **each.facts}) for each in notices)
