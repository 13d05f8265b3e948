"""A cell of the title matrix: edge, icon and word of its state, then how much was watched, findings and notes."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crossreel.domain.catalog.workflow import State
from crossreel.domain.screening.watched import Watched
from crossreel.domain.views.grid import Cell
from crossreel.i18n import numbers
from crossreel.ui.kit import theme
from crossreel.ui.kit.painting import STATE_ICONS, flow, paint_cell_back, paint_focus, state_words
from crossreel.ui.places.title.matrix_table import CELL, WATCHED

ICON = 16


class MatrixCell(QStyledItemDelegate):
    """Paints cells; the empty ones recede."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Cells have the height of a row."""
        return QSize(140, theme.ROW_HEIGHT + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint one cell."""
        cell = index.data(CELL)
        if not isinstance(cell, Cell):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        colours = theme.active()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        box = rect.adjusted(4, 3, -4, -3)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), colours.colour("raised"))
        self._back(painter, box, cell.state, selected=selected, hovered=hovered, mirrored=mirrored)
        if cell.state is State.MISSING:
            painter.setPen(colours.colour("text3"))
            painter.setFont(theme.font())
            painter.drawText(box.adjusted(14, 0, -14, 0), flow(mirrored=mirrored), "–")
        else:
            left = self._counts(painter, box.adjusted(12, 0, -8, 0), cell, index.data(WATCHED), mirrored=mirrored)
            self._state(painter, box, cell.state, left, mirrored=mirrored)
        if selected:
            paint_focus(painter, box.adjusted(-1, -1, 1, 1), 6)

    def _back(self, painter: QPainter, box: QRect, state: State, *, selected: bool, hovered: bool, mirrored: bool) -> None:
        colours = theme.active()
        fill = colours.colour("hover" if hovered else "panel")
        if selected:
            fill = colours.tint("accent", 0.14)
        elif state is State.MISSING:
            fill = colours.colour("raised" if hovered else "ground")
        paint_cell_back(painter, box, state.value, fill=fill, mirrored=mirrored)

    def _counts(self, painter: QPainter, inner: QRect, cell: Cell, seen: object, *, mirrored: bool) -> int:
        """Paint counts from the end of the cell and return the width they took."""
        painter.setFont(theme.font(theme.LABEL_PX, tabular=True))
        used = 0
        for count, icon, token, size in counts_of(cell, seen.current_percent if isinstance(seen, Watched) else 0):
            words = numbers.percent(count / 100) if icon == "eye" else numbers.number(count)
            width = painter.fontMetrics().horizontalAdvance(words) + size + 3
            x = inner.left() + used if mirrored else inner.right() - used - width
            icon_x = x + width - size if mirrored else x
            painter.drawPixmap(icon_x, inner.center().y() - size // 2, size, size, theme.pixmap(icon, token, size))
            painter.setPen(theme.active().colour(token))
            text = QRect(x if mirrored else x + size + 3, inner.y(), width - size - 3, inner.height())
            painter.drawText(text, int(Qt.AlignmentFlag.AlignCenter.value), words)
            used += width + 8
        return used

    def _state(self, painter: QPainter, box: QRect, state: State, taken: int, *, mirrored: bool) -> None:
        colours = theme.active()
        icon_x = box.right() - 11 - ICON if mirrored else box.x() + 11
        icon = theme.pixmap(STATE_ICONS[state], state.value, ICON)
        painter.drawPixmap(icon_x, box.center().y() - ICON // 2 + 1, ICON, ICON, icon)
        words_box = box.adjusted(12 + taken, 0, -34, 0) if mirrored else box.adjusted(34, 0, -(12 + taken), 0)
        painter.setPen(colours.colour("text2"))
        painter.setFont(theme.font(theme.LABEL_PX))
        words = painter.fontMetrics().elidedText(state_words(state), Qt.TextElideMode.ElideRight, words_box.width())
        painter.drawText(words_box, flow(mirrored=mirrored), words)


def counts_of(cell: Cell, watched: int) -> list[tuple[int, str, str, int]]:
    """Return what a cell counts, from its end: how many, icon, colour and size of the icon in pixels.

    Of findings it counts errors, else warnings: a red triangle or an amber circle, as in the table of cues.
    """
    counts = (
        (cell.errors, "finding", "finding", 11) if cell.errors else (cell.warnings, "info", "warning", 13),
        (cell.unseen, "draft", "draft", 13),
        (cell.notes, "note", "note", 13),
        (watched, "eye", "approved" if watched == 100 else "text2", 14),
    )
    return [each for each in counts if each[0]]
