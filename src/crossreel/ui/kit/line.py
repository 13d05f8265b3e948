"""How remarks look in the drawer: an icon, wrapped words, a quiet second line."""

from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crossreel.ui.kit import theme
from crossreel.ui.kit.lines import LINE_ROLE, Line
from crossreel.ui.kit.wrapped import Wrapped

PAD_X, PAD_Y, ICON_PX, INDENT_PX = 12, 8, 16, 20
MOST_LINES = 4
Index = QModelIndex | QPersistentModelIndex


class LineDelegate(QStyledItemDelegate):
    """Rows are as high as their words need."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the words at the view's width."""
        line: Line = index.data(LINE_ROLE)
        small = _second_height(line.second)
        return QSize(self._view.viewport().width(), ceil(self._wrapped(line).height) + small + 2 * PAD_Y + 3)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one remark."""
        line: Line = index.data(LINE_ROLE)
        colours, rect = theme.active(), QRectF(option.rect)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, colours.tint("accent", 0.14, "panel"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colours.colour("raised"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 0.5, rect.width(), 1), colours.tint("line", 0.7, "panel"))
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colours.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1.5), 4, 4)
        inner = rect.adjusted(PAD_X + line.indent * INDENT_PX, PAD_Y, -PAD_X, -PAD_Y)
        if mirrored:
            inner = rect.adjusted(PAD_X, PAD_Y, -PAD_X - line.indent * INDENT_PX, -PAD_Y)
        x = inner.right() - ICON_PX if mirrored else inner.left()
        painter.drawPixmap(QPointF(x, inner.top() + 1), theme.pixmap(line.icon, line.token, ICON_PX))
        words = inner.adjusted(0, 0, -ICON_PX - 8, 0) if mirrored else inner.adjusted(ICON_PX + 8, 0, 0, 0)
        small = _second_height(line.second)
        painter.setPen(colours.colour("text3" if line.faded else "text"))
        self._wrapped(line).paint(painter, words.left(), words.top())
        font = theme.font(theme.LABEL_PX, tabular=True)
        painter.setFont(font)
        painter.setPen(colours.colour("text3"))
        low = QRectF(words.left(), words.bottom() - small, words.width(), small + 2)
        cut = QFontMetrics(font).elidedText(line.second, Qt.TextElideMode.ElideRight, int(low.width()))
        painter.drawText(low, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, cut)
        painter.restore()

    def _wrapped(self, line: Line) -> Wrapped:
        return Wrapped(line.words, theme.font(theme.TEXT_PX), self._words_width(line), MOST_LINES, self._view.layoutDirection())

    def _words_width(self, line: Line) -> int:
        return max(80, self._view.viewport().width() - 2 * PAD_X - ICON_PX - 8 - line.indent * INDENT_PX)


def _second_height(words: str) -> int:
    measure = QFontMetrics(theme.font(theme.LABEL_PX, tabular=True))
    return max(measure.lineSpacing(), measure.boundingRect(words).height())
