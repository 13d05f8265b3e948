"""Reading a subtitle file whatever it is: decode, recognize, parse, and say what was odd."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from crossreel.domain.errors import BadInput
from crossreel.domain.tables.table import Table, TableFile
from crossreel.domain.text.document import Document, ReadResult
from crossreel.domain.text.rolling import collapse, is_rolling
from crossreel.formats.bounds import BOUNDS
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.invisible import cleared
from crossreel.formats.notices import Notices
from crossreel.formats.registry import formats, get
from crossreel.formats.text import decode
from crossreel.formats.timing import check_times

HEAD_CHARACTERS = 8192
CLEAR = 0.95  # of a format that the name says too: nobody else is asked
SURE_ENOUGH = 0.3
MAX_BYTES = BOUNDS.megabytes << 20
FOREIGN = (  # formats of the trade that are not supported, told by their first bytes so that the refusal can name them
    ("PDF", b"%PDF"),
    ("OpenDocument", b"mimetypeapplication/vnd.oasis.opendocument"),
    ("XLS", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
)
PICTURES = (  # subtitles that are drawn: name, first bytes, how the file is called
    ("VobSub (.idx)", b"# VobSub", ""),
    ("VobSub (.sub)", b"\x00\x00\x01\xba", ""),
    ("Blu-ray PGS (.sup)", b"PG", ".sup"),
)


def read(
    data: bytes,
    name: str = "",
    *,
    from_format: str | None = None,
    encoding: str | None = None,
    language: str = "",
    frame_rate: Fraction | None = None,
    collapse_rolling: bool = False,
) -> ReadResult:
    """Read a subtitle file.

    Args:
        data: the whole file.
        name: its name; the extension helps to recognize it.
        from_format: id or extension of the format; None finds out.
        encoding: encoding of a text file; None finds out.
        language: what its name says, "" for nothing: of the encodings that fit, those of that language come first.
        frame_rate: frames a second, for formats that count frames.
        collapse_rolling: whether captions that repeat what the one before showed are read with every line once.

    Raises:
        BadInput: empty, not text, not a subtitle, in another encoding than said, broken beyond reading, or past a bound.
        NotFound: `from_format` names no format.
    """
    _refuse_hopeless(data, name)
    notices = Notices()
    hints = ReadHints(name=name, frame_rate=frame_rate)
    chosen = get(from_format) if from_format else _recognize_bytes(data, name)
    if chosen is not None and chosen.read_bytes is not None:
        document = _read_with(chosen, chosen.read_bytes, data, hints, notices)
        return ReadResult(document=document, format_id=chosen.id, encoding=None, notices=notices.all())
    text, found = decode(data, notices, encoding=encoding, language=language)
    BOUNDS.check("lines", text.count("\n"))
    chosen = chosen or recognize(text, name)
    if chosen.read is None:
        raise BadInput("format.cannot_read", format=chosen.title)
    document = _unrolled(_read_with(chosen, chosen.read, text, hints, notices), notices, asked=collapse_rolling)
    return ReadResult(document=document, format_id=chosen.id, encoding=found, notices=notices.all())


def _unrolled(document: Document, notices: Notices, *, asked: bool) -> Document:
    """Return rolling captions with every line once where somebody asked for it; else only say that they roll."""
    if not asked and not is_rolling(document.cues):
        return document
    cues = collapse(document.cues)
    if [cue.text for cue in cues] == [cue.text for cue in document.cues]:
        return document
    notices.add_many("text.rolling_collapsed" if asked else "text.rolling", len(document.cues), lines=len(cues))
    return replace(document, cues=cues) if asked else document


def read_tables(
    data: bytes,
    name: str = "",
    *,
    from_format: str | None = None,
    encoding: str | None = None,
    frame_rate: Fraction | None = None,
) -> TableFile | None:
    """Return the tables of a file as they stand, for somebody else to say what they hold; None when its format has none.

    Raises:
        BadInput: empty, not text, not a subtitle, in another encoding than said, broken beyond reading, or past a bound.
        NotFound: `from_format` names no format.
    """
    _refuse_hopeless(data, name)
    notices = Notices()
    hints = ReadHints(name=name, frame_rate=frame_rate)
    chosen = get(from_format) if from_format else _recognize_bytes(data, name)
    if chosen is not None and chosen.binary:
        if chosen.read_tables_bytes is None:
            return None
        tables: tuple[Table, ...] = chosen.read_tables_bytes(data, hints, notices)
        return TableFile(tables=tables, format_id=chosen.id, notices=notices.all())
    text, found = decode(data, notices, encoding=encoding)
    chosen = chosen or recognize(text, name)
    if chosen.read_tables is None:
        return None
    BOUNDS.check("lines", text.count("\n"))
    tables = chosen.read_tables(text, hints, notices)
    return TableFile(tables=tables, format_id=chosen.id, encoding=found, notices=notices.all())


def recognize(text: str, name: str) -> Format:
    """Return the text format a file is most likely in.

    Raises:
        BadInput: it is none of the supported formats.
    """
    head, low = text[:HEAD_CHARACTERS], name.lower()
    every = [each for each in formats() if each.sniff is not None]
    families = {each.family or each.id for each in every if low.rpartition(".")[2] in each.extensions}
    named = [each for each in every if (each.family or each.id) in families]
    rating, best = _best_rated(head, low, named) if named else (0.0, every[0])
    if rating >= CLEAR:
        return best
    rating, best = _best_rated(head, low, every)
    if rating < SURE_ENOUGH:
        raise BadInput("format.unknown", name=name, known=[each.title for each in formats()])
    return best


def _best_rated(head: str, name: str, among: Sequence[Format]) -> tuple[float, Format]:
    rated = [(each.sniff(head, name), each) for each in among if each.sniff is not None]
    return max(rated, key=lambda pair: pair[0])


def _recognize_bytes(data: bytes, name: str) -> Format | None:
    for each in formats():
        if each.sniff_bytes is not None and each.sniff_bytes(data[:HEAD_CHARACTERS], name.lower()) >= SURE_ENOUGH:
            return each
    return None


def _refuse_hopeless(data: bytes, name: str) -> None:
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise BadInput("format.empty", name=name)
    if len(data) > MAX_BYTES:
        raise BadInput("format.too_large", name=name, megabytes=len(data) >> 20, limit=MAX_BYTES >> 20)
    for title, mark in FOREIGN:
        if mark in data[:96]:
            raise BadInput("format.unsupported", name=name, format=title)
    for title, mark, extension in PICTURES:
        if data.startswith(mark) and name.lower().endswith(extension):
            raise BadInput("format.pictures", name=name, format=title)


S = TypeVar("S", str, bytes)


def _read_with(
    chosen: Format, reader: Callable[[S, ReadHints, Notices], Document], source: S, hints: ReadHints, notices: Notices
) -> Document:
    """Read with a codec. It raises `BadInput` for whatever a file has wrong; anything else is a fault of ours and goes through."""
    document = reader(source, hints, notices)
    return replace(document, format_id=chosen.id, cues=cleared(check_times(document.cues, notices), notices))
