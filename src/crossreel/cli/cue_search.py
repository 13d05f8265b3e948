"""Finding and replacing words in the cues of a title, or of the whole catalog, on the command line."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

from crossreel.cli.addresses import find_rows
from crossreel.cli.answers import edit_json, follow, plain, print_edit, print_table
from crossreel.cli.arguments import Argument, AsJson, Option, Roles, chosen_roles
from crossreel.cli.session import DONE, Session, WrongUse, find_title, parse_languages
from crossreel.domain.edits.edit import Edit
from crossreel.domain.text.timecode import clock
from crossreel.domain.views.grid import SearchHit
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_

if TYPE_CHECKING:
    from crossreel.services.desk import Desk

ALL_TITLES = "*"
Languages = Annotated[str, Option(help=N_("Languages, for example en,es-419; all without it."))]
TitleOrAll = Annotated[str, Argument(metavar="TITLE", help=N_("Code of the title, or * for the whole catalog."))]
MatchCase = Annotated[bool, Option("--match-case", help=N_("Tell capital letters from small ones."))]
WholeWord = Annotated[bool, Option("--whole-word", help=N_("Whole words only."))]
Regex = Annotated[bool, Option("--regex", help=N_("A regular expression."))]
Episodes = Annotated[str, Option(help=N_("Episodes, for example 1-20,25 or all."))]


def find(
    session: Session,
    title: TitleOrAll,
    what: Annotated[str, Argument(help=N_("The words to look for."))],
    languages: Languages = "",
    role: Roles = None,
    episodes: Episodes = "all",
    match_case: MatchCase = False,
    whole_word: WholeWord = False,
    regex: Regex = False,
    as_json: AsJson = False,
) -> int:
    """List the cues of a title, or of the whole catalog, that hold words."""
    with session.desk(read_only=True) as desk:
        found = desk.editing.find(
            _title_id(desk, title), what, match_case=match_case, whole_word=whole_word, regex=regex,
            languages=parse_languages(languages) if languages else None, roles=chosen_roles(role),
            episode_ids=_episode_ids(desk, title, episodes),
        )  # fmt: skip
    _print_found(session, found)
    return DONE


def replace(
    session: Session,
    title: TitleOrAll,
    what: Annotated[str, Argument(help=N_("The words to look for."))],
    by: Annotated[str, Argument(help=N_("What stands in their place; \\1 is a group of a regular expression."))],
    languages: Languages = "",
    role: Roles = None,
    episodes: Episodes = "all",
    match_case: MatchCase = False,
    whole_word: WholeWord = False,
    regex: Regex = False,
    dry_run: Annotated[bool, Option(help=N_("Only list what would be changed, before and after."))] = False,
    as_json: AsJson = False,
) -> int:
    """Replace words over a title as one step, or over the whole catalog as one step of each title; tags around them stay."""
    with session.desk(read_only=dry_run) as desk:
        how: dict[str, Any] = {"match_case": match_case, "whole_word": whole_word, "regex": regex}
        how |= {"languages": parse_languages(languages) if languages else None, "roles": chosen_roles(role)}
        how |= {"episode_ids": _episode_ids(desk, title, episodes)}
        title_id = _title_id(desk, title)
        if dry_run or title_id is None:
            found = desk.editing.find(title_id, what, by=by, limit=sys.maxsize, **how)
        if dry_run:
            _print_found(session, [hit for hit in found if hit.after != hit.text])
            return DONE
        if title_id is not None:
            return print_edit(session, desk, desk.editing.replace(title_id, what, by, **how))
        titles = dict.fromkeys(hit.title_id for hit in found if hit.title_id is not None)
        _print_edits(session, desk, [desk.editing.replace(each, what, by, **how) for each in titles])
    return DONE


def _print_edits(session: Session, desk: "Desk", edits: Sequence[Edit]) -> None:
    for edit in edits:
        follow(desk, edit)
    if session.as_json:
        session.print_json([edit_json(edit) for edit in edits])
        return
    for edit in edits:
        session.say(sentence(edit.header.label, edit.header.facts))


def _print_found(session: Session, found: Sequence[SearchHit]) -> None:
    if session.as_json:
        session.print_json([plain(hit) for hit in found])
        return
    heads = [_("Title"), _("Episode"), _("Language"), _("In"), _("Text")]
    replaced = any(hit.after is not None for hit in found)
    rows = [
        [hit.title_name, hit.episode_number, hit.column, clock(hit.start_ms), hit.text, *([hit.after] if replaced else [])]
        for hit in found
    ]
    print_table(session, [*heads, *([_("After")] if replaced else [])], rows)


def _title_id(desk: "Desk", title: str) -> int | None:
    return None if title == ALL_TITLES else find_title(desk, title).id


def _episode_ids(desk: "Desk", title: str, episodes: str) -> list[int] | None:
    if title == ALL_TITLES and episodes != "all":
        raise WrongUse(_("Episodes belong to a title: name one instead of “*”."))
    return None if episodes == "all" else [row.episode.id for row in find_rows(desk, title, episodes)]
