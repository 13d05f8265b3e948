"""A style guide of one's own, derived from another."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from crossreel.domain.errors import CrossreelError
from crossreel.domain.quality.guide_file import GuideFile
from crossreel.i18n.messages import _, sentence
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import Field, beside, button, buttons, choice, chosen, line


class NewGuideDialog(Dialog):
    """Asks for its name and what it is based on, and calls `made(id)`."""

    def __init__(
        self, workspace: Workspace, window: QWidget, bases: Sequence[tuple[str, str]], base: str, made: Callable[[str], None]
    ) -> None:
        super().__init__(_("New style guide"), _("Close"), window, width=480)
        self._workspace, self._made = workspace, made
        self.name, self.id = line(), line("", "buyer-name")
        self.base = choice(bases, base)
        self._id_field = Field(_("File name"), self.id, _("Small letters, digits, - and _"))
        self.make = button(_("Create"), "main")
        self.make.clicked.connect(self._create)
        for field in (self.name, self.id):
            field.returnPressed.connect(self._create)
        self.body.addLayout(beside(Field(_("Name"), self.name), self._id_field))
        self.body.addWidget(Field(_("Based on"), self.base))
        self.body.addLayout(buttons(self.make))
        self.name.setFocus()

    def _create(self) -> None:
        derive = call(self._workspace.desk.guiding.derive, self.id.text().strip(), chosen(self.base), name=self.name.text().strip())
        self._workspace.compute(derive, then=self._take, failed=self._refused)

    def _take(self, made: GuideFile) -> None:
        self.leave()
        self._made(made.id)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, CrossreelError):
            self._id_field.complain(sentence(error.code, error.facts))
        else:
            self._workspace.notify.problem(error)
