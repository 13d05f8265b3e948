"""`crossreel brief`: what drafts are told of a series, and the new names that they brought."""

from enum import StrEnum
from typing import Annotated

from crossreel.cli.addresses import find_row, get_character
from crossreel.cli.answers import plain, plain_object, print_edit, print_table
from crossreel.cli.arguments import Argument, AsJson, EpisodeNumber, LanguageTag, Option, TitleCode
from crossreel.cli.command import Action, Command
from crossreel.cli.session import Session, find_title, parse_language
from crossreel.domain.drafting.brief import ProposalState
from crossreel.domain.drafting.brief_change import BriefChange, BriefVersion
from crossreel.domain.drafting.proposed_name import ProposedName
from crossreel.i18n.brief import change_words, form_words, state_words
from crossreel.i18n.messages import _
from crossreel.i18n.numbers import language_name, number, when
from crossreel.kernel.marks import N_

Who = Annotated[str, Argument(metavar="NAME", help=N_("Name in the source, or the id."))]
NameIds = Annotated[list[int], Argument(metavar="ID", help=N_("Ids of new names, as “brief names” tells them."))]


class Form(StrEnum):
    """How somebody is spoken to."""

    FORMAL = "formal"
    INFORMAL = "informal"
    UNSAID = ""


class Sort(StrEnum):
    """What a new name is of."""

    PERSON = "person"
    TERM = "term"


def show(
    session: Session,
    title: TitleCode,
    language: LanguageTag,
    episode: Annotated[int | None, Option(help=N_("Only what is told with the lines of this episode."))] = None,
    as_json: AsJson = False,
) -> None:
    """Show what a draft in a language is told of the series beside its lines."""
    tag = parse_language(language)
    with session.desk(read_only=True) as desk:
        title_id = find_title(desk, title).id
        episode_id = find_row(desk, title, episode).episode.id if episode is not None else None
        if session.as_json:
            session.print_json(plain_object(desk.briefing.material(title_id, tag, episode_id)))
        else:
            session.say(desk.briefing.words(title_id, tag, episode_id))


def versions(session: Session, title: TitleCode, as_json: AsJson = False) -> None:
    """List the versions of the brief that were sent, what each changed and what was drafted with it; the newest first."""
    with session.desk(read_only=True) as desk:
        found = desk.briefing.versions(find_title(desk, title).id)
    if session.as_json:
        session.print_json([_version_json(each) for each in found])
        return
    for each in found:
        brief = each.brief
        session.say(_("Version {number}, {time}, {author}").format(
            number=number(brief.number), time=when(brief.made_ms), author=brief.author))  # fmt: skip
        for batch in each.batches:
            session.say("  " + _("Drafted with it: {language}, {maker}, {time}").format(
                language=language_name(batch.column), maker=batch.maker, time=when(batch.made_ms)))  # fmt: skip
        for change in each.changes:
            session.say(f"  {change_words(change)}")


def _version_json(each: BriefVersion) -> dict[str, object]:
    return {
        "number": each.brief.number, "made_ms": each.brief.made_ms, "author": each.brief.author,
        "content": plain(each.brief.content), "changes": [_change_json(change) for change in each.changes],
        "batches": [
            {"id": str(batch.id), "maker": batch.maker, "language": batch.column, "made_ms": batch.made_ms}
            for batch in each.batches
        ],
    }  # fmt: skip


def _change_json(change: BriefChange) -> dict[str, object]:
    return {**plain_object(change), "words": change_words(change)}


def people(session: Session, title: TitleCode, as_json: AsJson = False) -> None:
    """List how the characters speak, and who calls whom what."""
    with session.desk(read_only=True) as desk:
        title_id = find_title(desk, title).id
        names = {person.id: person.name for person in desk.cataloging.characters(title_id)}
        voices, addresses = desk.briefing.voices(title_id), desk.briefing.addresses(title_id)
    if session.as_json:
        session.print_json(
            {
                "voices": [{**plain_object(each), "name": names[each.character_id]} for each in voices.values()],
                "addresses": [
                    {**plain_object(each), "name": names[each.character_id], "to": names.get(each.to_id, "")} for each in addresses
                ],
            }
        )
        return
    rows = [(names[each.character_id], each.register, each.manner) for each in voices.values()]
    print_table(session, (_("Name"), _("Register"), _("Manner")), rows)
    called = [
        (names[each.character_id], names.get(each.to_id) or _("everybody"), each.language, each.calls, form_words(each.form))
        for each in addresses
    ]
    print_table(session, (_("Name"), _("To whom"), _("Language"), _("Calls them"), _("Form")), called)


