"""The bars over the table: find and replace, shift, change rows, sync, export, go to. One at a time; Escape closes it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.places.editor.bar import Bar
from crossreel.ui.places.editor.cue_area import CueArea
from crossreel.ui.places.editor.export_bar import ExportBar
from crossreel.ui.places.editor.find_bar import FindBar
from crossreel.ui.places.editor.go_bar import GoBar
from crossreel.ui.places.editor.rows_bar import RowsBar
from crossreel.ui.places.editor.shift_bar import ShiftBar
from crossreel.ui.places.editor.sync_bar import SyncBar

BARS = {
    "shift": "shift", "export": "export", "rows": "rows", "stretch": "rows", "sync": "sync", "sync_first": "sync",
    "sync_second": "sync", "go_to": "go_to",
}  # fmt: skip
MADE: dict[str, Callable[[OpenEpisode], Bar]] = {"shift": ShiftBar, "export": ExportBar, "rows": RowsBar, "sync": SyncBar}


class Bars(QWidget):
    """Opens the bar that an action asks for, made at its first use."""

    def __init__(self, opened: OpenEpisode, cues: CueArea) -> None:
        super().__init__()
        self._opened = opened
        self._cues = cues
        self._made: dict[str, Bar] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        opened.asked.connect(self._asked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the bar; the focus goes back where it was."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def close_bar(self) -> None:
        """Close what is open."""
        for bar in self._made.values():
            if bar.isVisible():
                bar.leave()

    def bar(self, name: str) -> Bar | None:
        """Return a bar that was opened before, else None."""
        return self._made.get(name)

    def _asked(self, what: str) -> None:
        if what in ("find", "replace", "find_next", "find_previous"):
            bar = self._open("find")
            assert isinstance(bar, FindBar)
            bar.begin(what)
        elif what in BARS:
            self._open(BARS[what]).begin(what)

    def _make(self, name: str) -> Bar:
        if name == "find":
            return FindBar(self._opened, self._cues)
        if name == "go_to":
            return GoBar(self._opened, self._cues)
        return MADE[name](self._opened)

    def _open(self, name: str) -> Bar:
        if name not in self._made:
            bar = self._make(name)
            bar.closed.connect(self.close_bar)
            self._made[name] = bar
            self._column.addWidget(bar)
        for other, bar in self._made.items():
            bar.setVisible(other == name)
        return self._made[name]
