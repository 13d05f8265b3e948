"""The QC report: what was let through and who accepted what, to read (HTML) and for machines (JSON)."""

import json
from collections.abc import Mapping, Sequence
from html import escape

from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile
from crossreel.domain.quality.finding import Finding, Severity, Waiver
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.timecode import clock

STYLE = """
body { font: 15px/1.5 "Noto Sans", system-ui, sans-serif; color: #141a22; background: #f6f7f9; margin: 2rem auto; max-width: 72rem; padding: 0 1rem }
h1 { font-size: 1.6rem; margin: 0 0 .25rem } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem } p { color: #4c5866; margin: .25rem 0 }
table { border-collapse: collapse; width: 100%; background: #fff } th, td { border: 1px solid #d5dbe2; padding: .35rem .6rem; text-align: start; vertical-align: top }
th { font-weight: 600; background: #edf0f3 } td.n { font-variant-numeric: tabular-nums; white-space: nowrap }
td.t { white-space: pre-line } .error { color: #c93440; font-weight: 600 }
"""  # noqa: E501 - CSS


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return the report twice: HTML and JSON."""
    return [
        PlannedFile(path=naming.title_file("report", "QC", extension), kind="report", format_id=extension)
        for extension in ("html", "json")
    ]


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write one of the two reports."""
    if file.format_id == "json":
        target.write(json.dumps(_json(contents), ensure_ascii=False, indent=2).encode() + b"\n")
    else:
        target.write(_html(contents).encode())


def _numbers(contents: Contents) -> dict[int, int]:
    return {episode.id: episode.number for episode in contents.subject.episodes}


def _json(contents: Contents) -> dict[str, object]:
    numbers = _numbers(contents)

    def entry(finding: Finding) -> dict[str, object]:
        return {
            "rule": finding.rule,
            "severity": finding.severity.value,
            "episode": numbers.get(finding.episode_id),
            "language": finding.language,
            "start_ms": finding.start_ms,
            "end_ms": finding.end_ms,
            "text": plain_text(finding.text),
            "facts": dict(finding.facts),
        }

    return {
        "title": contents.subject.title.code,
        "profile": contents.profile.id,
        "languages": list(contents.plan.languages),
        "made_ms": contents.made_ms,
        "author": contents.author,
        "findings": [entry(finding) for finding in _in_order(contents, contents.findings)],
        "waived": [{**entry(finding), "by": waiver.author, "reason": waiver.reason} for finding, waiver in contents.waived],
    }


def _html(contents: Contents) -> str:
    word, title = contents.wording, contents.subject.title
    made = {"author": contents.author or "–", "when": word.when(contents.made_ms)}
    accepted = [finding for finding, _ in contents.waived]
    parts = [
        "<!doctype html>",
        f'<html><meta charset="utf-8"><title>{escape(title.name)}</title><style>{STYLE}</style>',
        f"<h1>{escape(word.sentence('package.report_heading', {'title': title.name}))}</h1>",
        f"<p>{escape(f'{contents.profile.name} · {contents.profile.version}')}</p>",
        f"<p>{escape(word.sentence('package.report_made', made))}</p>",
        _summary(contents, accepted),
    ]
    if contents.findings:
        parts.append(f"<h2>{escape(word.sentence('package.report_open', {}))}</h2>{_table(contents, contents.findings, {})}")
    if accepted:
        waivers = {finding.id: waiver for finding, waiver in contents.waived}
        parts.append(f"<h2>{escape(word.sentence('package.report_waived', {}))}</h2>{_table(contents, accepted, waivers)}")
    return "\n".join(parts) + "</html>\n"


def _summary(contents: Contents, accepted: Sequence[Finding]) -> str:
    word = contents.wording
    rows = [[word.sentence(f"package.column_{name}", {}) for name in ("language", "errors", "warnings", "waived")]]
    for tag in contents.plan.languages:
        mine = [finding.severity for finding in contents.findings if finding.language == tag]
        counts = (mine.count(Severity.ERROR), mine.count(Severity.WARNING), sum(each.language == tag for each in accepted))
        rows.append([word.language_name(tag), *map(word.number, counts)])
    lines = [
        f"<tr>{''.join(f'<{cell}>{escape(each)}</{cell}>' for each in row)}</tr>"
        for cell, row in zip(["th", *["td"] * len(rows)], rows, strict=False)
    ]
    return f"<h2>{escape(word.sentence('package.report_summary', {}))}</h2><table>{''.join(lines)}</table>"


def _table(contents: Contents, findings: Sequence[Finding], waivers: Mapping[int, Waiver]) -> str:
    word, numbers = contents.wording, _numbers(contents)
    names = ["episode", "language", "time", "rule", "text", *(["accepted"] if waivers else [])]
    head = "".join(f"<th>{escape(word.sentence(f'package.column_{name}', {}))}</th>" for name in names)
    rows = []
    for finding in _in_order(contents, findings):
        waiver = waivers.get(finding.id)
        accepted = f"<td>{escape(waiver.author)}: {escape(waiver.reason)}</td>" if waiver else ""
        said = escape(word.sentence(_code(finding), finding.facts))
        rows.append(
            f'<tr><td class="n">{numbers.get(finding.episode_id, "")}</td><td>{escape(word.language_name(finding.language))}</td>'
            f'<td class="n">{clock(finding.start_ms)}</td><td class="{finding.severity.value}">{said}</td>'
            f'<td class="t" dir="auto">{escape(plain_text(finding.text))}</td>{accepted}</tr>'
        )
    return f"<table><tr>{head}</tr>{''.join(rows)}</table>"


def _in_order(contents: Contents, findings: Sequence[Finding]) -> list[Finding]:
    numbers, languages = _numbers(contents), contents.plan.languages

    def place(finding: Finding) -> tuple[int, int, int]:
        return numbers.get(finding.episode_id, 0), languages.index(finding.language), finding.start_ms

    return sorted(findings, key=place)


def _code(finding: Finding) -> str:
    kind = finding.facts.get("kind")
    return f"qc.{finding.rule}.{kind}" if kind else f"qc.{finding.rule}"


PACKAGER = Packager(id="qc_report", files=files, make=make)
