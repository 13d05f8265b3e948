"""The source's column, kept in sight at the leading edge while the table of cues is scrolled sideways."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from crossreel.ui.kit import theme

Index = QModelIndex | QPersistentModelIndex
MOST_SHARE = 0.45


class PinnedColumn(QTableView):
    """Stands over its table and shows one column of the same rows; whatever is done to it is done to the table.

    `edit_asked(index)` and `menu_wanted(point, index)` say what was asked for where.
    """

    edit_asked = Signal(object)
    menu_wanted = Signal(object, object)

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._section = -1
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setItemDelegate(_SameLook(table, self))
        self.setObjectName("pinned")
        self.setAccessibleName(table.accessibleName())
        self._be_quiet()
        for bar, other in (
            (table.verticalScrollBar(), self.verticalScrollBar()),
            (self.verticalScrollBar(), table.verticalScrollBar()),
        ):
            bar.valueChanged.connect(other.setValue)
        table.horizontalScrollBar().valueChanged.connect(lambda _value: self.settle())
        rows = table.verticalHeader()
        rows.sectionResized.connect(lambda section, _before, height: self.setRowHeight(section, height))
        self.doubleClicked.connect(lambda index: self.edit_asked.emit(index))
        self.hide()

    def _be_quiet(self) -> None:
        """Be a part of the table to look at: no bars, frame or focus of its own."""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row under the mouse."""
        self.menu_wanted.emit(event.globalPos(), self.indexAt(event.pos()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the table scroll, sideways too."""
        self._table.wheelEvent(event)

    def pin(self, section: int) -> None:
        """Choose the column of the model, -1 for none."""
        self._section = section
        for each in range(self.model().columnCount()):
            self.setColumnHidden(each, each != section)
        self.settle()

    def reach_px(self) -> int:
        """Return how much of the table's leading edge is covered."""
        return self.width() if self.isVisible() else 0

    def settle(self) -> None:
        """Stand at the leading edge where the column itself is scrolled out there, else nowhere."""
        table, header = self._table, self._table.horizontalHeader()
        gone = 0 <= self._section < header.count() and not header.isSectionHidden(self._section) and self._is_out(header)
        if not gone:
            self.setVisible(False)
            return
        room = table.viewport().geometry()
        width = min(header.sectionSize(self._section), int(room.width() * MOST_SHARE))
        left = room.right() + 1 - width if self._mirrored() else room.left()
        self._be_as_high()
        self.horizontalHeader().setFixedHeight(header.height())
        self.setColumnWidth(self._section, width)
        self.setGeometry(QRect(left, room.top() - header.height(), width, room.height() + header.height()))
        self.verticalScrollBar().setRange(table.verticalScrollBar().minimum(), table.verticalScrollBar().maximum())
        self.verticalScrollBar().setValue(table.verticalScrollBar().value())
        self.setVisible(True)
        self.raise_()

    def _be_as_high(self) -> None:
        usual, rows = self._table.verticalHeader().defaultSectionSize(), self._table.verticalHeader()
        if self.verticalHeader().defaultSectionSize() != usual:
            self.verticalHeader().setDefaultSectionSize(usual)
            for at in range(rows.count()):
                if rows.sectionSize(at) != usual:
                    self.setRowHeight(at, rows.sectionSize(at))

    def _is_out(self, header: QHeaderView) -> bool:
        left = header.sectionViewportPosition(self._section)
        if self._mirrored():
            return left + header.sectionSize(self._section) > self._table.viewport().width()
        return left < 0

    def _mirrored(self) -> bool:
        return self._table.layoutDirection() == Qt.LayoutDirection.RightToLeft


class _SameLook(QStyledItemDelegate):
    """Paints as the table's own delegate does, and an edge to what is scrolled away under it."""

    def __init__(self, table: QTableView, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Be as high as the table's rows."""
        return self._table.itemDelegate().sizeHint(option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        painter.fillRect(option.rect, theme.active().colour("ground"))
        self._table.itemDelegate().paint(painter, option, index)
        rect = option.rect
        at = rect.right() if option.direction == Qt.LayoutDirection.LeftToRight else rect.left()
        painter.fillRect(QRect(at, rect.top(), 1, rect.height()), theme.active().colour("text3"))
