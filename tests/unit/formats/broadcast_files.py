"""EBU STL and SCC files made by their rules, a subtitle or a line at a time."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

Code = tuple[int, int, int, int]
NEWLINE, UNUSED = b"\x8a", 0x8F


@dataclass(frozen=True, kw_only=True)
class Block:
    """One TTI block of an EBU STL file."""

    begin: Code
    end: Code
    field: bytes
    number: int = 0
    extension: int = 0xFF
    cumulative: int = 0
    row: int = 20
    across: int = 2
    comment: int = 0


def stl(
    blocks: Sequence[Block],
    *,
    disk: bytes = b"STL25.01",
    display: bytes = b"1",
    table: bytes = b"00",
    language: bytes = b"09",
    rows: bytes = b"23",
    start: bytes = b"00000000",
) -> bytes:
    """Return an EBU STL file."""
    head = bytearray(b" " * 1024)
    fields = ((0, b"850"), (3, disk), (11, display), (12, table), (14, language), (238, b"%05d" % len(blocks)), (253, rows))
    for at, value in (*fields, (255, b"1"), (256, start)):
        head[at : at + len(value)] = value
    body = b"".join(
        struct.pack(
            "<BHBB8BBBB",
            0,
            each.number,
            each.extension,
            each.cumulative,
            *each.begin,
            *each.end,
            each.row,
            each.across,
            each.comment,
        )
        + each.field.ljust(112, bytes([UNUSED]))
        for each in blocks
    )
    return bytes(head) + body


def scc(*lines: tuple[str, str]) -> str:
    """Return an SCC file of time codes with what is sent then: codes in braces are sent twice, all else are letters."""
    out = ["Scenarist_SCC V1.0", ""]
    for code, sent in lines:
        out += [f"{code}\t{' '.join(_words(sent))}", ""]
    return "\n".join(out)


def _words(sent: str) -> Sequence[str]:
    words: list[str] = []
    for number, part in enumerate(sent.replace("}", "{").split("{")):
        if number % 2:
            words += [part, part]
        else:
            letters = part.encode("ascii")
            letters += b"\x00" * (len(letters) % 2)
            words += [letters[at : at + 2].hex() for at in range(0, len(letters), 2)]
    return words
