"""The QC report of a title: in which format, for a reader of which language, compared with which run."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from crossreel.domain.quality.report import QcReport
from crossreel.domain.quality.run import QcRun
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.services.files.qc_report import formats
from crossreel.ui.hub.report_choice import ReportChoice
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.form import Field, choice, chosen

FIRST = "html"


class ReportDialog(ReportChoice):
    """Calls `write_report(report, format, language)` with what was chosen."""

    def __init__(self, workspace: Workspace, window: QWidget, write_report: Callable[[QcReport, str, str], None]) -> None:
        self._workspace, self._write_report, self._title_id = workspace, write_report, workspace.title_id
        self.baseline = choice([("", _("No run"))], "")
        kinds = [(each.id, _(each.title)) for each in sorted(formats().values(), key=lambda each: each.id != FIRST)]
        super().__init__(window, _("QC report"), kinds, self._read)
        if self._title_id is not None:
            runs = self._workspace.desk.runs.runs
            title_id = self._title_id
            workspace.compute(lambda: runs(title_id), then=self._take, topic="report.runs")

    def fields(self) -> tuple[QWidget, ...]:
        """Ask with which run it is compared."""
        return (Field(_("Compared with"), self.baseline),)

    def _take(self, runs: tuple[QcRun, ...]) -> None:
        for run in runs:
            words = _("Run {run}, {when}").format(run=numbers.number(run.number), when=numbers.when(run.made_ms))
            self.baseline.addItem(f"{words} · {run.name}" if run.name else words, str(run.number))

    def _read(self, kind: str, language: str) -> None:
        baseline = chosen(self.baseline)
        if self._title_id is None:
            return
        write, desk, title_id = self._write_report, self._workspace.desk, self._title_id

        def read() -> QcReport:
            report = desk.checking.report(title_id)
            if not baseline:
                return report
            before = desk.runs.get(title_id, baseline)
            return replace(report, comparison=desk.runs.compare(before, desk.runs.last_like(before)))

        self._workspace.compute(read, then=lambda report: write(report, kind, language))
