"""In, out and duration typed in the row: each one Edit, Tab from one to the next once it has come back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QTableView

from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.places.editor.cue_cell import CueCellDelegate
from crossreel.ui.places.editor.cue_table import Column, CueTable
from crossreel.ui.places.editor.time_line import Times
from crossreel.ui.places.editor.writing import write_times

SHORTCUTS = range(Qt.Key.Key_F1, Qt.Key.Key_F35 + 1)
HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class RowTimes(QObject):
    """`text_wanted` says that Tab went past the last time; `shown_otherwise` that times need another width."""

    text_wanted = Signal()
    shown_otherwise = Signal()

    def __init__(self, opened: OpenEpisode, view: QTableView, table: CueTable, delegate: CueCellDelegate) -> None:
        super().__init__(view)
        self._opened, self._view, self._table, self._delegate = opened, view, table, delegate
        self._being_written = 0
        self._then: Callable[[], object] | None = None
        self._early: list[QKeyEvent] = []  # typed for a line that opens once what was typed before has come back
        table.in_frames = opened.workspace.preferences.times_in_frames
        table.times_asked.connect(self._write)
        delegate.time_decided.connect(self._go_on)
        delegate.time_refused.connect(lambda words: opened.workspace.notify.tell(words, kind="warning"))
        opened.workspace.preferences_changed.connect(lambda _chosen: self._show_frames())

    def edit(self, column: int) -> None:
        """Open a time of the current row to be typed; one that is not shown leads on to the next, after the last to the text."""
        at = self._table.row_number(self._delegate.current_id)
        while column <= Column.DURATION and self._view.isColumnHidden(column):
            column += 1
        if column > Column.DURATION:
            self.text_wanted.emit()
        elif at >= 0 and column >= Column.START and self._table.editable:
            index = self._table.index(at, column)
            self._view.setCurrentIndex(index)
            self._view.scrollTo(index)
            self._view.edit(index)

    def _go_on(self, column: int, by: int) -> None:
        """Go where Enter or Tab leads, once what was typed has come back: the row may stand elsewhere then."""
        going: Callable[[], object] = partial(self.edit, max(column + by, Column.START)) if by else self._view.setFocus
        if not self._being_written:
            going()
            return
        self._then = going
        if by:
            self._view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what is typed for the line that Tab goes to until it is there."""
        if not isinstance(event, QKeyEvent) or not _is_for_a_line(event):
            return False
        if event.type() == QEvent.Type.KeyPress:
            self._early.append(event.clone())
        event.accept()
        return True

    def _type_ahead(self) -> None:
        """Type into the line that has opened; a Tab among it leads on, and the rest waits again."""
        self._view.removeEventFilter(self)
        early, self._early = self._early, []
        while early and self._then is None and (line := QApplication.focusWidget()) is not None:
            QApplication.sendEvent(line, early.pop(0))
        self._early = [*early, *self._early]

    def _write(self, cue_id: int, start_ms: int, end_ms: int, seen: Times) -> None:
        self._being_written += 1
        write_times(self._opened, cue_id, start_ms, end_ms, expected=seen, then=self._written, failed=self._written)

    def _written(self, _outcome: object) -> None:
        self._being_written -= 1
        then, self._then = self._then, None
        if then is not None:
            then()
            self._type_ahead()

    def _show_frames(self) -> None:
        chosen = self._opened.workspace.preferences
        if self._table.in_frames != chosen.times_in_frames:
            self._table.show_frames(chosen.times_in_frames)
            self.shown_otherwise.emit()


def _is_for_a_line(event: QKeyEvent) -> bool:
    """Tell whether a key is one for a line to write in; a shortcut is not kept waiting."""
    kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
    return event.type() in kinds and not event.modifiers() & HELD and event.key() not in SHORTCUTS
