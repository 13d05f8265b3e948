"""The signs and codes of CEA-608 captions, as pairs of bytes without their parity bits (47 CFR 15.119, CEA-608-E)."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

_STANDARD: Mapping[int, str] = {
    0x2A: "á", 0x5C: "é", 0x5E: "í", 0x5F: "ó", 0x60: "ú", 0x7B: "ç", 0x7C: "÷", 0x7D: "Ñ", 0x7E: "ñ", 0x7F: "█",
}  # fmt: skip
_SPECIAL = "®°½¿™¢£♪à\xa0èâêîôû"  # 0x11 0x30 on; the tenth is a blank that shows the picture
_EXTENDED: Mapping[int, str] = {
    0x12: "ÁÉÓÚÜü‘¡*’—©℠•“”ÀÂÇÈÊËëÎÏïÔÙùÛ«»",
    0x13: "ÃãÍÌìÒòÕõ{}\\^_|~ÄäÖöß¥¤│ÅåØø┌┐└┘",
}
_ROWS: Mapping[int, tuple[int, int]] = {
    0x10: (11, 11), 0x11: (1, 2), 0x12: (3, 4), 0x13: (12, 13), 0x14: (14, 15), 0x15: (5, 6), 0x16: (7, 8), 0x17: (9, 10),
}  # fmt: skip
COLOURS = ("", "#00ff00", "#0000ff", "#00ffff", "#ff0000", "#ffff00", "#ff00ff")
"""Colours in the order of their codes; white is that of captions."""

ITALICS = 7


@dataclass(frozen=True, slots=True)
class Pen:
    """How letters are written."""

    colour: str = ""
    italic: bool = False
    underline: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """Where a row of letters begins, and how they are written."""

    row: int
    column: int
    pen: Pen


def letter(byte: int) -> str:
    """Return the sign of one byte, "" for none."""
    return _STANDARD.get(byte, chr(byte)) if byte >= 0x20 else ""


def special(first: int, second: int) -> str:
    """Return the sign of a pair that stands for one of its own, "" where it is none."""
    return _SPECIAL[second - 0x30] if first == 0x11 and 0x30 <= second <= 0x3F else ""


def extended(first: int, second: int) -> str:
    """Return the sign of a pair that takes the place of the sign before it, "" where it is none."""
    return _EXTENDED[first][second - 0x20] if first in _EXTENDED and 0x20 <= second <= 0x3F else ""


def address(first: int, second: int) -> Address | None:
    """Return where a preamble address code leads; None where it is none."""
    if first not in _ROWS or not 0x40 <= second <= 0x7F or (first == 0x10 and second >= 0x60):
        return None
    kind, underline = (second & 0x1E) >> 1, bool(second & 1)
    row = _ROWS[first][second >> 5 & 1]
    if kind >= 8:
        return Address(row, 4 * (kind - 8), Pen(underline=underline))
    return Address(row, 0, Pen("" if kind == ITALICS else COLOURS[kind], kind == ITALICS, underline))


def mid_row(first: int, second: int, pen: Pen) -> Pen | None:
    """Return how letters go on after a mid-row code; None where it is none."""
    if first != 0x11 or not 0x20 <= second <= 0x2F:
        return None
    kind, underline = (second & 0x0E) >> 1, bool(second & 1)
    return Pen(pen.colour, True, underline) if kind == ITALICS else Pen(COLOURS[kind], False, underline)


Pair = tuple[int, int]
_DOUBTFUL = frozenset("‘’")  # some decoders show the straight one for the second
_LIKE = {"‘": "'", "’": "'", "“": '"', "”": '"', "—": "-", "–": "-", "•": ".", "«": '"', "»": '"', "¡": "!", "\\": "/", "|": "!"}
"""What a decoder without extended signs shows in their place."""


@cache
def _standard() -> Mapping[str, int]:
    return {letter(byte): byte for byte in range(0x20, 0x80)}


@cache
def _pairs() -> Mapping[str, Pair]:
    found = {extended(first, second): (first, second) for first in (0x12, 0x13) for second in range(0x20, 0x40)}
    return found | {special(0x11, second): (0x11, second) for second in range(0x30, 0x40) if second != 0x39}


def holds(sign: str) -> bool:
    """Tell whether captions have a sign that all decoders show alike."""
    return sign in _standard() or (sign in _pairs() and sign not in _DOUBTFUL)


def byte_of(sign: str) -> int | None:
    """Return the one byte of a sign, None for one that takes a pair."""
    return _standard().get(sign)


def pair_of(sign: str) -> Pair:
    """Return the pair of a sign that takes one.

    Raises:
        KeyError: it takes none.
    """
    return _pairs()[sign]


def stand_in(sign: str) -> str:
    """Return the sign that is sent before an extended one, which takes its place; "" where none is needed."""
    if _pairs()[sign][0] == 0x11:
        return ""
    like = _LIKE.get(sign) or unicodedata.normalize("NFD", sign)[0]
    return like if byte_of(like) is not None else " "


def address_code(row: int, column: int, pen: Pen) -> Pair:
    """Return the preamble address code of a row (1 to 15): at a column that is a multiple of 4, or at the first one with a pen."""
    first, rows = next((first, rows) for first, rows in _ROWS.items() if row in rows)
    begin = 0x40 + 0x20 * (first != 0x10 and rows.index(row))
    kind = 8 + column // 4 if column or pen == Pen() else ITALICS if pen.italic else COLOURS.index(pen.colour)
    return first, begin + 2 * kind + pen.underline * (not column)


def pen_code(pen: Pen) -> Pair:
    """Return the mid-row code that begins writing with a pen; italics keep the colour they find."""
    return 0x11, 0x20 + 2 * (ITALICS if pen.italic else COLOURS.index(pen.colour)) + pen.underline
