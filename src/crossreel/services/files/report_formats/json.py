"""Values for machines."""

import json

from crossreel.domain.quality.report import QcReport
from crossreel.domain.wording import Wording
from crossreel.kernel.marks import N_
from crossreel.qc.report import as_json
from crossreel.services.files.report_format import ReportFormat


def write(report: QcReport, wording: Wording) -> bytes:
    """Return the values, one object."""
    return json.dumps(as_json(report, wording), ensure_ascii=False, indent=2).encode() + b"\n"


REPORT = ReportFormat(id="json", title=N_("JSON for machines"), write=write)
