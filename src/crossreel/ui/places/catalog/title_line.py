"""A title in the catalog's table: a small cover before the name, segments for its languages."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crossreel.domain.views.grid import TitleRow
from crossreel.ui.hub.covers import Covers
from crossreel.ui.kit import theme
from crossreel.ui.kit.painting import paint_cover, paint_segments
from crossreel.ui.places.catalog.title_list import ERRORS_COLUMN, LANGUAGES_COLUMN, ROW, overall

Index = QModelIndex | QPersistentModelIndex
NUMBER_COLUMNS = (2, 3, ERRORS_COLUMN)


class TitleLine(QStyledItemDelegate):
    """Paints every cell of the table."""

    def __init__(self, covers: Covers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._covers = covers

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows leave room for the small cover."""
        return QSize(120, theme.ROW_HEIGHT + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        row = index.data(ROW)
        if not isinstance(row, TitleRow):
            return
        rect: QRect = option.rect
        direction: Qt.LayoutDirection = option.direction
        colours = theme.active()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, colours.tint("accent", 0.14) if selected else colours.colour("ground"))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), colours.colour("raised"))
        inner = rect.adjusted(10, 0, -10, 0)
        if index.column() == LANGUAGES_COLUMN:
            states = [overall(each) for each in row.languages]
            paint_segments(painter, inner, states, mirrored=direction == Qt.LayoutDirection.RightToLeft)
            return
        if index.column() == 0:
            self._named(painter, inner, row, direction)
            return
        self._words(painter, inner, index, direction)

    def _named(self, painter: QPainter, rect: QRect, row: TitleRow, direction: Qt.LayoutDirection) -> None:
        thumb = QStyle.visualRect(direction, rect, QRect(rect.x(), rect.y() + 5, 26, rect.height() - 10))
        paint_cover(painter, thumb, self._covers.get(row.title.id, row.title.cover_id), row.title.code, 3)
        words = QStyle.visualRect(direction, rect, rect.adjusted(36, 0, 0, 0))
        flow = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft)
        colours = theme.active()
        painter.setPen(colours.colour("text"))
        painter.setFont(theme.font(theme.TEXT_PX, bold=True))
        name = painter.fontMetrics().elidedText(row.title.name, Qt.TextElideMode.ElideRight, words.width())
        if not row.title.original_name:
            painter.drawText(words, int((flow | Qt.AlignmentFlag.AlignVCenter).value), name)
            return
        painter.drawText(words.adjusted(0, 4, 0, -words.height() // 2), int((flow | Qt.AlignmentFlag.AlignVCenter).value), name)
        painter.setPen(colours.colour("text2"))
        painter.setFont(theme.font(theme.LABEL_PX))
        original = painter.fontMetrics().elidedText(row.title.original_name, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words.adjusted(0, words.height() // 2, 0, -4), int((flow | Qt.AlignmentFlag.AlignVCenter).value), original)

    def _words(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex, direction: Qt.LayoutDirection
    ) -> None:
        number = index.column() in NUMBER_COLUMNS
        side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
        flow = QStyle.visualAlignment(direction, side) | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.active().colour("finding" if index.column() == ERRORS_COLUMN else "text2"))
        painter.setFont(theme.font(tabular=number))
        words = str(index.data() or "")
        painter.drawText(rect, int(flow.value), painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width()))
