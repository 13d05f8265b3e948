"""`crossreel qc`: checks a title of the catalog, or subtitle files."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from crossreel.cli.arguments import (
    Argument,
    Option,
    ReportLanguage,
    Roles,
    chosen_roles,
)
from crossreel.cli.command import Action, Command
from crossreel.cli.dictionaries import no_dictionary
from crossreel.cli.frame_rates import find_rate
from crossreel.cli.kept_runs import compare, counts_line, name, runs, show
from crossreel.cli.qc_sweep import sweep
from crossreel.cli.rule_settings import rule, rules
from crossreel.cli.session import (
    DONE,
    FAILED,
    Session,
    WrongUse,
    find_title,
    item_line,
    parse_language,
    parse_languages,
    parse_report_language,
)
from crossreel.domain.item import Item
from crossreel.domain.quality.finding import Finding, Severity
from crossreel.domain.quality.report import QcReport
from crossreel.domain.quality.run import LAST
from crossreel.domain.text.column_name import language_of, split_column
from crossreel.domain.text.spelling import SpellerOf, UnknownWords
from crossreel.domain.text.timecode import clock
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.words import Words
from crossreel.kernel.marks import N_
from crossreel.services.files.qc_report import report_values, save_report

if TYPE_CHECKING:
    from crossreel.domain.quality.check import CheckSummary
    from crossreel.domain.views.grid import Matrix
    from crossreel.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a title is looked at, and by which guide; None for all, "" for the title's own."""

    languages: tuple[str, ...] | None
    roles: tuple[str, ...] | None
    rules: tuple[str, ...] | None
    guide: str
    media: bool = False
    spelling: bool = False


