"""Which subtitle each row of a sheet belongs to: by id, by time, by what it says, by its place among those that are sure."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from typing import Protocol

from crossreel.domain.tables.rows import SheetRow, spoken_in
from crossreel.domain.text.inline import plain_text

SAME_TIME_MS = 250  # sheets round to tenths and frames; whoever retimed the source is found by text
LIKE = 0.6  # of the letters of two texts that are taken for one that was corrected
UNLIKE = 0.2  # below it a row that begins with a subtitle says something else: it is of another film, or another episode


class MatchedBy(StrEnum):
    """How a row was matched."""

    ID = "id"
    TIME = "time"
    TEXT = "text"
    ORDER = "order"
    NOTHING = ""


class Timed(Protocol):
    """A cue, as far as rows are matched with it."""

    @property
    def id(self) -> int:
        """The id."""

    @property
    def start_ms(self) -> int:
        """When it comes."""

    @property
    def end_ms(self) -> int:
        """When it goes."""

    @property
    def text(self) -> str:
        """What it says, as markup."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A subtitle that rows may belong to."""

    id: int
    start_ms: int
    end_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """The subtitles of an episode that rows are matched with, in order of time, and their language ("" where nobody knows it).

    `ids` are those of further subtitles that rows may name: translations with a row of their own.
    """

    language: str
    lines: tuple[Line, ...]
    ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """A row and the subtitle it belongs to, None where there is none."""

    row: SheetRow
    line_id: int | None
    by: MatchedBy


def lines_of(cues: Iterable[Timed]) -> tuple[Line, ...]:
    """Return cues as lines, in order of time."""
    ordered = sorted(cues, key=lambda cue: (cue.start_ms, cue.end_ms, cue.id))
    return tuple(Line(id=cue.id, start_ms=cue.start_ms, end_ms=cue.end_ms, text=cue.text) for cue in ordered)


def matched(rows: Sequence[SheetRow], spoken: Spoken) -> tuple[str, list[Match]]:
    """Return which language of the rows is that of the subtitles, "" for none, and which subtitle each row belongs to."""
    source = spoken_in(rows, spoken.language) if spoken.language else ""
    return source, match_rows(rows, spoken.lines, source, spoken.ids)


def match_rows(rows: Sequence[SheetRow], lines: Sequence[Line], language: str, ids: frozenset[int] = frozenset()) -> list[Match]:
    """Return for every row of an episode, in order, which subtitle it belongs to; no subtitle gets two rows unless by id.

    Args:
        rows: of one episode.
        lines: its source subtitles, in order of time.
        language: of the source, the key of its text in a row.
        ids: of further subtitles that rows may name: translations with a row of their own.
    """
    known = {line.id for line in lines}
    found: dict[int, tuple[int, MatchedBy]] = {
        at: (row.cue_id, MatchedBy.ID) for at, row in enumerate(rows) if row.cue_id is not None and row.cue_id in known | ids
    }
    if len(found) == len(rows):
        return [Match(row, *found[at]) for at, row in enumerate(rows)]
    taken = {line_id for line_id, _ in found.values()}
    by_id = {line.id: line for line in lines}
    for at, line_id in _by_time(rows, [line for line in lines if line.id not in taken], found):
        if likeness(rows[at], by_id[line_id], language) >= UNLIKE:
            found[at] = (line_id, MatchedBy.TIME)
    free = [at for at, row in enumerate(rows) if at not in found and row.cue_id not in known]
    _by_text(free, rows, lines, language, found)
    _by_order(rows, lines, found, language)
    return [Match(row, *found.get(at, (None, MatchedBy.NOTHING))) for at, row in enumerate(rows)]


def _by_time(rows: Sequence[SheetRow], lines: Sequence[Line], found: dict[int, tuple[int, MatchedBy]]) -> list[tuple[int, int]]:
    """Return the pairs that begin together: each is the other's nearest, and no other row is as near."""
    ordered = sorted(lines, key=lambda line: line.start_ms)
    starts = [line.start_ms for line in ordered]
    wanted: dict[int, list[tuple[int, int]]] = {}
    for at, row in enumerate(rows):
        if at in found or row.start_ms is None or row.end_ms is None:
            continue
        place = bisect_left(starts, row.start_ms)
        near = [(abs(starts[each] - row.start_ms), each) for each in (place - 1, place) if 0 <= each < len(starts)]
        apart, nearest = min(near, default=(SAME_TIME_MS + 1, -1))
        if apart <= SAME_TIME_MS:
            wanted.setdefault(nearest, []).append((apart, at))
    made = []
    for nearest, rivals in wanted.items():
        rivals.sort()
        if len(rivals) == 1 or rivals[0][0] < rivals[1][0]:
            made.append((rivals[0][1], ordered[nearest].id))
    return made


def _by_text(
    free: Sequence[int], rows: Sequence[SheetRow], lines: Sequence[Line], language: str, found: dict[int, tuple[int, MatchedBy]]
) -> None:
    """Match rows whose source text is a subtitle's, in the order of both."""
    taken = {line_id for line_id, _ in found.values()}
    left = [line for line in lines if line.id not in taken]
    mine = [letters_of(rows[at].texts.get(language, "")) for at in free]
    theirs = [letters_of(line.text) for line in left]
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            if mine[block.a + step]:
                found[free[block.a + step]] = (left[block.b + step].id, MatchedBy.TEXT)


def _by_order(rows: Sequence[SheetRow], lines: Sequence[Line], found: dict[int, tuple[int, MatchedBy]], language: str) -> None:
    """Match what lies between two sure matches one by one, where there is as much on both sides and no text speaks against it."""
    place = {line.id: at for at, line in enumerate(lines)}
    sure = [
        (-1, -1),
        *sorted((at, place[line_id]) for at, (line_id, _) in found.items() if line_id in place),
        (len(rows), len(lines)),
    ]
    taken = {line_id for line_id, _ in found.values()}
    for (row_from, line_from), (row_to, line_to) in pairwise(sure):
        between = [at for at in range(row_from + 1, row_to) if at not in found]
        there = [line for line in lines[line_from + 1 : max(line_from + 1, line_to)] if line.id not in taken]
        if len(between) != len(there):
            continue
        for at, line in zip(between, there, strict=True):
            if _may_be(rows[at], line, language):
                found[at] = (line.id, MatchedBy.ORDER)


def _may_be(row: SheetRow, line: Line, language: str) -> bool:
    """Tell whether a row can be a subtitle's by its place: it says nothing of the source or something like it, at no other time."""
    if row.start_ms is not None and row.end_ms is not None and (row.start_ms > line.end_ms or row.end_ms < line.start_ms):
        return False
    return likeness(row, line, language) >= LIKE


def likeness(row: SheetRow, line: Line, language: str) -> float:
    """Return how much of its letters the source of a row shares with a subtitle, 1 where one of them says nothing."""
    mine, theirs = letters_of(row.texts.get(language, "")), letters_of(line.text)
    if not mine or not theirs or mine == theirs:
        return 1.0
    return SequenceMatcher(None, mine, theirs, autojunk=False).ratio()


def letters_of(markup: str) -> str:
    """Return the letters and digits of a text, without case, tags, blanks and punctuation."""
    plain = unicodedata.normalize("NFKC", plain_text(markup)).casefold()
    return "".join(char for char in plain if unicodedata.category(char)[0] in "LNM")
