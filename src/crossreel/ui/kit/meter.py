"""Bars that tell how full a limit is: reading speed, and each line's rendered pixels."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crossreel.ui.kit import theme

ROW_PX = 17
BAR_PX = 5
GAP_PX = 10
FIGURES = "0000 / 0000 mm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """One bar. `target` is where a warning begins (0: nowhere), `limit` where red begins; `figures` is what stands beside it.

    `tip` tells target and limit apart, each by its name.
    """

    label: str
    value: float
    limit: float
    figures: str
    target: float = 0.0
    tip: str = ""

    @property
    def level(self) -> str:
        """Return "finding" past the limit, "warning" past the target, else "approved": names of theme colours."""
        if self.limit and self.value > self.limit:
            return "finding"
        return "warning" if self.target and self.value > self.target else "approved"


class MeterBars(QWidget):
    """A column of bars; green, amber past the target, red past the limit."""

    def __init__(self, parent: QWidget | None = None, *, rows: int = 3) -> None:
        super().__init__(parent)
        self._rows = rows
        self._meters: tuple[Meter, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_meters(self, meters: Sequence[Meter]) -> None:
        """Show these bars, from the top."""
        self._meters = tuple(meters)
        self.setAccessibleDescription("; ".join(f"{meter.label} {meter.figures}" for meter in meters))
        self.setToolTip("\n".join(filter(None, (meter.tip for meter in meters))))
        self.update()

    def set_rows(self, rows: int) -> None:
        """Keep room for so many bars."""
        if rows != self._rows:
            self._rows = rows
            self.updateGeometry()
            self.update()

    def meters(self) -> tuple[Meter, ...]:
        """Return what is shown."""
        return self._meters

    def sizeHint(self) -> QSize:
        """Keep room for the usual number of bars, so that nothing jumps while typing."""
        return QSize(240, self._rows * ROW_PX)

    def minimumSizeHint(self) -> QSize:
        """Never be lower than the usual number of bars."""
        return QSize(120, self._rows * ROW_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint label, bar and figures of each meter."""
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme.font(theme.LABEL_PX, tabular=True)
        measure = QFontMetricsF(font)
        painter.setFont(font)
        labels = max((measure.horizontalAdvance(meter.label) for meter in self._meters), default=0.0) + GAP_PX
        figures = max([measure.horizontalAdvance(FIGURES), *(measure.horizontalAdvance(meter.figures) for meter in self._meters)])
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
        for row, meter in enumerate(self._meters[: self._rows]):
            self._paint(painter, meter, QRectF(0, row * ROW_PX, self.width(), ROW_PX), labels, figures + GAP_PX)
        painter.end()

    def _paint(self, painter: QPainter, meter: Meter, row: QRectF, labels: float, figures: float) -> None:
        colours = theme.active()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft

        def placed(x: float, width: float) -> QRectF:
            return QRectF(-x - width if mirrored else x, row.y(), width, row.height())

        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        centre = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.setPen(colours.colour("text2"))
        painter.drawText(placed(0, labels), side | centre, meter.label)
        past = meter.level == "finding"
        painter.setPen(colours.colour("finding" if past else "text2"))
        painter.drawText(placed(row.width() - figures + GAP_PX, figures - GAP_PX), side | centre, meter.figures)
        length = max(8.0, row.width() - labels - figures)
        whole = placed(labels, length)
        groove = QRectF(whole.x(), row.center().y() - BAR_PX / 2, whole.width(), BAR_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour("hover"))
        painter.drawRoundedRect(groove, BAR_PX / 2, BAR_PX / 2)
        share = min(1.0, meter.value / meter.limit) if meter.limit else 0.0
        if share > 0:
            filled = groove.width() * share
            painter.setBrush(colours.colour(meter.level))
            start = groove.right() - filled if mirrored else groove.left()
            painter.drawRoundedRect(QRectF(start, groove.y(), filled, BAR_PX), BAR_PX / 2, BAR_PX / 2)
        if 0 < meter.target < meter.limit:
            at = groove.width() * meter.target / meter.limit
            x = groove.right() - at if mirrored else groove.left() + at
            painter.setBrush(colours.colour("text2"))
            painter.drawRect(QRectF(x - 0.75, groove.y() - 2, 1.5, BAR_PX + 4))
