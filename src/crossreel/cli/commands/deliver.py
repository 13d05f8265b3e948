"""`crossreel deliver`: builds a delivery package, or says all that stands against it."""

from pathlib import Path
from typing import Annotated

from crossreel.cli.arguments import Argument, Option, Roles, parse_roles
from crossreel.cli.command import Command
from crossreel.cli.session import DONE, FAILED, Session, WrongUse, find_title, parse_languages
from crossreel.domain.delivery import DeliveryOutcome, Plan, Refusal
from crossreel.i18n.messages import _, _n, sentence
from crossreel.i18n.numbers import language_name
from crossreel.i18n.words import Words, findings_age
from crossreel.kernel.marks import N_


def run(
    session: Session,
    title: Annotated[str, Argument()],
    profile: Annotated[str, Option(help=N_("Delivery profile, for example app-standard."))],
    languages: Annotated[str, Option(help=N_("Languages, for example en,es-419."))],
    role: Roles = None,
    out: Annotated[Path | None, Option(help=N_("Folder to build the package in."))] = None,
    plan: Annotated[bool, Option("--plan", help=N_("Only say what would be delivered; nothing is written."))] = False,
    allow_findings: Annotated[bool, Option("--allow-findings", help=N_("Deliver with open errors; recorded."))] = False,
    as_json: Annotated[bool, Option("--json", help=N_("Print JSON for machines."))] = False,
) -> int:
    """Build a package for a buyer."""
    tags, roles = parse_languages(languages), parse_roles(role)
    if plan:
        with session.desk(read_only=True) as desk:
            return _say_plan(session, desk.delivering.plan(find_title(desk, title).id, profile, tags, roles=roles))
    if out is None:
        raise WrongUse(_("Name the folder to build the package in with --out, or ask only for the plan with --plan."))
    with session.desk() as desk, session.job(_("Building the package")) as job:
        title_id = find_title(desk, title).id
        outcome = desk.delivering.deliver(
            title_id, profile, tags, out, roles=roles, allow_findings=allow_findings, wording=Words, job=job
        )
    return _say_outcome(session, outcome)


def _say_plan(session: Session, plan: Plan) -> int:
    if session.as_json:
        refusals = [refusal_json(each) for each in plan.refusals]
        files = [file.path for file in plan.files]
        age = {"checked_ms": plan.checked_ms, "unchecked": plan.unchecked}
        session.print_json({"folder": plan.folder_name, "files": files, "refusals": refusals, **age})
    else:
        for file in plan.files:
            session.say(f"{plan.folder_name}/{file.path}")
        for line in findings_age(plan):
            session.say(line)
    return _complain(session, plan) if plan.refusals else DONE


def _say_outcome(session: Session, outcome: DeliveryOutcome) -> int:
    if session.as_json:
        refusals = [refusal_json(each) for each in outcome.plan.refusals]
        session.print_json({"package": str(outcome.package) if outcome.package else None, "refusals": refusals})
    elif outcome.package:
        session.say(_("Package: {path}").format(path=outcome.package))
    return DONE if outcome.package else _complain(session, outcome.plan)


def _complain(session: Session, plan: Plan) -> int:
    for each in plan.refusals:
        session.complain(refusal_line(each))
    count = len(plan.refusals)
    session.complain(
        _n("Not delivered: {count} thing stands against it.", "Not delivered: {count} things stand against it.", count).format(
            count=count
        )
    )
    return FAILED


def refusal_json(refusal: Refusal) -> dict[str, object]:
    """Return a refusal as JSON."""
    return {"code": refusal.code, "episode": refusal.episode, "language": refusal.language, "facts": dict(refusal.facts)}


def refusal_line(refusal: Refusal) -> str:
    """Return a refusal as a line: where, and why."""
    facts = {"episode": refusal.episode, "language": refusal.language, **refusal.facts}
    words = sentence(refusal.code, facts)
    if refusal.episode is None:
        return f"{language_name(refusal.language)}: {words}" if refusal.language else words
    return _("Episode {episode}, {language} ({tag}): {words}").format(
        episode=refusal.episode,
        language=language_name(refusal.language) if refusal.language else "–",
        tag=refusal.language,
        words=words,
    )


COMMAND = Command("deliver", N_("Build a delivery package."), run)
