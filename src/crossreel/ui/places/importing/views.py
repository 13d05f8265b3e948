"""The two looks at a plan: the matrix of episodes, and the list of its files."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from crossreel.domain.importing.plan_matrix import NOWHERE, TO_LOOK_AT, PlanColumn, places_of
from crossreel.i18n.messages import _, _n
from crossreel.i18n.numbers import number
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.table_rows import choose_row
from crossreel.ui.places.importing import rows as import_rows
from crossreel.ui.places.importing.matrix_cell import PlanCellDelegate
from crossreel.ui.places.importing.matrix_headers import ColumnHeader, EpisodeHeader
from crossreel.ui.places.importing.matrix_model import PlanTable
from crossreel.ui.places.importing.role_choice import RoleChoice
from crossreel.ui.places.importing.rows import ImportRows, ShownRows
from crossreel.ui.places.importing.wording import column_words, short_name

NARROWEST_PX, WIDEST_PX = 96, 240
WIDTHS = {
    import_rows.FILE: 250, import_rows.EPISODE: 70, import_rows.LANGUAGE: 140, import_rows.ROLE: 76, import_rows.VERSION: 90,
    import_rows.CONTENT: 150,
}  # fmt: skip
ROOMY_PX = 1000


class MatrixView(QTableView):
    """Episodes down, columns across. `chosen` carries the files of the selected cells, and a column chosen as a whole."""

    chosen = Signal(object, object)
    menu_asked = Signal(QPoint)

    def __init__(self, table: PlanTable) -> None:
        super().__init__()
        self.table = table
        self.setAccessibleName(_("Import plan: episodes by languages"))
        self.setModel(table)
        self.setItemDelegate(PlanCellDelegate(self))
        self.columns, self.episodes = ColumnHeader(), EpisodeHeader()
        self.setHorizontalHeader(self.columns)
        self.setVerticalHeader(self.episodes)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setStyleSheet("QTableView { selection-background-color: transparent; }")
        self._corner = label(_("Episode"), "label", self)
        self._corner.setIndent(12)
        self.customContextMenuRequested.connect(lambda at: self.menu_asked.emit(self.viewport().mapToGlobal(at)))
        self.columns.customContextMenuRequested.connect(self._column_menu)
        self.episodes.customContextMenuRequested.connect(self._episode_menu)
        self.selectionModel().selectionChanged.connect(self._tell)
        self.viewport().installEventFilter(self)
        table.columnsInserted.connect(self.spread)
        table.columnsRemoved.connect(self.spread)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Spread the columns over the width."""
        if watched is self.viewport() and event.type() == QEvent.Type.Resize:
            self.spread()
        return super().eventFilter(watched, event)

    def spread(self) -> None:
        """Give every column its share of the width."""
        count = self.table.columnCount()
        if count:
            width = max(NARROWEST_PX, min(WIDEST_PX, self.viewport().width() // count))
            for column in range(count):
                self.setColumnWidth(column, width)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - self.episodes.width() if mirrored else 0
        self._corner.setGeometry(left, 0, self.episodes.width(), self.columns.height() - 1)

    def ids(self) -> list[int]:
        """Return the files of the selected cells, row by row."""
        indexes = sorted(self.selectionModel().selectedIndexes(), key=lambda index: (index.row(), index.column()))
        return list(dict.fromkeys(item_id for index in indexes for item_id in self.table.cell_at(index).ids))

    def select_ids(self, ids: Sequence[int]) -> None:
        """Select the cells that files stand in now."""
        table, selection = self.table, QItemSelection()
        first = QModelIndex()
        for item_id in ids:
            item = table.plan.item(item_id) if item_id in table.plan.index.positions else None
            for row, column in places_of(item) if item is not None else ():
                index = table.index(table.rows.index(row), table.columns.index(column))
                selection.select(index, index)
                first = first if first.isValid() else index
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if first.isValid():
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(first)

    def go_to_doubt(self, by: int) -> bool:
        """Go to the next cell that somebody has to look at, or the one before; False where there is none."""
        places = self.table.matrix.where(*TO_LOOK_AT)
        if not places:
            return False
        rows, columns = self.table.rows, self.table.columns
        order = [(rows.index(row), columns.index(column)) for row, column in places]
        here = (self.currentIndex().row(), self.currentIndex().column())
        if by > 0:
            found = next((each for each in order if each > here), order[0])
        else:
            found = next((each for each in reversed(order) if each < here), order[-1])
        index = self.table.index(*found)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        return True

    def heading(self) -> str:
        """Return in words what is selected."""
        indexes = self.selectionModel().selectedIndexes()
        if len(indexes) != 1:
            return _n("{count} cell selected", "{count} cells selected", len(indexes)).format(count=number(len(indexes)))
        place = self.table.place_of(indexes[0])
        if place is None:
            return ""
        row, column = place
        words = _("No number, {language}") if row == NOWHERE else _("Episode {number}, {language}")
        return words.format(number=row, language=column_words(column))

    def _tell(self, _chosen: QItemSelection, _dropped: QItemSelection) -> None:
        self.chosen.emit(self.ids(), self._whole_column())

    def _whole_column(self) -> PlanColumn | None:
        columns = self.selectionModel().selectedColumns()
        return self.table.columns[columns[0].column()] if len(columns) == 1 else None

    def _column_menu(self, at: QPoint) -> None:
        column = self.columns.logicalIndexAt(at)
        if column >= 0 and not self.selectionModel().isColumnSelected(column, QModelIndex()):
            self.selectColumn(column)
        self.menu_asked.emit(self.columns.viewport().mapToGlobal(at))

    def _episode_menu(self, at: QPoint) -> None:
        row = self.episodes.logicalIndexAt(at)
        if row >= 0 and not self.selectionModel().isRowSelected(row, QModelIndex()):
            choose_row(self, row)
        self.menu_asked.emit(self.episodes.viewport().mapToGlobal(at))


class PathDelegate(QStyledItemDelegate):
    """Shortens a path in its middle: its folders and its end both tell."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Take out of the middle what there is no room for."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class FilesView(QTableView):
    """Every file with its path, sorted, filtered and searched. `chosen` carries the ids of the selected files."""

    chosen = Signal(object, object)
    menu_asked = Signal(QPoint)

    def __init__(self, rows: ImportRows) -> None:
        super().__init__()
        self.rows, self.shown = rows, ShownRows(rows)
        self.setAccessibleName(_("Files of this import"))
        self.setModel(self.shown)
        self.setItemDelegateForColumn(import_rows.ROLE, RoleChoice(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setItemDelegateForColumn(import_rows.FILE, PathDelegate(self))
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(34)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setSortIndicatorClearable(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        head = self.horizontalHeader()
        head.moveSection(import_rows.STATUS, import_rows.VERSION)
        head.setSectionResizeMode(import_rows.STATUS, QHeaderView.ResizeMode.Stretch)
        self.customContextMenuRequested.connect(lambda at: self.menu_asked.emit(self.viewport().mapToGlobal(at)))
        self.selectionModel().selectionChanged.connect(lambda _on, _off: self.chosen.emit(self.ids(), None))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what the panel says as well where there is no room for what happens."""
        for column in (import_rows.VERSION, import_rows.CONTENT):
            self.setColumnHidden(column, self.viewport().width() < ROOMY_PX)
        super().resizeEvent(event)

    def ids(self) -> list[int]:
        """Return the selected files, from above."""
        return [self.shown.item(row).id for row in sorted({index.row() for index in self.selectionModel().selectedRows()})]

    def select_ids(self, ids: Sequence[int]) -> None:
        """Select files, those that are listed."""
        selection = QItemSelection()
        first = QModelIndex()
        for item_id in ids:
            row = self.rows.row_of(item_id)
            index = self.shown.mapFromSource(self.rows.index(row, 0)) if row >= 0 else QModelIndex()
            if index.isValid():
                selection.select(index, index)
                first = first if first.isValid() else index
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().select(selection, flags)
        if first.isValid():
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(first)

    def go_to_doubt(self, by: int) -> bool:
        """Go to the next listed file that somebody has to look at, or the one before."""
        count = self.shown.rowCount()
        here = self.currentIndex().row()
        for step in range(1, count + 1):
            row = (here + step * by) % count
            item = self.shown.item(row)
            if any(import_rows.is_shown(item, each) for each in import_rows.LOOKED_AT):
                choose_row(self, row)
                return True
        return False

    def heading(self) -> str:
        """Return in words what is selected."""
        ids = self.ids()
        if len(ids) == 1:
            return short_name(self.shown.item(self.selectionModel().selectedRows()[0].row()))
        return _n("{count} file selected", "{count} files selected", len(ids)).format(count=number(len(ids)))
