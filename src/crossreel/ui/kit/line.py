"""How remarks look in the drawer: an icon, wrapped words, a quiet second line."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crossreel.ui.kit import theme
from crossreel.ui.kit.lines import LINE_ROLE, Line

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
        measure = QFontMetrics(theme.font(theme.TEXT_PX))
        room = QRectF(0, 0, self._words_width(line), 2000).toRect()
        flags = int(Qt.TextFlag.TextWordWrap.value)
        words = min(measure.boundingRect(room, flags, line.words).height(), measure.lineSpacing() * MOST_LINES)
        return QSize(self._view.viewport().width(), words + QFontMetrics(theme.font(theme.LABEL_PX)).lineSpacing() + 2 * PAD_Y + 3)

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
        small = QFontMetrics(theme.font(theme.LABEL_PX)).lineSpacing()
        painter.setFont(theme.font(theme.TEXT_PX))
        painter.setPen(colours.colour("text3" if line.faded else "text"))
        side = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
        painter.drawText(words.adjusted(0, 0, 0, -small - 3), side | Qt.TextFlag.TextWordWrap, line.words)
        font = theme.font(theme.LABEL_PX, tabular=True)
        painter.setFont(font)
        painter.setPen(colours.colour("text3"))
        low = QRectF(words.left(), words.bottom() - small, words.width(), small + 2)
        cut = QFontMetrics(font).elidedText(line.second, Qt.TextElideMode.ElideRight, int(low.width()))
        painter.drawText(low, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, cut)
        painter.restore()

    def _words_width(self, line: Line) -> int:
        return max(80, self._view.viewport().width() - 2 * PAD_X - ICON_PX - 8 - line.indent * INDENT_PX)
