"""The text field of EBU STL (EBU Tech 3264, section 5.4.6): rows, colours of Teletext, italics, underline, boxes."""

from collections.abc import Iterator

from crossreel.formats.markup import SpanBuilder
from crossreel.formats.notices import Notices
from crossreel.formats.stl_letters import UNKNOWN, letters_of

UNUSED, NEWLINE = 0x8F, 0x8A
COLOURS = ("#000000", "#ff0000", "#00ff00", "#ffff00", "#0000ff", "#ff00ff", "#00ffff", "")
"""Colours of Teletext by code; white is that of captions."""

DOUBLE_HEIGHT = 0x0D
FLASH, CONCEAL = 0x08, 0x18
NEW_BACKGROUND, BLACK_BACKGROUND = 0x1D, 0x1C
STYLES = {0x80: ("i", "1"), 0x81: ("i", ""), 0x82: ("u", "1"), 0x83: ("u", "")}


def field_of(data: bytes) -> bytes:
    """Return what of a text field is used."""
    end = data.find(UNUSED)
    return data if end < 0 else data[:end]


def rows_of(field: bytes) -> int:
    """Return how many rows of the picture a text takes, those of double height counted twice."""
    rows = [row for row in field.split(bytes([NEWLINE])) if row.strip()]
    return max(1, sum(2 if DOUBLE_HEIGHT in row else 1 for row in rows))


def markup_of(field: bytes, table: bytes, *, teletext: bool, notices: Notices) -> str:
    """Return a text field as inline markup.

    Args:
        field: the used bytes, all blocks of the subtitle together.
        table: the field CCT of the file.
        teletext: whether each row begins in white anew, as on Teletext pages.
        notices: told of what is left out.
    """
    builder = SpanBuilder()
    for number, row in enumerate(row for row in field.split(bytes([NEWLINE])) if _has_letters(row)):
        if teletext:
            builder.set("c", "")
        if number:
            builder.text("\n")
        text = ""
        for kind, piece in _pieces(row):
            if kind:
                code = piece[0]
                if code < 0x20 and text and not text.endswith(" "):
                    if code < len(COLOURS):
                        builder.set("c", "")
                    builder.text(" ")  # a code of Teletext takes the place of a blank
                    text = " "
                _obey(code, builder, notices, teletext=teletext)
                continue
            text = letters_of(piece, table)
            if UNKNOWN in text:
                notices.add_many("stl.unknown_sign", text.count(UNKNOWN))
            builder.text(" ".join(text.split(" ")))
    return builder.markup()


def _has_letters(row: bytes) -> bool:
    return any(byte > 0x20 and not 0x7F < byte < 0xA0 for byte in row)


def _pieces(row: bytes) -> Iterator[tuple[bool, bytes]]:
    """Give the codes of a row one by one (True) and the letters between them (False)."""
    begin = 0
    for at, byte in enumerate(row):
        if byte < 0x20 or 0x7F <= byte < 0xA0:
            if at > begin:
                yield False, row[begin:at]
            yield True, row[at : at + 1]
            begin = at + 1
    if begin < len(row):
        yield False, row[begin:]


def _obey(code: int, builder: SpanBuilder, notices: Notices, *, teletext: bool) -> None:
    if code < len(COLOURS):
        builder.set("c", COLOURS[code])
    elif code in STYLES:
        builder.set(*STYLES[code])
    elif code == NEW_BACKGROUND:
        notices.drop("background")
    elif code in (FLASH, CONCEAL) and teletext:
        notices.drop("effect")
