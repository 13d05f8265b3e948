"""A column of ticks, one for each thing that can be chosen."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget


class Checks(QWidget):
    """`changed` says that a tick was set or taken away."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._boxes: dict[str, QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def offer(self, pairs: Iterable[tuple[str, str]], chosen: Sequence[str]) -> None:
        """Offer other things, as (value, words), some of them ticked."""
        for box in self._boxes.values():
            self._column.removeWidget(box)
            box.deleteLater()
        self._boxes = {}
        for value, words in pairs:
            box = QCheckBox(words.replace("&", "&&"))  # one alone would be a key
            box.setAccessibleName(words)
            box.setChecked(value in chosen)
            box.toggled.connect(self.changed)
            self._column.addWidget(box)
            self._boxes[value] = box
        self.changed.emit()

    def chosen(self) -> tuple[str, ...]:
        """Return the values that are ticked, in order."""
        return tuple(value for value, box in self._boxes.items() if box.isChecked())

    def offers(self) -> bool:
        """Tell whether there is anything to tick."""
        return bool(self._boxes)

    def choose(self, chosen: Sequence[str]) -> None:
        """Tick these and no others."""
        for value, box in self._boxes.items():
            box.setChecked(value in chosen)
