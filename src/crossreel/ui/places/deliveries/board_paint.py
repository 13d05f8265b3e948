"""How the table of buyers is painted: cells as icons on their colour, buyers with their languages and counts."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from crossreel.domain.redelivery import SentState
from crossreel.domain.views.delivery_board import BoardCell, BoardRow
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.ui.kit import theme
from crossreel.ui.kit.matrix import MatrixHeader
from crossreel.ui.kit.painting import flow, paint_focus
from crossreel.ui.places.deliveries.board_table import CELL, FIRST, ROW

CELL_PX, ROW_PX, HEAD_PX, BUYER_PX, LANGUAGE_PX, COUNT_PX = 27, 26, 26, 100, 128, 56
ICON = 12
MARKS: Mapping[SentState, tuple[str, str]] = {
    SentState.NEVER: ("minus", "text3"),
    SentState.CURRENT: ("tick", "delivered"),
    SentState.OUTDATED: ("refresh", "warning"),
    SentState.REJECTED: ("close", "finding"),
}
"""Icon and colour of each state."""


class BoardCellPaint(QStyledItemDelegate):
    """Paints a cell of the table: an icon on a tint of its colour; what was never sent recedes."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Cells are as wide as the number of an episode."""
        return QSize(CELL_PX, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint one cell."""
        cell = index.data(CELL)
        if not isinstance(cell, BoardCell):
            return
        rect: QRect = option.rect
        colours, state = theme.active(), option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        icon, token = MARKS[cell.state]
        if index.data(FIRST):
            painter.fillRect(QRect(rect.x(), rect.y(), rect.width(), 1), colours.colour("line"))
        box = rect.adjusted(2, 3, -2, -2)
        if selected:
            painter.fillRect(box, colours.tint("accent", 0.22))
        elif cell.state is not SentState.NEVER:
            painter.fillRect(box, colours.tint(token, 0.18))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, colours.colour("hover"))
        mark = theme.pixmap(icon, token, ICON)
        if not cell.is_blank:
            painter.drawPixmap(box.center().x() - ICON // 2 + 1, box.center().y() - ICON // 2 + 1, ICON, ICON, mark)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, box, theme.SMALL_RADIUS)


class EpisodeNumbers(MatrixHeader):
    """Paints the number of each episode over its cells."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, _("Episodes"), HEAD_PX, parent)
        self.setMinimumSectionSize(CELL_PX)
        self.setDefaultSectionSize(CELL_PX)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paint_head(self, painter: QPainter, rect: QRect, at: int) -> None:
        """Paint one number."""
        model = self.model()
        told = model.headerData(at, Qt.Orientation.Horizontal) if model is not None else None
        painter.setFont(theme.font(11, tabular=True))
        painter.setPen(theme.active().colour("text2"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter.value), str(told or ""))


class BuyerHeader(MatrixHeader):
    """Paints the buyer once over its languages, each with how many of its episodes are current."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, _("Buyers and languages"), BUYER_PX + LANGUAGE_PX + COUNT_PX, parent)
        self.setDefaultSectionSize(ROW_PX)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paint_head(self, painter: QPainter, rect: QRect, at: int) -> None:
        """Paint one row."""
        model = self.model()
        row = model.headerData(at, Qt.Orientation.Vertical, ROW) if model is not None else None
        if not isinstance(row, BoardRow):
            return
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        first = bool(model.headerData(at, Qt.Orientation.Vertical, FIRST))
        if first:
            painter.fillRect(QRect(rect.x(), rect.y(), rect.width(), 1), theme.active().colour("line"))
        if first or self.visualIndexAt(0) == at:  # the topmost row in sight names its buyer again
            self._words(painter, rect, 10, BUYER_PX - 14, row.buyer, "text", bold=True, mirrored=mirrored)
        self._words(painter, rect, BUYER_PX, LANGUAGE_PX - 6, numbers.language_name(row.column), "text", mirrored=mirrored)
        counts = row.counts()
        worst = next((state for state in (SentState.REJECTED, SentState.OUTDATED) if counts.get(state)), None)
        token = MARKS[worst][1] if worst is not None else "text2"
        words = f"{numbers.number(counts.get(SentState.CURRENT, 0))}/{numbers.number(sum(counts.values()))}"
        self._words(painter, rect, BUYER_PX + LANGUAGE_PX, COUNT_PX - 10, words, token, mirrored=mirrored, end=True)

    def _words(
        self, painter: QPainter, rect: QRect, start: int, width: int, words: str, token: str, *, mirrored: bool, bold: bool = False,
        end: bool = False,
    ) -> None:  # fmt: skip
        painter.setFont(theme.font(theme.LABEL_PX, bold=bold, tabular=end))
        painter.setPen(theme.active().colour(token))
        x = rect.right() - start - width if mirrored else rect.x() + start
        told = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(x, rect.y(), width, rect.height()), flow(mirrored=mirrored, end=end), told)
