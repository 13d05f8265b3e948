"""The QC report of a title: in which format, for a reader of which language, compared with which run."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from crossreel.domain.quality.report import QcReport
from crossreel.domain.quality.run import QcRun
from crossreel.i18n import numbers
from crossreel.i18n.interface_language import available
from crossreel.i18n.messages import _, locale_tag
from crossreel.services.files.qc_report import formats
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import Field, beside, button, buttons, choice, chosen

FIRST = "html"


class ReportDialog(Dialog):
    """Calls `write(report, format, language)` with what was chosen."""

    def __init__(self, workspace: Workspace, window: QWidget, write: Callable[[QcReport, str, str], None]) -> None:
        super().__init__(_("QC report"), _("Close"), window, width=460)
        self._workspace, self._write, self._title_id = workspace, write, workspace.title_id
        kinds = [(each.id, f"{_(each.title)} (.{each.id})") for each in formats().values()]
        tongues = [(tag, numbers.native_language_name(tag)) for tag in available()]
        self.kind = choice(kinds, FIRST)
        self.language = choice(tongues, locale_tag())
        self.baseline = choice([("", _("No run"))], "")
        self.save = button(_("Save…"), "main")
        self.save.clicked.connect(self._save)
        self.body.addLayout(beside(Field(_("Format"), self.kind), Field(_("Language of the reader"), self.language)))
        self.body.addWidget(Field(_("Compared with"), self.baseline))
        self.body.addLayout(buttons(self.save))
        if self._title_id is not None:
            runs = self._workspace.desk.runs.runs
            title_id = self._title_id
            workspace.compute(lambda: runs(title_id), then=self._take, topic="report.runs")
        self.kind.setFocus()

    def _take(self, runs: tuple[QcRun, ...]) -> None:
        for run in runs:
            words = _("Run {run}, {when}").format(run=numbers.number(run.number), when=numbers.when(run.made_ms))
            self.baseline.addItem(f"{words} · {run.name}" if run.name else words, str(run.number))

    def _save(self) -> None:
        kind, language, baseline = chosen(self.kind), chosen(self.language), chosen(self.baseline)
        if self._title_id is None:
            return
        write, desk, title_id = self._write, self._workspace.desk, self._title_id

        def read() -> QcReport:
            report = desk.checking.report(title_id)
            if not baseline:
                return report
            before, after = desk.runs.get(title_id, baseline), desk.runs.get(title_id, "last")
            return replace(report, comparison=desk.runs.compare(before, after))

        self.leave()
        self._workspace.compute(read, then=lambda report: write(report, kind, language))
