"""The line a note is written in, with what it is about and how much it matters on keys of their own."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from crossreel.domain.catalog.note_kind import NoteKind, NoteMark, NoteWeight
from crossreel.i18n.keys import key_words
from crossreel.i18n.messages import _
from crossreel.i18n.watching import kind_word, note_words, weight_word
from crossreel.ui.kit import theme
from crossreel.ui.kit.labels import ElidedLabel, label
from crossreel.ui.kit.painting import NOTE_TOKENS

KINDS = tuple(NoteKind)
WEIGHTS = tuple(NoteWeight)
KIND_ICONS = {
    NoteKind.TEXT: "dialogue",
    NoteKind.TIMING: "set_in",
    NoteKind.PLACEMENT: "placed",
    NoteKind.PICTURE: "image",
    NoteKind.SOUND: "sound_high",
}
USUAL_KIND, USUAL_WEIGHT = NoteKind.TEXT, NoteWeight.MAJOR
BUTTON_PX = 28


class NoteField(QLineEdit):
    """Takes every key while one writes; `kind_key(number)` is Alt and a figure, `weight_key(by)` an arrow up or down."""

    kind_key = Signal(int)
    weight_key = Signal(int)
    dropped = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the place from being taken while one writes; those with Ctrl stay the window's."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._is_mine(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of kind and weight, and Escape."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
            self.kind_key.emit(event.key() - Qt.Key.Key_1)
        elif event.key() in steps:
            self.weight_key.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def _is_mine(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        kind = held == Qt.KeyboardModifier.AltModifier and Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9
        return kind or held == Qt.KeyboardModifier.NoModifier


class NoteLine(QWidget):
    """`begun` is the first letter, `written` Enter, `dropped` Escape; `left` gives the keys back to the picture."""

    begun = Signal()
    written = Signal()
    dropped = Signal()
    left = Signal()
    marked = Signal()
    pauses_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.line = NoteField()
        self.line.setAccessibleName(_("New note"))
        self.line.setPlaceholderText(_("Note at this time…"))
        self.line.returnPressed.connect(self._write)
        self.line.textEdited.connect(self._begin)
        self.line.kind_key.connect(self._choose_kind)
        self.line.weight_key.connect(self._move_weight)
        self.line.dropped.connect(self._drop)
        self._is_begun = False
        self._what = ElidedLabel("", "hint", filling=True)
        self._when = label("", "label")
        self.pauses = QToolButton()
        self.pauses.setCheckable(True)
        self.pauses.setIconSize(QSize(16, 16))
        self.pauses.setAccessibleName(_("Pause while a note is written"))
        self.pauses.setToolTip(_("Pause while a note is written"))
        self.pauses.clicked.connect(self.pauses_changed)
        self._kinds: QButtonGroup = self._group(
            [(kind_word(kind), key_words(f"Alt+{at}")) for at, kind in enumerate(KINDS, start=1)]
        )
        self._weights: QButtonGroup = self._group(
            [(weight_word(weight), f"{key_words('Up')} {key_words('Down')}") for weight in WEIGHTS]
        )
        self._lay_out()
        for group in (self._kinds, self._weights):
            group.idToggled.connect(lambda _id, _on: self._say())
        self.reset()
        self.recolour()

    @property
    def kind(self) -> NoteKind:
        """What the note is about."""
        return KINDS[self._kinds.checkedId()]

    @property
    def weight(self) -> NoteWeight:
        """How much it matters."""
        return WEIGHTS[self._weights.checkedId()]

    def set_time(self, words: str) -> None:
        """Say which time a note written now would have."""
        if words != self._when.text():  # each time another is set, all beside it is laid out anew
            self._when.setText(words)

    def take_focus(self) -> None:
        """Take the keys for a note."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def reset(self) -> None:
        """Take what is usual for the next note."""
        self._kinds.button(KINDS.index(USUAL_KIND)).setChecked(True)
        self._weights.button(WEIGHTS.index(USUAL_WEIGHT)).setChecked(True)

    def recolour(self) -> None:
        """Draw the icons in the colours of the theme."""
        for at, kind in enumerate(KINDS):
            self._kinds.button(at).setIcon(theme.icon(KIND_ICONS[kind], "text2", 16))
        for at, weight in enumerate(WEIGHTS):
            self._weights.button(at).setIcon(theme.plain_icon("note", NOTE_TOKENS[weight], 16))
        self.pauses.setIcon(theme.icon("pause", "text2", 16))

    def _group(self, words: Sequence[tuple[str, str]]) -> QButtonGroup:
        made = QButtonGroup(self)
        for at, (word, key) in enumerate(words):
            button = QToolButton()
            button.setCheckable(True)
            button.setFixedSize(BUTTON_PX, BUTTON_PX)
            button.setIconSize(QSize(16, 16))
            button.setAccessibleName(word)
            button.setToolTip(f"{word}  {key}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(self.marked)
            made.addButton(button, at)
        return made

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.setContentsMargins(0, 0, 0, 0)
        chips.setSpacing(2)
        for group in (self._kinds, self._weights):
            for button in group.buttons():
                chips.addWidget(button)
            if group is self._kinds:
                chips.addSpacing(6)
        chips.addSpacing(6)
        chips.addWidget(self._what, 1)
        head = QHBoxLayout()
        head.addWidget(self._when, 1)
        head.addWidget(self.pauses)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.line)
        column.addLayout(chips)

    def _choose_kind(self, at: int) -> None:
        self._choose(self._kinds, at)

    def _move_weight(self, by: int) -> None:
        self._choose(self._weights, self._weights.checkedId() + by)

    def _choose(self, group: QButtonGroup, at: int) -> None:
        button = group.button(at)
        if button is not None:
            button.setChecked(True)
            self.marked.emit()

    def _say(self) -> None:
        if self._kinds.checkedId() >= 0 and self._weights.checkedId() >= 0:
            self._what.setText(note_words(NoteMark(id=0, note_id=0, kind=self.kind, weight=self.weight)))

    def _begin(self, _text: str) -> None:
        if not self._is_begun:
            self._is_begun = True
            self.begun.emit()

    def _write(self) -> None:
        if self.line.text().strip():
            self.written.emit()
        self._leave()

    def _drop(self) -> None:
        self.dropped.emit()
        self._leave()

    def _leave(self) -> None:
        self._is_begun = False
        self.line.clear()
        self.reset()
        self.left.emit()
