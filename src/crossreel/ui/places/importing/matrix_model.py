"""The plan as a table: episodes down, pictures, sounds and languages across. A correction announces the cells it changed."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal

from crossreel.domain.importing.plan import ImportPlan, PlanItem
from crossreel.domain.importing.plan_matrix import (
    NOTHING,
    NOWHERE,
    PlanCell,
    PlanColumn,
    PlanMatrix,
    matrix_of,
)
from crossreel.i18n.messages import _
from crossreel.ui.kit.list_steps import Insert, Remove, steps_between
from crossreel.ui.kit.matrix import MatrixModel
from crossreel.ui.places.importing.wording import CELL_WORDS, cell_words, column_words, sentences, short_name

CELL = Qt.ItemDataRole.UserRole + 1
WORDS = Qt.ItemDataRole.UserRole + 2
MANY_CELLS = 300
Index = QModelIndex | QPersistentModelIndex


class PlanTable(MatrixModel):
    """Shows a plan; it is corrected elsewhere. `dropped` carries files and the episode and column they were dropped on."""

    dropped = Signal(object, object, object)

    def __init__(self) -> None:
        super().__init__()
        self.plan = ImportPlan()
        self.matrix = PlanMatrix()
        self.rows: list[int] = []
        self.columns: list[PlanColumn] = []

    def show_plan(self, plan: ImportPlan) -> None:
        """Show another plan, or the same one corrected."""
        before, after = self.matrix, matrix_of(plan, self.matrix)
        self.plan, self.matrix = plan, after
        self._step(self.rows, after.rows, Qt.Orientation.Vertical)
        self._step(self.columns, after.columns, Qt.Orientation.Horizontal)
        if before.missing != after.missing and self.rows:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.rows) - 1)
        self._announce(after.changed)

    def cell_at(self, index: Index) -> PlanCell:
        """Return what stands in a cell."""
        place = self.place_of(index)
        return self.matrix.cell(*place) if place is not None else NOTHING

    def place_of(self, index: Index) -> tuple[int, PlanColumn] | None:
        """Return the episode and column of a cell."""
        if not index.isValid() or index.row() >= len(self.rows) or index.column() >= len(self.columns):
            return None
        return self.rows[index.row()], self.columns[index.column()]

    def items_at(self, index: Index) -> list[PlanItem]:
        """Return the files that claim a cell."""
        return [self.plan.item(item_id) for item_id in self.cell_at(index).ids]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of episodes."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells can be chosen, and take files."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDropEnabled

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the number of an episode, or the name of a column."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation is Qt.Orientation.Horizontal:
            return column_words(self.columns[section]) if section < len(self.columns) else None
        if section >= len(self.rows):
            return None
        return _("No number") if self.rows[section] == NOWHERE else str(self.rows[section])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if role == CELL:
            return self.cell_at(index)
        if role == WORDS or role == Qt.ItemDataRole.DisplayRole:
            return cell_words(self.cell_at(index).state, self.items_at(index))
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._told(index)
        return None

    def take_files(self, paths: tuple[Path, ...], index: Index) -> bool:
        """Say which files were dropped on which cell."""
        place = self.place_of(index)
        if place is not None:
            self.dropped.emit(paths, *place)
        return place is not None

    def _told(self, index: Index) -> str:
        place = self.place_of(index)
        if place is None:
            return ""
        row, column = place
        cell, items = self.matrix.cell(row, column), self.items_at(index)
        where = _("Episode {number}, {language}").format(number=row, language=column_words(column))
        if row == NOWHERE:
            where = _("No number, {language}").format(language=column_words(column))
        lines = [f"{where}: {_(CELL_WORDS[cell.state])}" if CELL_WORDS[cell.state] else where]
        for item in items[:6]:
            lines.append(" ".join([f"{short_name(item)}:", *sentences(item)]) if sentences(item) else short_name(item))
        return "\n".join(lines)

    def _step(self, mine: list[Any], wanted: Sequence[Any], way: Qt.Orientation) -> None:
        """Take rows or columns out and put others in, one after the other, so that what is chosen stays chosen."""
        down, root = way is Qt.Orientation.Vertical, QModelIndex()
        for step in steps_between(mine, wanted):
            if isinstance(step, Remove):
                (self.beginRemoveRows if down else self.beginRemoveColumns)(root, step.first, step.last)
                del mine[step.first : step.last + 1]
                self.endRemoveRows() if down else self.endRemoveColumns()
            elif isinstance(step, Insert):
                (self.beginInsertRows if down else self.beginInsertColumns)(root, step.at, step.at + len(step.values) - 1)
                mine[step.at : step.at] = step.values
                self.endInsertRows() if down else self.endInsertColumns()

    def _announce(self, places: Iterable[tuple[int, PlanColumn]]) -> None:
        row_of = {row: at for at, row in enumerate(self.rows)}
        column_of = {column: at for at, column in enumerate(self.columns)}
        cells = [(row_of[row], column_of[column]) for row, column in places if row in row_of and column in column_of]
        if len(cells) > MANY_CELLS:
            rows, columns = [row for row, _column in cells], [column for _row, column in cells]
            self.dataChanged.emit(self.index(min(rows), min(columns)), self.index(max(rows), max(columns)))
            return
        for row, column in cells:
            index = self.index(row, column)
            self.dataChanged.emit(index, index)