def voice(
    session: Session,
    title: TitleCode,
    name: Who,
    register: Annotated[str | None, Option(help=N_("For example coarse, courtly, businesslike; empty for none."))] = None,
    manner: Annotated[str | None, Option(help=N_("Whatever else tells how they speak; empty for nothing."))] = None,
    as_json: AsJson = False,
) -> int:
    """Say how a character speaks."""
    with session.desk() as desk:
        person = get_character(desk, find_title(desk, title).id, name)
        return print_edit(session, desk, desk.briefing.set_voice(person.id, register, manner))


def address(
    session: Session,
    title: TitleCode,
    name: Who,
    language: LanguageTag,
    to: Annotated[str, Option(help=N_("To whom they speak; without it, to everybody."))] = "",
    calls: Annotated[str | None, Option(help=N_("The name or title they use; empty for none."))] = None,
    form: Annotated[Form | None, Option(help=N_("formal, informal, or empty."))] = None,
    as_json: AsJson = False,
) -> int:
    """Say what a character calls another in a language, and how they speak to them."""
    tag = parse_language(language)
    with session.desk() as desk:
        title_id = find_title(desk, title).id
        person = get_character(desk, title_id, name)
        other = get_character(desk, title_id, to).id if to.strip() else 0
        said = form.value if form is not None else None
        return print_edit(session, desk, desk.briefing.set_address(person.id, other, tag, calls, said))


def summary(
    session: Session,
    title: TitleCode,
    episode: EpisodeNumber,
    text: Annotated[
        str | None, Option(help=N_("What happens, in a few sentences; empty for nothing. Without it, what is said is shown."))
    ] = None,
    as_json: AsJson = False,
) -> int | None:
    """Say what happens in an episode, or show what is said."""
    with session.desk(read_only=text is None) as desk:
        row = find_row(desk, title, episode)
        if text is not None:
            return print_edit(session, desk, desk.briefing.set_summary(row.episode.id, text))
        found = desk.briefing.summaries(row.episode.title_id).get(row.episode.id)
    said = found.text if found is not None else ""
    if session.as_json:
        session.print_json({"episode": episode, "summary": said})
    elif said:
        session.say(said)
    return None


def names(
    session: Session,
    title: TitleCode,
    every: Annotated[bool, Option("--all", help=N_("Those that were approved or refused, too."))] = False,
    as_json: AsJson = False,
) -> None:
    """List the names that drafts brought and the bible does not know, the commonest first."""
    with session.desk(read_only=True) as desk:
        found = desk.briefing.names(find_title(desk, title).id, state=None if every else ProposalState.OPEN)
    if session.as_json:
        session.print_json([_name_json(each) for each in found])
        return
    rows = [
        (
            str(each.proposal.id), each.proposal.source, each.proposal.rendering, each.proposal.language,
            _("person") if each.proposal.is_person else _("term"), each.occurrences, each.maker, state_words(each.proposal.state),
        )
        for each in found
    ]  # fmt: skip
    heads = (_("Id"), _("Name"), _("Rendering"), _("Language"), _("What it is"), _("Lines"), _("Made by"), _("State"))
    print_table(session, heads, rows)


def _name_json(each: ProposedName) -> dict[str, object]:
    told = {"occurrences": each.occurrences, "maker": each.maker}
    return {
        **plain_object(each.proposal),
        **told,
        "episode_id": plain(each.first_episode_id, "id"),
        "cue_id": plain(each.first_cue_id, "id"),
    }


def approve(
    session: Session,
    ids: NameIds,
    rendering: Annotated[str, Option(help=N_("Another rendering than the draft’s; for one name."))] = "",
    sort: Annotated[Sort | None, Option("--as", help=N_("person or term; without it, as the draft has it."))] = None,
    as_json: AsJson = False,
) -> int:
    """Take new names into the characters and terms; those that go against these keep waiting."""
    with session.desk() as desk:
        is_person = None if sort is None else sort is Sort.PERSON
        return print_edit(session, desk, desk.briefing.approve(ids, rendering=rendering, as_person=is_person))


def refuse(session: Session, ids: NameIds, as_json: AsJson = False) -> int:
    """Refuse new names; no draft asks about them again."""
    with session.desk() as desk:
        return print_edit(session, desk, desk.briefing.refuse(ids))


COMMAND = Command(
    "brief",
    N_("What drafts are told of a series: how people speak, what happens, and new names."),
    None,
    (
        Action("show", N_("Show what a draft is told."), show),
        Action("versions", N_("List the versions that were sent."), versions),
        Action("people", N_("List how the characters speak."), people),
        Action("voice", N_("Say how a character speaks."), voice),
        Action("address", N_("Say who calls whom what."), address),
        Action("summary", N_("Say what happens in an episode."), summary),
        Action("names", N_("List new names."), names),
        Action("approve", N_("Take new names into the bible."), approve),
        Action("refuse", N_("Refuse new names."), refuse),
    ),
)
