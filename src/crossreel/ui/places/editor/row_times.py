"""In, out and duration typed in the row: each one Edit, Tab from one to the next once it has come back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTableView

from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.places.editor.cue_cell import CueCellDelegate
from crossreel.ui.places.editor.cue_table import Column, CueTable
from crossreel.ui.places.editor.time_line import Times
from crossreel.ui.places.editor.writing import write_times


class RowTimes(QObject):
    """`text_wanted` says that Tab went past the last time; `shown_otherwise` that times need another width."""

    text_wanted = Signal()
    shown_otherwise = Signal()

    def __init__(self, opened: OpenEpisode, view: QTableView, table: CueTable, delegate: CueCellDelegate) -> None:
        super().__init__(view)
        self._opened, self._view, self._table, self._delegate = opened, view, table, delegate
        self._being_written = 0
        self._then: Callable[[], object] | None = None
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
        if self._being_written:
            self._then = going
        else:
            going()

    def _write(self, cue_id: int, start_ms: int, end_ms: int, seen: Times) -> None:
        self._being_written += 1
        write_times(self._opened, cue_id, start_ms, end_ms, expected=seen, then=self._written, failed=self._written)

    def _written(self, _outcome: object) -> None:
        self._being_written -= 1
        then, self._then = self._then, None
        if then is not None:
            then()

    def _show_frames(self) -> None:
        chosen = self._opened.workspace.preferences
        if self._table.in_frames != chosen.times_in_frames:
            self._table.show_frames(chosen.times_in_frames)
            self.shown_otherwise.emit()
