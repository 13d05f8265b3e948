"""`crossreel deliver`: builds a delivery package, or says all that stands against it."""

from pathlib import Path
from typing import Annotated, Any

from crossreel.cli.answers import plain_object
from crossreel.cli.arguments import Argument, Option, Roles, parse_roles
from crossreel.cli.command import Command
from crossreel.cli.mends import group_json, mending_commands
from crossreel.cli.session import (
    DONE,
    FAILED,
    Session,
    WrongUse,
    find_title,
    item_line,
    parse_languages,
    report_json,
)
from crossreel.domain.delivery import DeliveryOutcome, Plan, Refusal
from crossreel.domain.refusal_group import group_refusals
from crossreel.domain.report import Report
from crossreel.domain.trade.delivery_change import ChangeKind
from crossreel.domain.trade.territory import read_territories
from crossreel.i18n.delivery_words import change_lines
from crossreel.i18n.messages import _, _n
from crossreel.i18n.refusal_words import group_words
from crossreel.i18n.words import Words, findings_age
from crossreel.kernel.marks import N_
from crossreel.services.files.territories import territories as known_territories


def run(
    session: Session,
    title: Annotated[str, Argument()],
    to: Annotated[str, Option(help=N_("Code of the buyer: its profile, its languages, and only what it does not have yet."))] = "",
    profile: Annotated[
        str, Option(help=N_("Delivery profile, for example app-standard; that of the buyer where none is named."))
    ] = "",
    languages: Annotated[str, Option(help=N_("Languages, for example en,es-419; those of the buyer where none are named."))] = "",
    role: Roles = None,
    territories: Annotated[
        str, Option(help=N_("Where it is meant to be shown, for example SG,TH: the rights must reach there."))
    ] = "",
    out: Annotated[Path | None, Option(help=N_("Folder to build the package in."))] = None,
    what: Annotated[bool, Option("--what", help=N_("Only say what would have to go, and why; nothing is written."))] = False,
    plan: Annotated[bool, Option("--plan", help=N_("Only say what would be delivered; nothing is written."))] = False,
    changed: Annotated[bool, Option("--changed", help=N_("Only what changed since the buyer was sent something."))] = False,
    everything: Annotated[bool, Option("--everything", help=N_("Everything, whatever the buyer has."))] = False,
    allow_findings: Annotated[bool, Option("--allow-findings", help=N_("Deliver with open errors; recorded."))] = False,
    as_json: Annotated[bool, Option("--json", help=N_("Print JSON for machines."))] = False,
) -> int:
    """Build a package for a buyer."""
    if not to and not (profile and languages):
        raise WrongUse(_("Say for whom with --to, or name --profile and --languages."))
    asked: dict[str, Any] = {
        "roles": parse_roles(role), "buyer": to, "changed_only": (changed or bool(to)) and not everything,
        "territories": read_territories(territories, known_territories()),
    }  # fmt: skip
    tags = parse_languages(languages) if languages else ()
    if plan or what:
        with session.desk(read_only=True) as desk:
            found = find_title(desk, title)
            made = desk.delivering.plan(found.id, profile, tags, **asked)
        return _say_due(session, made, found.code, to) if what else _say_plan(session, made, found.code, to)
    if out is None:
        raise WrongUse(_("Name the folder to build the package in with --out, or ask only for the plan with --plan."))
    return _deliver(session, title, out, {"profile_id": profile, "languages": tags, "allow_findings": allow_findings, **asked})


def _deliver(session: Session, title: str, out: Path, asked: dict[str, Any]) -> int:
    with session.desk() as desk, session.job(_("Building the package")) as job:
        found = find_title(desk, title)
        outcome = desk.delivering.deliver(found.id, out=out, wording=Words, job=job, **asked)
    return _say_outcome(session, outcome, found.code, asked["buyer"])


def _say_due(session: Session, plan: Plan, title: str, to: str) -> int:
    """Say what would have to go; what stands against it is said too, and nothing to send is no failure."""
    nothing = [each.code for each in plan.refusals] == ["delivery.nothing_changed"]
    if session.as_json:
        session.print_json({"folder": plan.folder_name, **_brought(plan), **_against(plan, title, to)})
    else:
        session.say(_("{buyer}, delivery {round}:").format(buyer=plan.buyer, round=plan.round))
        for line in change_lines(plan):
            session.say(line)
        if nothing:
            session.say(group_words(group_refusals(plan.refusals)[0]))
    return DONE if nothing or not plan.refusals else _complain(session, plan, title, to)


def _brought(plan: Plan) -> dict[str, object]:
    """Return what a delivery brings; of what the buyer has already only the count."""
    goes = [each for each in plan.changes if each.kind is not ChangeKind.UNCHANGED]
    return {
        "buyer": plan.buyer, "profile": plan.profile_id, "languages": list(plan.languages), "round": plan.round,
        "changed_only": plan.changed_only, "changes": [plain_object(each) for each in goes],
        "unchanged": len(plan.changes) - len(goes),
    }  # fmt: skip


def _say_plan(session: Session, plan: Plan, title: str, to: str) -> int:
    if session.as_json:
        files = [file.path for file in plan.files]
        age = {"checked_ms": plan.checked_ms, "unchecked": plan.unchecked}
        session.print_json({"folder": plan.folder_name, "files": files, **_brought(plan), **_against(plan, title, to), **age})
    else:
        for file in plan.files:
            session.say(f"{plan.folder_name}/{file.path}")
        for line in [*(change_lines(plan) if plan.changed_only else []), *findings_age(plan)]:
            session.say(line)
    return _complain(session, plan, title, to) if plan.refusals else DONE


def _say_outcome(session: Session, outcome: DeliveryOutcome, title: str, to: str) -> int:
    if session.as_json:
        package = str(outcome.package) if outcome.package else None
        fitted = {"notices": report_json(Report(notices=outcome.plan.notices))["notices"]}
        session.print_json({"package": package, **_brought(outcome.plan), **_against(outcome.plan, title, to), **fitted})
    elif outcome.package:
        for item in outcome.plan.notices:
            session.complain(item_line(item))
        session.say(_("Package: {path}").format(path=outcome.package))
    return DONE if outcome.package else _complain(session, outcome.plan, title, to)


def _against(plan: Plan, title: str, to: str) -> dict[str, object]:
    """Return all that stands against a delivery: one by one, and by cause with the commands that mend it."""
    groups = [group_json(each, title, plan.profile_id, _receiver(plan, to)) for each in group_refusals(plan.refusals)]
    return {"refusals": [refusal_json(each) for each in plan.refusals], "groups": groups}


def _complain(session: Session, plan: Plan, title: str, to: str) -> int:
    for group in group_refusals(plan.refusals):
        session.complain(group_words(group))
        for command in mending_commands(group, title, plan.profile_id, _receiver(plan, to)):
            session.complain(f"    {command}")
    count = len(plan.refusals)
    session.complain(
        _n("Not delivered: {count} thing stands against it.", "Not delivered: {count} things stand against it.", count).format(
            count=count
        )
    )
    return FAILED


def _receiver(plan: Plan, to: str) -> list[str]:
    """Return the arguments that say for whom a delivery is, as it was asked for."""
    return ["--to", to] if to else ["--profile", plan.profile_id, "--languages", ",".join(plan.languages)]


def refusal_json(refusal: Refusal) -> dict[str, object]:
    """Return a refusal as JSON."""
    return {"code": refusal.code, "episode": refusal.episode, "language": refusal.language, "facts": dict(refusal.facts)}


COMMAND = Command("deliver", N_("Build a delivery package."), run)
