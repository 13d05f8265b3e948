"""`crossreel findings`: what QC found, accepting it, and repairing it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from crossreel.cli.answers import finding_heads, finding_json, finding_row, plain, plain_object, print_edit, print_table
from crossreel.cli.arguments import Argument, AsJson, Option, Roles, TitleCode, chosen_roles
from crossreel.cli.command import Action, Command
from crossreel.cli.episodes import parse_episodes
from crossreel.cli.session import Session, WrongUse, find_title, parse_columns
from crossreel.domain.quality.finding import Finding, Severity
from crossreel.domain.text.column_name import column_name
from crossreel.i18n.messages import _
from crossreel.i18n.numbers import language_name, listing, when
from crossreel.kernel.marks import N_

if TYPE_CHECKING:
    from crossreel.services.desk import Desk

Ids = Annotated[list[str] | None, Argument(metavar="ID", help=N_("Findings by their ids, as the list tells them."))]
Rule = Annotated[str, Option(help=N_("Findings of this rule; `findings rules` lists them."))]
Languages = Annotated[str, Option(help=N_("Findings in these languages, for example en,es-419."))]
Episodes = Annotated[str, Option(help=N_("Findings in these episodes, for example 1-20,25."))]


def show(
    session: Session,
    title: TitleCode,
    rule: Rule = "",
    languages: Languages = "",
    role: Roles = None,
    episodes: Episodes = "all",
    severity: Annotated[Severity | None, Option(help=N_("Only errors, warnings or infos."))] = None,
    waived: Annotated[bool, Option(help=N_("Those that somebody accepted as well."))] = False,
    as_json: AsJson = False,
) -> None:
    """List what QC last found and every edit since brought up to date; `qc` looks at all of it anew."""
    with session.desk(read_only=True) as desk:
        title_id = find_title(desk, title).id
        numbers = _numbers(desk, title_id)
        unchecked = dict.fromkeys(each.column for each in desk.checking.unchecked(title_id))
        accepted = {waiver.fingerprint for waiver in desk.checking.waivers(title_id)}
        found = [
            finding
            for finding in _chosen(desk, title_id, rule, languages, role, episodes, include_waived=waived)
            if severity in (None, finding.severity)
        ]
    if unchecked:
        session.complain(_("Not checked yet: {languages}").format(languages=listing([language_name(tag) for tag in unchecked])))
    if as_json:
        session.print_json(
            [
                {**finding_json(each), "episode": numbers.get(each.episode_id), "waived": each.fingerprint in accepted}
                for each in found
            ]
        )
        return
    rows = [
        (*finding_row(each, numbers.get(each.episode_id)), _("accepted") if each.fingerprint in accepted else "", each.id)
        for each in found
    ]
    print_table(session, (*finding_heads(), "", _("Id")), rows)


def waive(
    session: Session,
    title: TitleCode,
    reason: Annotated[str, Argument(metavar="REASON", help=N_("Why they are accepted."))],
    ids: Ids = None,
    rule: Rule = "",
    languages: Languages = "",
    role: Roles = None,
    episodes: Episodes = "all",
    as_json: AsJson = False,
) -> int:
    """Accept findings in your name: those of the ids, or all that are chosen by rule, language and episode."""
    with session.desk() as desk:
        chosen = _to_act_on(desk, find_title(desk, title).id, ids, rule, languages, role, episodes)
        return print_edit(session, desk, desk.checking.waive([finding.id for finding in chosen], reason))


def unwaive(
    session: Session,
    title: TitleCode,
    ids: Annotated[list[str], Argument(metavar="ID", help=N_("Ids that `findings waivers` tells."))],
    as_json: AsJson = False,
) -> int:
    """Take acceptances back."""
    with session.desk() as desk:
        known = {str(waiver.id): waiver.id for waiver in desk.checking.waivers(find_title(desk, title).id)}
        _refuse_absent(ids, known)
        return print_edit(session, desk, desk.checking.unwaive([known[each] for each in ids]))


def waivers(session: Session, title: TitleCode, as_json: AsJson = False) -> None:
    """List what was accepted, by whom and why."""
    with session.desk(read_only=True) as desk:
        found = desk.checking.waivers(find_title(desk, title).id)
    if as_json:
        session.print_json([plain(waiver) for waiver in found])
        return
    rows = [
        (each.id, when(each.created_ms), each.author, column_name(each.language, each.role), each.rule, each.reason)
        for each in found
    ]
    print_table(session, (_("Id"), _("When"), _("Who"), _("Language"), _("Rule"), _("Reason")), rows)


def repair(
    session: Session,
    title: TitleCode,
    ids: Ids = None,
    rule: Rule = "",
    languages: Languages = "",
    role: Roles = None,
    episodes: Episodes = "all",
    as_json: AsJson = False,
) -> int:
    """Repair findings where that is safe, as one step: those of the ids, or all that are chosen."""
    with session.desk() as desk:
        title_id = find_title(desk, title).id
        if rule and not (ids or languages or role or episodes != "all"):
            return print_edit(session, desk, desk.checking.repair_rule(title_id, rule))
        chosen = _to_act_on(desk, title_id, ids, rule, languages, role, episodes)
        return print_edit(session, desk, desk.checking.repair([finding.id for finding in chosen]))


def rules(session: Session, as_json: AsJson = False) -> None:
    """List the rules of QC; with `--json` their manuals as well."""
    found = session.opener.file_checking().rules()
    if as_json:
        session.print_json([{**plain_object(rule), "title": _(rule.title)} for rule in found])
        return
    rows = [(rule.id, _("repairable") if rule.repairable else "", _(rule.title)) for rule in found]
    print_table(session, (_("Rule"), "", _("What it finds")), rows)


def _numbers(desk: "Desk", title_id: int) -> dict[int, int]:
    return {row.episode.id: row.episode.number for row in desk.cataloging.matrix(title_id).rows}


def _chosen(
    desk: "Desk",
    title_id: int,
    rule: str,
    languages: str,
    role: Sequence[str] | None,
    episodes: str,
    *,
    include_waived: bool = False,
) -> list[Finding]:
    if rule and rule not in (known := [each.id for each in desk.checking.rules()]):
        raise WrongUse(_("There is no rule “{rule}”. Rules: {known}.").format(rule=rule, known=", ".join(known)))
    numbers = _numbers(desk, title_id)
    wanted = parse_episodes(episodes, list(numbers.values()))
    tags, roles = parse_columns(languages) if languages else None, chosen_roles(role)
    return [
        finding
        for finding in desk.checking.findings(title_id, include_waived=include_waived)
        if rule in ("", finding.rule)
        and (tags is None or {finding.language, finding.column} & set(tags))
        and (roles is None or finding.role in roles)
        and numbers.get(finding.episode_id) in wanted
    ]


def _to_act_on(
    desk: "Desk", title_id: int, ids: Sequence[str] | None, rule: str, languages: str, role: Sequence[str] | None, episodes: str
) -> Sequence[Finding]:
    """Return the findings that are named.

    Raises:
        WrongUse: none is, or an id is not among the open findings of the title.
    """
    if not ids and not rule and not languages and not role and episodes == "all":
        raise WrongUse(_("Name findings by their ids, or choose them with --rule, --languages, --role or --episodes."))
    chosen = _chosen(desk, title_id, rule, languages, role, episodes)
    if not ids:
        return chosen
    known = {str(finding.id): finding for finding in chosen}
    _refuse_absent(ids, known)
    return [known[each] for each in ids]


def _refuse_absent(ids: Sequence[str], known: object) -> None:
    absent = [each for each in ids if each not in known]  # type: ignore[operator]
    if absent:
        raise WrongUse(_("There is nothing with the id {id}.").format(id=", ".join(absent)))


COMMAND = Command(
    "findings",
    N_("List, accept or repair what QC found in a title."),
    show,
    (
        Action("list", N_("List the open findings."), show),
        Action("waive", N_("Accept findings, with a reason."), waive),
        Action("waivers", N_("List what was accepted, by whom and why."), waivers),
        Action("unwaive", N_("Take acceptances back."), unwaive),
        Action("repair", N_("Repair findings where that is safe."), repair),
        Action("rules", N_("List the rules of QC."), rules),
    ),
)
