"""Words wrapped to a width, as high as their lines are in the faces they take, the last ending in "…" where there are more."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

LINE_END = "\u2028"


class Wrapped:
    """Words laid out once, to be measured and painted.

    Args:
        words: what to show; "\\n" begins a line.
        font: in which; lines of other scripts may be higher than its own.
        width: in pixels.
        most: lines at most.
        direction: of the window: which side a line begins at.
    """

    def __init__(self, words: str, font: QFont, width: float, most: int, direction: Qt.LayoutDirection) -> None:
        self._font, self._width, self._direction = font, width, direction
        self._layout = self._laid(words.replace("\n", LINE_END))
        if self._layout.lineCount() > most:
            self._layout = self._laid(self._shortened(most))

    @property
    def height(self) -> float:
        """Their height in pixels."""
        return self._layout.boundingRect().height()

    @property
    def text(self) -> str:
        """What is shown of them."""
        return self._layout.text().replace(LINE_END, "\n")

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Paint them below a point, in the pen of a painter."""
        self._layout.draw(painter, QPointF(x, y))

    def _laid(self, words: str) -> QTextLayout:
        layout, option = QTextLayout(words, self._font), QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(self._direction)
        side = Qt.AlignmentFlag.AlignRight if self._direction is Qt.LayoutDirection.RightToLeft else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width)
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        return layout

    def _shortened(self, most: int) -> str:
        units = self._layout.text().encode("utf-16-le")
        start = 2 * self._layout.lineAt(most - 1).textStart()
        rest = units[start:].decode("utf-16-le").replace(LINE_END, " ")
        cut = QFontMetrics(self._font).elidedText(rest, Qt.TextElideMode.ElideRight, int(self._width))
        return units[:start].decode("utf-16-le") + cut
