"""A title in the catalog's grid: cover with the name on it, episodes in the corner, names and languages below."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crossreel.domain.views.grid import TitleRow
from crossreel.i18n import numbers
from crossreel.i18n.messages import _n
from crossreel.ui.hub.covers import Covers
from crossreel.ui.kit import theme
from crossreel.ui.kit.painting import flow, paint_cover, paint_focus, paint_pill, paint_segments, paint_shade
from crossreel.ui.places.catalog.title_list import ROW, overall

COVER_RATIO = 4 / 3
GAP = 18
BELOW = 56
SMALLEST_WIDTH = 196


class CoverCard(QStyledItemDelegate):
    """Paints cards of one size; `fit` chooses how wide they are so that whole columns fill the view."""

    def __init__(self, covers: Covers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._covers = covers
        self._cell = QSize(SMALLEST_WIDTH + GAP, 360)

    def fit(self, width: int) -> QSize:
        """Return the size of a cell for a view `width` pixels wide."""
        columns = max(1, width // (SMALLEST_WIDTH + GAP))
        card = width // columns - GAP
        self._cell = QSize(width // columns, round(card * COVER_RATIO) + BELOW + GAP)
        return self._cell

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every card has the size of a cell."""
        return self._cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint one card."""
        row = index.data(ROW)
        if not isinstance(row, TitleRow):
            return
        cell: QRect = option.rect
        state: QStyle.StateFlag = option.state
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        cover = QRect(cell.x() + GAP // 2, cell.y() + GAP // 2, cell.width() - GAP, cell.height() - BELOW - GAP)
        picture = self._covers.get(row.title.id, row.title.cover_id)
        paint_cover(painter, cover, picture, row.title.code)
        if picture is not None:
            paint_shade(painter, cover)
        self._on_cover(painter, cover, row, mirrored=mirrored)
        self._below(painter, QRect(cover.x(), cover.bottom() + 1, cover.width(), BELOW), row, mirrored=mirrored)
        if state & QStyle.StateFlag.State_Selected:
            paint_focus(painter, cover.adjusted(-4, -4, 4, 4), 11)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(255, 255, 255, 14))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(cover, theme.RADIUS, theme.RADIUS)

    def _on_cover(self, painter: QPainter, cover: QRect, row: TitleRow, *, mirrored: bool) -> None:
        words = _n("{count} ep", "{count} ep", row.episode_count).format(count=numbers.number(row.episode_count))
        painter.setFont(theme.font(11.5, tabular=True))
        width = painter.fontMetrics().horizontalAdvance(words) + 16
        left = cover.left() + 8 if mirrored else cover.right() - width - 7
        paint_pill(painter, QRect(left, cover.top() + 8, width, 20), words)
        painter.setFont(theme.font(17, bold=True))
        box = cover.adjusted(12, 40, -12, -12)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignBottom
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        in_lines = int((flags | side | Qt.AlignmentFlag.AlignAbsolute).value)
        name = row.title.name if len(row.title.name) <= 60 else f"{row.title.name[:59]}…"
        painter.setPen(QColor(0, 0, 0, 150))
        painter.drawText(box.translated(0, 1), in_lines, name)
        painter.setPen(QColor("#F4F6F9"))
        painter.drawText(box, in_lines, name)

    def _below(self, painter: QPainter, rect: QRect, row: TitleRow, *, mirrored: bool) -> None:
        colours = theme.active()
        at_start = flow(mirrored=mirrored)
        lines = (
            (row.title.name, theme.font(theme.TEXT_PX, bold=True), "text", 6, 20),
            (row.title.original_name or row.title.code, theme.font(theme.LABEL_PX), "text2", 26, 16),
        )
        for words, font, token, top, height in lines:
            painter.setFont(font)
            painter.setPen(colours.colour(token))
            box = QRect(rect.x(), rect.y() + top, rect.width(), height)
            painter.drawText(box, at_start, painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width()))
        states = [overall(progress) for progress in row.languages]
        paint_segments(painter, QRect(rect.x(), rect.y() + 46, rect.width(), 8), states, mirrored=mirrored)
