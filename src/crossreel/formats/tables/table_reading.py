"""Reading one table row by row, once it is known what its columns hold."""

import datetime
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from crossreel.domain.picture.placement import find_placement
from crossreel.domain.tables.mapping import ColumnRole, TableMapping
from crossreel.domain.tables.rows import SheetRow
from crossreel.domain.tables.table import Cell, Row, Table, text_of
from crossreel.domain.text.column_name import SIGNS
from crossreel.domain.text.frame_rates import read_rate
from crossreel.formats.colours import with_true_colours
from crossreel.formats.markup import from_cell, settle
from crossreel.formats.notices import Notices
from crossreel.formats.tables.contents import episode_in
from crossreel.formats.tables.identities import ids_of
from crossreel.formats.tables.looks import ColumnLooks
from crossreel.formats.tables.tabs import episode_of_tab
from crossreel.formats.tables.times import TimeReading, looks_like_time, plain, span_of, time_of
from crossreel.formats.tables.units import readings_of
from crossreel.formats.tables.words import key_of
from crossreel.formats.timing import OPEN_END_MS

GAP_MS = 80  # before the next cue where only beginnings are given: two frames of 25 a second
GAP_FRAMES = 2
LONGEST_OPEN_MS = 7000  # of a cue that lasts until the next one
ANEW_MS = 20_000  # a row that begins before, after one that began later, is likely of another episode
TOLD_CELLS = 50


@dataclass(slots=True)
class _Draft:
    """A row while it is read: its end may only come with the next one."""

    row: SheetRow
    open_end: bool = False
    refused: str = ""
    rate: Fraction | None = None


