"""The lines before or after the one that is judged: their times, what was said, and what stands there in the language."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from crossreel.domain.drafting.beside import AROUND, Around
from crossreel.ui.kit.labels import ElidedLabel, label
from crossreel.ui.places.review.words import one_line, short_time


class AroundLines(QWidget):
    """Two rows that are always there, so that nothing moves from line to line; `name` says which they are to a screen reader."""

    def __init__(self, name: str, *, before: bool) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._before = before
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self._rows = []
        for row in range(AROUND):
            made = (label("", "hint"), ElidedLabel("", "second", filling=True), ElidedLabel("", "second", filling=True))
            made[0].setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            for column, part in enumerate(made):
                grid.addWidget(part, row, column)
            made[0].setMinimumWidth(made[0].fontMetrics().horizontalAdvance("00:00.0"))
            self._rows.append(made)

    def show_lines(self, lines: Sequence[Around]) -> None:
        """Show lines; those before the judged one stand at the foot, next to it."""
        empty: list[Around | None] = [None] * (AROUND - len(lines))
        for (time, source, text), line in zip(self._rows, [*empty, *lines] if self._before else [*lines, *empty], strict=True):
            time.setText(short_time(line.start_ms) if line is not None else "")
            source.setText(one_line(line.source) if line is not None else "")
            text.setText(one_line(line.text) if line is not None else "")
