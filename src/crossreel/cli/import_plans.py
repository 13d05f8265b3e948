"""Import plans on the command line: made, shown, and carried out, one or several of a folder."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from crossreel.cli.answers import print_table
from crossreel.cli.plan_sheets import write_plan
from crossreel.cli.session import DONE, FAILED, WAITING, Session, WrongUse, print_report, report_json, told_json
from crossreel.domain.errors import CrossreelError
from crossreel.domain.importing.plan import ImportPlan, ItemStatus, OnExisting, PlanItem
from crossreel.domain.importing.plan_rows import row_of
from crossreel.domain.importing.references import references_of
from crossreel.domain.item import Item
from crossreel.domain.report import Report, joined
from crossreel.domain.text.document import Notice
from crossreel.i18n.messages import _, _n, sentence
from crossreel.i18n.numbers import listing

if TYPE_CHECKING:
    from crossreel.services.desk import Desk

WAITS = (ItemStatus.DUPLICATE, ItemStatus.UNDECIDED, ItemStatus.UNMATCHED)
STOPPED = (ItemStatus.CONFLICT, ItemStatus.DUPLICATE, ItemStatus.REFUSED, ItemStatus.UNDECIDED)
NAMED = 20
NO_CATALOG = "storage.no_catalog"


@contextmanager
def planning_desk(session: Session) -> Iterator["Desk"]:
    """Open the catalog to read; where there is none yet, one beside it that is thrown away: a plan writes nothing."""
    with ExitStack() as stack:
        try:
            desk = stack.enter_context(session.desk(read_only=True))
        except CrossreelError as error:
            if error.code != NO_CATALOG:
                raise
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="crossreel-plan-")))
            desk = stack.enter_context(session.opener.desk(folder / "plan.crossreel", create=True, author=session.author))
        yield desk


def chosen_plans(plans: Sequence[ImportPlan], code: str, only: str) -> list[ImportPlan]:
    """Return the plans that are wanted of those of a folder.

    Raises:
        WrongUse: several titles were found and one code was given, or none has the name.
    """
    wanted = [plan for plan in plans if only.casefold() in plan.title_name.casefold()] if only else list(plans)
    names = [plan.title_name for plan in plans]
    if not wanted:
        raise WrongUse(
            _("No title of the folder is called “{name}”. There are: {names}.").format(name=only, names=", ".join(names))
        )
    if code and len(wanted) > 1:
        raise WrongUse(sentence("import.several_titles", {"names": names}))
    return wanted


def show_plans(session: Session, plans: Sequence[ImportPlan], sheet: Path | None) -> int:
    """Print what would come of each file, write it as a sheet where one is named, and return the exit code.

    It is 1 where importing would be refused, and 3 where files would stay out until somebody says what is to become of them.
    """
    if sheet is not None:
        try:
            write_plan(sheet, plans)
        except OSError as error:
            raise WrongUse(_("{path} cannot be written: {reason}").format(path=sheet, reason=error.strerror)) from error
    if session.as_json:
        told = [plan_json(plan) for plan in plans]
        session.print_json(told[0] if len(told) == 1 else {"titles": told})
    else:
        for plan in plans:
            _print_plan(session, plan, several=len(plans) > 1)
    if any(problems_of(plan) or plan.where(ItemStatus.CONFLICT) for plan in plans):
        return FAILED
    return _said_waiting(session, plans)


def carry_out(session: Session, desk: "Desk", plans: Sequence[ImportPlan]) -> int:
    """Apply plans one after the other, print what became of every file, and return the exit code.

    It is 3 where all that did not come in waits for somebody to decide.
    """
    reports: list[Report] = []
    carried_out = False
    for plan in plans:
        if _may_apply(session, plan):
            with session.job(_("Importing")) as job:
                reports.append(desk.importing.apply(plan, job))
            carried_out = True
        else:
            reports.append(refusal_of(plan))
    if carried_out:
        report = joined(reports)
        code, waiting = print_report(session, report), {item.name for plan in plans for item in plan.where(*WAITS)}
        is_all = code == DONE or (not report.cancelled and all(item.name in waiting for item in report.failed))
        return _said_waiting(session, plans) if is_all else code
    if session.as_json:
        session.print_json(report_json(joined(reports)))
    return FAILED


def _said_waiting(session: Session, plans: Sequence[ImportPlan]) -> int:
    """Name the files that wait for a decision, and return the exit code that says so."""
    names = [item.name for plan in plans for item in plan.where(*WAITS)]
    if names and not session.as_json:
        words = _n("{count} file waits for a decision: {names}", "{count} files wait for a decision: {names}", len(names))
        session.complain(words.format(count=len(names), names=listing(names[:NAMED])))
    return WAITING if names else DONE


def plan_json(plan: ImportPlan) -> dict[str, object]:
    """Return a plan as JSON."""
    references = references_of(plan)
    return {
        "title": plan.code,
        "name": plan.title_name,
        "source_language": plan.source_language,
        "promised": plan.promised or None,
        "gaps": list(plan.gaps),
        "files": [item_json(item) | {"reference": item.id in references} for item in plan.items],
        "doubts": [told_json(each.code, each.facts) for each in plan.doubts],
        "problems": [told_json(each.code, each.facts) for each in problems_of(plan)],
    }


def item_json(item: PlanItem) -> dict[str, object]:
    """Return what would come of a file as JSON."""
    row = row_of(item)
    return {
        "name": item.name,
        "path": item.path,
        "kind": item.kind.value,
        "extra": item.extra.value if item.extra else None,
        "episode": item.episode,
        "last_episode": item.last_episode,
        "language": row.language,
        "role": item.role.value if item.role else None,
        "version": row.version,
        "cues": item.cue_count,
        "status": item.status.value,
        "doubts": [told_json(doubt.code, doubt.facts) for doubt in item.doubts],
        "reason": told_json(item.reason.code, item.reason.facts) if item.reason else None,
    }


def refusal_of(plan: ImportPlan) -> Report:
    """Return what a plan that may not be applied says of every file and of itself."""
    said = [Item(name=item.name, code=item.reason.code, facts=item.reason.facts) for item in plan.items if item.reason]
    failed = {item.name for item in plan.where(*STOPPED)}
    problems = [
        Item(name=plan.code, code=notice.code, facts=notice.facts)
        for notice in plan.problems
        if not (failed and notice.code == "import.nothing")
    ]
    return Report(
        skipped=tuple(item for item in said if item.name not in failed),
        failed=(*problems, *(item for item in said if item.name in failed)),
    )


def problems_of(plan: ImportPlan) -> list[Notice]:
    """Return what stops an import; that there is nothing to import does not where all of it is there already."""
    nothing_new = not any(item.is_written for item in plan.items) and bool(plan.where(ItemStatus.IDENTICAL))
    return [notice for notice in plan.problems if not (nothing_new and notice.code == "import.nothing")]


def _print_plan(session: Session, plan: ImportPlan, *, several: bool) -> None:
    if several:
        session.say(f"{plan.code}  {plan.title_name}")
    rows, references = [], references_of(plan)
    for item in plan.items:
        row = row_of(item)
        version = _("{version} (reference)").format(version=row.version).strip() if item.id in references else row.version
        why = " ".join(sentence(notice.code, notice.facts) for notice in row.told)
        episodes = f"{item.episode}–{item.last_episode}" if item.last_episode else item.episode
        rows.append((item.name, row.kind, episodes, row.language, item.role, version, item.status, why))
    headings = (_("File"), _("Kind"), _("Episode"), _("Language"), _("Role"), _("Version"), _("What comes of it"), "")
    print_table(session, headings, rows)
    if plan.gaps:
        session.complain(sentence("import.gaps", {"numbers": list(plan.gaps)}))
    if any(item.last_episode and item.status is ItemStatus.UNMATCHED for item in plan.items):
        words = _("Files of several episodes come in once it is said which part each is, for example {example}.")
        session.complain(words.format(example="--cut 7=0:00-1:02,8=1:02-"))
    for notice in (*plan.doubts, *problems_of(plan)):
        session.complain(sentence(notice.code, notice.facts))
    doubts = sum(len(item.doubts) for item in plan.items) + len(plan.doubts)
    if doubts:
        session.complain(_n("{count} doubt to look at", "{count} doubts to look at", doubts).format(count=doubts))


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
