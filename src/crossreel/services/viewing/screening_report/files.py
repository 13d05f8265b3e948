"""Writing a screening report: the same bytes for the command line and the window. No use case of its own."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from crossreel.domain.errors import BadInput
from crossreel.domain.screening.report import ScreeningReport
from crossreel.domain.screening.words import watched_sentence
from crossreel.domain.wording import Wording
from crossreel.kernel.atomic import write_bytes
from crossreel.services.viewing.screening_report.book import as_book
from crossreel.services.viewing.screening_report.page import PAPER, as_page
from crossreel.services.viewing.screening_report.rows import ReportWords


def report_values(report: ScreeningReport, wording: Wording) -> dict[str, object]:
    """Return a report as values for `json.dumps`."""
    return {
        "title": report.title, "name": report.name, "author": report.author, "made_ms": report.made_ms,
        "languages": list(report.columns),
        "watched": [
            {
                "episode": report.episodes.get(each.episode_id), "language": each.column, "person": each.person,
                "percent": each.percent, "attentive_percent": each.attentive_percent, "current_percent": each.current_percent,
                "is_unchanged": each.is_unchanged, "last_ms": each.last_ms, "missed": [list(gap) for gap in each.missed],
                "changes": [list(gap) for gap in each.changes], "message": watched_sentence(each, wording),
            }
            for each in report.watched
        ],
        "unwatched": {column: list(report.unwatched(column)) for column in report.columns},
        "notes": [
            {
                "id": str(note.id), "answers": str(note.parent_id) if note.parent_id is not None else None,
                "episode": report.episodes.get(note.episode_id), "language": note.column, "at_ms": note.at_ms, "text": note.text,
                "author": note.author, "created_ms": note.created_ms, "resolved_by": note.resolved_by,
                "kind": report.marks[note.id].kind.value if note.id in report.marks else None,
                "weight": report.marks[note.id].weight.value if note.id in report.marks else None,
                "has_still": note.id in report.stills,
            }
            for note in report.notes
        ],
    }  # fmt: skip


def report_bytes(report: ScreeningReport, wording: Wording, kind: str) -> bytes:
    """Return a report as a file: `kind` is one of `KINDS`.

    Raises:
        BadInput: it is none.
    """
    if kind not in KINDS:
        raise BadInput("screening.report.no_format", format=kind, known=list(KINDS))
    return KINDS[kind](ReportWords(report=report, wording=wording))


def save_report(report: ScreeningReport, path: Path, wording: Wording) -> None:
    """Write a report to a file, whole or not at all, as its name ends.

    Raises:
        BadInput: a report is never written so.
    """
    write_bytes(path, report_bytes(report, wording, path.suffix.lower().lstrip(".")))


def _as_json(words: ReportWords) -> bytes:
    return json.dumps(report_values(words.report, words.wording), ensure_ascii=False, indent=2).encode() + b"\n"


def _as_html(words: ReportWords) -> bytes:
    return as_page(words).encode()


def _as_pdf(words: ReportWords) -> bytes:
    from crossreel.rendering import paper

    title = words.said("heading", title=words.report.name or words.report.title)
    return paper.pdf(as_page(words, style=PAPER), language=words.wording.tag, title=title, number=words.wording.number)


KINDS: Mapping[str, Callable[[ReportWords], bytes]] = {"html": _as_html, "pdf": _as_pdf, "xlsx": as_book, "json": _as_json}
"""The forms of a report, by the endings of their files."""
