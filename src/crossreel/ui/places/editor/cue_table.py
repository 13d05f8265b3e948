"""The table of cues: a view of an episode's sheet that never changes its own data, but asks and waits for the echo."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.cue import Cue
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.language import is_right_to_left
from crossreel.domain.views.grid import CueRow
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, sentence
from crossreel.kernel.marks import N_
from crossreel.ui.episode.reading import Loaded, Moved
from crossreel.ui.places.editor.cells import CellText, cell_text, cell_words, row_state, timed_cues
from crossreel.ui.places.editor.rows import TableRow, all_rows, common, common_ids, finding_counts, other_texts
from crossreel.ui.places.editor.speakers import colour_of, spoken_by
from crossreel.ui.places.editor.time_line import Times, TimeWriting

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
CELL_ROLE = ROW_ROLE + 1
STATE_ROLE = ROW_ROLE + 2
COUNTS_ROLE = ROW_ROLE + 3
EDGE_ROLE = ROW_ROLE + 4
COLOURS_ROLE = ROW_ROLE + 5


class Column(IntEnum):
    """The columns before the languages; the one after them tells the findings."""

    NUMBER = 0
    STATE = 1
    START = 2
    END = 3
    DURATION = 4
    SPEAKER = 5


FIXED = len(Column)
TIMES = (Column.START, Column.END, Column.DURATION)
HEADINGS = ("", "", N_("In"), N_("Out"), N_("Dur"), N_("Speaker"))
NAMES = (N_("Number"), N_("State"), N_("In"), N_("Out"), N_("Duration"), N_("Speaker"))


class CueTable(QAbstractTableModel):
    """Rows are cues, columns times and languages. A cell of several cues has a line for each; `chosen_in` tells the one to edit.

    Signals: `text_asked(row cue id, language, markup)` and `times_asked(cue id, start, end, seen)` for what a user typed in a cell.
    """

    text_asked = Signal(object, str, str)
    times_asked = Signal(object, int, int, object)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._rows: tuple[CueRow, ...] = ()
        self._loaded: Loaded | None = None
        self._edges = ("", "")
        self._source = ""
        self._language = ""
        self._languages: tuple[str, ...] = ()
        self._counts: Mapping[int, tuple[int, int]] = {}
        self.editable = True
        self.in_frames = False
        self.chosen_in: Callable[[CueRow, str], Cue | None] | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """The language columns, source first."""
        return self._languages

    @property
    def language(self) -> str:
        """The language being worked on."""
        return self._language

    def set_languages(self, languages: Sequence[str], current: str) -> None:
        """Choose the language columns, and the language whose states the dots tell."""
        before, self._language = self._language, current
        if tuple(languages) != self._languages:
            self.beginResetModel()
            self._languages = tuple(languages)
            self.endResetModel()
        elif self._rows and before != current:
            self.dataChanged.emit(self.index(0, Column.STATE), self.index(len(self._rows) - 1, Column.SPEAKER))

    def show_episode(self, loaded: Loaded, source: str, edges: tuple[str, str]) -> None:
        """Show an episode; of one that is shown already only the rows that differ are touched.

        Args:
            loaded: the episode.
            source: language of the spine.
            edges: words before the rows of the episodes before and after.
        """
        before = self._loaded
        same = before is not None and before.sheet.episode.id == loaded.sheet.episode.id and self._source == source
        self._source, self._edges = source, edges
        if before is None or not same:
            self.beginResetModel()
            self._loaded, self._rows, self._counts = loaded, all_rows(loaded), finding_counts(loaded)
            self.endResetModel()
            return
        self._loaded = loaded
        rows = all_rows(loaded)
        head, tail = common(self._rows, rows)
        self._replace(rows, head, tail)
        self._show_counts(before, loaded)

    def show_moved(self, moved: Moved) -> None:
        """Show what an edit changed in the episode that is shown."""
        if self._loaded is None or self._loaded.sheet.episode.id != moved.after.sheet.episode.id:
            return
        before, self._loaded = self._loaded, moved.after
        splice, rows = moved.splice, all_rows(moved.after)
        if splice.removed or splice.added:
            head = len(moved.after.before) + splice.first
            self._replace(rows, head, len(rows) - head - splice.added)
        self._show_counts(before, moved.after)

    def show_findings(self, loaded: Loaded) -> None:
        """Show other findings of the episode that is shown."""
        if self._loaded is not None and self._loaded.sheet.episode.id == loaded.sheet.episode.id:
            before, self._loaded = self._loaded, replace(self._loaded, findings=loaded.findings)
            self._show_counts(before, self._loaded)

    def _show_counts(self, before: Loaded, loaded: Loaded) -> None:
        """Say which rows have other findings, and whether the states of all are others."""
        if before.findings is not loaded.findings or before.positions is not loaded.positions:
            former, self._counts = self._counts, finding_counts(loaded)
            for row_id in {*former, *self._counts}:
                at = self.row_number(row_id)
                if at >= 0 and former.get(row_id) != self._counts.get(row_id):
                    self._say_changed(at, at)
        if before.sheet.tracks != loaded.sheet.tracks and self._rows:
            self.dataChanged.emit(self.index(0, Column.STATE), self.index(len(self._rows) - 1, Column.STATE))

    def _replace(self, rows: tuple[CueRow, ...], head: int, tail: int) -> None:
        """Take other rows, of which the first `head` and the last `tail` are as they were."""
        former = self._rows
        old, new = former[head : len(former) - tail], rows[head : len(rows) - tail]
        start, end = common_ids(old, new)
        gone, came = len(old) - start - end, len(new) - start - end
        at = head + start
        if gone:
            self.beginRemoveRows(QModelIndex(), at, at + gone - 1)
            self._rows = (*former[:at], *former[at + gone :])
            self.endRemoveRows()
        if came:
            self.beginInsertRows(QModelIndex(), at, at + came - 1)
            self._rows = rows
            self.endInsertRows()
        self._rows = rows
        for place, row in enumerate(new[:start], start=head):
            if row is not old[place - head]:
                self._say_row_changed(place, old[place - head], row)
        for back in range(1, end + 1):
            if new[-back] is not old[-back]:
                self._say_row_changed(head + len(new) - back, old[-back], new[-back])
        if gone != came and at + came < len(rows):
            last = self.index(len(rows) - 1, Column.NUMBER)
            self.dataChanged.emit(self.index(at + came, Column.NUMBER), last)

    def _say_row_changed(self, at: int, old: CueRow, new: CueRow) -> None:
        """Say which cells of a row are others: of texts alone theirs, and that which tells the state."""
        columns = [self.column_of(language) for language in other_texts(old, new)]
        if not columns or -1 in columns:
            self._say_changed(at, at)
            return
        for column in (Column.STATE, *columns):
            self.dataChanged.emit(self.index(at, column), self.index(at, column))

    def _say_changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    def table_row(self, index: Index) -> TableRow:
        """Return the row of an index."""
        return self._row(index.row())

    def _row(self, at: int) -> TableRow:
        row, number = self._rows[at], at - self._first + 1
        if number < 1:
            return TableRow(row=row, edge=self._edges[0])
        if self._loaded is not None and number > len(self._loaded.sheet.rows):
            return TableRow(row=row, edge=self._edges[1])
        return TableRow(row=row, number=number)

    @property
    def _first(self) -> int:
        """Where the rows of the episode itself begin."""
        return len(self._loaded.before) if self._loaded is not None else 0

    def row_number(self, cue_id: int | None) -> int:
        """Return where the row of a cue stands, -1 when it is not shown."""
        at = self._loaded.positions.get(cue_id) if self._loaded is not None and cue_id is not None else None
        return -1 if at is None or self._loaded is None or self._loaded.sheet.rows[at].cue.id != cue_id else self._first + at

    def column_of(self, language: str) -> int:
        """Return the column of a language, -1 when it is not shown."""
        return FIXED + self._languages.index(language) if language in self._languages else -1

    def language_of(self, column: int) -> str:
        """Return the language of a column, "" for the others."""
        return self._languages[column - FIXED] if FIXED <= column < FIXED + len(self._languages) else ""

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows, the neighbours' included."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else FIXED + len(self._languages) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let texts and times be edited; neighbours' rows can only be looked at."""
        row = self._row(index.row())
        flags = Qt.ItemFlag.ItemIsEnabled
        if row.edge:
            return flags
        flags |= Qt.ItemFlag.ItemIsSelectable
        text = bool(self.language_of(index.column())) and (
            row.row.is_spine or self.language_of(index.column()) in row.row.followers
        )
        if self.editable and (text or index.column() in TIMES):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return the heading of a column; languages by their own name."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        language = self.language_of(section)
        if role == Qt.ItemDataRole.DisplayRole:
            if language:
                name = numbers.native_language_name(language)
                return _("{language} · source").format(language=name) if language == self._source else name
            return _(HEADINGS[section]) if section < FIXED and HEADINGS[section] else ""
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return numbers.language_name(language) if language else _(NAMES[section]) if section < FIXED else _("Findings")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if is_right_to_left(language or "en") else Qt.AlignmentFlag.AlignLeft
            absolute = Qt.AlignmentFlag.AlignAbsolute if language else Qt.AlignmentFlag(0)
            return int((side | absolute | Qt.AlignmentFlag.AlignVCenter).value)
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return what a cell shows, says aloud or edits."""
        row = self._row(index.row())
        language = self.language_of(index.column())
        if role == ROW_ROLE:
            return row
        if role == EDGE_ROLE:
            return row.edge
        if role == CELL_ROLE:
            return self._cell(row, language) if language else None
        if role == STATE_ROLE:
            return self._state(row)
        if role == COUNTS_ROLE:
            return self._counts.get(row.row.cue.id, (0, 0))
        if role == COLOURS_ROLE and index.column() == Column.SPEAKER:
            loaded, said = self._loaded, self._spoken_by(row)
            return [colour_of(loaded.sheet, each) if loaded is not None and each is not None else None for each in said]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, index.column(), language)
        if role == Qt.ItemDataRole.EditRole:
            return self._chosen_markup(row, language) if language else self._time_words(index)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._aloud(row, index.column(), language)
        return None

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Ask for a change; the cell shows it once it has come back as an edit."""
        row, language = self._row(index.row()), self.language_of(index.column())
        if role != Qt.ItemDataRole.EditRole or row.edge or not self.editable:
            return False
        if language:
            if str(value) != self._chosen_markup(row, language):
                self.text_asked.emit(row.row.cue.id, language, str(value))
            return True
        return self.write_time(index, str(value))

    def write_time(self, index: Index, written: str) -> bool:
        """Ask for another time, start, end or length by the column.

        Raises:
            BadInput: it is no time, or none that the cue can have.
        """
        seen = self.times_at(index)
        self.write_times(index, self.reader_of(index.column())(written, seen), seen)
        return True

    def write_times(self, index: Index, times: Times, seen: Times) -> None:
        """Ask for other times of the cue whose times a row edits; `seen` are those that its user began from.

        Where only the start or only the end was typed, the other one stays as it stands by now.
        """
        present = self.times_at(index)
        if index.column() == Column.START:
            times, seen = (times[0], present[1]), (seen[0], present[1])
        elif index.column() == Column.END:
            times, seen = (present[0], times[1]), (present[0], seen[1])
        if times not in (seen, present):
            self.times_asked.emit(self._timed(self._row(index.row())).id, *times, seen)

    def times_at(self, index: Index) -> Times:
        """Return the times that a row edits."""
        cue = self._timed(self._row(index.row()))
        return cue.start_ms, cue.end_ms

    def reader_of(self, column: int) -> Callable[[str, Times], Times]:
        """Return what reads the times typed in a column."""
        writing = self.time_writing()
        return {Column.START: writing.read_start, Column.END: writing.read_end}.get(Column(column), writing.read_length)

    def time_writing(self) -> TimeWriting:
        """Return how times are written: with the frames of the episode's video."""
        media = self._loaded.sheet.media if self._loaded is not None else None
        return TimeWriting(rate=media.even_rate if media is not None else None, in_frames=self.in_frames)

    def show_frames(self, in_frames: bool) -> None:
        """Write times in frames, or in seconds."""
        if in_frames != self.in_frames:
            self.in_frames = in_frames
            if self._rows:
                self.dataChanged.emit(self.index(0, Column.START), self.index(len(self._rows) - 1, Column.DURATION))

    def _cell(self, row: TableRow, language: str) -> CellText:
        is_source = row.row.is_spine and language == self._source
        return cell_text(row.row, language, is_source, self._loaded)

    def chosen_cue(self, row: TableRow, language: str) -> Cue | None:
        """Return the cue of a cell that is edited there."""
        if self.chosen_in is not None and not row.edge:
            return self.chosen_in(row.row, language)
        return next(iter(self._cell(row, language).cues), None)

    def line_count(self, at: int) -> int:
        """Return how many cues the fullest shown cell of a row holds, at least 1."""
        row = self._row(at)
        return max([1, *(len(row.row.followers.get(language, ())) for language in self._languages)])

    def _chosen_markup(self, row: TableRow, language: str) -> str:
        cue = self.chosen_cue(row, language)
        return cue.text if cue is not None else ""

    def _timed(self, row: TableRow) -> Cue:
        """Return the cue whose times are edited in a row."""
        chosen = self.chosen_cue(row, self._language)
        return chosen if chosen is not None and (chosen.pinned or not row.row.is_spine) else row.row.cue

    def _times(self, row: TableRow) -> tuple[Cue, ...]:
        return timed_cues(row.row, self._cell(row, self._language))

    def _time_words(self, index: Index) -> str:
        row = self._row(index.row())
        return "" if row.edge else self._time_word(self._timed(row), index.column())

    def _time_word(self, cue: Cue, column: int) -> str:
        writing = self.time_writing()
        return {Column.START: writing.start, Column.END: writing.end}.get(Column(column), writing.length)(cue)

    def _state(self, row: TableRow) -> State:
        sheet = self._loaded.sheet if self._loaded is not None else None
        track = sheet.tracks.get(self._language) if sheet is not None else None
        if sheet is not None and track is None and self._language == self._source:
            track = sheet.spine
        return row_state(self._cell(row, self._language or self._source), track)

    def _words(self, row: TableRow, column: int, language: str) -> str:
        if language:
            return plain_text(self._cell(row, language).markup)
        if row.edge:
            return row.edge if column == Column.START else ""
        if column == Column.NUMBER:
            return str(row.number)
        if column in TIMES:
            return "\n".join(self._time_word(cue, column) for cue in self._times(row))
        if column == Column.SPEAKER:
            speakers = self._loaded.sheet.speakers if self._loaded is not None else {}
            return "\n".join(speakers.get(each or 0, "") for each in self._spoken_by(row))
        return ""

    def _spoken_by(self, row: TableRow) -> tuple[int | None, ...]:
        return spoken_by(row.row, self._cell(row, self._language).cues)

    def _aloud(self, row: TableRow, column: int, language: str) -> str:
        if language:
            return cell_words(self._cell(row, language))
        if column == Column.STATE and not row.edge:
            return sentence(f"state.{self._state(row).value}")
        if column == FIXED + len(self._languages):
            count = sum(self._counts.get(row.row.cue.id, (0, 0)))
            return _n("{count} finding", "{count} findings", count).format(count=numbers.number(count)) if count else ""
        return self._words(row, column, "")
