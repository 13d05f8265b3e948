"""The headers of the plan: columns with their language, episodes with their number."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from crossreel.domain.importing.plan_matrix import NOWHERE, SUBTITLE
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.ui.kit import theme
from crossreel.ui.kit.matrix import MatrixHeader
from crossreel.ui.kit.painting import flow
from crossreel.ui.places.importing.matrix_model import PlanTable
from crossreel.ui.places.importing.wording import column_below, column_name

EPISODE_WIDTH, HEADER_HEIGHT = 96, 46


class ColumnHeader(MatrixHeader):
    """Paints what a column is for: a language's own name with its tag, or pictures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, _("Pictures, sounds and languages"), HEADER_HEIGHT, parent)
        self.setMinimumSectionSize(80)

    def paint_head(self, painter: QPainter, rect: QRect, at: int) -> None:
        """Paint one column."""
        model, colours = self.model(), theme.active()
        if not isinstance(model, PlanTable) or at >= len(model.columns):
            return
        column = model.columns[at]
        inner = rect.adjusted(12, 0, -8, 0)
        at_start = flow(mirrored=self.layoutDirection() == Qt.LayoutDirection.RightToLeft)
        below = column_below(column)
        painter.setFont(theme.font(theme.TEXT_PX, bold=True))
        unknown = column.kind == SUBTITLE and not column.language
        painter.setPen(colours.colour("draft" if unknown else "text"))
        name = painter.fontMetrics().elidedText(column_name(column), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(QRect(inner.x(), inner.y() + (5 if below else 13), inner.width(), 20), at_start, name)
        painter.setFont(theme.font(11))
        painter.setPen(colours.colour("text2"))
        below = painter.fontMetrics().elidedText(below, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(QRect(inner.x(), inner.y() + 25, inner.width(), 15), at_start, below)


class EpisodeHeader(MatrixHeader):
    """Paints the number of an episode, and that no file is for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, _("Episodes"), EPISODE_WIDTH, parent)
        self.setDefaultSectionSize(theme.ROW_HEIGHT)
        self.setMinimumSectionSize(theme.ROW_HEIGHT)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paint_head(self, painter: QPainter, rect: QRect, at: int) -> None:
        """Paint one episode."""
        model, colours = self.model(), theme.active()
        if not isinstance(model, PlanTable) or at >= len(model.rows):
            return
        number = model.rows[at]
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        inner = rect.adjusted(12, 0, -8, 0)
        missing = number in model.matrix.missing
        if number == NOWHERE:
            painter.setFont(theme.font(theme.LABEL_PX))
            painter.setPen(colours.colour("draft"))
            painter.drawText(inner, flow(mirrored=mirrored), _("No number"))
        else:
            painter.setFont(theme.font(theme.TEXT_PX, bold=True, tabular=True))
            painter.setPen(colours.colour("finding" if missing else "text"))
            painter.drawText(inner, flow(mirrored=mirrored), numbers.number(number))
        if missing:
            painter.setFont(theme.font(11))
            room = inner.adjusted(0, 0, -34, 0) if mirrored else inner.adjusted(34, 0, 0, 0)
            words = painter.fontMetrics().elidedText(_("no file"), Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, flow(mirrored=mirrored), words)
