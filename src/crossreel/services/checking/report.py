"""QC results as values for machines (JSON) and as a page for people (HTML). Pure; no use case of its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from crossreel.domain.errors import Fact
from crossreel.domain.quality.check import CheckSummary
from crossreel.domain.quality.finding import Finding, Severity
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.language import is_right_to_left
from crossreel.domain.text.timecode import clock
from crossreel.domain.wording import Wording

STYLE = """
:root{color-scheme:light dark;
--ground:#f6f7f9;--panel:#fff;--line:#d5dbe2;--text:#141a22;--soft:#4c5866;--error:#c93440;--warning:#8a5a00;
--info:#1f5fbf}
@media(prefers-color-scheme:dark){:root{
--ground:#0e1116;--panel:#151a21;--line:#2b3440;--text:#e6eaf0;--soft:#98a4b3;--error:#f2616b;
--warning:#e5b04a;--info:#5b9df5}}
body{margin:0;padding:32px;background:var(--ground);color:var(--text);font:14px/1.5 system-ui,"Noto Sans",sans-serif}
main{max-width:1100px;margin:auto}h1{font-size:22px;margin:0}p{margin:4px 0 24px;color:var(--soft)}
h2{font-size:15px;margin:28px 0 8px}table{width:100%;border-collapse:collapse;background:var(--panel);border:1px solid var(--line)}
th,td{padding:8px 12px;border-top:1px solid var(--line);text-align:start;vertical-align:top}
th{color:var(--soft);font-weight:500;font-size:12px}
td.time,td.number{font-variant-numeric:tabular-nums;white-space:nowrap}td.text{white-space:pre-line;font-size:15px}
.error{color:var(--error)}.warning{color:var(--warning)}.info{color:var(--info)}.badge{font-weight:600}.rule{color:var(--soft);font-size:12px}
.none{padding:24px;background:var(--panel);border:1px solid var(--line)}
@media print{body{padding:0}h2{break-after:avoid}tr{break-inside:avoid}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What a report is made of.

    `title` is the title's code or a file's name, `name` what people call it; `episodes` maps episode ids to numbers.
    """

    title: str
    guide: str
    findings: Sequence[Finding]
    name: str = ""
    episodes: Mapping[int, int] = field(default_factory=dict)
    summary: CheckSummary | None = None
    made_ms: int = 0


def as_json(report: CheckReport) -> dict[str, object]:
    """Return `{"title", "guide", "findings", "summary"}` for `json.dumps`; `episode` is a number, None for a file."""
    return {
        "title": report.title,
        "guide": report.guide,
        "findings": [_finding(report, finding) for finding in report.findings],
        "summary": _summary(report),
    }


def as_html(report: CheckReport, wording: Wording, locale: str = "en") -> str:
    """Return one page without outside parts, readable in both directions, light and dark, and on paper.

    Args:
        report: what was found.
        wording: the words of the interface language.
        locale: its tag, for the direction of the page.
    """
    direction = "rtl" if is_right_to_left(locale) else "ltr"
    name = escape(report.name or report.title)
    when = f" · {escape(wording.when(report.made_ms))}" if report.made_ms else ""
    facts: dict[str, Fact] = {"guide": report.guide}
    sections = [_counts(report, wording), *_episodes(report, wording)]
    if not report.findings:
        sections = [f'<p class="none">{escape(wording.sentence("qc.report.nothing", {}))}</p>']
    return (
        f'<!doctype html><html lang="{escape(locale)}" dir="{direction}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{name}</title><style>{STYLE}</style></head><body><main>'
        f"<h1><bdi>{name}</bdi></h1><p>{escape(wording.sentence('qc.report.guide', facts))}{when}</p>{''.join(sections)}"
        "</main></body></html>\n"
    )


def _finding(report: CheckReport, finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "episode": report.episodes.get(finding.episode_id),
        "language": finding.language,
        "start_ms": finding.start_ms,
        "end_ms": finding.end_ms,
        "text": plain_text(finding.text),
        "facts": dict(finding.facts),
        "repairable": finding.repairable,
        "fingerprint": finding.fingerprint,
    }


def _summary(report: CheckReport) -> dict[str, object]:
    summary = report.summary
    by_severity = {severity: sum(found.severity is severity for found in report.findings) for severity in Severity}
    counts: dict[str, object] = {
        "errors": by_severity[Severity.ERROR],
        "warnings": by_severity[Severity.WARNING],
        "infos": by_severity[Severity.INFO],
    }
    if summary is not None:
        counts |= {"waived": summary.waived, "new": summary.new, "gone": summary.gone}
        counts |= {"tracks": summary.tracks, "cues": summary.cues}
    return counts | {"by_rule": _tally(found.rule for found in report.findings), "by_language": _by_language(report)}


def _by_language(report: CheckReport) -> dict[str, dict[str, int]]:
    tags = [language.language for language in report.summary.languages] if report.summary else []
    tags = list(dict.fromkeys([*tags, *(found.language for found in report.findings)]))
    tally = {tag: dict.fromkeys(("errors", "warnings", "infos"), 0) for tag in tags}
    for found in report.findings:
        tally[found.language][f"{found.severity.value}s"] += 1
    return tally


def _tally(names: Iterable[str]) -> dict[str, int]:
    return {name: len(list(group)) for name, group in groupby(sorted(names))}


def _counts(report: CheckReport, wording: Wording) -> str:
    heads = ["qc.report.language", "severity.error", "severity.warning", "severity.info"]
    rows = [
        f"<tr><td>{escape(wording.language_name(tag))}</td>"
        + "".join(
            f'<td class="number {name.removesuffix("s") if count else ""}">{escape(wording.number(count))}</td>'
            for name, count in counts.items()
        )
        + "</tr>"
        for tag, counts in _by_language(report).items()
    ]
    return _table(heads, rows, wording)


def _episodes(report: CheckReport, wording: Wording) -> list[str]:
    def place(finding: Finding) -> tuple[int, int, str]:
        return report.episodes.get(finding.episode_id, 0), finding.start_ms, finding.language

    sections = []
    heads = ["qc.report.time", "qc.report.language", "qc.report.severity", "qc.report.finding", "qc.report.text"]
    for number, group in groupby(sorted(report.findings, key=place), key=lambda finding: place(finding)[0]):
        if number:
            sections.append(f"<h2>{escape(wording.sentence('qc.report.episode', {'episode': number}))}</h2>")
        sections.append(_table(heads, [_row(finding, wording) for finding in group], wording))
    return sections


def _row(finding: Finding, wording: Wording) -> str:
    severity = finding.severity.value
    return (
        f'<tr><td class="time"><bdi dir="ltr">{clock(finding.start_ms, hours=False)}</bdi></td>'
        f"<td>{escape(wording.language_name(finding.language))}</td>"
        f'<td class="badge {severity}">{escape(wording.sentence(f"severity.{severity}", {}))}</td>'
        f'<td>{escape(wording.sentence(finding.code, finding.facts))}<div class="rule">{escape(finding.rule)}</div></td>'
        f'<td class="text" lang="{escape(finding.language)}" dir="auto">{escape(plain_text(finding.text))}</td></tr>'
    )


def _table(heads: Sequence[str], rows: Sequence[str], wording: Wording) -> str:
    head = "".join(f"<th>{escape(wording.sentence(code, {}))}</th>" for code in heads)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
