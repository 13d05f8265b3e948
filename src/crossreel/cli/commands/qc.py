"""`crossreel qc`: checks a title of the catalog, or subtitle files."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from crossreel.cli.arguments import Argument, Option, Roles, chosen_roles
from crossreel.cli.command import Action, Command
from crossreel.cli.frame_rates import find_rate
from crossreel.cli.rule_settings import rule, rules
from crossreel.cli.session import DONE, FAILED, Session, WrongUse, find_title, item_line, parse_language, parse_languages
from crossreel.domain.item import Item
from crossreel.domain.quality.finding import Finding, Severity
from crossreel.domain.quality.report import QcReport
from crossreel.domain.text.column_name import language_of, split_column
from crossreel.domain.text.timecode import clock
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.words import Words
from crossreel.kernel.marks import N_
from crossreel.services.files.qc_report import report_values, save_report

if TYPE_CHECKING:
    from crossreel.domain.views.grid import Matrix


def run(
    session: Session,
    targets: Annotated[list[str], Argument(metavar="TITLE|FILE…")],
    guide: Annotated[str, Option(help=N_("Set of style guides, for example landscape."))] = "",
    languages: Annotated[str, Option(help=N_("Languages of a title, for example en,es-419."))] = "",
    role: Roles = None,
    language: Annotated[str, Option(help=N_("Language of the files; without it, found out."))] = "",
    frame_rate: Annotated[str | None, Option(help=N_("Frame rate of the video, for files that count frames."))] = None,
    as_json_: Annotated[bool, Option("--json", help=N_("Print JSON for machines."))] = False,
    report: Annotated[
        Path | None,
        Option("--report", "--html", help=N_("Write a report to this file: a page, or JSON where its name ends in .json.")),
    ] = None,
) -> int:
    """Check a title, or files without a catalog; exit 1 when there are findings."""
    files = [Path(target) for target in targets]
    if all(path.is_file() for path in files):
        reports = check_files(session, files, parse_language(language) if language else "", guide, find_rate(frame_rate))
    else:
        chosen, roles = parse_languages(languages) if languages else None, chosen_roles(role)
        reports = [check_title(session, target, chosen, roles, guide) for target in targets]
    for each in reports:
        complain_of(session, each.failed)
    if report is not None:
        write_reports(report, reports)
    if as_json_:
        shown = [report_values(each, Words()) for each in reports]
        session.print_json(shown[0] if len(shown) == 1 else shown)
    else:
        print_findings(session, reports)
    return FAILED if any(each.findings or each.failed for each in reports) else DONE


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


def check_title(
    session: Session, code: str, languages: tuple[str, ...] | None, roles: tuple[str, ...] | None, guide: str
) -> QcReport:
    """Check a title of the catalog and keep what is found."""
    with session.desk() as desk:
        title = find_title(desk, code)
        matrix = desk.cataloging.matrix(title.id)
        refuse_absent(title.code, languages or (), roles, matrix)
        with session.job(_("Checking")) as job:
            complain_of(session, desk.checking.broken_presets())
            summary = desk.checking.run(title.id, languages=languages, roles=roles, guide=guide or None, job=job)
        return desk.checking.report(title.id, languages=languages, roles=roles, summary=summary)


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


def finding_line(report: QcReport, finding: Finding) -> str:
    """Return a finding as a line: where, how bad, what."""
    episode = report.episodes.get(finding.episode_id)
    where = " ".join(filter(None, [str(episode) if episode else "", finding.column, clock(finding.start_ms)]))
    return f"{where}  {finding.severity.value:<8} {finding.rule}: {sentence(finding.code, finding.facts)}"


def write_reports(path: Path, reports: Sequence[QcReport]) -> None:
    """Write the report; several targets go to several files, numbered."""
    for index, report in enumerate(reports):
        target = path if index == 0 else path.with_name(f"{path.stem}-{index + 1}{path.suffix}")
        save_report(report, target, Words())


COMMAND = Command(
    "qc",
    N_("Check a title or subtitle files."),
    run,
    (
        Action("rules", N_("List the rules, and how a title sets them."), rules),
        Action("rule", N_("Put a rule off or give it another severity in a title, or take that back."), rule),
    ),
)
