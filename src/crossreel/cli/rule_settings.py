"""`crossreel qc rules` and `qc rule`: the rules, and how a title sets them otherwise."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from crossreel.cli.answers import plain, plain_object, print_edit, print_table
from crossreel.cli.arguments import Argument, AsJson, Option, TitleCode
from crossreel.cli.session import Session, WrongUse, find_title, parse_language
from crossreel.domain.quality.finding import Severity
from crossreel.domain.quality.rule_setting import Weight
from crossreel.domain.text.language import all_varieties
from crossreel.i18n.messages import _
from crossreel.i18n.numbers import when
from crossreel.kernel.marks import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossreel.domain.quality.rule_setting import RuleSetting


class Act(StrEnum):
    """What is done to a rule in a title."""

    SET = "set"
    UNSET = "unset"


def rules(
    session: Session,
    title: Annotated[str, Argument(metavar="TITLE", help=N_("Code of a title: its settings are listed as well."))] = "",
    as_json: AsJson = False,
) -> None:
    """List the rules; with a title also which of them are off or of another severity in it, for whom, by whom and why."""
    settings: Sequence[RuleSetting] = ()
    if title:
        with session.desk(read_only=True) as desk:
            found, settings = desk.ruling.rules(), desk.ruling.settings(find_title(desk, title).id)
    else:
        found = session.opener.file_checking().rules()
    if as_json:
        listed = [{**plain_object(rule), "title": _(rule.title)} for rule in found]
        session.print_json({"rules": listed, "settings": [plain(each) for each in settings]} if title else listed)
        return
    rows = [(rule.id, _("repairable") if rule.repairable else "", _(rule.title)) for rule in found]
    print_table(session, (_("Rule"), "", _("What it finds")), rows)
    if settings:
        session.say("")
    heads = (_("Rule"), _("Set to"), _("Language"), _("Buyer"), _("When"), _("Who"), _("Reason"))
    print_table(
        session,
        heads,
        [
            (each.rule, each.weight.value, each.language, each.buyer, when(each.created_ms), each.author, each.reason)
            for each in settings
        ],
    )


def rule(
    session: Session,
    act: Annotated[Act, Argument(metavar="set|unset", help=N_("Set it otherwise, or let it be as it is by itself."))],
    title: TitleCode,
    rule_id: Annotated[str, Argument(metavar="RULE", help=N_("A rule; `qc rules` lists them."))],
    off: Annotated[bool, Option("--off", help=N_("Do not ask this rule at all."))] = False,
    severity: Annotated[Severity | None, Option(help=N_("Take what it finds for errors, warnings or infos."))] = None,
    reason: Annotated[str, Option(help=N_("Why: it stands beside your name."))] = "",
    language: Annotated[str, Option(help=N_("In this language only; es or zh is every variety of it."))] = "",
    buyer: Annotated[str, Option(help=N_("For deliveries to this buyer only: the buyer or the id of a profile."))] = "",
    as_json: AsJson = False,
) -> int:
    """Put a rule off or give it another severity, in a title, one of its languages or for a buyer; or take that back."""
    tag = _language(language) if language else ""
    whose = _buyer(session, buyer) if buyer else ""
    with session.desk() as desk:
        title_id = find_title(desk, title).id
        known = [each.id for each in desk.ruling.rules()]
        if rule_id not in known:
            raise WrongUse(_("There is no rule “{rule}”. Rules: {known}.").format(rule=rule_id, known=", ".join(known)))
        if act is Act.UNSET:
            chosen = [
                each.id
                for each in desk.ruling.settings(title_id)
                if (each.rule, each.language, each.buyer) == (rule_id, tag, whose)
            ]
            return print_edit(session, desk, desk.ruling.unset(chosen))
        if off == (severity is not None):
            raise WrongUse(_("Say --off or --severity."))
        weight = Weight.OFF if severity is None else Weight(severity.value)
        return print_edit(session, desk, desk.ruling.set_rule(title_id, rule_id, weight, reason, language=tag, buyer=whose))


def _language(written: str) -> str:
    """Return the tag of a language, or of all varieties of one.

    Raises:
        WrongUse: it is no language.
    """
    return all_varieties(written) or parse_language(written)


def _buyer(session: Session, written: str) -> str:
    """Return the buyer of a name, or of a profile's id.

    Raises:
        WrongUse: no profile is of such a buyer.
    """
    profiles = session.opener.profiles(session.catalog).known
    for profile in profiles:
        if written.casefold() in (profile.buyer.casefold(), profile.id.casefold()):
            return profile.buyer
    known = ", ".join(sorted({profile.buyer for profile in profiles}))
    raise WrongUse(_("No delivery profile is of the buyer “{buyer}”. Buyers: {known}.").format(buyer=written, known=known))
