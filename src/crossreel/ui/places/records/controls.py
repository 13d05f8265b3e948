"""The controls in which fields of records are filled in: a line, several, or a list to choose from."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from crossreel.domain.records.field import RecordField, Shape
from crossreel.domain.records.known import Known
from crossreel.domain.records.references import choices_of
from crossreel.domain.text.column_name import language_of
from crossreel.domain.text.offered_languages import OFFERED
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.i18n.records import NAMED
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.kit.form import area, button, choice, in_line, line

LINES_PX = 64


class Control:
    """A control of one field: `widget` is shown, `text` is what stands in it as it is written in a file."""

    def __init__(self, field: RecordField, known: Known, written: str) -> None:
        self.field, self.was = field, written
        self.widget: QWidget
        self._read: Callable[[], str]
        if field.shape is Shape.LINES:
            several = area(LINES_PX)
            several.setPlainText(written)
            self._several(several)
        elif (pairs := _pairs(field, known)) is not None:
            self._list(pairs, written)
        else:
            self._line(field, written)

    @property
    def text(self) -> str:
        """What stands in the control, as it is written."""
        return self._read().strip()

    @property
    def is_changed(self) -> bool:
        """Whether somebody wrote something else."""
        return self.text != self.was.strip()

    def focus(self) -> None:
        """Take the focus."""
        self.widget.setFocus()

    def on_enter(self, act: Callable[[], object]) -> None:
        """Do something when Enter is pressed in a line."""
        for each in (self.widget, *self.widget.findChildren(QLineEdit)):
            if isinstance(each, QLineEdit):
                each.returnPressed.connect(act)

    def _several(self, made: QPlainTextEdit) -> None:
        self.widget, self._read = made, made.toPlainText

    def _list(self, pairs: list[tuple[str, str]], written: str) -> None:
        if all(value != written for value, _words in pairs):
            pairs = [*pairs, (written, written)]
        box = choice(pairs, written, searchable=self.field.shape is not Shape.CHOICE and len(pairs) > 6)
        self.widget, self._read = box, lambda: _said(box)

    def _line(self, field: RecordField, written: str) -> None:
        made = line(written)
        if field.shape is Shape.PICTURE:
            made.setText("")
            made.setPlaceholderText(written)
            self.was = ""
            choose = button(_("Choose…"))
            choose.clicked.connect(lambda: self._choose(made))
            self.widget = in_line(made, choose)
        else:
            made.setPlaceholderText(_(field.blank or field.how) if field.blank or field.how != field.hint else "")
            self.widget = made
        self._read = made.text

    def _choose(self, made: QLineEdit) -> None:
        kinds = _("Pictures") + " (*.jpg *.jpeg *.png *.webp)"
        at = str(Path(made.text()).parent) if made.text() else ""
        path = FileDialog.choose_file(made, _("Choose a picture"), at, kinds)
        if path:
            made.setText(path)


def _said(box: QComboBox) -> str:
    """Return what is chosen in a list, or what somebody wrote into it."""
    at = box.findText(box.currentText()) if box.isEditable() else box.currentIndex()
    return str(box.itemData(at)) if at >= 0 else box.currentText()


def _pairs(field: RecordField, known: Known) -> list[tuple[str, str]] | None:
    """Return what a field is chosen among, as (what is written, words); None where it is written freely."""
    blank = [("", _(field.blank) if field.blank else "–")] if not field.needed else []
    if field.shape is Shape.CHOICE:
        return [(str(member.value), _(words)) for member, words in field.choices.items()]
    if field.shape is Shape.FLAG:
        return [("no", _("No")), ("yes", _("Yes"))]
    if field.shape is Shape.PROFILE:
        return [*blank, *known.profiles.items()]
    if field.shape in NAMED:
        return [*blank, *choices_of(field.shape, known)]
    if field.shape in (Shape.LANGUAGE, Shape.COLUMN):
        tags = known.columns if field.shape is Shape.COLUMN else tuple(map(language_of, known.columns))
        every = dict.fromkeys((*tags, *(OFFERED if field.shape is Shape.LANGUAGE else ())))
        return [*blank, *((tag, f"{numbers.language_name(tag)} ({tag})") for tag in every)]
    return None
