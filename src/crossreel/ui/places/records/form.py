"""A record, field by field: a new one, or one that is there."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import CrossreelError
from crossreel.domain.records.book import RecordBook
from crossreel.domain.records.field import RecordField, Shape
from crossreel.domain.records.record import RecordKind
from crossreel.i18n.messages import _, isolated, sentence
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import Field, beside, button, buttons
from crossreel.ui.kit.labels import label
from crossreel.ui.places.records.controls import Control

WIDE = (Shape.LINES, Shape.PICTURE, Shape.NAMES, Shape.WORDS)
Write = Callable[[Mapping[str, str]], Callable[[], Edit]]


class RecordDialog(Dialog):
    """Fills in the fields of a record; `write(told)` gives the use case that writes those that were changed.

    What cannot be is said at its field, and nothing is lost of what was filled in.
    """

    def __init__(
        self, workspace: Workspace, window: QWidget, kind: RecordKind, book: RecordBook, row: Any | None, write: Write
    ) -> None:
        name = book.name_of(kind, row) if row is not None else ""
        title = f"{_(kind.one)}: {isolated(name)}" if name else _(kind.one)
        super().__init__(title, _("Close"), window, width=720)
        self._workspace, self._write = workspace, write
        told = book.written(kind, row) if row is not None else _beginning(kind)
        self.controls = {each.name: Control(each, book.known, told[each.name]) for each in kind.fields}
        self._is_new = row is None
        self.fields = {each.name: Field(_words(each), self.controls[each.name].widget, _(each.hint)) for each in kind.fields}
        self._lay_out(self.scrolling(), kind)
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        self.save = button(_("Add") if row is None else _("Save"), "main")
        self.save.clicked.connect(self._save)
        self.body.addWidget(self.problem)
        self.body.addLayout(buttons(self.save))
        for control in self.controls.values():
            control.on_enter(self._save)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._save, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        next(iter(self.controls.values())).focus()

    def _lay_out(self, column: QVBoxLayout, kind: RecordKind) -> None:
        """Put what is short side by side, two in a row, and what is long in a row of its own."""
        waiting: list[Field] = []
        for each in kind.fields:
            field = self.fields[each.name]
            if each.shape in WIDE:
                self._put(column, waiting)
                column.addWidget(field)
            else:
                waiting.append(field)
                if len(waiting) == 2:
                    self._put(column, waiting)
        self._put(column, waiting)
        column.addStretch(1)

    @staticmethod
    def _put(column: QVBoxLayout, waiting: list[Field]) -> None:
        if waiting:
            column.addLayout(beside(*waiting))
            waiting.clear()

    def _save(self) -> None:
        if not self.save.isEnabled():
            return
        for field in self.fields.values():
            field.complain("")
        self.problem.hide()
        told = {name: control.text for name, control in self.controls.items() if self._is_new or control.is_changed}
        if not told:
            self.leave()
            return
        self.save.setEnabled(False)
        if self._workspace.perform(self._write(told), then=lambda _edit: self.leave(), failed=self._refused) is None:
            self.save.setEnabled(True)

    def _refused(self, error: BaseException) -> None:
        self.save.setEnabled(True)
        if not isinstance(error, CrossreelError):
            self._workspace.notify.problem(error)
            return
        words, name = sentence(error.code, error.facts), str(error.facts.get("field", ""))
        name = name or ("image_id" if "image_id" in self.fields and error.code.startswith(("previewing.", "format.")) else "")
        if name in self.fields:
            self.fields[name].complain(words)
            self.controls[name].focus()
        else:
            self.problem.setText(words)
            self.problem.show()


def _words(field: RecordField) -> str:
    return _(field.words)


def _beginning(kind: RecordKind) -> dict[str, str]:
    """Return what stands in the fields of a new record: the first of what is chosen among, else nothing."""
    first: Callable[[RecordField], str] = lambda each: next(iter(each.choices)).value if each.choices else ""  # noqa: E731
    return {each.name: "no" if each.shape is Shape.FLAG else first(each) for each in kind.fields}


def dialog_maker(
    workspace: Workspace, kind: RecordKind, book: RecordBook, row: Any | None, write: Write
) -> Callable[[QWidget], RecordDialog]:
    """Return what makes the dialog over a window."""
    return partial(_made, workspace, kind, book, row, write)


def _made(workspace: Workspace, kind: RecordKind, book: RecordBook, row: Any | None, write: Write, window: QWidget) -> RecordDialog:
    return RecordDialog(workspace, window, kind, book, row, write)
