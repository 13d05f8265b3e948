"""A QC report as values for machines (JSON) and as a page for people (HTML): the one builder of both."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from crossreel.domain.errors import Fact
from crossreel.domain.quality.finding import Finding, Severity, Waiver
from crossreel.domain.quality.report import COUNTS, QcReport
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.language import is_right_to_left
from crossreel.domain.text.timecode import clock
from crossreel.domain.wording import Wording
from crossreel.qc.rule_titles import rule_words

STYLE = """
:root{color-scheme:light dark;
--ground:#f6f7f9;--panel:#fff;--line:#d5dbe2;--text:#141a22;--soft:#4c5866;--error:#c93440;--warning:#8a5a00;
--info:#1f5fbf}
@media(prefers-color-scheme:dark){:root{
--ground:#0e1116;--panel:#151a21;--line:#2b3440;--text:#e6eaf0;--soft:#98a4b3;--error:#f2616b;
--warning:#e5b04a;--info:#5b9df5}}
body{margin:0;padding:32px;background:var(--ground);color:var(--text);font:14px/1.5 system-ui,"Noto Sans",sans-serif}
main{max-width:1100px;margin:auto}h1{font-size:22px;margin:0}p{margin:4px 0;color:var(--soft)}
h2{font-size:17px;margin:32px 0 8px}h3{font-size:14px;margin:20px 0 8px}
table{width:100%;border-collapse:collapse;background:var(--panel);border:1px solid var(--line)}
th,td{padding:8px 12px;border-top:1px solid var(--line);text-align:start;vertical-align:top}
th{color:var(--soft);font-weight:500;font-size:12px}
td.time,td.number{font-variant-numeric:tabular-nums;white-space:nowrap}td.text{white-space:pre-line;font-size:15px}
.error{color:var(--error)}.warning{color:var(--warning)}.info{color:var(--info)}.badge{font-weight:600}.rule{color:var(--soft);font-size:12px}
.none{margin-top:24px;padding:24px;background:var(--panel);border:1px solid var(--line)}
@media print{body{padding:0}h2,h3{break-after:avoid}tr{break-inside:avoid}}
"""
PAPER_STYLE = """
h1{font-size:16pt}h2{font-size:12pt}h3{font-size:10pt}p{color:#4c5866}
table{border-collapse:collapse;border:0.5px solid #b8c0ca}
th,td{padding:3px;border:0.5px solid #b8c0ca;vertical-align:top}th{color:#4c5866;font-size:7.5pt;text-align:left}
.error{color:#c93440}.warning{color:#8a5a00}.info{color:#1f5fbf}.rule{color:#4c5866;font-size:7pt}
"""
"""For paper, in what `QTextDocument` understands."""
COLUMNS = ("time", "language", "severity", "finding", "source", "text")
Families = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Page:
    """Words and looks of a page: in which language it speaks, and which faces a language is set in ("" for the reader's own).

    `direction` is that of a language, `side` that of a text whose language is not told.
    """

    wording: Wording
    families: Families = lambda tag: ""
    direction: Families = lambda tag: "auto"
    side: Families = lambda text: "auto"

    def faces(self, tag: str) -> str:
        """Return the style that sets a cell in the faces of a language."""
        names = self.families(tag)
        return f' style="font-family:{escape(names)}"' if names else ""


def as_json(report: QcReport, wording: Wording) -> dict[str, object]:
    """Return everything a report tells, for `json.dumps`.

    A finding's `episode` is a number, None in a file. `failed` lists what could not be checked, with a sentence why.
    """
    waivers = {finding.id: waiver for finding, waiver in report.waived}
    return {
        "title": report.title,
        "name": report.name or report.title,
        "profile": report.profile,
        "guide": report.guide,
        "author": report.author,
        "made_ms": report.made_ms,
        "languages": list(report.tags),
        "findings": [_finding(report, finding) for finding in report.ordered(report.findings)],
        "waived": [
            {**_finding(report, finding), "by": waivers[finding.id].author, "reason": waivers[finding.id].reason}
            for finding in report.ordered([finding for finding, _ in report.waived])
        ],
        "failed": [
            {"name": item.name, "code": item.code, "facts": dict(item.facts), "message": wording.sentence(item.code, item.facts)}
            for item in report.failed
        ],
        "summary": _summary(report),
        "comparison": _comparison(report),
    }


def _comparison(report: QcReport) -> dict[str, object] | None:
    made = report.comparison
    if made is None:
        return None
    lists = {"new": made.new, "gone": made.gone, "still": made.still, "waived": made.waived}
    told: dict[str, object] = {"before": made.before.number, "after": made.after.number, "before_ms": made.before.made_ms}
    told |= {name: [_finding(report, each.finding) for each in found] for name, found in lists.items()}
    return told


def as_html(report: QcReport, wording: Wording, *, style: str = STYLE, page: Page | None = None) -> str:
    """Return one page without outside parts, readable in both directions, light and dark, and on paper.

    Args:
        report: what it tells.
        wording: in which language.
        style: the style sheet.
        page: how it looks; None for what a browser does by itself.
    """
    tag, page = wording.tag, page or Page(wording)
    direction = "rtl" if is_right_to_left(tag) else "ltr"
    name = report.name or report.title
    sections = [*_compared(report, wording), _counts(report, wording), *_failed(report, wording)]
    if report.findings:
        sections += [_heading("qc.report.open", wording), *_episodes(report, report.findings, {}, page)]
    if report.waived:
        waivers = {finding.id: waiver for finding, waiver in report.waived}
        accepted = [finding for finding, _ in report.waived]
        sections += [_heading("qc.report.waived", wording), *_episodes(report, accepted, waivers, page)]
    if report.comparison is not None and report.comparison.gone:
        gone = [each.finding for each in report.comparison.gone]
        sections += [_heading("qc.report.gone", wording), *_episodes(report, gone, {}, page)]
    if not report.findings and not report.failed:
        sections.insert(1, f'<p class="none">{escape(wording.sentence("qc.report.nothing", {}))}</p>')
    return (
        f'<!doctype html><html lang="{escape(tag)}" dir="{direction}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(name)}</title><style>{style}</style></head><body><main>'
        f"<h1><bdi>{_said('qc.report.heading', wording, title=name)}</bdi></h1>{''.join(_made(report, wording))}{''.join(sections)}"
        "</main></body></html>\n"
    )


def _compared(report: QcReport, wording: Wording) -> Iterable[str]:
    made = report.comparison
    if made is not None:
        when = wording.when(made.before.made_ms)
        yield f"<p>{_said('qc.report.compared', wording, run=made.before.number, when=when, **made.counts)}</p>"


def _made(report: QcReport, wording: Wording) -> Iterable[str]:
    if report.profile:
        yield f"<p><bdi>{escape(report.profile)}</bdi></p>"
    if report.guide:
        yield f"<p>{_said('qc.report.guide', wording, guide=report.guide)}</p>"
    if report.author:
        yield f"<p>{_said('qc.report.made', wording, author=report.author, when=wording.when(report.made_ms))}</p>"
    elif report.made_ms:
        yield f"<p>{escape(wording.when(report.made_ms))}</p>"


def _finding(report: QcReport, finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "episode": report.episodes.get(finding.episode_id),
        "language": finding.language,
        "role": finding.role,
        "start_ms": finding.start_ms,
        "end_ms": finding.end_ms,
        "text": plain_text(finding.text),
        "source": report.sources.get(finding.id, ""),
        "facts": dict(finding.facts),
        "repairable": finding.repairable,
        "fingerprint": finding.fingerprint,
    }


def _summary(report: QcReport) -> dict[str, object]:
    summary = report.summary
    by_severity = Counter(found.severity for found in report.findings)
    counts: dict[str, object] = {f"{severity.value}s": by_severity[severity] for severity in Severity}
    counts["waived"] = len(report.waived)
    if summary is not None:
        counts |= {"new": summary.new, "gone": summary.gone, "tracks": summary.tracks, "cues": summary.cues}
    by_rule = Counter(found.rule for found in report.findings)
    return counts | {"by_rule": dict(sorted(by_rule.items())), "by_language": report.by_language()}


def column_words(column: str, wording: Wording) -> str:
    """Return what a column is called; what stands in none is on a picture or sound."""
    return wording.language_name(column) if column else wording.sentence("qc.media", {})


def _counts(report: QcReport, wording: Wording) -> str:
    by_language = {column_words(tag, wording): counts for tag, counts in report.by_language().items()}
    by_rule = {rule_words(rule, wording): counts for rule, counts in report.by_rule().items()}
    tables = [
        _table((head, *COUNTS), [_count_row(name, counts, wording) for name, counts in counted.items()], wording)
        for head, counted in (("language", by_language), ("rule", by_rule))
        if counted
    ]
    return _heading("qc.report.summary", wording) + "<br>".join(tables) if tables else ""


def _count_row(name: str, counts: Mapping[str, int], wording: Wording) -> str:
    cells = [
        f'<td class="number {kind.removesuffix("s") if count else ""}">{escape(wording.number(count))}</td>'
        for kind, count in counts.items()
    ]
    return f"<tr><td>{escape(name)}</td>{''.join(cells)}</tr>"


def _failed(report: QcReport, wording: Wording) -> Iterable[str]:
    if report.failed:
        rows = [
            f"<tr><td><bdi>{escape(item.name)}</bdi></td><td>{escape(wording.sentence(item.code, item.facts))}</td></tr>"
            for item in report.failed
        ]
        yield _heading("qc.report.failed", wording) + f"<table><tbody>{''.join(rows)}</tbody></table>"


def _episodes(report: QcReport, findings: Sequence[Finding], waivers: Mapping[int, Waiver], page: Page) -> Iterable[str]:
    columns = tuple(name for name in COLUMNS if name != "source" or report.sources)
    columns = (*columns, "accepted") if waivers else columns
    new = report.new_ids
    for number, group in groupby(report.ordered(findings), key=lambda finding: report.episodes.get(finding.episode_id, 0)):
        if number:
            yield f"<h3>{_said('qc.report.episode', page.wording, episode=number)}</h3>"
        rows = [_row(report, finding, waivers.get(finding.id), page, is_new=finding.id in new) for finding in group]
        yield _table(columns, rows, page.wording)


def _row(report: QcReport, finding: Finding, waiver: Waiver | None, page: Page, *, is_new: bool) -> str:
    wording, severity, said = page.wording, finding.severity.value, report.sources.get(finding.id, "")
    accepted = f"<td>{escape(waiver.author)}: {escape(waiver.reason)}</td>" if waiver else ""
    source = f'<td class="text" dir="{page.side(said)}"{page.faces("")}>{_lines(said)}</td>' if report.sources else ""
    lang = f' lang="{escape(finding.language)}"' if finding.language else ""
    new = f'<div class="rule">{_said("qc.report.new", wording)}</div>' if is_new else ""
    return (
        f'<tr><td class="time"><bdi dir="ltr">{clock(finding.start_ms, hours=False)}</bdi></td>'
        f"<td>{escape(column_words(finding.column, wording))}</td>"
        f'<td class="badge {severity}">{escape(wording.sentence(f"severity.{severity}", {}))}{new}</td>'
        f"<td>{escape(wording.sentence(finding.code, finding.facts))}"
        f'<div class="rule">{escape(rule_words(finding.rule, wording))}</div></td>{source}'
        f'<td class="text"{lang} dir="{page.direction(finding.language)}"'
        f"{page.faces(finding.language)}>{_lines(plain_text(finding.text))}</td>{accepted}</tr>"
    )


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _table(columns: Sequence[str], rows: Sequence[str], wording: Wording) -> str:
    head = "".join(f"<th>{_said(f'qc.report.{column}', wording)}</th>" for column in columns)
    return f'<table width="100%"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _heading(code: str, wording: Wording) -> str:
    return f"<h2>{_said(code, wording)}</h2>"


def _said(code: str, wording: Wording, **facts: Fact) -> str:
    return escape(wording.sentence(code, facts))
