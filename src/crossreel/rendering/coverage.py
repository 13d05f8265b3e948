"""Which characters a font file has, read from its own table: Qt would read the whole file for the answer, once for every thread."""

import mmap
import struct
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

UNICODE_TABLES = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
"""Platform and encoding of the tables of Unicode characters, the widest first."""

SEGMENTS, GROUPS = 4, 12
LAST_SEGMENT = 0xFFFF


class Coverage:
    """The characters of a font file; of the first face where a file holds several, which share them. Safe to ask from any thread.

    Raises:
        OSError: there is no such file.
        ValueError: it is no font, or has no table of Unicode characters.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            try:
                spans = sorted(_spans(data))
            except struct.error as error:
                raise ValueError(f"{path} breaks off") from error
        self._firsts: list[int] = []
        self._lasts: list[int] = []
        for first, last in spans:
            if self._lasts and first <= self._lasts[-1] + 1:
                self._lasts[-1] = max(self._lasts[-1], last)
            else:
                self._firsts.append(first)
                self._lasts.append(last)

    def __contains__(self, character: str) -> bool:
        code = ord(character)
        at = bisect_right(self._firsts, code) - 1
        return at >= 0 and code <= self._lasts[at]


def _spans(data: mmap.mmap) -> Iterator[tuple[int, int]]:
    at = _table(data)
    (kind,) = struct.unpack_from(">H", data, at)
    if kind == GROUPS:
        (count,) = struct.unpack_from(">I", data, at + 12)
        for number in range(count):
            first, last, glyph = struct.unpack_from(">3I", data, at + 16 + number * 12)
            yield first if glyph else first + 1, last
    elif kind == SEGMENTS:
        yield from _segments(data, at)
    else:
        raise ValueError(f"a table of characters in format {kind}")


def _table(data: mmap.mmap) -> int:
    """Return where the widest table of Unicode characters begins."""
    font = struct.unpack_from(">I", data, 12)[0] if data[:4] == b"ttcf" else 0
    (tables,) = struct.unpack_from(">H", data, font + 4)
    entries = [struct.unpack_from(">4s3I", data, font + 12 + number * 16) for number in range(tables)]
    cmap = next((offset for tag, _, offset, _ in entries if tag == b"cmap"), None)
    if cmap is None:
        raise ValueError("no font, or one without a table of characters")
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    found: dict[tuple[int, int], int] = {}
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, cmap + 4 + number * 8)
        found[platform, encoding] = cmap + offset
    at: int | None = next((found[known] for known in UNICODE_TABLES if known in found), None)
    if at is None:
        raise ValueError("no table of Unicode characters")
    return at


def _segments(data: mmap.mmap, at: int) -> Iterator[tuple[int, int]]:
    """Yield the characters of a table in segments; within one, those may be left out that have no glyph."""
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    shape = f">{count}H"
    ends = struct.unpack_from(shape, data, at + 14)
    starts = struct.unpack_from(shape, data, at + 16 + count * 2)
    deltas = struct.unpack_from(shape, data, at + 16 + count * 4)
    places = at + 16 + count * 6
    for number, offset in enumerate(struct.unpack_from(shape, data, places)):
        start, end, delta = starts[number], ends[number], deltas[number]
        if start == LAST_SEGMENT:
            continue
        for code in range(start, end + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", data, places + number * 2 + offset + (code - start) * 2)
            if (glyph or not offset) and (glyph + delta) & 0xFFFF:
                yield code, code
