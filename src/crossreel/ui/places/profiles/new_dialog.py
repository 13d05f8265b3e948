"""A new delivery profile, and one as text."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from crossreel.domain.delivery import Profile
from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import CrossreelError
from crossreel.i18n.messages import _, sentence
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit import theme
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import Field, beside, button, buttons, choice, chosen, line
from crossreel.ui.kit.labels import label

NO_ID = re.compile(r"[^a-z0-9]+")
LONGEST = 36


def id_from(name: str, taken: Sequence[str]) -> str:
    """Propose an id: small letters, digits and hyphens, and one that is not taken."""
    plain = NO_ID.sub("-", name.casefold()).strip("-")[:LONGEST] or "own"
    return next(each for each in (plain, *(f"{plain}-{count}" for count in range(2, len(taken) + 3))) if each not in taken)


class NewProfileDialog(Dialog):
    """Asks for a name, the buyer, and which profile it begins as; `made(id)` is called with the new one."""

    def __init__(
        self, workspace: Workspace, known: Sequence[Profile], based_on: str, made: Callable[[str], object], window: QWidget
    ) -> None:
        super().__init__(_("New delivery profile"), _("Close"), window, width=560)
        self._workspace, self._made = workspace, made
        self._taken = [each.id for each in known]
        self.name = line(placeholder=_("For example the name of the buyer"))
        self.based_on = choice([(each.id, each.name) for each in known], based_on)
        self.buyer = line(placeholder=_("As in names of packages, for example APP"))
        self.profile_id = line(id_from("", self._taken))
        self._name_field = Field(_("Name"), self.name)
        self._id_field = Field(_("Id"), self.profile_id, _("Small letters a to z, digits, - and _; commands call it so."))
        self.create_button = button(_("Make the profile"), "main")
        explained = _("It asks for what the other one asks for, until you change it. Each change you save is a version.")
        self.body.addWidget(label(explained, "second", wrap=True))
        self.body.addWidget(self._name_field)
        self.body.addLayout(beside(Field(_("Begins as"), self.based_on), Field(_("Buyer"), self.buyer)))
        self.body.addWidget(self._id_field)
        self.body.addLayout(buttons(self.create_button))
        self.name.textEdited.connect(lambda name: self.profile_id.setText(id_from(name, self._taken)))
        for control in (self.name, self.profile_id, self.buyer):
            control.returnPressed.connect(self._create)
        self.create_button.clicked.connect(self._create)
        self.name.setFocus()

    def _create(self) -> None:
        name, wanted = self.name.text().strip(), self.profile_id.text().strip()
        self._name_field.complain("" if name else _("Give the profile a name."))
        if not name or not self.create_button.isEnabled():
            return
        self.create_button.setEnabled(False)
        derive = self._workspace.desk.profiling.derive
        use_case = call(derive, chosen(self.based_on), wanted, name=name, buyer=self.buyer.text().strip())
        self._workspace.perform(use_case, then=lambda edit: self._created(wanted, edit), failed=self._refused)

    def _created(self, profile_id: str, _edit: Edit) -> None:
        self.leave()
        self._made(profile_id)

    def _refused(self, error: BaseException) -> None:
        self.create_button.setEnabled(True)
        if isinstance(error, CrossreelError):
            self._id_field.complain(sentence(error.code, error.facts))
            self.profile_id.setFocus()
        else:
            self._workspace.notify.problem(error)


class TextDialog(Dialog):
    """Shows a profile as its file says it, to read and to copy."""

    def __init__(self, name: str, text: str, window: QWidget) -> None:
        super().__init__(name, _("Close"), window, width=760)
        shown = QPlainTextEdit(text)
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName(_("The profile as text"))
        shown.setFont(theme.font(tabular=True))
        shown.setMinimumHeight(420)
        copy, close = button(_("Copy")), button(_("Close"), "main")
        self.body.addWidget(shown)
        self.body.addLayout(buttons(copy, close))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        close.clicked.connect(self.leave)
        close.setFocus()
