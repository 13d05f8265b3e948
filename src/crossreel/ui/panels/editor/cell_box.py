"""An edit box bound to a cell: it knows its cue, writes what was typed, and waits for the echo."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from crossreel.domain.cue import Cue
from crossreel.domain.grid import CueRow
from crossreel.domain.language import is_right_to_left
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.kernel.ids import IdMaker
from crossreel.ui.models.cue_desk import CueDesk
from crossreel.ui.models.cue_writing import cue_to_write, write_text
from crossreel.ui.widgets.edit_box import EditBox

_steps = IdMaker()
Key = tuple[int, int | None, str, int]


class CellBox(EditBox):
    """`entered` says that the box got the focus."""

    entered = Signal()

    def __init__(self, desk: CueDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.language = ""
        self.cue: Cue | None = None
        self._row_id: int | None = None
        self.committed.connect(self._write)
        self.setMinimumHeight(64)
        self.setAccessibleName(_("Text"))

    def show_cell(self, row: CueRow | None, language: str) -> None:
        """Turn to a cell, or take the echo of the one that is shown. One visit to a cell is one step of undo."""
        same = row is not None and row.cue.id == self._row_id and language == self.language
        cue = cue_to_write(self._desk, row, language) if row is not None and language else None
        if same and (self.cue is None or cue is None or cue.id == self.cue.id):
            self.cue = cue
            self.echo(cue.text if cue is not None else "")
            return
        self.commit()
        self._row_id = row.cue.id if row is not None else None
        self.language, self.cue = language, cue
        writable = row is not None and bool(language) and (row.is_spine or cue is not None)
        self.setReadOnly(not writable or self._desk.workspace.read_only)
        self.setEnabled(row is not None)
        self.setAccessibleName(_("Text in {language}").format(language=numbers.language_name(language)) if language else _("Text"))
        self._visit(cue.text if cue is not None else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the table, unless an input method is at work."""
        if event.key() == Qt.Key.Key_Escape and not self.is_composing:
            self.commit()
            self._desk.asked.emit("table")
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the hands are here now."""
        super().focusInEvent(event)
        self.entered.emit()

    def _visit(self, markup: str) -> None:
        key: Key = (self._row_id or 0, self.cue.id if self.cue is not None else None, self.language, _steps.new_id())
        self.show_text(key, markup, right_to_left=bool(self.language) and is_right_to_left(self.language))

    def _write(self, key: Key, markup: str) -> None:
        row_id, cue_id, language, step_id = key
        if (row_id, language) == (self._row_id, self.language):
            cue_id = self.cue.id if self.cue is not None else None
        write_text(self._desk, row_id, cue_id, language, markup, step_id=step_id, done=partial(self._stored, key))

    def _stored(self, key: Key, _outcome: object) -> None:
        if key == self.key:
            self.settle()
