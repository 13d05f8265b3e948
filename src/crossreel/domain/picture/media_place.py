"""How the place of a video is written into a catalog, and read again: arithmetic of paths of any system, without a disk."""

from pathlib import PurePath
from typing import TypeVar
from urllib.parse import quote_from_bytes, unquote_to_bytes

ESCAPED = "file:"
Kind = TypeVar("Kind", bound=PurePath)


def way(folder: Kind, file: Kind) -> Kind | None:
    """Return the way from a folder to a file, both in full; None where no way leads there, as between two drives."""
    kind = type(file)
    if not file.is_absolute() or not folder.is_absolute() or kind(file.anchor) != kind(folder.anchor):
        return None
    common = 0
    for ours, theirs in zip(folder.parts, file.parts[:-1], strict=False):
        if kind(ours) != kind(theirs):  # Windows does not tell large letters from small ones
            break
        common += 1
    return kind(*[".."] * (len(folder.parts) - common), *file.parts[common:])


def follow(folder: Kind, way: Kind) -> Kind:
    """Return where a way leads from a folder given in full, without a step up that is taken back."""
    if way.is_absolute() or way.anchor:
        return way
    parts = list(folder.parts)
    for part in way.parts:
        if part != "..":
            parts.append(part)
        elif len(parts) > 1:
            parts.pop()
    return type(folder)(*parts)


def written(path: PurePath) -> str:
    """Return a path as text that every file and database can hold; read back by `read`.

    Ways are written with forward slashes, so that they are read on every system. A name whose bytes are no text, which some
    systems allow, is written in percent signs behind `file:`.
    """
    text = str(path) if path.is_absolute() else path.as_posix()
    raw = text.encode("utf-8", "surrogateescape")
    is_text = raw == text.encode("utf-8", "replace")
    return text if is_text and not text.startswith(ESCAPED) else ESCAPED + quote_from_bytes(raw)


def read(text: str) -> str:
    """Return the path that `written` wrote, as the system takes it."""
    if not text.startswith(ESCAPED):
        return text
    return unquote_to_bytes(text.removeprefix(ESCAPED)).decode("utf-8", "surrogateescape")
