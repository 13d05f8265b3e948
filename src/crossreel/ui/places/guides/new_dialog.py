"""A new style guide, and what is wrong with a file that was to be one."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from crossreel.domain.errors import CrossreelError
from crossreel.domain.quality.guide_file import GuideFault, GuideFile
from crossreel.i18n.messages import _, _n, sentence
from crossreel.i18n.style_guides import set_name
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import Field, beside, button, buttons, choice, chosen, line
from crossreel.ui.kit.labels import label

NO_ID = re.compile(r"[^a-z0-9]+")
LONGEST = 36


def id_from(name: str, taken: Sequence[str]) -> str:
    """Propose the name of a file for a set: small letters and digits, and one that is not taken."""
    plain = NO_ID.sub("_", name.casefold()).strip("_")[:LONGEST] or "own"
    return next(each for each in (plain, *(f"{plain}_{count}" for count in range(2, len(taken) + 3))) if each not in taken)


class NewGuideDialog(Dialog):
    """Asks for a name and what the set is based on; `made(file)` is called with the new one."""

    def __init__(
        self, workspace: Workspace, files: Sequence[GuideFile], based_on: str, made: Callable[[GuideFile], object], window: QWidget
    ) -> None:
        super().__init__(_("New style guide"), _("Close"), window, width=560)
        self._workspace, self._made = workspace, made
        self._taken = [each.id for each in files]
        sound = [each for each in files if each.digest]
        self.name = line(placeholder=_("For example the name of the buyer"))
        self.based_on = choice([(each.id, set_name(each)) for each in sound], based_on)
        self.buyer = choice([("", "")], "")
        self.buyer.setEditable(True)
        self.file_name = line(id_from("", self._taken))
        self._name_field = Field(_("Name"), self.name)
        self._file_field = Field(
            _("Name of the file"), self.file_name, _("Small letters a to z, digits, - and _; commands call it so.")
        )
        self.create_button = button(_("Make the style guide"), "main")
        self._lay_out()
        self.name.textEdited.connect(lambda name: self.file_name.setText(id_from(name, self._taken)))
        for control in (self.name, self.file_name):
            control.returnPressed.connect(self._create)
        self.create_button.clicked.connect(self._create)
        workspace.compute(lambda: workspace.desk.delivering.profiles(), then=self._take_buyers, topic="guides.buyers")
        self.name.setFocus()

    def _lay_out(self) -> None:
        explained = _("It has every figure of the one it is based on, until you give it its own, each with its source.")
        self.body.addWidget(label(explained, "second", wrap=True))
        self.body.addWidget(self._name_field)
        self.body.addLayout(
            beside(
                Field(_("Based on"), self.based_on),
                Field(_("Buyer"), self.buyer, _("Deliveries to it are judged by this. May be empty.")),
            )
        )
        self.body.addWidget(self._file_field)
        self.body.addLayout(buttons(self.create_button))

    def _take_buyers(self, profiles: object) -> None:
        for buyer in sorted({each.buyer for each in getattr(profiles, "known", ()) if each.buyer}):
            self.buyer.addItem(buyer, buyer)

    def _create(self) -> None:
        name, wanted = self.name.text().strip(), self.file_name.text().strip()
        self._name_field.complain("" if name else _("Give the style guide a name."))
        if not name or not self.create_button.isEnabled():
            return
        self.create_button.setEnabled(False)
        derive = self._workspace.desk.guiding.derive
        use_case = call(derive, wanted, chosen(self.based_on), name=name, buyer=self.buyer.currentText().strip())
        self._workspace.jobs.run("write", use_case, then=self._created, failed=self._refused)

    def _created(self, made: GuideFile) -> None:
        self.leave()
        self._made(made)

    def _refused(self, error: BaseException) -> None:
        self.create_button.setEnabled(True)
        if isinstance(error, CrossreelError):
            self._file_field.complain(sentence(error.code, error.facts))
            self.file_name.setFocus()
        else:
            self._workspace.notify.problem(error)


class FaultsDialog(Dialog):
    """Lists everything that is wrong with a file that was to come in, line by line."""

    def __init__(self, name: str, faults: Sequence[GuideFault], window: QWidget) -> None:
        super().__init__(_("Nothing was taken in"), _("Close"), window, width=680)
        count = len(faults)
        words = _n("One thing is wrong with {name}:", "{count} things are wrong with {name}:", count).format(count=count, name=name)
        self.body.addWidget(label(words, "strong", wrap=True))
        column = self.scrolling()
        for each in faults:
            column.addWidget(label(fault_words(each), wrap=True))
        column.addStretch(1)
        self.body.addWidget(label(_("Mend the file, or ask who made it, and import it again."), "hint", wrap=True))
        close = button(_("Close"), "main")
        close.clicked.connect(self.leave)
        self.body.addLayout(buttons(close))
        close.setFocus()


def fault_words(fault: GuideFault) -> str:
    """Return the sentence of what is wrong with a file, as a line of a list."""
    words = sentence(fault.code, fault.told)
    return f"{words[:1].upper()}{words[1:]}"
