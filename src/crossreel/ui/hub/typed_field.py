"""A field that is written while one types in it: after a short rest, before a key is a second old, and when it is left."""

from collections.abc import Callable, Hashable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from crossreel.domain.edits.edit import Edit
from crossreel.kernel.ids import IdMaker
from crossreel.ui.hub.pending_writes import PendingWrites
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.typing_rest import TypingRest

_steps = IdMaker()
Control = QLineEdit | QPlainTextEdit
Write = Callable[[str, int], Callable[[], Edit] | None]


class TypedField(QObject):
    """Follows a control; make it with the control as parent. One visit to the field is one step of undo.

    Signals: `left` when the control was left and what stands in it was handed on; `refused(error)` when the catalog does not
    take what was typed. What an input method still composes is never handed on: a control does not count it as its text.
    """

    left = Signal()
    refused = Signal(object)

    def __init__(self, workspace: Workspace, control: Control, key: Callable[[], Hashable], write: Write, place: str = "") -> None:
        """Follow a control.

        Args:
            workspace: the hub.
            control: what is typed in.
            key: gives what the field is: what was typed under one key is kept until it is in the catalog.
            write: called with the text and the step; gives the use case, or None for a text that cannot be written.
            place: what the field is called.
        """
        super().__init__(control)
        self._control, self._key, self._write_as, self._place = control, key, write, place
        self._pending = PendingWrites.of(workspace)
        self._shown = self.text()
        self._step = _steps.new_id()
        self._rest = TypingRest(self)
        self._rest.due.connect(self.hand_on)
        workspace.handing_on.connect(self.hand_on)
        if isinstance(control, QLineEdit):
            control.textEdited.connect(self._rest.touch)
            control.editingFinished.connect(self._leave)
        else:
            control.textChanged.connect(self._changed)
            control.installEventFilter(self)

    @property
    def is_busy(self) -> bool:
        """Whether the control holds what is not in the catalog yet."""
        return self._is_typed() or self._pending.find(self._key()) is not None

    def text(self) -> str:
        """Return what stands in the control, without blanks around it."""
        control = self._control
        return (control.text() if isinstance(control, QLineEdit) else control.toPlainText()).strip()

    def show(self, text: str) -> None:
        """Show what the catalog holds, unless something newer stands here."""
        if self.is_busy:
            return
        self._fill(text)

    def _fill(self, text: str) -> None:
        self._shown = text.strip()
        if self._shown != self.text():
            control = self._control
            if isinstance(control, QLineEdit):
                control.setText(text)
                control.setCursorPosition(0)
            else:
                control.setPlainText(text)
        self._rest.stop()

    def turn(self, text: str) -> None:
        """Show the text of another field in the same control: its key gives another one now."""
        self._shown, self._step = self.text(), _steps.new_id()
        pending = self._pending.find(self._key())
        self._fill(pending.value if pending is not None else text)

    def hand_on(self) -> None:
        """Have what was typed written, if it can be."""
        self._rest.stop()
        text = self.text()
        if not self._is_typed() or self._control.isReadOnly():
            return
        use_case = self._write_as(text, self._step)
        if use_case is not None:
            base, self._shown = self._shown, text
            key, place = self._key(), self._place
            self._pending.write(key, text, base, lambda _value, _expected: use_case, place, refused=self._refuse)

    def _refuse(self, error: object) -> None:
        self.refused.emit(error)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand on when a field of several lines is left."""
        if event.type() == QEvent.Type.FocusOut:
            self._leave()
        return False

    def _is_typed(self) -> bool:
        return self.text() != self._shown

    def _changed(self) -> None:
        if self._is_typed():
            self._rest.touch()

    def _leave(self) -> None:
        self.hand_on()
        self._step = _steps.new_id()
        self.left.emit()