@dataclass(slots=True)
class TableReading:
    """Reads one table: `rows` is called once.

    Attributes:
        table: the table.
        mapping: what its columns hold.
        notices: told of what is left out or concluded.
        rate: frames a second of the video, None while nobody knows it.
    """

    table: Table
    mapping: TableMapping
    notices: Notices
    rate: Fraction | None
    _readings: dict[int, TimeReading] = field(default_factory=dict)
    _places: dict[ColumnRole, int] = field(default_factory=dict)
    _spread: dict[int, Mapping[int, Cell]] = field(default_factory=dict)
    _refused: list[tuple[int, str, str]] = field(default_factory=list)
    _looks: ColumnLooks | None = None

    def rows(self, episode: int | None) -> list[SheetRow]:
        """Return the rows, those without an episode of their own in the one of the table."""
        self._readings = readings_of(self.table, self.mapping, self.rate, self.notices)
        self._places = {column.role: column.at for column in reversed(self.mapping.columns)}
        if self.table.looks:
            self._looks = ColumnLooks.of(self.table, [column.at for column in self.mapping.texts], self.mapping.header_row)
        body = list(self._body())
        ids = self._ids(body)
        drafts: list[_Draft] = []
        seen = self._episode_above() or episode
        for row, cue_id in zip(body, ids, strict=True):
            banner = self._banner(row)
            if banner is not None:
                seen = banner
                continue
            seen = self._episode(row) or seen
            draft = self._draft(row, cue_id, seen, drafts)
            if draft is not None:
                drafts.append(draft)
        self._tell_refused()
        if self._looks is not None:
            self._looks.tell(self.notices)
        return self._closed(drafts)

    def _body(self) -> Iterator[Row]:
        headers = {column.at: column.header for column in self.mapping.columns if column.header}
        first = next(iter(headers), -1) if self.mapping.header_row and len(headers) > 1 else -1
        for row in self.table.rows:
            if row.number <= self.mapping.header_row:
                continue
            if first >= 0 and text_of(row.at(first)).strip() == headers[first].strip() and _repeats(row, headers):
                continue  # the header once more, as on every printed page
            yield row

    def _ids(self, rows: Sequence[Row]) -> list[int | None]:
        at = self._places.get(ColumnRole.ID)
        if at is None:
            return [None] * len(rows)
        ours = key_of(self.mapping.columns[at].header) in ("cue id", "cueid")
        return ids_of([(self.table.where_from(row.number, at), row.at(at)) for row in rows], self.notices, ours=ours)

    def _banner(self, row: Row) -> int | None:
        """Return the episode that a row of one cell announces, between the rows of several episodes."""
        if ColumnRole.EPISODE in self._places:
            return None
        filled = [cell for cell in row.cells if cell is not None and text_of(cell).strip()]
        if not filled or any(cell != filled[0] for cell in filled):
            return None
        text = text_of(filled[0]).strip()
        if text.isdecimal() or isinstance(filled[0], int | float):
            return None
        return episode_in(text) or episode_of_tab(text) if len(text) < 60 else None

    def _episode_above(self) -> int | None:
        """Return the episode that a line above the header announces."""
        above = [row for row in self.table.rows if row.number < self.mapping.header_row]
        return next((number for row in reversed(above) if (number := self._banner(row)) is not None), None)

    def _episode(self, row: Row) -> int | None:
        at = self._places.get(ColumnRole.EPISODE)
        return episode_in(text_of(self._merged(row, at))) if at is not None else None

    def _merged(self, row: Row, at: int) -> Cell:
        """Return a cell, or what the cells it was merged with upwards say."""
        own = row.at(at)
        if own is not None and text_of(own).strip():
            return own
        return self._tops(at).get(row.number, own)

    def _tops(self, at: int) -> Mapping[int, Cell]:
        """Return what stands at the top of merged cells of a column, for each row below their first."""
        if at not in self._spread:
            self._spread[at] = spread_down(self.table, at)
        return self._spread[at]

    def _spoken(self, row: Row, at: int) -> str:
        """Return the text of a cell as inline markup."""
        cell = row.at(at)
        if self._looks is not None and isinstance(cell, str):
            cell = self._looks.written(row.number, at, cell, self.table.where_from(row.number, at), self.notices)
        markup, odd = with_true_colours(settle(from_cell(_written(cell))))
        if odd:
            self.notices.add("inline.no_colour", row.number, text=odd[:40])
        return markup

    def _draft(self, row: Row, cue_id: int | None, episode: int | None, before: list[_Draft]) -> _Draft | None:
        texts = {column.language: self._spoken(row, column.at) for column in self.mapping.texts}
        if not any(texts.values()) and cue_id is None and not self._has_time(row):
            return None
        start_ms, end_ms, fault = self._times(row)
        where = self.table.where_from(row.number)
        if fault is not None and cue_id is None:
            self._refuse(row, fault)
            return None
        if start_ms is None and cue_id is None and self.mapping.is_timed:
            if before and self._continues(row):
                before[-1].row = _joined(before[-1].row, texts)
            else:
                self._refuse(row, self._places.get(ColumnRole.START, self._places.get(ColumnRole.RANGE, 0)))
            return None
        made = SheetRow(
            where=where, texts=texts, start_ms=start_ms, end_ms=end_ms, cue_id=cue_id, episode=episode,
            number=self._number(row), speaker=self._plain(row, ColumnRole.SPEAKER), note=self._note(row), base=self._base(row),
            is_signs=key_of(self._plain(row, ColumnRole.KIND)) == SIGNS, placement=self._placement(row),
            spoken_in=self._plain(row, ColumnRole.SPOKEN_IN),
            dub=self._dub(row),
        )  # fmt: skip
        return _Draft(made, open_end=start_ms is not None and end_ms is None, rate=self._row_rate(row))

    def _has_time(self, row: Row) -> bool:
        places = (self._places.get(role) for role in (ColumnRole.START, ColumnRole.RANGE))
        return any(looks_like_time(row.at(at)) for at in places if at is not None)

    def _continues(self, row: Row) -> bool:
        """Tell whether a row stands beside a time that was merged down to it."""
        at = self._places.get(ColumnRole.START, self._places.get(ColumnRole.RANGE))
        return at is not None and row.number in self._tops(at)

    def _refuse(self, row: Row, column: int) -> None:
        text = " | ".join(text_of(cell) for cell in row.cells if text_of(cell).strip())[:80]
        self._refused.append((row.number, self.table.where_from(row.number, column), text))

    def _tell_refused(self) -> None:
        if self._refused:
            number, _where, text = self._refused[0]
            cells = [where for _, where, _ in self._refused[:TOLD_CELLS]]
            self.notices.add_many("script.bad_row", len(self._refused), number, text=text, cells=cells, table=self.table.name)

    def _times(self, row: Row) -> tuple[int | None, int | None, int | None]:
        """Return beginning and end, None where there is none, and the column of a time that cannot be read."""
        at = self._places.get(ColumnRole.RANGE)
        if at is not None:
            found = self._span(row, at)
            if found is not None:
                return (*found, None)
            return (None, None, at if text_of(row.at(at)).strip() and ColumnRole.START not in self._places else None)
        values: dict[ColumnRole, int] = {}
        for role in (ColumnRole.START, ColumnRole.END, ColumnRole.DURATION):
            at = self._places.get(role)
            cell = row.at(at) if at is not None else None
            value = time_of(cell, self._reading(row, at)) if at is not None else None
            if value is not None:
                values[role] = value
            elif at is not None and role is not ColumnRole.DURATION and plain(text_of(cell)):
                return None, None, at
        start_ms = values.get(ColumnRole.START)
        if start_ms is None:
            return None, None, None
        length_ms = values.get(ColumnRole.DURATION)
        return start_ms, values.get(ColumnRole.END, start_ms + length_ms if length_ms is not None else None), None

    def _span(self, row: Row, at: int) -> tuple[int, int | None] | None:
        reading = self._reading(row, at)
        found = span_of(row.at(at), reading)
        if found is not None:
            return found
        alone = time_of(row.at(at), reading) if looks_like_time(row.at(at)) else None
        return (alone, None) if alone is not None else None

    def _reading(self, row: Row, at: int | None) -> TimeReading:
        reading = self._readings.get(at if at is not None else -1, TimeReading(rate=self.rate))
        rate = self._row_rate(row)
        return replace(reading, rate=rate) if rate is not None else reading

    def _row_rate(self, row: Row) -> Fraction | None:
        at = self._places.get(ColumnRole.RATE)
        return read_rate(text_of(row.at(at))) if at is not None else None

    def _number(self, row: Row) -> int | None:
        at = self._places.get(ColumnRole.NUMBER)
        digits = plain(text_of(row.at(at))).strip("#№.): ") if at is not None else ""
        return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else None

    def _plain(self, row: Row, role: ColumnRole) -> str:
        at = self._places.get(role)
        return " ".join(text_of(self._merged(row, at)).split()).rstrip(":：").strip() if at is not None else ""

    def _note(self, row: Row) -> str:
        notes = (_written(row.at(column.at)).strip() for column in self.mapping.where(ColumnRole.NOTE))
        return "\n".join(note for note in notes if note)

    def _placement(self, row: Row) -> str:
        place = find_placement(self._plain(row, ColumnRole.PLACE))
        return place.written if place is not None else ""

    def _dub(self, row: Row) -> Mapping[str, str]:
        cells = ((role, _written(row.at(at)).strip()) for role, at in self._places.items() if role.is_dub)
        return {role.value.removeprefix("dub_"): words for role, words in cells if words}

    def _base(self, row: Row) -> Mapping[str, str] | None:
        at = self._places.get(ColumnRole.BASE)
        if at is None:
            return None
        pairs = (part.partition(":") for part in text_of(row.at(at)).split())
        return {tag: digest for tag, _, digest in pairs}

    def _closed(self, drafts: list[_Draft]) -> list[SheetRow]:
        """Give rows without an end one: the next beginning of their episode less a gap."""
        rate = self.rate or next((reading.rate for reading in self._readings.values() if reading.rate), None)
        gap_ms = round(GAP_FRAMES * 1000 / rate) if rate else GAP_MS
        starts: dict[int | None, list[int]] = {}
        for draft in drafts:
            if draft.row.start_ms is not None:
                mine = starts.setdefault(draft.row.episode, [])
                if mine and draft.row.start_ms < ANEW_MS < mine[-1]:
                    self.notices.add("sheet.times_begin_anew", 0, table=self.table.name, where=draft.row.where)
                mine.append(draft.row.start_ms)
        for ordered in starts.values():
            ordered.sort()
        for draft in drafts:
            if draft.open_end and draft.row.start_ms is not None:
                end_ms = _open_end(draft.row.start_ms, starts[draft.row.episode], gap_ms)
                draft.row = replace(draft.row, end_ms=end_ms)
                self.notices.add("sheet.no_ends", 0, table=self.table.name, where=draft.row.where, gap_ms=gap_ms)
        return [draft.row for draft in drafts]


