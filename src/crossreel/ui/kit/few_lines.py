"""A label of a fixed height: as many lines as fit, the last ending in "…" where there are more, and then the whole as its tip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from crossreel.ui.kit.wrapped import Wrapped

LEAST_PX, LEADING_PX = 120, 2


class FewLines(QLabel):
    """Keeps what lies above it in its place, whatever it says.

    Args:
        role: a name of the stylesheet.
        lines: how many lines of its own font it is high.
        at_top: whether fewer lines stand at its top, and not in its middle.
    """

    def __init__(self, role: str, lines: int, parent: QWidget | None = None, *, at_top: bool = False) -> None:
        super().__init__(parent)
        self._at_top = at_top
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lines = lines
        self.set_lines(lines)

    def set_lines(self, lines: int) -> None:
        """Be as high as so many lines."""
        self._lines = lines
        self.setFixedHeight(lines * (self.fontMetrics().lineSpacing() + LEADING_PX))

    def minimumSizeHint(self) -> QSize:
        """Ask for a few words."""
        return QSize(LEAST_PX, self.height())

    def shown(self) -> str:
        """Return what of the text can be seen."""
        return self._wrapped().text

    def setText(self, text: str) -> None:
        """Say something else."""
        super().setText(text)
        self._offer()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as a tip when it is cut."""
        super().resizeEvent(event)
        self._offer()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        painter, made = QPainter(self), self._wrapped()
        painter.setPen(self.palette().color(self.foregroundRole()))
        made.paint(painter, 0, 0.0 if self._at_top else max(0.0, (self.height() - made.height) / 2))

    def _offer(self) -> None:
        self.setToolTip(self.text() if self.shown() != self.text() else "")

    def _wrapped(self) -> Wrapped:
        """Return the lines that fit: those of another script may be higher."""
        lines = self._lines
        made = Wrapped(self.text(), self.font(), self.width(), lines, self.layoutDirection())
        while lines > 1 and made.height > self.height():
            lines -= 1
            made = Wrapped(self.text(), self.font(), self.width(), lines, self.layoutDirection())
        return made
