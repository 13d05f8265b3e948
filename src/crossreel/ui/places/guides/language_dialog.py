"""A language that a style guide has not: which one, and with whose figures it begins."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget

from crossreel.domain.errors import CrossreelError
from crossreel.domain.quality.guide_file import GuideFile
from crossreel.domain.text.language import normalize_tag
from crossreel.domain.text.offered_languages import OFFERED
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, sentence
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import Field, button, buttons, choice, chosen
from crossreel.ui.kit.labels import label


class GuideLanguageDialog(Dialog):
    """`made(tag)` is called with the language that was added."""

    def __init__(self, workspace: Workspace, found: GuideFile, like: str, made: Callable[[str], object], window: QWidget) -> None:
        super().__init__(_("Add a language"), _("Close"), window, width=480)
        self._workspace, self._found, self._made = workspace, found, made
        self.language = choice(_named([tag for tag in OFFERED if tag not in found.languages]), "", searchable=True)
        self.like = choice(_named(found.languages), like)
        self._field = Field(_("Language"), self.language, "")
        self.add = button(_("Add language"), "main")
        explained = _("It begins with the figures of another language, and with where those come from.")
        self.body.addWidget(label(explained, "second", wrap=True))
        self.body.addWidget(self._field)
        self.body.addWidget(Field(_("Figures as in"), self.like))
        self.body.addLayout(buttons(self.add))
        self.add.clicked.connect(self._add)
        self.language.setCurrentIndex(-1)  # nobody adds the first of a list by mistake
        typed = self.language.lineEdit()
        if typed is not None:
            typed.setPlaceholderText(_("Name of a language, or its tag"))
            typed.returnPressed.connect(self._add)
        self.language.setFocus()

    def _add(self) -> None:
        tag = chosen(self.language) or normalize_tag(self.language.currentText().strip()) or self.language.currentText().strip()
        self._field.complain("" if tag else _("Choose at least one language."))
        if not tag or not self.add.isEnabled():
            return
        self.add.setEnabled(False)
        use_case = call(self._workspace.desk.guiding.add_language, self._found.id, tag, chosen(self.like))
        self._workspace.jobs.run("write", use_case, then=lambda _file: self._added(tag), failed=self._refused)

    def _added(self, tag: str) -> None:
        self.leave()
        self._made(tag)

    def _refused(self, error: BaseException) -> None:
        self.add.setEnabled(True)
        if isinstance(error, CrossreelError):
            self._field.complain(sentence(error.code, error.facts))
            self.language.setFocus()
        else:
            self._workspace.notify.problem(error)


def _named(tags: Iterable[str]) -> list[tuple[str, str]]:
    named = [(tag, numbers.language_name(tag)) for tag in tags]
    return sorted(named, key=lambda pair: pair[1].casefold())
