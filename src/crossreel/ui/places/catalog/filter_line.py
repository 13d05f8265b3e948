"""A line of the catalog's sidebar: words at the start, the count at the end; headings small and grey."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crossreel.i18n import numbers
from crossreel.ui.kit import theme
from crossreel.ui.kit.painting import paint_focus
from crossreel.ui.places.catalog.title_filters import Filter

FILTER = Qt.ItemDataRole.UserRole + 1


class FilterLine(QStyledItemDelegate):
    """Paints filters and headings."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Headings stand lower, with air above."""
        return QSize(200, 28 if index.data(FILTER).passes else 40)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint one line."""
        shown: Filter = index.data(FILTER)
        rect: QRect = option.rect
        direction: Qt.LayoutDirection = option.direction
        state: QStyle.StateFlag = option.state
        colours = theme.active()
        start = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft)
        box, inner = rect.adjusted(8, 0, -8, 0), rect.adjusted(16, 0, -16, 0)
        if shown.passes is None:
            painter.setFont(theme.font(theme.LABEL_PX))
            painter.setPen(colours.colour("text3"))
            painter.drawText(inner.adjusted(0, 0, 0, -6), int((start | Qt.AlignmentFlag.AlignBottom).value), shown.words)
            return
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour("hover" if selected else "raised"))
            painter.drawRoundedRect(box, 6, 6)
        if selected and state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, box, 6)
        count = numbers.number(shown.count)
        painter.setFont(theme.font(tabular=True))
        room = inner.width() - painter.fontMetrics().horizontalAdvance(count) - 12
        painter.setPen(colours.colour("text" if selected else "text2"))
        words = painter.fontMetrics().elidedText(shown.words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, int((start | Qt.AlignmentFlag.AlignVCenter).value), words)
        painter.setPen(colours.colour("finding" if shown.alarming else "text" if selected else "text2"))
        end = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignRight)
        painter.drawText(inner, int((end | Qt.AlignmentFlag.AlignVCenter).value), count)
