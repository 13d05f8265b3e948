"""`crossreel import`: a folder of videos and subtitles becomes a title, or goes into one."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from crossreel.cli.addresses import find_row
from crossreel.cli.answers import print_table
from crossreel.cli.arguments import Argument, AsJson, Option
from crossreel.cli.command import Command
from crossreel.cli.corrections import Corrections, correct, rate_of_all, rates_of_files
from crossreel.cli.session import DONE, FAILED, Session, WrongUse, parse_language, print_report, report_json, told_json
from crossreel.domain.catalog.title import CODE_PATTERN
from crossreel.domain.importing.plan import ImportPlan, ItemStatus, OnExisting, OnLate, PlanItem
from crossreel.domain.importing.timing import Timing
from crossreel.domain.item import Item
from crossreel.domain.report import Report
from crossreel.domain.text.document import Notice
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.services.desk import Desk

Places = Annotated[
    list[str] | None, Option("--as", help=N_("Where a file goes, for example a.srt=3:en or a.srt=3:en:sdh; several times."))
]
FrameRate = Annotated[
    list[str] | None,
    Option(
        help=N_("Frame rate of files that count frames, for example 25, or of one: a.srt=25; without it, that of their videos.")
    ),
]
ProgrammeStart = Annotated[
    str, Option(help=N_("Where the programme starts: taken off all times, for example 01:00:00:00, or found."))
]


def run(
    session: Session,
    folder: Annotated[Path, Argument(help=N_("A folder, searched to any depth, or a file."))],
    title: Annotated[str, Option(help=N_("Code of the title, 2 to 16 capital letters and digits."))],
    name: Annotated[str, Option(help=N_("Name of a new title."))] = "",
    source_language: Annotated[str, Option(help=N_("Language the title was made in."))] = "",
    on_existing: Annotated[OnExisting, Option(help=N_("What to do with occupied cells."))] = OnExisting.FAIL,
    episode: Annotated[int | None, Option(help=N_("Import one file into this episode, whatever its name says."))] = None,
    language: Annotated[str, Option(help=N_("Language of that file."))] = "",
    placed: Places = None,
    skipped: Annotated[list[str] | None, Option("--skip", help=N_("Leave a file out; several times."))] = None,
    chosen: Annotated[list[str] | None, Option("--choose", help=N_("Of files that claim one place, the one to take."))] = None,
    frame_rate: FrameRate = None,
    programme_start: ProgrammeStart = "",
    on_late: Annotated[OnLate | None, Option(help=N_("What to do with files that are late beside their source, or drift."))] = None,
    plan_only: Annotated[bool, Option("--plan", help=N_("Only say what would come of each file; nothing is written."))] = False,
    as_json: AsJson = False,
) -> int:
    """Import a folder as one undoable edit."""
    if not folder.exists():
        raise WrongUse(_("There is no folder {path}.").format(path=folder))
    code = parse_code(title)
    timing = Timing(frame_rate=rate_of_all(frame_rate), programme_start=programme_start, on_late=on_late)
    if episode is not None or language:
        return import_file(session, folder, code, episode, language, on_existing, timing)
    source = parse_language(source_language) if source_language else ""
    files = {"placed": tuple(placed or ()), "skipped": tuple(skipped or ()), "chosen": tuple(chosen or ())}
    wanted = Corrections(on_existing=on_existing, name=name, source=source, timing=timing, **files)
    with session.desk(create=not plan_only, read_only=plan_only) as desk:
        with session.job(_("Reading files")) as job:
            plan = correct(read_files(desk, folder, code, frame_rate or (), job), wanted, code)
        if plan_only:
            return print_plan(session, plan)
        if not _may_apply(session, plan):
            return refuse(session, plan)
        with session.job(_("Importing")) as job:
            report = desk.importing.apply(plan, job)
    return print_report(session, report)


def read_files(desk: "Desk", folder: Path, code: str, rates: Sequence[str], job: JobContext) -> ImportPlan:
    """Look at a folder for a title, its files read at the rates that were said."""
    existing = desk.cataloging.find_title(code)
    title_id = existing.id if existing else None
    plan = desk.importing.scan([folder], title_id=title_id, frame_rate=rate_of_all(rates), job=job)
    for ids, rate in rates_of_files(plan, rates):
        plan = desk.importing.read_at_rate(plan, rate, ids)
    return plan


def refuse(session: Session, plan: ImportPlan) -> int:
    """Print for machines why a plan is not applied, which was said already, and return the exit code."""
    if session.as_json:
        session.print_json(report_json(refusal_of(plan)))
    return FAILED


def parse_code(written: str) -> str:
    """Return the code of a title.

    Raises:
        WrongUse: it cannot be one.
    """
    code = written.strip().upper()
    if not CODE_PATTERN.fullmatch(code):
        raise WrongUse(sentence("import.bad_code", {"written": code}))
    return code


def import_file(
    session: Session, file: Path, code: str, episode: int | None, language: str, on_existing: OnExisting, timing: Timing
) -> int:
    """Import one file into a cell of a title; a video becomes the episode's video.

    Raises:
        WrongUse: no episode is named, or it is no file.
    """
    if episode is None or not file.is_file():
        raise WrongUse(_("Name one file and its episode with --episode."))
    tag = parse_language(language) if language else ""
    with session.desk() as desk, session.job(_("Importing")) as job:
        row = find_row(desk, code, episode)
        report = desk.importing.import_file(file, row.episode.id, tag, on_existing, timing=timing, job=job)
    return print_report(session, report)


def print_plan(session: Session, plan: ImportPlan) -> int:
    """Print what would come of each file, and return the exit code: 1 where importing would be refused."""
    stopped = problems_of(plan)
    if session.as_json:
        files = [item_of_plan(item) for item in plan.items]
        problems = [told_json(each.code, each.facts) for each in stopped]
        about = {"title": plan.code, "name": plan.title_name, "source_language": plan.source_language}
        session.print_json({**about, "files": files, "problems": problems})
    else:
        rows = []
        for item in plan.items:
            why = sentence(item.reason.code, item.reason.facts) if item.reason else ""
            rows.append((item.name, item.episode, item.language, item.role, item.status, why))
        print_table(session, (_("File"), _("Episode"), _("Language"), _("Role"), _("What comes of it"), ""), rows)
        for notice in stopped:
            session.complain(sentence(notice.code, notice.facts))
    return FAILED if stopped or plan.where(ItemStatus.CONFLICT) else DONE


def item_of_plan(item: PlanItem) -> dict[str, object]:
    """Return what would come of a file as JSON."""
    return {
        "name": item.name,
        "path": item.path,
        "kind": item.kind.value,
        "episode": item.episode,
        "language": item.language,
        "role": item.role.value if item.role else None,
        "cues": item.cue_count,
        "status": item.status.value,
        "doubts": [told_json(doubt.code, doubt.facts) for doubt in item.doubts],
        "reason": told_json(item.reason.code, item.reason.facts) if item.reason else None,
    }


def refusal_of(plan: ImportPlan) -> Report:
    """Return what a plan that may not be applied says of every file and of itself."""
    said = [Item(name=item.name, code=item.reason.code, facts=item.reason.facts) for item in plan.items if item.reason]
    failed = {item.name for item in plan.where(ItemStatus.CONFLICT, ItemStatus.DUPLICATE, ItemStatus.REFUSED, ItemStatus.UNDECIDED)}
    problems = [
        Item(name=plan.code, code=notice.code, facts=notice.facts)
        for notice in plan.problems
        if not (failed and notice.code == "import.nothing")
    ]
    return Report(
        skipped=tuple(item for item in said if item.name not in failed),
        failed=(*problems, *(item for item in said if item.name in failed)),
    )


def _may_apply(session: Session, plan: ImportPlan) -> bool:
    conflicts = plan.where(ItemStatus.CONFLICT)
    for item in conflicts:
        reason = item.reason
        session.complain(f"{item.name}: {sentence(reason.code, reason.facts)}" if reason else item.name)
    if conflicts and plan.on_existing is OnExisting.FAIL:
        session.complain(_("Nothing was imported. Say --on-existing keep or --on-existing replace."))
        return False
    problems = problems_of(plan)
    for notice in problems:
        session.complain(sentence(notice.code, notice.facts))
    return not problems


def problems_of(plan: ImportPlan) -> list[Notice]:
    """Return what stops an import; that there is nothing to import does not where all of it is there already."""
    nothing_new = not any(item.is_written for item in plan.items) and bool(plan.where(ItemStatus.IDENTICAL))
    return [notice for notice in plan.problems if not (nothing_new and notice.code == "import.nothing")]


COMMAND = Command("import", N_("Import a folder of episodes and subtitles."), run)
