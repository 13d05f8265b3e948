"""What comparing the versions of a title by their pictures told."""

from PySide6.QtWidgets import QWidget

from crossreel.domain.report import Report
from crossreel.i18n.messages import _, _n
from crossreel.services.job_kinds import prove_title
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.reports import ReportList

HEIGHT_PX = 360


class ComparedDialog(Dialog):
    """Lists the versions, those first that are not what their reference is."""

    def __init__(self, report: Report, window: QWidget) -> None:
        super().__init__(_("Versions, compared by their pictures"), _("Close"), window, width=640)
        self.report = ReportList()
        self.report.setMinimumHeight(HEIGHT_PX)
        count = len(report.doubts)
        words = _n("{count} version is not what its reference is.", "{count} versions are not what their references are.", count)
        self.report.show_report(report, words.format(count=count) if count else _("All versions are the edit of their reference."))
        self.body.addWidget(self.report)


def compare_versions(workspace: Workspace, window: QWidget) -> None:
    """Compare the picture versions of the open title, and list what that told."""
    if workspace.title_id is not None:
        job = prove_title.JOB(workspace.title_id)
        workspace.carry_out(job, _("Comparing pictures"), then=lambda report: ComparedDialog(report, window).open())
