"""The parts of the catalog place: the sidebar of filters, the grid of covers and the table."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QListView, QTableView, QVBoxLayout, QWidget

from crossreel.i18n.messages import _, is_right_to_left
from crossreel.ui.hub.covers import Covers
from crossreel.ui.kit import theme
from crossreel.ui.places.catalog.cover_card import CoverCard
from crossreel.ui.places.catalog.filter_line import FILTER, FilterLine
from crossreel.ui.places.catalog.title_filters import Filter
from crossreel.ui.places.catalog.title_line import TitleLine
from crossreel.ui.places.catalog.title_list import TitleList

COLUMN_WIDTHS = {1: 130, 2: 90, 3: 110, 4: 240, 5: 76, 6: 120}
NARROW_PX = 1000
SORTING_OF_COLUMN = {0: "name", 1: "code", 5: "errors", 6: "worked"}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FilterSidebar(QWidget):
    """`chosen` carries the filter that is marked."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setProperty("mirrored", is_right_to_left())
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(248)
        self._lines = QStandardItemModel(self)
        self.list = QListView()
        self.list.setAccessibleName(_("Filters"))
        self.list.setStyleSheet("background: transparent;")
        self.list.setModel(self._lines)
        self.list.setItemDelegate(FilterLine(self.list))
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.selectionModel().currentChanged.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 1, 8)
        column.addWidget(self.list)

    def show_filters(self, filters: Sequence[Filter], marked_id: str) -> None:
        """Show filters and headings, one marked; says `chosen` for it, since its meaning may have moved."""
        selection = self.list.selectionModel()
        blocked = selection.blockSignals(True)
        self._lines.clear()
        for each in filters:
            item = QStandardItem(each.words)
            item.setData(each, FILTER)
            item.setData(f"{each.words}, {each.count}", Qt.ItemDataRole.AccessibleTextRole)
            item.setEnabled(each.passes is not None)
            self._lines.appendRow(item)
        at = next((row for row, each in enumerate(filters) if each.id == marked_id), 0)
        selection.setCurrentIndex(self._lines.index(at, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        selection.blockSignals(blocked)
        self._choose(self._lines.index(at, 0))

    def mark(self, row: int) -> None:
        """Mark a line."""
        self.list.setCurrentIndex(self._lines.index(row, 0))

    def _choose(self, index: QModelIndex) -> None:
        chosen = index.data(FILTER)
        if isinstance(chosen, Filter) and chosen.passes is not None:
            self.chosen.emit(chosen)


class TitleGrid(QListView):
    """Covers in as many whole columns as fit. `opened` and `delete_asked` speak of the marked one."""

    opened = Signal()
    delete_asked = Signal()

    def __init__(self, titles: TitleList, covers: Covers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(titles)
        self._cards = CoverCard(covers, self)
        self.setItemDelegate(self._cards)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # cards keep their width whether it is needed or not
        self.verticalScrollBar().rangeChanged.connect(self._spare_thumb)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setViewportMargins(10, 0, 0, 0)
        _prepare(self)

    def _spare_thumb(self, least: int, most: int) -> None:
        self.verticalScrollBar().setEnabled(most > least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the cards to the width."""
        self.setGridSize(self._cards.fit(self.viewport().width() - 2))
        self.verticalScrollBar().setSingleStep(48)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open at Enter, ask to delete at Del."""
        _keys(self, event) or super().keyPressEvent(event)


class TitleTable(QTableView):
    """Titles as lines. `opened` and `delete_asked` speak of the marked one, `order_asked` carries a sorting."""

    opened = Signal()
    delete_asked = Signal()
    order_asked = Signal(str)

    def __init__(self, titles: TitleList, covers: Covers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(titles)
        self.setItemDelegate(TitleLine(covers, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT + 10)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumHeight(theme.ROW_HEIGHT)
        for column, width in COLUMN_WIDTHS.items():
            self.setColumnWidth(column, width)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._ask_order)
        _prepare(self)

    def _ask_order(self, column: int) -> None:
        if column in SORTING_OF_COLUMN:
            self.order_asked.emit(SORTING_OF_COLUMN[column])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the code and the length out where there is no room for them."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW_PX
        self.setColumnHidden(1, narrow)
        self.setColumnHidden(3, narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open at Enter, ask to delete at Del."""
        _keys(self, event) or super().keyPressEvent(event)


def _prepare(view: TitleGrid | TitleTable) -> None:
    view.setAccessibleName(_("Titles"))
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    view.doubleClicked.connect(lambda _index: view.opened.emit())


def _keys(view: TitleGrid | TitleTable, event: QKeyEvent) -> bool:
    if event.key() in ENTER:
        view.opened.emit()
    elif event.key() == Qt.Key.Key_Delete:
        view.delete_asked.emit()
    else:
        return False
    return True
