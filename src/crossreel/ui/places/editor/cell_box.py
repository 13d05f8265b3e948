"""An edit box bound to a cell: it knows its cue, writes what was typed, and keeps it until the echo."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.text.language import is_right_to_left
from crossreel.domain.views.grid import CueRow
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.pending_writes import Pending, PendingWrites
from crossreel.ui.kit import theme
from crossreel.ui.kit.edit_box import EditBox
from crossreel.ui.places.editor.writing import CellKey, pending_text, write_text

Key = tuple[int, int | None, str]


class CellBox(EditBox):
    """`entered` says that the box got the focus; `troubled` that what becomes of its text is to be told anew; `menu_asked` where
    on the screen, and for which position of the text, its menu is asked for.

    Where nothing can be written it is read-only, never disabled: a disabled box hands the focus to whatever stands next.
    """

    entered = Signal()
    troubled = Signal()
    menu_asked = Signal(QPoint, int)

    def __init__(self, opened: OpenEpisode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self.language = ""
        self.cue: Cue | None = None
        self._row_id: int | None = None
        self._remembered: str | None = None
        self._early: list[QKeyEvent] = []
        self.committed.connect(self._write)
        PendingWrites.of(opened.workspace).moved.connect(self._pending_moved)
        opened.caught_up.connect(self._early.clear)  # by now it found its cue, or there is none
        self.setMinimumHeight(64)
        self.setAccessibleName(_("Text"))

    def show_cell(self, row: CueRow | None, language: str) -> None:
        """Turn to a cell, or take the echo of the one that is shown."""
        same = row is not None and row.cue.id == self._row_id and language == self.language
        cue = self._opened.chosen_in(row, language) if row is not None and language else None
        if same and (self.cue is None or cue is None or cue.id == self.cue.id):
            self.cue = cue
            if self.pending is None:
                self.echo(cue.text if cue is not None else "")
            return
        self.commit()
        self._row_id = row.cue.id if row is not None else None
        self.language, self.cue = language, cue
        writable = row is not None and bool(language) and (row.leads(language) or cue is not None)
        self.setReadOnly(not writable or self._opened.workspace.read_only)
        self.setAccessibleName(_("Text in {language}").format(language=numbers.language_name(language)) if language else _("Text"))
        pending = self.pending
        self._visit(pending.value if pending is not None else cue.text if cue is not None else "")
        self._show_trouble()
        self._type_ahead()

    @property
    def pending(self) -> Pending | None:
        """What was typed in this cell and has not come back yet."""
        row = self._opened.row_of(self._row_id)
        return pending_text(self._opened, row, self.cue, self.language) if row is not None and self.language else None

    def take_remembered(self, markup: str) -> None:
        """Write a line of the memory in the place of the text, at once and as one."""
        if not self.isReadOnly():
            self.commit()
            self.replace_all(markup)
            self._remembered = self.markup()
            self.commit()
            self._remembered = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the table, unless an input method is at work. What comes before the cue is read waits for it."""
        if self._row_id is None and event.text() and self._opened.is_behind:
            self._early.append(event.clone())
            return
        if event.key() == Qt.Key.Key_Escape and not self.is_composing:
            self.commit()
            self._opened.asked.emit("table")
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Have the menu opened at the mouse, or for the word at the caret where a key asks for it."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self.menu_asked.emit(event.globalPos(), self.cursorForPosition(event.pos()).position())
        else:
            self.ask_menu()

    def ask_menu(self) -> None:
        """Have the menu opened for the word at the caret."""
        corner = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        self.menu_asked.emit(corner, self.textCursor().position())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the hands are here now."""
        super().focusInEvent(event)
        self.entered.emit()

    def _visit(self, markup: str) -> None:
        key: Key = (self._row_id or 0, self.cue.id if self.cue is not None else None, self.language)
        self.show_text(key, markup, right_to_left=bool(self.language) and is_right_to_left(self.language))

    def _write(self, key: Key, markup: str, base: str) -> None:
        row_id, cue_id, language = key
        if (row_id, language) == (self._row_id, self.language):
            cue_id = self.cue.id if self.cue is not None else None
        origin = Origin.MEMORY if markup == self._remembered else Origin.TYPED
        write_text(self._opened, CellKey(row_id, cue_id, language), markup, base, step_id=self.step, origin=origin)

    def _type_ahead(self) -> None:
        """Type what was typed before the cue was read."""
        if self._row_id is not None and self._early:
            early = [*self._early]
            self._early.clear()
            for event in early:
                self.keyPressEvent(event)

    def _pending_moved(self, key: object) -> None:
        if isinstance(key, CellKey) and (key.row_id, key.language) == (self._row_id, self.language):
            if self.pending is None:
                self.echo(self.cue.text if self.cue is not None else "")
            self._show_trouble()

    def _show_trouble(self) -> None:
        """Edge the box where its text is not in the catalog, and may not come there by itself."""
        pending = self.pending
        bad = "true" if pending is not None and (pending.error is not None or pending.theirs is not None) else "false"
        if bad != (self.property("bad") or "false"):
            self.setProperty("bad", bad)
            self.style().unpolish(self)
            self.style().polish(self)
            self.setFont(theme.font(theme.EDIT_PX))
        self.troubled.emit()
