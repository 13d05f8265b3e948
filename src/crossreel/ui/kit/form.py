"""Fields of a form: a label above its control, and controls for lists of words."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crossreel.ui.kit.choice_box import ChoiceBox
from crossreel.ui.kit.labels import label

AREA_EDGE_PX = 10
"""What the theme puts around a text control: border and padding, above and below together."""


class Field(QWidget):
    """A control with its label above and, when something is wrong, a line below that says what."""

    def __init__(self, words: str, control: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        name = label(words, "label")
        name.setBuddy(control)
        control.setAccessibleName(words)
        self._problem = label(hint, "hint", wrap=True)
        self._hint = hint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(name)
        column.addWidget(control)
        column.addWidget(self._problem)
        column.addStretch(1)
        self._problem.setVisible(bool(hint))

    def complain(self, words: str) -> None:
        """Say what is wrong; "" says that nothing is."""
        self.control.setProperty("bad", "true" if words else "false")
        self._problem.setProperty("role", "error" if words else "hint")
        for widget in (self.control, self._problem):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self._problem.setText(words or self._hint)
        self._problem.setVisible(bool(words or self._hint))
        self.control.setAccessibleDescription(words)


def beside(*fields: QWidget) -> QHBoxLayout:
    """Put fields side by side, in equal widths, their labels in one line."""
    row = QHBoxLayout()
    row.setSpacing(12)
    for field in fields:
        row.addWidget(field, 1)
    return row


def in_line(main: QWidget, beside: QWidget) -> QWidget:
    """Put a small control behind a wide one, as one control of a field."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(main, 1)
    row.addWidget(beside)
    made.setFocusProxy(main)
    return made


class _Line(QLineEdit):
    """What is longer than there is room for begins at its beginning while nobody types in it."""

    def setText(self, text: str | None) -> None:
        super().setText(text)
        if not self.hasFocus():
            self.setCursorPosition(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.setCursorPosition(0)


def line(text: str = "", placeholder: str = "") -> QLineEdit:
    """Make a one-line text control."""
    made = _Line(text)
    made.setCursorPosition(0)
    made.setPlaceholderText(placeholder)
    return made


def area(height: int) -> QPlainTextEdit:
    """Make a text control of several lines that Tab leaves, `height` pixels high also where there is little room."""
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    inside = height - AREA_EDGE_PX
    made.setStyleSheet(f"QPlainTextEdit {{ min-height: {inside}px; max-height: {inside}px; }}")  # the theme's own would win
    return made


class _WholeSelected(QObject):
    """A press into the line of a list selects all of it, so that what is typed next is looked for by itself."""

    def __init__(self, box: QComboBox, line: QLineEdit) -> None:
        super().__init__(line)
        self._is_entered = False
        box.installEventFilter(self)  # the focus comes to the list, the press to its line
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() is QEvent.Type.FocusIn:
            self._is_entered = event.reason() is Qt.FocusReason.MouseFocusReason
        elif event.type() is QEvent.Type.MouseButtonRelease and self._is_entered and isinstance(watched, QLineEdit):
            self._is_entered = False
            if not watched.hasSelectedText():
                watched.selectAll()
        return False


def choice(pairs: Iterable[tuple[str, str]], chosen: str, *, searchable: bool = False) -> QComboBox:
    """Make a list to choose from, of (value, words); a searchable one takes typing and completes it."""
    made = ChoiceBox()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(8)
    for value, words in pairs:
        made.addItem(words, value)
    made.setCurrentIndex(max(0, made.findData(chosen)))
    if searchable:
        made.setEditable(True)
        made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        made.setMaxVisibleItems(12)
        editor = made.lineEdit()
        if editor is not None:
            editor.setCursorPosition(0)
            _WholeSelected(made, editor)
        completer = QCompleter(made.model(), made)  # the list itself: it may grow
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        made.setCompleter(completer)
    return made


def chosen(box: QComboBox) -> str:
    """Return the value chosen in a list; for typed text the value of the entry it names, else ""."""
    at = box.findText(box.currentText(), Qt.MatchFlag.MatchFixedString) if box.isEditable() else box.currentIndex()
    return str(box.itemData(at)) if at >= 0 else ""


def buttons(*made: QPushButton, before: QLabel | None = None) -> QHBoxLayout:
    """Put buttons at the trailing end of a row."""
    row = QHBoxLayout()
    row.setSpacing(8)
    if before is not None:
        row.addWidget(before, 1)
    else:
        row.addStretch(1)
    for button in made:
        row.addWidget(button)
    return row


def button(words: str, role: str = "") -> QPushButton:
    """Make a button; `role` is "main", "quiet", "danger" or ""."""
    made = QPushButton(words)
    if role:
        made.setProperty("role", role)
    return made
