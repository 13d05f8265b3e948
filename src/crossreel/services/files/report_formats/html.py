"""A page: one file without outside parts, in both directions, light and dark, and on paper."""

from crossreel.domain.quality.report import QcReport
from crossreel.domain.wording import Wording
from crossreel.kernel.marks import N_
from crossreel.qc.report import as_html
from crossreel.services.files.report_format import ReportFormat


def write(report: QcReport, wording: Wording) -> bytes:
    """Return the page."""
    return as_html(report, wording).encode()


REPORT = ReportFormat(id="html", title=N_("Page"), write=write)
