"""A cell of the plan: calm where a file simply comes in, with an edge, a colour and a state where somebody has to look."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crossreel.domain.importing.plan_matrix import CellState, PlanCell
from crossreel.ui.kit import theme
from crossreel.ui.kit.painting import flow, paint_cell_back, paint_focus
from crossreel.ui.places.importing.matrix_model import CELL, WORDS
from crossreel.ui.places.importing.wording import CELL_LOOKS

ICON = 14
CALM = (CellState.IN, CellState.THERE, CellState.OUT)
TINTED = (CellState.CONFLICT, CellState.NOWHERE, CellState.UNDECIDED, CellState.DOUBT, CellState.REFUSED, CellState.HOLE)


class PlanCellDelegate(QStyledItemDelegate):
    """Paints the cells of a plan."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Cells have the height of a row."""
        return QSize(132, theme.ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint one cell."""
        cell = index.data(CELL)
        if not isinstance(cell, PlanCell):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        colours = theme.active()
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), colours.colour("raised"))
        box = rect.adjusted(3, 2, -3, -2)
        edge = CELL_LOOKS[cell.state][1] if cell.state not in (*CALM, CellState.EMPTY) else ""
        paint_cell_back(painter, box, edge, fill=_fill(cell.state, selected=selected, hovered=hovered), mirrored=mirrored)
        words = index.data(WORDS) or ""
        if cell.state is CellState.EMPTY:
            painter.setPen(colours.colour("text3"))
            painter.setFont(theme.font(theme.LABEL_PX))
            painter.drawText(box.adjusted(12, 0, -12, 0), flow(mirrored=mirrored), "–")
        else:
            _paint_words(painter, box, cell.state, words, mirrored=mirrored)
        if selected:
            paint_focus(painter, box.adjusted(-1, -1, 1, 1), 5)


def _fill(state: CellState, *, selected: bool, hovered: bool) -> QColor | None:
    colours = theme.active()
    if selected:
        return colours.tint("accent", 0.14)
    if state in TINTED:
        return colours.tint(CELL_LOOKS[state][1], 0.22 if hovered else 0.13)
    if state is CellState.EMPTY:
        return colours.colour("raised") if hovered else None
    return colours.colour("hover" if hovered else "panel")


def _paint_words(painter: QPainter, box: QRect, state: CellState, words: str, *, mirrored: bool) -> None:
    colours = theme.active()
    icon, token = CELL_LOOKS[state]
    start = 12
    if state is not CellState.IN:
        x = box.right() - 10 - ICON if mirrored else box.x() + 11
        painter.drawPixmap(x, box.center().y() - ICON // 2 + 1, ICON, ICON, theme.pixmap(icon, token, ICON))
        start = 31
    room = box.adjusted(8, 0, -start, 0) if mirrored else box.adjusted(start, 0, -8, 0)
    painter.setPen(colours.colour("text" if state in TINTED else "text3" if state in (CellState.OUT, CellState.THERE) else "text2"))
    painter.setFont(theme.font(theme.LABEL_PX, tabular=True))
    painter.drawText(
        room, flow(mirrored=mirrored), painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    )
