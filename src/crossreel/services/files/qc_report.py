"""Writing a QC report: the same bytes for the command line, the window and the papers of a delivery. No use case of its own."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from crossreel.domain.errors import BadInput
from crossreel.domain.quality.report import QcReport
from crossreel.domain.wording import Wording
from crossreel.kernel.atomic import write_bytes
from crossreel.kernel.plugins import discover
from crossreel.qc.report import as_json
from crossreel.services.files import report_formats as folder
from crossreel.services.files.report_format import ReportFormat


@lru_cache(maxsize=1)
def formats() -> Mapping[str, ReportFormat]:
    """Return the formats of reports, by id."""
    return {each.id: each for each in discover(folder, "REPORT", ReportFormat)}


def report_values(report: QcReport, wording: Wording) -> dict[str, object]:
    """Return a report as values for `json.dumps`."""
    return as_json(report, wording)


def report_bytes(report: QcReport, wording: Wording, kind: str) -> bytes:
    """Return a report as a file of a format.

    Raises:
        BadInput: there is no such format.
    """
    if kind not in formats():
        raise BadInput("qc.no_report_format", format=kind, known=sorted(formats()))
    return formats()[kind].write(report, wording)


def save_report(report: QcReport, path: Path, wording: Wording) -> None:
    """Write a report to a file, whole or not at all, in the format its name ends in.

    Raises:
        BadInput: it ends in none.
    """
    write_bytes(path, report_bytes(report, wording, path.suffix.lower().lstrip(".")))
