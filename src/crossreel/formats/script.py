"""Scripts as tables: one row a cue with its id, times, speaker and a column a language. CSV and XLSX share this."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.domain.text.language import normalize_tag
from crossreel.domain.text.language_names import language_of
from crossreel.domain.text.timecode import clock
from crossreel.formats.bounds import STEP
from crossreel.formats.format import ReadHints
from crossreel.formats.markup import CONTROLS, from_cell, settle, to_cell
from crossreel.formats.notices import Notices
from crossreel.formats.script_cells import KINDS, SOURCE_MARK, milliseconds

HEADER_ROWS = 12  # a title or a note may stand above the header
MAX_ID = 2**63 - 1


def rows(document: Document, options: WriteOptions) -> Iterator[list[str]]:
    """Give the header and one row per cue, all of it text: ids and times must not become numbers in a spreadsheet."""
    source = document.language or options.language
    others = tuple(dict.fromkeys(tag for cue in document.cues for tag in cue.texts if tag != source))
    episodes = any("episode" in cue.extras for cue in document.cues)
    based = any("base" in cue.extras for cue in document.cues)
    head = ["cue_id", *(["episode"] if episodes else []), "in", "out", "duration", "speaker"]
    yield [*head, f"{source}{SOURCE_MARK}" if source else "text", *others, *(["base"] if based else [])]
    for cue in document.cues:
        row = ["" if cue.cue_id is None else str(cue.cue_id)]
        if episodes:
            row.append(str(cue.extras.get("episode", "")))
        row += [clock(cue.start_ms), clock(cue.end_ms), f"{(cue.end_ms - cue.start_ms) / 1000:.3f}", CONTROLS.sub("", cue.speaker)]
        row += [to_cell(cue.text), *(to_cell(cue.texts.get(tag, "")) for tag in others)]
        yield [*row, *([_base_text(cue.extras.get("base"))] if based else [])]


def _base_text(base: object) -> str:
    """Return the digests of what each cell held when the script went out, `tag:digest` each."""
    return " ".join(f"{tag}:{digest}" for tag, digest in base.items()) if isinstance(base, dict) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where a table keeps what: positions by kind, headers by position, and the column of each language."""

    places: dict[str, int]
    headers: tuple[str, ...]
    languages: dict[str, int]
    source: str
    text: int | None


def read_table(table: Iterable[Sequence[object]], hints: ReadHints, notices: Notices, format_title: str) -> Document:
    """Return the cues of a table whose header names at least an in and an out column, or cue ids and a language.

    Raises:
        BadInput: there is no such header.
    """
    columns: Columns | None = None
    cues: list[DocumentCue] = []
    for number, row in enumerate(table, 1):
        hints.meter.step(STEP * len(row))
        hints.meter.bounds.check("columns", len(row))
        if columns is None:
            columns = _columns(row)
            if columns is None and number >= HEADER_ROWS:
                break
        elif any(_text(cell) for cell in row):
            hints.meter.cue(max(len(cell) if isinstance(cell, str) else 0 for cell in row))
            cue = _cue(row, columns, number, hints, notices)
            if cue is not None:
                cues.append(cue)
    if columns is None:
        raise BadInput("script.no_header", name=hints.name, format=format_title)
    return Document(cues=tuple(cues), language=columns.source)


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def _columns(row: Sequence[object]) -> Columns | None:
    headers = tuple(" ".join(_text(cell).split()) for cell in row)
    places: dict[str, int] = {}
    languages: dict[str, int] = {}
    marked = ""
    ours = any(KINDS.get(header.lower()) == "cue_id" for header in headers)
    for at, header in enumerate(headers):
        kind = KINDS.get(header.lower())
        if kind is not None:
            places.setdefault(kind, at)
            continue
        tag = _language(header.removesuffix(SOURCE_MARK), ours) if header else None
        if tag is not None and tag not in languages:
            languages[tag] = at
            marked = tag if header.endswith(SOURCE_MARK) else marked
    timed = "in" in places and ("out" in places or "duration" in places)
    if not timed and not ("cue_id" in places and (languages or "text" in places)):
        return None
    text = places.get("text")
    source = marked or (next(iter(languages), "") if text is None else "")
    if source:
        text = languages.pop(source)
    return Columns(places=places, headers=headers, languages=languages, source=source, text=text)


def _language(header: str, ours: bool) -> str | None:
    """Return the language of a column: any tag in a script of ours, else what people in this trade call a language."""
    return normalize_tag(header) if ours else language_of(header)


def _cue(row: Sequence[object], columns: Columns, number: int, hints: ReadHints, notices: Notices) -> DocumentCue | None:
    def cell(at: int | None) -> object:
        return row[at] if at is not None and at < len(row) else None

    times = _times(row, columns, hints.frame_rate)
    cue_id = _id(_text(cell(columns.places.get("cue_id"))), number, notices)
    if times is None and cue_id is None:
        notices.add("script.bad_row", number, text=" | ".join(_text(each) for each in row)[:80])
        return None
    texts = {tag: settle(from_cell(_text(cell(at)))) for tag, at in columns.languages.items()}
    extras: dict[str, object] = {}
    episode = _text(cell(columns.places.get("episode"))).strip()
    if episode.isdecimal() and len(episode) < 9:
        extras["episode"] = int(episode)
    if "base" in columns.places:
        pairs = (part.partition(":") for part in _text(cell(columns.places["base"])).split())
        extras["base"] = {tag: digest for tag, _, digest in pairs}
    start_ms, end_ms = times or (0, 0)
    return DocumentCue(
        start_ms=start_ms,
        end_ms=end_ms,
        text=settle(from_cell(_text(cell(columns.text)))),
        speaker=_text(cell(columns.places.get("speaker"))).strip(),
        cue_id=cue_id,
        texts=texts,
        extras=extras,
    )


def _times(row: Sequence[object], columns: Columns, rate: Fraction | None) -> tuple[int, int] | None:
    found: dict[str, int] = {}
    rate = _rate(row, columns) or rate
    for kind in ("in", "out", "duration"):
        at = columns.places.get(kind)
        value = milliseconds(row[at], columns.headers[at], rate) if at is not None and at < len(row) else None
        if value is not None:
            found[kind] = value
    if "in" not in found or not ({"out", "duration"} & set(found)):
        return None
    return found["in"], found["out"] if "out" in found else found["in"] + found["duration"]


def _rate(row: Sequence[object], columns: Columns) -> Fraction | None:
    at = columns.places.get("fps")
    try:
        rate = Fraction(_text(row[at]).strip()) if at is not None and at < len(row) else None
    except (ValueError, ZeroDivisionError):
        return None
    return rate if rate is not None and 1 <= rate <= 240 else None


def _id(written: str, number: int, notices: Notices) -> int | None:
    digits = written.strip().lstrip("'")
    if not digits:
        return None
    if digits.isdecimal() and len(digits) < 20 and int(digits) <= MAX_ID:
        return int(digits)
    notices.add("script.bad_id", number, text=written[:40])
    return None
