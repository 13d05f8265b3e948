"""A cell that shows how far something is, as a bar above its words."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crossreel.ui.kit import theme
from crossreel.ui.kit.painting import flow

BAR_PX, SIDE_PX = 4, 10


class ProgressCell(QStyledItemDelegate):
    """Paints a bar below the words of a cell.

    Args:
        share: gives how far the row is, 0 to 1, and the colour of the bar.
    """

    def __init__(self, share: Callable[[int], tuple[float, str]]) -> None:
        super().__init__()
        self._share = share

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint ground, words and bar."""
        colours, rect = theme.active(), QRectF(option.rect)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, option.widget)
        share, token = self._share(index.row())
        inner = rect.adjusted(SIDE_PX, 0, -SIDE_PX, 0)
        painter.setFont(theme.font(theme.LABEL_PX, tabular=True))
        painter.setPen(colours.colour("text2"))
        painter.drawText(inner.adjusted(0, 0, 0, -BAR_PX - 2), flow(mirrored=mirrored), str(index.data()))
        groove = QRectF(inner.left(), inner.bottom() - BAR_PX - 4, inner.width(), BAR_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour("line"))
        painter.drawRoundedRect(groove, BAR_PX / 2, BAR_PX / 2)
        if share > 0:
            filled = groove.width() * share
            left = groove.right() - filled if mirrored else groove.left()
            painter.setBrush(colours.colour(token))
            painter.drawRoundedRect(QRectF(left, groove.top(), filled, BAR_PX), BAR_PX / 2, BAR_PX / 2)
        painter.restore()
