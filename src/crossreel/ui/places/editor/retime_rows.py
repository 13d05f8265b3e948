"""New times as rows of a table: what each cue had, what it would have, and a tick for those that are to be written."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.language import is_right_to_left
from crossreel.domain.text.timecode import clock
from crossreel.domain.views.retime_plan import RetimeLine
from crossreel.i18n.messages import _
from crossreel.i18n.numbers import number
from crossreel.kernel.marks import N_

Index = QModelIndex | QPersistentModelIndex
CUE, LANGUAGE, IN, OUT, TEXT = range(5)
HEADINGS = (N_("Cue"), N_("Language"), N_("In"), N_("Out"), N_("Text"))
FROM_LEFT, FROM_RIGHT, END = "\u2066", "\u2067", "\u2069"  # isolates: words run as their language does
MINUS = "\N{MINUS SIGN}"


class RetimeRows(QAbstractTableModel):
    """Lines in order. `ticked` says that somebody ticked a line or took its tick away."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[RetimeLine, ...] = ()
        self._rates: Mapping[int, Fraction] = {}
        self._left_out: dict[int, RetimeLine] = {}

    @property
    def left_out(self) -> tuple[int, ...]:
        """The ids of the cues whose tick was taken away."""
        return tuple(self._left_out)

    def show_lines(self, lines: tuple[RetimeLine, ...], rates: Mapping[int, Fraction]) -> None:
        """Show the lines of a plan, and those that were left out of it."""
        planned = {line.cue_id for line in lines}
        kept = tuple(line for cue_id, line in self._left_out.items() if cue_id not in planned)
        wanted = tuple(sorted((*lines, *kept), key=lambda line: (line.episode, line.start_ms, line.cue_id)))
        same = [line.cue_id for line in wanted] == [line.cue_id for line in self._lines]
        if not same:
            self.beginResetModel()
        self._lines, self._rates = wanted, rates
        if not same:
            self.endResetModel()
        elif wanted:
            self.dataChanged.emit(self.index(0, 0), self.index(len(wanted) - 1, len(HEADINGS) - 1))

    def clear(self) -> None:
        """Forget all of it, ticks as well."""
        self._left_out = {}
        self.show_lines((), {})

    def turn(self, rows: list[int]) -> None:
        """Take the ticks of rows away; where none has one, give them to all."""
        lines = [self._lines[row] for row in rows]
        away = [line for line in lines if line.cue_id not in self._left_out]
        for line in lines:
            self._left_out.pop(line.cue_id, None)
        self._left_out |= {line.cue_id: line for line in away}
        if lines:
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), len(HEADINGS) - 1))
            self.ticked.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADINGS[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the first column be ticked."""
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsUserCheckable if index.column() == CUE else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, and whether its line is ticked."""
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(line, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == TEXT:
            side = Qt.AlignmentFlag.AlignRight if is_right_to_left(line.language) else Qt.AlignmentFlag.AlignLeft
            return int((side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter).value)
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == CUE:
            return Qt.CheckState.Unchecked if line.cue_id in self._left_out else Qt.CheckState.Checked
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a line, or take its tick away."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != CUE:
            return False
        self.turn([index.row()])
        return True

    def _words(self, line: RetimeLine, column: int) -> str:
        if column == CUE:
            return _("{episode} · {cue}").format(episode=number(line.episode), cue=number(line.number))
        if column == LANGUAGE:
            return line.language
        if column == TEXT:
            words = plain_text(line.text).replace("\n", " / ")
            return (FROM_RIGHT if is_right_to_left(line.language) else FROM_LEFT) + words + END
        before, after = (line.start_ms, line.new_start_ms) if column == IN else (line.end_ms, line.new_end_ms)
        return self._moved(before, after, self._rates.get(line.episode_id, Fraction(30)))

    def _moved(self, before_ms: int, after_ms: int, rate: Fraction) -> str:
        """Write a time with what becomes of it, or alone where it stays."""
        if before_ms == after_ms:
            return clock(before_ms, hours=False)
        frames = round(Fraction(after_ms - before_ms, 1000) * rate)
        step = f"{'+' if after_ms > before_ms else MINUS}{number(abs(frames))}"
        return f"{FROM_LEFT}{clock(before_ms, hours=False)} → {clock(after_ms, hours=False)}  ({step}){END}"
