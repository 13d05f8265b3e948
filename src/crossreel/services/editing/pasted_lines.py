"""Lines of the clipboard, as columns or as a block of SubRip, with times at the rate of the video that they are put beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossreel.domain.errors import BadInput
from crossreel.domain.text.columns import read_columns
from crossreel.domain.views.grid import EpisodeSheet
from crossreel.domain.views.paste_plan import PastedLine
from crossreel.formats.markup import from_cell
from crossreel.formats.reading import read
from crossreel.formats.tables.times import NoRate, TimeReading, time_of

FIXED = ("#", "in", "out", "speaker")
NAMES = {"#": "#", "no": "#", "number": "#", "in": "in", "start": "in", "out": "out", "end": "out", "speaker": "speaker"}
ARROW = "-->"
MOST_LINES = 5_000
WORDS_ALONE = Fraction(60)  # a rate at which every count of frames can be read where its times are not wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedText:
    """What stands on the clipboard. `uncounted` is the first time that counts frames where nobody knows how many a second has."""

    lines: Sequence[PastedLine]
    uncounted: str = ""


def read_pasted(text: str, sheet: EpisodeSheet, language: str, rate: Fraction | None) -> PastedText:
    """Return the lines of a text; a time that cannot be counted leaves its words.

    Args:
        text: columns, or a block of SubRip.
        sheet: the episode they are for, whose columns a heading names.
        language: the column of what names none.
        rate: frames a second, None where nobody knows.

    Raises:
        BadInput: too many lines, or a block of SubRip that cannot be read.
    """
    if ARROW in text:
        return _subrip(text, language, rate)
    rows = read_columns(text)
    if len(rows) > MOST_LINES:
        raise BadInput("editing.paste_too_long", count=len(rows), limit=MOST_LINES)
    if not rows:
        return PastedText(lines=())
    columns = _headings(rows[0], sheet)
    if columns is not None:
        return _columns(rows[1:], columns, rate)
    at = sheet.columns.index(language) if language in sheet.columns else 0
    after = [language, *(sheet.columns[at + 1 :])]
    widest = max(len(row) for row in rows)
    return _columns(rows, [*after[:widest], *([""] * (widest - len(after)))], rate)


def _subrip(text: str, language: str, rate: Fraction | None) -> PastedText:
    uncounted = ""
    try:
        found = read(text.encode(), "clipboard.srt", from_format="srt", frame_rate=rate).document.cues
    except BadInput as error:
        if error.code != "time.rate_needed":
            raise
        uncounted = str(error.facts["text"])
        found = read(text.encode(), "clipboard.srt", from_format="srt", frame_rate=WORDS_ALONE).document.cues
    lines = [PastedLine(texts={language: cue.text}, times=None if uncounted else (cue.start_ms, cue.end_ms)) for cue in found]
    return PastedText(lines=lines, uncounted=uncounted)


def _headings(row: Sequence[str], sheet: EpisodeSheet) -> list[str] | None:
    """Return what the columns of a heading are, "" for one that is nothing here; None where the row is no heading."""
    found = [NAMES.get(cell.strip().lower()) or (cell.strip() if cell.strip() in sheet.columns else "") for cell in row]
    known, named = sum(map(bool, found)), sum(1 for cell in row if cell.strip())
    is_heading = known >= 2 or (known == named == 1 and found[0] in sheet.columns)
    return found if is_heading else None


def _columns(rows: Sequence[Sequence[str]], columns: Sequence[str], rate: Fraction | None) -> PastedText:
    lines, uncounted, reading = [], "", TimeReading(rate=rate)
    for row in rows:
        cells = dict(zip(columns, row, strict=False))
        try:
            start, end = (time_of(cells.get(name, ""), reading) for name in ("in", "out"))
        except NoRate as error:
            start, end, uncounted = None, None, uncounted or str(error)
        texts = {name: from_cell(cell.strip("\n")) for name, cell in cells.items() if name and name not in FIXED}
        times = None if start is None or end is None else (start, end)
        lines.append(PastedLine(texts=texts, times=times, speaker=cells.get("speaker")))
    return PastedText(lines=lines, uncounted=uncounted)
