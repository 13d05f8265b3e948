"""EBU STL (.stl), the subtitle file of broadcasters (EBU Tech 3264). It has no Chinese, Thai or Hindi, which are refused."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from crossreel.domain.errors import BadInput
from crossreel.domain.picture.placement import Placement, key_at
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.domain.text.timecode import timecode_ms
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.notices import Notices
from crossreel.formats.stl_fitting import TITLE, fitted_stl, stl_rate
from crossreel.formats.stl_letters import LANGUAGES, SCRIPTS
from crossreel.formats.stl_text import field_of, markup_of, rows_of
from crossreel.formats.stl_writing import write_stl

DISK_FORMAT = re.compile(rb"STL(\d\d)\.01")
HEAD, BLOCK, FIELD = 1024, 128, 112
TELETEXT_ROWS = 23
TELETEXT = (b"1", b"2")
LAST_BLOCK, USER_DATA = 0xFF, 0xFE
COMMENT = 1
NTSC = {23: Fraction(24000, 1001), 29: Fraction(30000, 1001), 59: Fraction(60000, 1001)}
ACROSS = {1: 0.0, 3: 100.0}  # by the field JC; centre for all else


def sniff(data: bytes, name: str) -> float:
    """Rate by the disk format code behind the code page."""
    return 1.0 if DISK_FORMAT.match(data, 3) else 0.0


@dataclass(frozen=True, slots=True)
class General:
    """What the first block says of the whole file.

    `rate` are the frames that pass in a second, `nominal` those that its time codes count.
    """

    rate: Fraction
    nominal: int
    teletext: bool
    table: bytes
    language: str
    rows: int
    start_ms: int

    def milliseconds(self, hours: int, minutes: int, seconds: int, frames: int) -> int | None:
        """Return a time code in milliseconds; None when it is none."""
        if hours > 23 or minutes > 59 or seconds > 59 or frames >= self.nominal:
            return None
        return timecode_ms(hours, minutes, seconds, frames, self.rate)


@dataclass(slots=True)
class Subtitle:
    """The blocks of one subtitle: times, row, justification, text."""

    times: tuple[int, ...]
    row: int
    across: int
    comment: bool
    field: bytes = b""


def read(data: bytes, hints: ReadHints, notices: Notices) -> Document:
    """Read the subtitles in file order; colours, italics, rows and justification come along.

    Raises:
        BadInput: the first block is not whole or of a format that is not known, or there is no subtitle.
    """
    general = _general(data, hints)
    if (len(data) - HEAD) % BLOCK:
        notices.add("stl.cut_off")
    cues = tuple(_cues(data, general, hints, notices))
    if not cues:
        raise BadInput("format.no_cues", name=hints.name, format=FORMAT.title)
    return Document(
        cues=cues,
        language=general.language,
        frame_rate=general.rate,
        programme_start_ms=general.start_ms,
        hour_ms=Fraction(3_600_000) * general.nominal / general.rate,
    )


def _general(data: bytes, hints: ReadHints) -> General:
    match = DISK_FORMAT.match(data, 3)
    if match is None or len(data) < HEAD:
        raise BadInput("stl.no_head", name=hints.name)
    named = int(match[1])
    rate = NTSC.get(named, Fraction(named or 25))
    nominal = round(rate)
    if hints.frame_rate is not None and round(hints.frame_rate) == nominal and named not in NTSC:
        rate = hints.frame_rate  # a file says 30 where 29.97 pass
    general = General(
        rate=rate,
        nominal=nominal,
        teletext=data[11:12] in TELETEXT,
        table=data[12:14],
        language=LANGUAGES.get(data[14:16].upper(), ""),
        rows=_number(data[253:255]) or TELETEXT_ROWS,
        start_ms=0,
    )
    start = data[256:264]
    if data[255:256] == b"1" and start.isdigit():
        parts = (int(start[at : at + 2]) for at in range(0, 8, 2))
        return _with_start(general, general.milliseconds(*parts) or 0)
    return general


def _with_start(general: General, start_ms: int) -> General:
    return General(general.rate, general.nominal, general.teletext, general.table, general.language, general.rows, start_ms)


def _number(written: bytes) -> int:
    return int(written) if written.strip().isdigit() else 0


def _cues(data: bytes, general: General, hints: ReadHints, notices: Notices) -> Iterator[DocumentCue]:
    for number, each in enumerate(_subtitles(data, hints), 1):
        hints.meter.cue(len(each.field))
        if each.comment:
            notices.drop("comment")
            continue
        start_ms, end_ms = general.milliseconds(*each.times[:4]), general.milliseconds(*each.times[4:])
        markup = markup_of(each.field, general.table, teletext=general.teletext, notices=notices)
        if start_ms is None or end_ms is None:
            notices.add("stl.bad_time", number, text=markup[:80])
        elif markup:
            yield DocumentCue(start_ms=start_ms, end_ms=end_ms, text=markup, placement=_placement(each, general))


def _subtitles(data: bytes, hints: ReadHints) -> Iterator[Subtitle]:
    """Give the subtitles with the text of all their blocks."""
    open_one: Subtitle | None = None
    for at in range(HEAD, len(data) - BLOCK + 1, BLOCK):
        hints.meter.step(BLOCK)
        _group, _number, extension, _set, *times, row, across, kind = struct.unpack_from("<BHBB8BBBB", data, at)
        if extension == USER_DATA:
            continue
        if open_one is None:
            open_one = Subtitle(tuple(times), row, across, kind == COMMENT)
        open_one.field += field_of(data[at + BLOCK - FIELD : at + BLOCK])
        if extension == LAST_BLOCK:
            yield open_one
            open_one = None
    if open_one is not None:
        yield open_one


def _placement(subtitle: Subtitle, general: General) -> str:
    """Return the placement of the rows a text stands in, of those the picture has."""
    rows = TELETEXT_ROWS if general.teletext else max(general.rows, subtitle.row)
    middle = 100 * (subtitle.row - (1 if general.teletext else 0) + rows_of(subtitle.field) / 2) / rows
    return Placement(key=key_at(ACROSS.get(subtitle.across, 50.0), min(max(middle, 0.0), 100.0))).written


def write(document: Document, options: WriteOptions, notices: Notices) -> bytes:
    """Write a document that was fitted: Teletext of double height or open subtitles, at 25 or 30 frames a second."""
    return write_stl(document, options)


FORMAT = Format(
    id="stl",
    title=TITLE,
    extensions=("stl",),
    sniff_bytes=sniff,
    read_bytes=read,
    write_bytes=write,
    fit=fitted_stl,
    frames=stl_rate,
    scripts=SCRIPTS,
    options=frozenset({"frame_rate", "start_timecode", "display_standard", "title", "language", "day"}),
    loses=frozenset({"language", "b", "v", "ruby", "placement_box", "speaker", "empty_cues"}),
    rank=5,
)
