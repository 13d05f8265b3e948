"""The headers of the title matrix, which stay in view: languages with their progress, episodes with their still."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from crossreel.domain.text.column_name import language_of
from crossreel.domain.text.timecode import running_time
from crossreel.domain.views.grid import EpisodeRow
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.ui.hub.posters import Posters
from crossreel.ui.kit import theme
from crossreel.ui.kit.matrix import MatrixHeader
from crossreel.ui.kit.painting import flow, paint_cover
from crossreel.ui.places.title.matrix_table import EPISODE, MatrixTable

EPISODE_WIDTH = 152
HEADER_HEIGHT = 62


class LanguageHeader(MatrixHeader):
    """Paints a language's own name, its tag and share, and a bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, _("Languages"), HEADER_HEIGHT, parent)
        self.setMinimumSectionSize(112)

    def paint_head(self, painter: QPainter, rect: QRect, at: int) -> None:
        """Paint one language."""
        model = self.model()
        if isinstance(model, MatrixTable) and rect.width() > 20:
            self._paint_language(painter, rect.adjusted(10, 0, -10, 0), model, at)

    def _paint_language(self, painter: QPainter, inner: QRect, model: MatrixTable, column: int) -> None:
        colours = theme.active()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        at_start = flow(mirrored=mirrored)
        language = model.language_at(column)
        translated, approved = model.progress(language)
        painter.setFont(theme.font(theme.TEXT_PX, bold=True))
        painter.setPen(colours.colour("text"))
        name = painter.fontMetrics().elidedText(numbers.native_language_name(language), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(QRect(inner.x(), inner.y() + 10, inner.width(), 18), at_start, name)
        painter.setFont(theme.font(11, tabular=True))
        painter.setPen(colours.colour("text2"))
        share = f"{language_of(language)} · {numbers.percent(translated)}"
        share = painter.fontMetrics().elidedText(share, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(QRect(inner.x(), inner.y() + 28, inner.width(), 16), at_start, share)
        bar = QRect(inner.x(), inner.y() + 49, inner.width(), 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for part, token in ((1.0, "missing"), (translated, "translated"), (approved, "approved")):
            width = round(bar.width() * part)
            painter.setBrush(colours.colour(token))
            painter.drawRoundedRect(QRect(bar.right() - width + 1 if mirrored else bar.x(), bar.y(), width, 4), 2, 2)


class EpisodeHeader(MatrixHeader):
    """Paints an episode's still, number, length and whether it is free."""

    def __init__(self, posters: Posters, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, _("Episodes"), EPISODE_WIDTH, parent)
        self._posters = posters
        posters.arrived.connect(self._repaint)
        self.setDefaultSectionSize(theme.ROW_HEIGHT + 4)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paint_head(self, painter: QPainter, rect: QRect, at: int) -> None:
        """Paint one episode."""
        model = self.model()
        row = model.headerData(at, Qt.Orientation.Vertical, EPISODE) if model is not None else None
        if isinstance(row, EpisodeRow):
            self._paint_episode(painter, rect, row)
        elif isinstance(row, int):
            self._paint_hole(painter, rect, row)

    def _paint_episode(self, painter: QPainter, rect: QRect, row: EpisodeRow) -> None:
        colours = theme.active()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft

        def place(x: int, width: int, y: int = 0, height: int = 0) -> QRect:
            left = rect.right() - x - width if mirrored else rect.x() + x
            return QRect(left, rect.y() + y, width, height or rect.height())

        at_start = flow(mirrored=mirrored)
        paint_cover(painter, place(12, 18, 4, rect.height() - 8), self._posters.get(row.media), f"{row.episode.id}", 3)
        painter.setFont(theme.font(theme.TEXT_PX, bold=True, tabular=True))
        painter.setPen(colours.colour("text"))
        painter.drawText(place(38, 34), at_start, numbers.number(row.episode.number))
        painter.setFont(theme.font(theme.LABEL_PX, tabular=True))
        painter.setPen(colours.colour("text2" if row.media is not None else "finding"))
        painter.drawText(place(68, 44), at_start, running_time(row.media.duration_ms) if row.media is not None else "–:––")
        if row.errors or row.warnings:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colours.colour("ground"), 1.5))
            painter.setBrush(colours.colour("finding" if row.errors else "warning"))
            painter.drawEllipse(place(24, 10, 5, 10))
        if row.episode.is_free:
            painter.setFont(theme.font(11))
            painter.setPen(colours.colour("text3"))
            words = painter.fontMetrics().elidedText(_("free"), Qt.TextElideMode.ElideRight, 44)
            painter.drawText(place(106, 44), at_start, words)

    def _paint_hole(self, painter: QPainter, rect: QRect, number: int) -> None:
        """Paint the number of an episode that is missing, and say so."""
        colours = theme.active()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        inner = rect.adjusted(8, 0, -38, 0) if mirrored else rect.adjusted(38, 0, -8, 0)
        painter.setFont(theme.font(theme.TEXT_PX, tabular=True))
        painter.setPen(colours.colour("text3"))
        painter.drawText(inner, flow(mirrored=mirrored), numbers.number(number))
        painter.setFont(theme.font(theme.LABEL_PX))
        painter.setPen(colours.colour("warning"))
        after = inner.adjusted(0, 0, -30, 0) if mirrored else inner.adjusted(30, 0, 0, 0)
        words = painter.fontMetrics().elidedText(_("missing"), Qt.TextElideMode.ElideRight, after.width())
        painter.drawText(after, flow(mirrored=mirrored), words)

    def _repaint(self) -> None:
        self.viewport().update()
