"""What checking a package told."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from crossreel.domain.report import Report
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.reports import ReportList

HEIGHT_PX = 360


class VerifiedDialog(Dialog):
    """Lists what is wrong with a package first, then what could not be checked, then every file that is as it was."""

    def __init__(self, folder: Path, report: Report, window: QWidget) -> None:
        super().__init__(folder.name, _("Close"), window, width=720)
        self.report = ReportList()
        self.report.setMinimumHeight(HEIGHT_PX)
        self.report.show_report(report, heading_of(report))
        self.body.addWidget(self.report)


def heading_of(report: Report) -> str:
    """Return what a look at a package comes to in one sentence."""
    count, whole = len(report.failed), len(report.done)
    if count:
        words = _n("{count} thing is wrong with this package.", "{count} things are wrong with this package.", count)
        return words.format(count=numbers.number(count))
    words = _n("{count} file is as its maker listed it.", "{count} files are as their maker listed them.", whole)
    return words.format(count=numbers.number(whole))
