"""`crossreel spell`: words of a title that no dictionary has, and those that it takes as right all the same."""

from typing import TYPE_CHECKING, Annotated

from crossreel.cli.answers import plain, print_edit, print_table
from crossreel.cli.arguments import Argument, AsJson, LanguageTag, Option, Roles, TitleCode, chosen_roles
from crossreel.cli.command import Action, Command
from crossreel.cli.dictionaries import no_dictionary
from crossreel.cli.episodes import parse_episodes
from crossreel.cli.session import DONE, Session, WrongUse, find_title, parse_languages
from crossreel.domain.text.timecode import clock
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_

if TYPE_CHECKING:
    from crossreel.services.desk import Desk

Languages = Annotated[str, Option(help=N_("Languages, for example en,es-419; all without it."))]
Word = Annotated[str, Argument(metavar="WORD", help=N_("One word."))]


def check(
    session: Session,
    title: TitleCode,
    languages: Languages = "",
    role: Roles = None,
    episodes: Annotated[str, Option(help=N_("Episodes, for example 1-20,25."))] = "all",
    suggested: Annotated[bool, Option("--suggest", help=N_("Say what may have been meant, which takes longer."))] = False,
    as_json: AsJson = False,
) -> int:
    """List the words that no dictionary has and the title does not know, the most frequent first."""
    with session.desk(read_only=True) as desk:
        title_id = find_title(desk, title).id
        report = desk.spelling.check(
            title_id,
            languages=parse_languages(languages) if languages else (),
            roles=chosen_roles(role),
            episode_ids=_episode_ids(desk, title_id, episodes),
            suggest=suggested,
        )
        folder = desk.spelling.own_folder
    if report.unchecked:
        session.complain(no_dictionary(report.unchecked, folder))
    if as_json:
        session.print_json({"words": [plain(each) for each in report.words], "unchecked": list(report.unchecked)})
        return DONE
    headings = (_("Word"), _("Language"), _("Times"), _("Episode"), _("In"), _("Meant?") if suggested else "")
    rows = [
        (each.word, each.language, each.count, each.episode_number, clock(each.start_ms), ", ".join(each.suggestions))
        for each in report.words
    ]
    print_table(session, headings, rows)
    return DONE


def known(session: Session, title: TitleCode, as_json: AsJson = False) -> None:
    """List the words that the title takes as right; names and terms of the bible are known without it."""
    with session.desk(read_only=True) as desk:
        words = desk.spelling.known_words(find_title(desk, title).id)
    if as_json:
        session.print_json([plain(each) for each in words])
        return
    print_table(session, (_("Word"), _("Language")), [(each.word, each.language) for each in words])


def add(session: Session, title: TitleCode, language: LanguageTag, word: Word, as_json: AsJson = False) -> int:
    """Have the title take a word of a language as right."""
    with session.desk() as desk:
        (tag,) = parse_languages(language)
        return print_edit(session, desk, desk.spelling.know(find_title(desk, title).id, tag, word))


def forget(session: Session, title: TitleCode, language: LanguageTag, word: Word, as_json: AsJson = False) -> int:
    """Have the title no longer take a word as right."""
    with session.desk() as desk:
        (tag,) = parse_languages(language)
        words = desk.spelling.known_words(find_title(desk, title).id)
        found = next((each for each in words if (each.language, each.word) == (tag, word.strip())), None)
        if found is None:
            raise WrongUse(_("{title} does not know “{word}” as a word of its own.").format(title=title, word=word))
        return print_edit(session, desk, desk.spelling.forget(found.id))


def suggest(session: Session, language: LanguageTag, word: Word, as_json: AsJson = False) -> None:
    """Say what may have been meant by a word, the likeliest first."""
    with session.desk(read_only=True) as desk:
        (tag,) = parse_languages(language)
        found = desk.spelling.suggest(tag, word)
    if as_json:
        session.print_json(list(found))
        return
    print_table(session, (_("Meant?"),), [(each,) for each in found])


def dictionaries(session: Session, as_json: AsJson = False) -> None:
    """List the Hunspell dictionaries that are found on this machine."""
    with session.desk(read_only=True) as desk:
        found = desk.spelling.dictionaries()
    if as_json:
        session.print_json([plain(each) for each in found])
        return
    print_table(session, (_("Name"), _("Folder")), [(each.name, each.folder) for each in found])


def _episode_ids(desk: "Desk", title_id: int, written: str) -> list[int] | None:
    if written == "all":
        return None
    numbers = {row.episode.number: row.episode.id for row in desk.cataloging.matrix(title_id).rows}
    return [numbers[number] for number in parse_episodes(written, list(numbers))]


COMMAND = Command(
    "spell",
    N_("List words of a title that no dictionary has."),
    check,
    (
        Action("check", N_("List the unknown words."), check),
        Action("known", N_("List the words that the title takes as right."), known),
        Action("add", N_("Take a word as right."), add),
        Action("forget", N_("No longer take a word as right."), forget),
        Action("suggest", N_("Say what may have been meant by a word."), suggest),
        Action("dictionaries", N_("List the dictionaries of this machine."), dictionaries),
    ),
)
