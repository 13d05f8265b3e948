"""Office files as ZIP archives: refused before they are unpacked when they would fill the memory or bring what none should."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO

from crossreel.domain.errors import BadInput
from crossreel.formats.bounds import Bounds

DECLARATIONS = tuple("<!DOCTYPE".encode(each) for each in ("ascii", "utf-16-le", "utf-16-be"))
LIBRARIES_RAISE = (  # libraries for office files check their parts by letting Python trip over them
    ArithmeticError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError, TypeError, ValueError,
    AssertionError, NotImplementedError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
SIGNATURE = b"PK\x03\x04"
_NAME = re.compile(rb"PK\x03\x04.{26}", re.DOTALL)


def names_in(head: bytes) -> tuple[str, ...]:
    """Return the names of the parts that the beginning of an archive shows."""
    found = []
    for match in _NAME.finditer(head):
        length = int.from_bytes(head[match.start() + 26 : match.start() + 28], "little")
        found.append(head[match.end() : match.end() + length].decode("utf-8", "replace"))
    return tuple(found)


@contextmanager
def blamed_on(name: str, code: str) -> Iterator[None]:
    """Call nothing but a library within: what it raises of a file that is no proper one is a fault of the file."""
    try:
        yield
    except LIBRARIES_RAISE as error:
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise BadInput(code, name=name, reason=reason) from error


def look_inside(data: bytes, name: str, bounds: Bounds, contents: tuple[str, ...], code: str) -> None:
    """Refuse what would fill the memory once it is unpacked, before it is parsed; no part unpacks to more than the ZIP says.

    Args:
        data: the archive.
        name: of the file.
        bounds: what reading it may take.
        contents: how the names of the parts begin that hold what people wrote; all else is furniture.
        code: of the refusal when it is no archive that can be opened.

    Raises:
        BadInput: it is none, or past a bound.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            unpacked = sum(each.file_size for each in parts)
            bounds.check("unpacked_megabytes", unpacked >> 20)
            if unpacked >> 20:
                bounds.check("ratio", unpacked // len(data))
            marks = {True: 0, False: 0}
            for each in parts:
                if each.filename.endswith((".xml", ".rels")):
                    with archive.open(each) as part:
                        marks[each.filename.startswith(contents)] += _tags(part, name, code)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, zlib.error) as error:
        raise BadInput(code, name=name, reason=str(error)[:120]) from error
    bounds.check("marks", marks[True])
    bounds.check("furniture", marks[False])


def _tags(part: IO[bytes], name: str, code: str) -> int:
    """Count the tags of an XML part, in which nobody may declare entities."""
    found, tail = 0, b""
    while chunk := part.read(1 << 18):
        found += chunk.count(b"<")
        if any(mark in tail + chunk for mark in DECLARATIONS):
            raise BadInput(code, name=name, reason="DOCTYPE")
        tail = chunk[-32:]
    return found
