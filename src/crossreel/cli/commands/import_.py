"""`crossreel import`: a folder of videos and subtitles becomes a title, or goes into one."""

from pathlib import Path
from typing import Annotated

from crossreel.cli.arguments import Argument, Option
from crossreel.cli.command import Command
from crossreel.cli.session import FAILED, Session, WrongUse, parse_language, print_report, report_json
from crossreel.domain.catalog.title import CODE_PATTERN
from crossreel.domain.importing.correction import set_on_existing, set_source, set_title
from crossreel.domain.importing.plan import ImportPlan, ItemStatus, OnExisting
from crossreel.domain.item import Item
from crossreel.domain.report import Report
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_


def run(
    session: Session,
    folder: Annotated[Path, Argument()],
    title: Annotated[str, Option(help=N_("Code of the title, 2 to 16 capital letters and digits."))],
    name: Annotated[str, Option(help=N_("Name of a new title."))] = "",
    source_language: Annotated[str, Option(help=N_("Language the title was made in."))] = "",
    on_existing: Annotated[OnExisting, Option(help=N_("What to do with occupied cells."))] = OnExisting.FAIL,
    as_json: Annotated[bool, Option("--json", help=N_("Print JSON for machines."))] = False,
) -> int:
    """Import a folder as one undoable edit."""
    if not folder.exists():
        raise WrongUse(_("There is no folder {path}.").format(path=folder))
    source = parse_language(source_language) if source_language else ""
    code = title.strip().upper()
    if not CODE_PATTERN.fullmatch(code):
        raise WrongUse(sentence("import.bad_code", {"written": code}))
    with session.desk(create=True) as desk:
        existing = desk.cataloging.find_title(code)
        with session.job(_("Reading files")) as job:
            plan = desk.importing.scan([folder], title_id=existing.id if existing else None, job=job)
        plan = set_on_existing(plan, on_existing)
        if existing is None:
            plan = set_title(plan, code=code, name=name or plan.title_name or code)
        if source:
            plan = set_source(plan, source)
        if not _may_apply(session, plan):
            if as_json:
                session.print_json(report_json(refusal_of(plan)))
            return FAILED
        with session.job(_("Importing")) as job:
            report = desk.importing.apply(plan, job)
    return print_report(session, report)


def refusal_of(plan: ImportPlan) -> Report:
    """Return what a plan that may not be applied says of every file and of itself."""
    said = [Item(name=item.name, code=item.reason.code, facts=item.reason.facts) for item in plan.items if item.reason]
    failed = {item.name for item in plan.where(ItemStatus.CONFLICT, ItemStatus.DUPLICATE, ItemStatus.REFUSED)}
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
    nothing_new = not any(item.is_written for item in plan.items) and bool(plan.where(ItemStatus.IDENTICAL))
    problems = [notice for notice in plan.problems if not (nothing_new and notice.code == "import.nothing")]
    for notice in problems:
        session.complain(sentence(notice.code, notice.facts))
    return not problems


COMMAND = Command("import", N_("Import a folder of episodes and subtitles."), run)
