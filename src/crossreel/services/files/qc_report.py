"""Writing a QC report: the same bytes for the command line, the window and the papers of a delivery. No use case of its own."""

import json
from pathlib import Path

from crossreel.domain.quality.report import QcReport
from crossreel.domain.wording import Wording
from crossreel.kernel.atomic import write_bytes
from crossreel.qc.report import as_html, as_json


def report_values(report: QcReport, wording: Wording) -> dict[str, object]:
    """Return a report as values for `json.dumps`."""
    return as_json(report, wording)


def report_bytes(report: QcReport, wording: Wording, kind: str) -> bytes:
    """Return a report as a file: `kind` is "html" or "json"."""
    if kind == "json":
        return json.dumps(as_json(report, wording), ensure_ascii=False, indent=2).encode() + b"\n"
    return as_html(report, wording).encode()


def save_report(report: QcReport, path: Path, wording: Wording) -> None:
    """Write a report to a file, whole or not at all: JSON where its name ends so, else a page."""
    write_bytes(path, report_bytes(report, wording, "json" if path.suffix.lower() == ".json" else "html"))