def _open_end(start_ms: int, starts: Sequence[int], gap_ms: int) -> int:
    at = bisect_right(starts, start_ms)
    if at == len(starts):
        return start_ms + OPEN_END_MS
    return max(start_ms + 1, min(starts[at] - gap_ms, start_ms + LONGEST_OPEN_MS))


def _repeats(row: Row, headers: Mapping[int, str]) -> bool:
    return all(key_of(text_of(row.at(at))) == key_of(header) for at, header in headers.items())


def spread_down(table: Table, at: int) -> Mapping[int, Cell]:
    """Return the first cell of every merge of a column, by the number of each row below it; no row counts twice."""
    merges = sorted((merge.top, merge.bottom, merge.left) for merge in table.merges if merge.left <= at <= merge.right)
    found: dict[int, Cell] = {}
    rows = table.rows
    here = 0
    for top, bottom, left in merges:
        while here < len(rows) and rows[here].number < top:
            here += 1
        first = rows[here].at(left) if here < len(rows) and rows[here].number == top else None
        while here < len(rows) and rows[here].number <= bottom:
            if rows[here].number > top:
                found[rows[here].number] = first
            here += 1
    return found


def _joined(row: SheetRow, more: Mapping[str, str]) -> SheetRow:
    return replace(row, texts={tag: "\n".join(filter(None, (text, more.get(tag, "")))) for tag, text in row.texts.items()})


def _written(cell: Cell) -> str:
    """Return a cell as it was typed, as far as a spreadsheet lets one know."""
    if isinstance(cell, datetime.time):
        return f"{cell.hour}:{cell.minute:02d}" if not cell.second else f"{cell.hour}:{cell.minute:02d}:{cell.second:02d}"
    if isinstance(cell, bool):
        return str(cell).upper()
    return text_of(cell).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
