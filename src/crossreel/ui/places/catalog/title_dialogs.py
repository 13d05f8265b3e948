"""A new title, and taking one out of the catalog."""

from PySide6.QtWidgets import QWidget

from crossreel.domain.catalog.title import CODE_PATTERN, Title
from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import CrossreelError
from crossreel.domain.text.offered_languages import OFFERED
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, sentence
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.stepping import Stepping
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import Field, beside, button, buttons, choice, chosen, line
from crossreel.ui.kit.labels import label


def code_from(name: str) -> str:
    """Propose a code for a name: its first 16 Latin letters and digits, in capitals; "" for a name without any."""
    return "".join(letter for letter in name.upper() if letter.isascii() and letter.isalnum())[:16]


class NewTitleDialog(Dialog):
    """Asks for a name, a code and the language of the source, and opens the new title."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(_("New title"), _("Close"), window, width=520)
        self._workspace = workspace
        self.name, self.code = line(placeholder=_("The Hidden Heir")), line(placeholder="HIDDENHEIR")
        self.original = line(placeholder="隐藏的继承人")
        names = [(tag, f"{numbers.native_language_name(tag)} · {numbers.language_name(tag)}") for tag in OFFERED]
        self.language = choice(names, "zh-Hans", searchable=True)
        self._code_field = Field(_("Code"), self.code, _("2 to 16 capital letters and digits; files are named after it."))
        self._name_field = Field(_("Name"), self.name)
        self.create_button = button(_("Create title"), "main")
        self.create_button.setDefault(True)
        self.body.addWidget(self._name_field)
        self.body.addWidget(Field(_("Original name"), self.original))
        self.body.addLayout(beside(self._code_field, Field(_("Language of the source"), self.language)))
        self.body.addSpacing(8)
        self.body.addLayout(buttons(self.create_button))
        self.name.textEdited.connect(lambda name: self.code.setText(code_from(name)))
        self.code.textEdited.connect(lambda code: self.code.setText(code_from(code)))
        for control in (self.name, self.code, self.original):
            control.returnPressed.connect(self._create)
        self.create_button.clicked.connect(self._create)
        self.name.setFocus()

    def _create(self) -> None:
        name, code = self.name.text().strip(), self.code.text().strip()
        self._name_field.complain("" if name else _("Give the title a name."))
        self._code_field.complain("" if CODE_PATTERN.fullmatch(code) else _("Use 2 to 16 capital letters and digits."))
        if not name or not CODE_PATTERN.fullmatch(code):
            return
        self._workspace.perform(
            call(
                self._workspace.desk.cataloging.create_title,
                code,
                name,
                chosen(self.language) or "zh-Hans",
                original_name=self.original.text().strip(),
            ),
            then=self._created,
            failed=self._refused,
        )

    def _created(self, edit: Edit) -> None:
        title_id = next(iter(edit.ids("title")), None)
        self.leave()
        self._workspace.open_title(title_id)
        self._workspace.show_place("title")

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, CrossreelError):
            self._code_field.complain(sentence(error.code, error.facts))
        else:
            self._workspace.notify.problem(error)


class DeleteTitleDialog(Dialog):
    """Takes the open title out of the catalog, once its code was typed."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(_("Delete title"), _("Close"), window, width=520)
        self._workspace = workspace
        self._title: Title | None = None
        self._sentence = label("", "second", wrap=True)
        self.code = line()
        self.code.textChanged.connect(self._typed)
        self.delete_button = button(_("Delete title"), "danger")
        self.delete_button.setEnabled(False)
        self.delete_button.clicked.connect(self._delete)
        self.code.returnPressed.connect(self._delete)
        self.body.addWidget(self._sentence)
        self.body.addWidget(Field(_("Type the title's code to delete it"), self.code))
        self.body.addLayout(buttons(self.delete_button))
        self.code.setFocus()
        if workspace.title_id is not None:
            workspace.compute(call(workspace.desk.cataloging.title, workspace.title_id), then=self._take)

    def _take(self, title: Title) -> None:
        self._title = title
        self._sentence.setText(
            _("“{name}” with its episodes, subtitles and notes leaves the catalog. Video files stay. Its code is {code}.").format(
                name=title.name, code=title.code
            )
        )
        self._place()

    def _typed(self, code: str) -> None:
        self.delete_button.setEnabled(self._title is not None and code.strip().upper() == self._title.code)

    def _delete(self) -> None:
        title = self._title
        if title is None or not self.delete_button.isEnabled():
            return
        workspace = self._workspace
        workspace.perform(
            call(workspace.desk.cataloging.delete_title, title.id),
            then=lambda _edit: said_deleted(workspace, title),
            label=_("Deleting"),
        )
        self.leave()


def said_deleted(workspace: Workspace, title: Title) -> None:
    """Go back to the catalog and offer to take the deletion back."""
    if workspace.title_id == title.id:
        workspace.open_title(None)
    workspace.show_place("catalog")
    workspace.notify.tell(
        _("“{name}” was deleted.").format(name=title.name),
        kind="done",
        button=_("Undo"),
        act=Stepping(workspace, None).undo,
    )
