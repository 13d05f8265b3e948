"""Papers of a delivery before it is made: which one, by which profile, in which languages of the title, as which file."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from crossreel.domain.delivery import Profiles
from crossreel.domain.text.column_name import language_of
from crossreel.domain.views.grid import Matrix
from crossreel.i18n.messages import _
from crossreel.i18n.numbers import language_name
from crossreel.services.job_kinds import save_paper
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.checks import Checks
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.kit.form import Field, beside, button, buttons, choice, chosen
from crossreel.ui.kit.labels import label

KINDS = "PDF (*.pdf);;HTML (*.html);;XLSX (*.xlsx)"
ENDINGS = (".pdf", ".html", ".xlsx")
NOTE, RIGHTS = "delivery_note", "rights_summary"


class PapersDialog(Dialog):
    """Nothing is delivered and nothing recorded."""

    def __init__(self, workspace: Workspace, window: QWidget, matrix: Matrix, profiles: Profiles) -> None:
        super().__init__(_("Papers"), _("Close"), window, width=620)
        self._workspace, self._matrix = workspace, matrix
        papers = [(NOTE, _("Delivery note")), (RIGHTS, _("Summary of rights and compliance"))]
        self.paper = choice(papers, NOTE)
        known = [(each.id, each.name) for each in profiles.known]
        self.profile = choice(known, known[0][0] if known else "")
        self.languages = Checks()
        self.languages.setAccessibleName(_("Languages"))
        tags = list(dict.fromkeys(language_of(column) for column in matrix.columns))
        targets = [tag for tag in tags if tag != matrix.title.source_language]
        self.languages.offer([(tag, f"{language_name(tag)} ({tag})") for tag in tags], workspace.languages or targets)
        self.save = button(_("Save as…"), "main")
        hint = label(
            _("As it would go with a delivery today, in the language of the profile. Nothing is delivered."), "hint", wrap=True
        )
        self.body.addLayout(beside(Field(_("Paper"), self.paper), Field(_("Profile"), self.profile)))
        self.body.addWidget(label(_("Languages"), "label"))
        self.body.addWidget(self.languages)
        self.body.addWidget(hint)
        self.body.addLayout(buttons(self.save))
        self.languages.changed.connect(self._refresh)
        self.save.clicked.connect(self._choose_file)
        self._refresh()

    def _refresh(self) -> None:
        self.save.setEnabled(bool(self.languages.chosen()) and bool(chosen(self.profile)))

    def _choose_file(self) -> None:
        name = f"{self._matrix.title.code}_{'NOTE' if chosen(self.paper) == NOTE else 'RIGHTS'}.pdf"
        written, kind = FileDialog.choose_new_file(self, _("Save as…"), str(Path.home() / name), KINDS)
        if written:
            path = Path(written)
            ending = kind.rpartition("*")[2].rstrip(")")
            self.write_paper(path if path.suffix.lower() in ENDINGS else Path(f"{written}{ending}"))

    def write_paper(self, path: Path) -> None:
        """Write the chosen paper to a file."""
        self.save.setEnabled(False)
        job = save_paper.JOB(self._matrix.title.id, chosen(self.paper), path, chosen(self.profile), tuple(self.languages.chosen()))
        self._workspace.carry_out(job, _("Writing files"), then=self._written, failed=lambda _error: self._refresh())

    def _written(self, path: Path) -> None:
        self._refresh()
        show = QUrl.fromLocalFile(str(path))
        text = _("Exported {names}.").format(names=path.name)
        self._workspace.notify.tell(text, kind="done", button=_("Open"), act=lambda: QDesktopServices.openUrl(show))