class FailOn(StrEnum):
    """From which severity on a finding makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"


Guide = Annotated[str, Option(help=N_("Set of style guides, for example landscape."))]
Languages = Annotated[str, Option(help=N_("Languages of a title, for example en,es-419."))]
FileLanguage = Annotated[str, Option(help=N_("Language of the files; without it, found out."))]
FrameRate = Annotated[str | None, Option(help=N_("Frame rate of the video, for files that count frames."))]
RuleList = Annotated[str, Option("--rules", help=N_("Ask these rules only, for example line_length,gap."))]
Baseline = Annotated[
    str, Option(help=N_("Compare with this run of the title: a number, a name or “last”; then only what is new fails."))
]
FailsOn = Annotated[
    FailOn | None, Option(help=N_("What makes the exit code 1: errors, or warnings as well; without it, any finding."))
]
Media = Annotated[bool, Option("--media", help=N_("Check the pictures and sounds of the title too."))]
Spelling = Annotated[bool, Option("--spelling", help=N_("Look for words that no dictionary has, too."))]
AllTitles = Annotated[bool, Option("--all", help=N_("Check every title of the catalog that changed since it was last checked."))]
Again = Annotated[bool, Option("--again", help=N_("With --all: also titles in which nothing changed."))]
ReportFile = Annotated[
    Path | None,
    Option("--report", "--html", help=N_("Write a report to this file: .html, .xlsx (a sheet a language), .pdf or .json.")),
]


def run(
    session: Session,
    targets: Annotated[list[str] | None, Argument(metavar="TITLE|FILE…")] = None,
    all_: AllTitles = False,
    again: Again = False,
    guide: Guide = "",
    languages: Languages = "",
    role: Roles = None,
    language: FileLanguage = "",
    frame_rate: FrameRate = None,
    rules_: RuleList = "",
    media: Media = False,
    spelling: Spelling = False,
    baseline: Baseline = "",
    fail_on: FailsOn = None,
    report: ReportFile = None,
    report_language: ReportLanguage = "",
    as_json: Annotated[bool, Option("--json", help=N_("Print JSON for machines."))] = False,
) -> int:
    """Check a title, or files without a catalog; exit 1 when there are findings."""
    if all_:
        refuse_beside_all(targets, guide, languages, role, language, rules_, baseline, report)
        return sweep(session, again, lambda each: counts_fail(each, fail_on))
    if not targets:
        raise WrongUse(_("Name titles or files, or say --all."))
    chosen = parse_rules(session, rules_) if rules_ else None
    asked = Asked(parse_languages(languages) if languages else None, chosen_roles(role), chosen, guide, media, spelling)
    if all(Path(target).is_file() for target in targets):
        if baseline:
            raise WrongUse(_("Files have no runs to compare with: --baseline is for titles."))
        files, tag = [Path(target) for target in targets], parse_language(language) if language else ""
        found = check_files(session, files, tag, guide, find_rate(frame_rate))
        reports = [of_rules(each, asked.rules) for each in found]
    else:
        reports = [check_title(session, target, asked, baseline) for target in targets]
    tell(session, reports, report, Words(parse_report_language(report_language)))
    return FAILED if any(each.failed or fails(each, fail_on) for each in reports) else DONE


def tell(session: Session, reports: Sequence[QcReport], path: Path | None, words: Words) -> None:
    """Write reports to a file where one is named, in the words of its reader, and print them."""
    for each in reports:
        complain_of(session, each.failed)
    if path is not None:
        write_reports(path, reports, words)
    if session.as_json:
        shown = [report_values(each, Words()) for each in reports]
        session.print_json(shown[0] if len(shown) == 1 else shown)
    else:
        print_findings(session, reports)


def parse_rules(session: Session, written: str) -> tuple[str, ...]:
    """Return the rules of a list such as `line_length,gap`.

    Raises:
        WrongUse: one of them is none, or none is named.
    """
    known = [each.id for each in session.opener.file_checking().rules()]
    named = tuple(dict.fromkeys(part.strip() for part in written.split(",") if part.strip()))
    strange = [each for each in named if each not in known]
    if strange or not named:
        raise WrongUse(_("There is no rule “{rule}”. Rules: {known}.").format(rule=", ".join(strange), known=", ".join(known)))
    return named


def of_rules(report: QcReport, rules: Sequence[str] | None) -> QcReport:
    """Return a report with what some rules found, None for all."""
    return report if rules is None else replace(report, findings=[each for each in report.findings if each.rule in rules])


def refuse_beside_all(*given: object) -> None:
    """Refuse what a run over the catalog does not take.

    Raises:
        WrongUse: something was given.
    """
    if any(given):
        raise WrongUse(_("With --all every title is checked as it is by itself: only --again, --fail-on and --json go with it."))


def graves(fail_on: FailOn | None) -> tuple[Severity, ...]:
    """Return the severities that make the exit code 1."""
    return tuple(Severity) if fail_on is None else (Severity.ERROR, Severity.WARNING)[: 1 + (fail_on is FailOn.WARNING)]


def counts_fail(summary: "CheckSummary", fail_on: FailOn | None) -> bool:
    """Tell whether a run found something that must not be."""
    counts = {Severity.ERROR: summary.errors, Severity.WARNING: summary.warnings, Severity.INFO: summary.infos}
    return any(counts[severity] for severity in graves(fail_on))


def fails(report: QcReport, fail_on: FailOn | None) -> bool:
    """Tell whether something is found that must not be; compared with a run, only what is new counts."""
    grave = graves(fail_on)
    if report.comparison is not None:
        return any(each.severity in grave for each in report.comparison.new)
    return any(each.severity in grave for each in report.findings)


def complain_of(session: Session, items: Sequence[Item]) -> None:
    """Say what could not be used or checked, and why, one a line."""
    for item in items:
        session.complain(item_line(item))


def check_files(session: Session, files: Sequence[Path], language: str, guide: str, frame_rate: Fraction | None) -> list[QcReport]:
    """Check files in no catalog; of several, one that cannot be read stops no other."""
    checking = session.opener.file_checking()
    complain_of(session, checking.broken_presets())
    if len(files) == 1:
        return [checking.check(files[0], language=language, guide=guide, frame_rate=frame_rate)]
    return checking.check_all(files, language=language, guide=guide, frame_rate=frame_rate)


def check_title(session: Session, code: str, asked: Asked, baseline: str) -> QcReport:
    """Check a title of the catalog, keep what is found, and compare it with the run that is named."""
    languages, roles, rules, guide = asked.languages, asked.roles, asked.rules, asked.guide
    with session.desk() as desk:
        title = find_title(desk, code)
        matrix = desk.cataloging.matrix(title.id)
        of_text, of_media = apart(desk, asked)
        if of_text != ():
            refuse_absent(title.code, languages or (), roles, matrix)
        with session.job(_("Checking")) as job:
            complain_of(session, desk.checking.broken_presets())
            before = desk.runs.get(title.id, baseline) if baseline not in ("", LAST) else None
            looked = desk.media_checking.run(title.id, job=job) if of_media else None
            summary = looked
            if summary is None or of_text != ():
                speller = speller_of(session, desk, title.id, asked)
                summary = desk.checking.run(
                    title.id, languages=languages, roles=roles, rules=of_text, guide=guide or None, speller=speller, job=job
                )
                summary = replace(summary, failed=(*(looked.failed if looked else ()), *summary.failed))
        tags = [*languages, ""] if languages is not None and of_media else languages
        made = desk.checking.report(title.id, languages=tags, roles=roles, rules=rules, summary=summary)
        if not baseline:
            return made
        before = before or desk.runs.get(title.id, LAST, before=summary.run)
        return replace(made, comparison=desk.runs.compare(before, desk.runs.get(title.id, str(summary.run))))


def speller_of(session: Session, desk: "Desk", title_id: int, asked: Asked) -> SpellerOf | None:
    """Return what asks the dictionaries where spelling is asked for, and say of a language without one."""
    if not asked.spelling and "spelling" not in (asked.rules or ()):
        return None
    find = desk.spelling.speller(title_id)

    @cache
    def told(language: str) -> UnknownWords | None:
        found = find(language)
        if found is None:
            session.complain(no_dictionary([language], desk.spelling.own_folder))
        return found

    return told


def apart(desk: "Desk", asked: Asked) -> tuple[tuple[str, ...] | None, bool]:
    """Return the rules of text that are asked, None for all, and whether those of pictures and sounds are."""
    if asked.rules is None:
        return None, asked.media
    listed = {each.id for each in desk.media_checking.rules()}
    of_text = tuple(rule for rule in asked.rules if rule not in listed)
    return of_text, asked.media or len(of_text) < len(asked.rules)


def refuse_absent(code: str, languages: Sequence[str], roles: Sequence[str] | None, matrix: "Matrix") -> None:
    """Refuse languages and roles in which a title has no subtitles: nothing would be looked at, and nothing found.

    Raises:
        WrongUse: there is such a language.
    """
    there = [column for column in matrix.columns if any(row.cells[column].track_id is not None for row in matrix.rows)]
    if not there:
        raise WrongUse(_("{title} has no subtitles, so there is nothing to check.").format(title=code))
    asked = [split_column(column) for column in there]
    asked = [(tag, role) for tag, role in asked if roles is None or role in roles]
    absent = [tag for tag in languages or dict.fromkeys(map(language_of, there)) if tag not in dict(asked)]
    if absent and (languages or not asked):
        raise WrongUse(
            _("{title} has no subtitles in {absent}, so there is nothing to check. It has: {known}.").format(
                title=code, absent=", ".join(absent), known=", ".join(there)
            )
        )


def print_findings(session: Session, reports: Sequence[QcReport]) -> None:
    """Print one line a finding and the sums."""
    for report in reports:
        if report.failed and not report.guide:
            continue
        for finding in report.findings:
            session.say(finding_line(report, finding))
        counts = {severity: sum(each.severity is severity for each in report.findings) for severity in Severity}
        session.say(
            _("{title}: {errors} errors, {warnings} warnings, {infos} remarks (style guides: {guide})").format(
                title=report.title,
                errors=counts[Severity.ERROR],
                warnings=counts[Severity.WARNING],
                infos=counts[Severity.INFO],
                guide=report.guide,
            )
        )
        if report.comparison is not None:
            session.say(counts_line(report.comparison))


def finding_line(report: QcReport, finding: Finding) -> str:
    """Return a finding as a line: where, how bad, what."""
    episode = report.episodes.get(finding.episode_id)
    where = " ".join(filter(None, [str(episode) if episode else "", finding.column, clock(finding.start_ms)]))
    return f"{where}  {finding.severity.value:<8} {finding.rule}: {sentence(finding.code, finding.facts)}"


def write_reports(path: Path, reports: Sequence[QcReport], words: Words) -> None:
    """Write the report; several targets go to several files, numbered."""
    for index, report in enumerate(reports):
        target = path if index == 0 else path.with_name(f"{path.stem}-{index + 1}{path.suffix}")
        save_report(report, target, words)


COMMAND = Command(
    "qc",
    N_("Check a title or subtitle files."),
    run,
    (
        Action("runs", N_("List the kept runs of a title."), runs),
        Action("show", N_("List what a kept run found."), show),
        Action("compare", N_("Compare two runs of a title."), compare),
        Action("name", N_("Give a run a name; one that has one is kept for good."), name),
        Action("rules", N_("List the rules, and how a title sets them."), rules),
        Action("rule", N_("Put a rule off or give it another severity in a title, or take that back."), rule),
    ),
)
