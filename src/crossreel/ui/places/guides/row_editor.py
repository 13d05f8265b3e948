"""The row in which a figure is changed: its value, and in the same row where the value comes from."""

import json
import unicodedata

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crossreel.domain.quality.guide_file import GuideFigure
from crossreel.i18n.messages import _
from crossreel.i18n.style_guides import choice_name, figure_name, unit, value_of
from crossreel.ui.kit.form import button, choice, chosen, line
from crossreel.ui.kit.labels import label

OFF = "false"
VALUE_PX = 190
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowEditor(QWidget):
    """`given(value, source)` is the value as TOML has it; `left` says that nothing is to be changed; `grown` that it is higher now.

    Enter goes from the value to the source and from there gives both; Esc leaves.
    """

    given = Signal(str, str)
    left = Signal()
    grown = Signal()

    def __init__(self, figure: GuideFigure, source: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.figure = figure
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.value = _control(figure)
        self.value.setAccessibleName(figure_name(figure.field))
        self.source = line(figure.source if figure.is_own else source, _("Where it comes from, for example: buyer's sheet, page 4"))
        self.source.setAccessibleName(_("Where it comes from"))
        self.keep = button(_("Keep"), "main")
        self.keep.clicked.connect(self.give)
        self._problem = label("", "error", wrap=True)
        self._problem.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        self.value.setFixedWidth(VALUE_PX if unit(figure.field) or figure.kind == "whole" else VALUE_PX + 90)
        row.addWidget(self.value)
        if words := unit(figure.field):
            row.addWidget(label(words, "hint"))
        row.addWidget(self.source, 1)
        row.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 8, 4)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._problem)
        self._began = (self.written(), self.source.text())
        for part in (self.value, self.source, self.keep):
            part.installEventFilter(self)

    def begin(self, typed: str = "") -> None:
        """Take the hands into the value; what was typed on the row stands in it."""
        self.value.setFocus()
        if isinstance(self.value, QLineEdit):
            if typed:
                self.value.setText(typed)
            else:
                self.value.selectAll()

    def written(self) -> str:
        """Return the value as TOML has it."""
        if isinstance(self.value, QComboBox):
            return chosen(self.value)
        return written_as(self.figure, self.value.text())

    def is_touched(self) -> bool:
        """Tell whether something was typed or chosen."""
        return (self.written(), self.source.text()) != self._began

    def give(self) -> None:
        """Give value and source, or say which of them is missing."""
        if not self.source.text().strip():
            self.complain(_("Say where it comes from: a figure stands with its source."))
            self.source.setFocus()
        else:
            self.given.emit(self.written(), self.source.text().strip())

    def complain(self, words: str) -> None:
        """Say under the row what is wrong; "" says that nothing is."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        self.value.setAccessibleDescription(words)
        self.grown.emit()

    def complaint(self) -> str:
        """Return what is said to be wrong."""
        return self._problem.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, Esc leaves; keys of the place rest meanwhile."""
        if not isinstance(event, QKeyEvent) or event.key() not in (*ENTER, Qt.Key.Key_Escape):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif watched is self.value:
            self.source.setFocus()
            self.source.selectAll()
        else:
            self.give()
        return True


def written_as(figure: GuideFigure, typed: str) -> str:
    """Return what was typed for a figure as TOML has it; where it is nothing of its kind, a text that the service refuses."""
    typed = typed.strip()
    if not typed and figure.field.startswith("conventions."):
        return "[]" if figure.kind == "pairs" else OFF
    if figure.kind in ("whole", "number"):
        plain = "".join(str(unicodedata.digit(each, each)) for each in typed).replace("٫", ".").replace(",", ".")
        return plain if plain.replace(".", "", 1).replace("-", "", 1).isdecimal() else json.dumps(typed, ensure_ascii=False)
    if figure.kind == "pairs":
        return json.dumps(typed.split(), ensure_ascii=False)
    return typed if figure.kind == "table" else json.dumps(typed, ensure_ascii=False)


def _control(figure: GuideFigure) -> QLineEdit | QComboBox:
    if figure.kind == "flag":
        return choice([("true", _("yes")), (OFF, _("no"))], figure.value or OFF)
    if figure.kind == "choice":
        pairs = [(json.dumps(each, ensure_ascii=False), choice_name(each)) for each in figure.choices]
        may_be_off = figure.field.startswith("conventions.")
        return choice([*pairs, *([(OFF, _("not asked"))] if may_be_off else [])], figure.value or OFF)
    made = line(_typed(figure))
    made.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # marks and figures are written so in every language
    return made


def _typed(figure: GuideFigure) -> str:
    value = value_of(figure.value)
    if figure.kind == "pairs":
        return " ".join(map(str, value or ()))
    if value is False or value == "":
        return ""
    if figure.kind == "table":
        return figure.value
    return f"{value:g}" if isinstance(value, float) else str(value)
