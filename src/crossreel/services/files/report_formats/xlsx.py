"""A workbook: the sums, and a sheet for each language with a line for each finding, to be filtered and handed round."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from crossreel.domain.quality.finding import Finding, Severity
from crossreel.domain.quality.report import QcReport
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.language import is_right_to_left
from crossreel.domain.text.timecode import clock
from crossreel.domain.wording import Wording
from crossreel.kernel.marks import N_
from crossreel.kernel.workbook_file import FIRST_MOMENT, dated
from crossreel.qc.report import column_words
from crossreel.qc.rule_titles import rule_words
from crossreel.services.files.report_format import ReportFormat

if TYPE_CHECKING:
    from openpyxl import Workbook

Row = Sequence[str | int]
HEADS = ("episode_number", "time", "until", "language", "severity", "rule", "finding", "source", "text", "state")
WIDTHS = (9, 12, 12, 18, 12, 20, 56, 36, 36, 28)
WRAPPED = 60
NAME_LENGTH = 31  # the longest name of a sheet
TINTS = {Severity.ERROR: "F8D7DA", Severity.WARNING: "FFF3CD"}
FORMULA_STARTS = ("=", "+", "-", "@")


def write(report: QcReport, wording: Wording) -> bytes:
    """Return the workbook."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    _fill(book, wording, wording.sentence("qc.report.summary", {}), list(_sums(report, wording)), (48, 14, 14, 14, 14))
    states = _states(report, wording)
    for tag in report.tags:
        mine = [each for each in report.everything if each.language == tag]
        heads = [wording.sentence(f"qc.report.{head}", {}) for head in HEADS]
        rows = [heads, *(_row(report, each, states.get(each.id, ""), wording) for each in report.ordered(mine))]
        _fill(
            book,
            wording,
            column_words(tag, wording),
            rows,
            WIDTHS,
            [None, *(each.severity for each in report.ordered(mine))],
        )
    target = BytesIO()
    book.save(target)
    return dated(target.getvalue(), datetime.fromtimestamp(report.made_ms / 1000, UTC) if report.made_ms else FIRST_MOMENT)


def _sums(report: QcReport, wording: Wording) -> Iterable[Row]:
    def said(name: str) -> str:
        return wording.sentence(f"qc.report.{name}", {})

    yield (wording.sentence("qc.report.heading", {"title": report.name or report.title}),)
    if report.guide:
        yield (wording.sentence("qc.report.guide", {"guide": report.guide}),)
    if report.author:
        yield (wording.sentence("qc.report.made", {"author": report.author, "when": wording.when(report.made_ms)}),)
    made = report.comparison
    if made is not None:
        yield (
            wording.sentence(
                "qc.report.compared", {"run": made.before.number, "when": wording.when(made.before.made_ms), **made.counts}
            ),
        )
    for item in report.failed:
        yield (f"{item.name}: {wording.sentence(item.code, item.facts)}",)
    for heading, counted in (("language", report.by_language()), ("rule", report.by_rule())):
        yield ()
        yield (said(heading), said("errors"), said("warnings"), said("infos"), said("waived"))
        for name, counts in counted.items():
            words = column_words(name, wording) if heading == "language" else rule_words(name, wording)
            yield (words, *counts.values())


def _states(report: QcReport, wording: Wording) -> dict[int, str]:
    """Return by finding who accepted it and why, or whether it is new."""
    accepted = {finding.id: f"{waiver.author}: {waiver.reason}" for finding, waiver in report.waived}
    return {each: wording.sentence("qc.report.new", {}) for each in report.new_ids} | accepted


def _row(report: QcReport, finding: Finding, state: str, wording: Wording) -> Row:
    return (
        report.episodes.get(finding.episode_id, ""),
        clock(finding.start_ms),
        clock(finding.end_ms),
        column_words(finding.column, wording),
        wording.sentence(f"severity.{finding.severity.value}", {}),
        rule_words(finding.rule, wording),
        wording.sentence(finding.code, finding.facts),
        report.sources.get(finding.id, ""),
        plain_text(finding.text),
        state,
    )


def _fill(
    book: "Workbook", wording: Wording, name: str, rows: Sequence[Row], widths: Sequence[int], tints: Sequence[Severity | None] = ()
) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font, PatternFill

    taken = {sheet.title for sheet in book.worksheets}
    title = "".join(" " if letter in "[]:*?/\\" else letter for letter in name)[:NAME_LENGTH]
    sheet = book.create_sheet(title if title not in taken else f"{title[: NAME_LENGTH - 3]} {len(taken)}")
    sheet.sheet_view.rightToLeft = is_right_to_left(wording.tag)
    for at, row in enumerate(rows, start=1):
        tint = TINTS.get(tints[at - 1]) if at <= len(tints) and tints[at - 1] is not None else None  # type: ignore[arg-type]
        for column, value in enumerate(row, start=1):
            words = isinstance(value, str)
            cell = sheet.cell(
                row=at, column=column, value=ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
            )
            if words:
                # Neither a formula nor an error of a spreadsheet: words, and still words when somebody edits the cell.
                cell.data_type, cell.quotePrefix = "s", str(value).startswith(FORMULA_STARTS)
            cell.alignment = Alignment(vertical="top", wrap_text=len(widths) == len(WIDTHS) or column > 1)
            if tint is not None and column == HEADS.index("severity") + 1:
                cell.fill = PatternFill("solid", start_color=tint)
            if at == 1:
                cell.font = Font(bold=True)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[sheet.cell(row=1, column=column).column_letter].width = width
    if len(widths) == len(WIDTHS):
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions


REPORT = ReportFormat(id="xlsx", title=N_("Workbook"), write=write)
