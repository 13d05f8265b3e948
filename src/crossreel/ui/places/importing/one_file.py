"""One file into one cell: where its times or the cell itself stand against it, the window asks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crossreel.domain.importing.bilingual_files import InOneCell
from crossreel.domain.item import Item
from crossreel.domain.report import Report
from crossreel.domain.text.column_name import language_of
from crossreel.domain.text.language import are_kin
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.numbers import language_name
from crossreel.services.job_kinds import import_file
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import button, buttons
from crossreel.ui.kit.labels import label

LATE = ("import.late", "import.early", "import.drifts")
WHICH_LANGUAGES = "import.which_languages"
OTHER_EPISODE, OCCUPIED = "import.other_episode", "import.occupied"


@dataclass(frozen=True, slots=True, kw_only=True)
class OneFile:
    """A file and the cell it was dropped on; `language` "" for a picture. `on_existing`, `on_late` and `languages` are
    what was answered."""

    path: Path
    episode_id: int
    language: str = ""
    on_existing: str = "fail"
    on_late: str = ""
    languages: str = InOneCell.ASK.value


@dataclass(frozen=True, slots=True)
class Answer:
    """A button of the question, and the import it leads to."""

    words: str
    then: OneFile


class AskDialog(Dialog):
    """What stands against a file, and what can be done; Esc leaves everything as it was."""

    def __init__(self, window: QWidget, said: str, answers: Sequence[Answer], chosen: Callable[[OneFile], object]) -> None:
        super().__init__(_("Import a file here"), _("Close"), window, width=520)
        self.words = label(said, wrap=True)
        self.body.addWidget(self.words)
        self.answers = []
        for at, answer in enumerate(answers):
            made = button(answer.words, "main" if not at else "")
            made.clicked.connect(lambda _on=False, then=answer.then: self._choose(then, chosen))
            self.answers.append(made)
        cancel = button(_("Cancel"))
        cancel.clicked.connect(self.leave)
        self.body.addLayout(buttons(cancel, *reversed(self.answers)))

    def open(self) -> None:
        """Show the question, the first answer under the hands."""
        super().open()
        self.answers[0].setFocus()

    def _choose(self, then: OneFile, chosen: Callable[[OneFile], object]) -> None:
        self.leave()
        chosen(then)


class OneFileImport:
    """Imports one file into a cell, asking as often as something stands against it."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def begin(self, wanted: OneFile) -> None:
        """Import a file where it was dropped."""
        job = import_file.JOB(wanted.path, wanted.episode_id, wanted.language, wanted.on_existing, wanted.on_late, wanted.languages)
        self._workspace.carry_out(job, _("Importing"), then=lambda report: self._done(wanted, report))

    def _done(self, wanted: OneFile, report: Report) -> None:
        against = next((item for item in report.failed if answers_to(item, wanted)), None)
        if against is not None:
            said = f"{against.name}\n{sentence(against.code, against.facts)}"
            self._workspace.ask(lambda window: AskDialog(window, said, answers_to(against, wanted), self.begin))
            return
        for items, kind in (
            (report.failed, "error"),
            (report.doubts, "warning"),
            (report.skipped, "info"),
            (report.notices, "info"),
        ):
            for item in items:
                self._tell(item, kind)

    def _tell(self, item: Item, kind: str) -> None:
        words = sentence(item.code, item.facts) if item.code else item.name
        self._workspace.notify.tell(words, kind="error" if kind == "error" else "warning" if kind == "warning" else "info")


def answers_to(item: Item, wanted: OneFile) -> list[Answer]:
    """Return what can be done about what stands against a file; nothing where it simply cannot come in."""
    code = item.code
    if code == WHICH_LANGUAGES:
        return list(_languages(item, wanted))
    if code in LATE:
        return [
            Answer(_("Move into time"), replace(wanted, on_late="shift")),
            Answer(_("As it is"), replace(wanted, on_late="keep")),
        ]
    if code == OTHER_EPISODE:
        return [Answer(_("As it is"), replace(wanted, on_late="keep"))]
    if code == OCCUPIED:
        return [Answer(_("Replace what is there"), replace(wanted, on_existing="replace"))]
    return []


def _languages(item: Item, wanted: OneFile) -> Iterator[Answer]:
    """Give what can be taken of a file of several languages: that of the cell first, where it holds that."""
    found, language = item.facts.get("languages"), language_of(wanted.language)
    if isinstance(found, list | tuple) and any(are_kin(str(tag), language) for tag in found):
        yield Answer(
            _("Only {language}").format(language=language_name(language)), replace(wanted, languages=InOneCell.MEANT.value)
        )
    yield Answer(_("Each by itself"), replace(wanted, languages=InOneCell.APART.value))
    yield Answer(_("All in one track"), replace(wanted, languages=InOneCell.TOGETHER.value))
