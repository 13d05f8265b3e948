"""Writing EBU STL (EBU Tech 3264): the block of the file (GSI) and those of the subtitles (TTI), Teletext or open."""

import struct
from collections.abc import Iterator

from crossreel.domain.picture.placement import read_placement
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.domain.text.inline import Span, split_lines
from crossreel.formats.frame_fitting import clock_code, nearest_frame, start_frame
from crossreel.formats.stl_fitting import OPEN, OPEN_ROWS, stl_rate, table_of
from crossreel.formats.stl_letters import bytes_of, code_of_language
from crossreel.formats.stl_text import COLOURS, DOUBLE_HEIGHT, NEWLINE, STYLES, UNUSED

GENERAL, FIELD = 1024, 112
PAGE_ROWS = 23
START_BOX, END_BOX = b"\x0b\x0b", b"\x0a\x0a"
PLACES = 40
LAST = 0xFF
ACROSS = (1, 2, 3)  # the field JC by column: left, centre, right
DISPLAYS = {"open": b"0", "teletext-1": b"1", "teletext-2": b"2"}
_ITALIC_ON, _ITALIC_OFF, _UNDERLINE_ON, _UNDERLINE_OFF = (bytes([code]) for code in STYLES)
_ACCENTS = range(0xC1, 0xD0)


def write_stl(document: Document, options: WriteOptions) -> bytes:
    """Return the whole file of a document that was fitted (`fitted_stl`).

    Raises:
        BadInput: a time is past the midnight of the programme's clock.
    """
    rate, table = stl_rate(options), table_of(document)
    start = start_frame(options, rate)
    frames = [[start + nearest_frame(at_ms, rate) for at_ms in (cue.start_ms, cue.end_ms)] for cue in document.cues]
    codes = [[clock_code(frame, rate, drop=False) for frame in pair] for pair in frames]
    blocks = [
        block
        for number, (cue, times) in enumerate(zip(document.cues, codes, strict=True))
        for block in _blocks(number, cue, times, _field(cue, table, options), options)
    ]
    first = codes[0][0] if codes else clock_code(start, rate, drop=False)
    head = {
        3: b"STL%d.01" % round(rate), 11: DISPLAYS[options.display_standard], 12: table,
        14: code_of_language(options.language or document.language), 238: b"%05d%05d001" % (len(blocks), len(document.cues)),
        253: b"%02d" % (OPEN_ROWS if options.display_standard == OPEN else PAGE_ROWS),
        256: _digits(clock_code(start, rate, drop=False)), 264: _digits(first),
    }  # fmt: skip
    return _general(head, options) + b"".join(blocks)


def _general(fields: dict[int, bytes], options: WriteOptions) -> bytes:
    """Return the first block; what nobody said is blank."""
    day = options.day[2:8].encode("ascii", "ignore")
    title = _words(options.title)
    head = bytearray(b" " * GENERAL)
    always = {
        0: b"850",
        16: title,
        80: title,
        224: day,
        230: day,
        236: b"01",
        251: b"%02d" % PLACES,
        255: b"1",
        272: b"1",
        273: b"1",
    }
    for at, value in (always | fields).items():
        head[at : at + len(value)] = value
    return bytes(head)


def _words(text: str, size: int = 32) -> bytes:
    return " ".join(text.split()).encode("cp850", "ignore")[:size]


def _digits(code: tuple[int, int, int, int]) -> bytes:
    return b"%02d%02d%02d%02d" % code


def _blocks(
    number: int, cue: DocumentCue, times: list[tuple[int, int, int, int]], field: bytes, options: WriteOptions
) -> Iterator[bytes]:
    """Give the blocks of one subtitle, as many as its text needs."""
    rows = field.count(NEWLINE) + 1
    row = _row(cue, rows, options.display_standard)
    pieces = list(_pieces(field))
    across = ACROSS[read_placement(cue.placement).column]
    for at, piece in enumerate(pieces):
        extension = LAST if at == len(pieces) - 1 else at
        head = struct.pack("<BHBB8BBBB", 0, number % 0x10000, extension, 0, *times[0], *times[1], row, across, 0)
        yield head + piece.ljust(FIELD, bytes([UNUSED]))


def _row(cue: DocumentCue, rows: int, display: str) -> int:
    """Return the field VP: the row of the picture in which the text begins; rows of Teletext are counted from 1."""
    place = read_placement(cue.placement).row
    if display == OPEN:
        return (OPEN_ROWS - rows, (OPEN_ROWS - rows) // 2, 0)[place]
    return (PAGE_ROWS - rows, 12 - (rows + 1) // 2, 1)[place]


def _pieces(field: bytes) -> Iterator[bytes]:
    """Cut a text into fields, never between an accent and its letter."""
    while len(field) > FIELD:
        end = FIELD - (field[FIELD - 1] in _ACCENTS)
        yield field[:end]
        field = field[end:]
    yield field


def _field(cue: DocumentCue, table: bytes, options: WriteOptions) -> bytes:
    lines = split_lines(cue.text)
    if options.display_standard == OPEN:
        return bytes([NEWLINE]).join([_open_row(line, table) for line in lines])
    return bytes([NEWLINE, NEWLINE]).join([_teletext_row(line, table) for line in lines])


def _teletext_row(line: list[Span], table: bytes) -> bytes:
    """Return a row of double height in a box; a change of colour takes the place of a blank."""
    out, colour = bytearray(), ""
    for span in line:
        text = span.text
        if span.colour != colour and text.strip():
            if out.endswith(b" "):
                del out[-1]
            elif out:
                text = text.removeprefix(" ")
            out.append(COLOURS.index(span.colour))
            colour = span.colour
        out += bytes_of(text, table)
    row = bytes([DOUBLE_HEIGHT]) + START_BOX + bytes(out)
    letters = sum(len(span.text) for span in line)
    return row + END_BOX if letters + 2 * len(START_BOX) + 2 <= PLACES else row


def _open_row(line: list[Span], table: bytes) -> bytes:
    out, italic, underline = bytearray(), False, False
    for span in line:
        if span.italic != italic:
            out += _ITALIC_ON if span.italic else _ITALIC_OFF
        if span.underline != underline:
            out += _UNDERLINE_ON if span.underline else _UNDERLINE_OFF
        italic, underline = span.italic, span.underline
        out += bytes_of(span.text, table)
    return bytes(out + (_ITALIC_OFF if italic else b"") + (_UNDERLINE_OFF if underline else b""))
