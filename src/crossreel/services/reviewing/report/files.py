"""Writing a report on drafts: the same bytes for the command line and the window. No use case of its own."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from crossreel.domain.drafting.report import DraftReport, EditSum
from crossreel.domain.errors import BadInput
from crossreel.domain.wording import Wording
from crossreel.kernel.atomic import write_bytes
from crossreel.services.reviewing.report.book import as_book
from crossreel.services.reviewing.report.document import as_document
from crossreel.services.reviewing.report.words import ReportWords


def report_values(report: DraftReport) -> dict[str, object]:
    """Return a report as values for `json.dumps`."""
    return {
        "title": report.title, "name": report.name, "author": report.author, "made_ms": report.made_ms,
        "languages": _sums(report.by_column()), "makers": _sums(report.by_maker()), "people": _sums(report.by_person()),
        "lines": [{**asdict(line), "verdict": line.verdict.value} for line in report.lines],
    }  # fmt: skip


def _sums(found: list[EditSum]) -> list[dict[str, object]]:
    return [{**asdict(each), "distance": round(each.distance, 4)} for each in found]


def report_bytes(report: DraftReport, wording: Wording, kind: str) -> bytes:
    """Return a report as a file: `kind` is one of `KINDS`.

    Raises:
        BadInput: it is none.
    """
    if kind not in KINDS:
        raise BadInput("review.report.no_format", format=kind, known=list(KINDS))
    return KINDS[kind](ReportWords(report=report, wording=wording))


def save_report(report: DraftReport, path: Path, wording: Wording) -> None:
    """Write a report to a file, whole or not at all, as its name ends.

    Raises:
        BadInput: a report is never written so.
    """
    write_bytes(path, report_bytes(report, wording, path.suffix.lower().lstrip(".")))


def _as_json(words: ReportWords) -> bytes:
    return json.dumps(report_values(words.report), ensure_ascii=False, indent=2).encode() + b"\n"


KINDS: Mapping[str, Callable[[ReportWords], bytes]] = {"docx": as_document, "xlsx": as_book, "json": _as_json}
"""What a report can be written as, by the ending of its file."""
