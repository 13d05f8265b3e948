"""A field that is written while one types in it: after a short rest, before a key is a second old, and when it is left.

What somebody else wrote in it meanwhile is not written over: both values are shown, and a person chooses.
"""

from collections.abc import Callable, Hashable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QPlainTextEdit

from crossreel.domain.edits.edit import Edit
from crossreel.ui.hub.pending_writes import PendingWrites
from crossreel.ui.hub.two_values import TwoValues
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.typing_rest import TypingRest

Control = QLineEdit | QPlainTextEdit
Write = Callable[[str, int], Callable[[str], Edit] | None]


class TypedField(QObject):
    """Follows a control; make it with the control as parent.

    What is typed without a rest is one step of undo, and never reaches over a visit to the field.

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
            write: called with the text and the step; gives the use case, or None for a text that cannot be written. The use case
                is called with the text that stood here before: what the catalog is expected to hold.
            place: what the field is called.
        """
        super().__init__(control)
        self._control, self._key, self._write_as, self._place = control, key, write, place
        self._pending = PendingWrites.of(workspace)
        self._shown = self.text()
        self._theirs: str | None = None
        self._rest = TypingRest(self)
        self._rest.due.connect(self.hand_on)
        self._workspace = workspace
        self.two_values: TwoValues | None = None
        workspace.handing_on.connect(self.hand_on)
        self._pending.moved.connect(self._moved)
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
        self._shown = self.text()
        self._rest.begin_step()
        pending = self._pending.find(self._key())
        self._fill(pending.value if pending is not None else text)
        self._compare()

    def hand_on(self) -> None:
        """Have what was typed written, if it can be."""
        self._rest.stop()
        text = self.text()
        if not self._is_typed() or self._control.isReadOnly():
            return
        use_case = self._write_as(text, self._rest.step)
        if use_case is not None:
            base, self._shown = self._shown, text
            key, place = self._key(), self._place
            self._pending.write(key, text, base, lambda _value, seen: partial(use_case, seen), place, refused=self._refuse)

    def _moved(self, key: Hashable) -> None:
        if key == self._key():
            self._compare()

    def _compare(self) -> None:
        """Show both values while a person has to choose, and theirs once that was chosen."""
        pending = self._pending.find(self._key())
        if pending is not None and pending.theirs is not None:
            self._theirs = str(pending.theirs.facts["text"])
        elif pending is None and self._theirs is not None:
            self._fill(self._theirs)
        if pending is None or pending.theirs is None:
            self._theirs = None
        if self.two_values is None and pending is not None and pending.theirs is not None:
            self.two_values = self._made_two_values()
        if self.two_values is not None:
            self.two_values.refresh()

    def _made_two_values(self) -> TwoValues:
        made = TwoValues(self._workspace, lambda: self._pending.find(self._key()), self.hand_on)
        beneath = self._control.parentWidget()
        layout = beneath.layout() if beneath is not None else None
        assert isinstance(layout, QBoxLayout)
        layout.insertWidget(layout.indexOf(self._control) + 1, made)
        return made

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
        self._rest.begin_step()
        self.left.emit()
