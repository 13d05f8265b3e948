"""`crossreel search`: finds titles, episodes and lines of dialogue."""

from typing import Annotated

from crossreel.cli.answers import plain
from crossreel.cli.arguments import Argument, Option, Roles, chosen_roles
from crossreel.cli.command import Command
from crossreel.cli.session import Session, find_title, parse_language
from crossreel.domain.text.timecode import clock
from crossreel.kernel.marks import N_


def run(
    session: Session,
    text: Annotated[str, Argument()],
    title: Annotated[str, Option(help=N_("Look through this title only."))] = "",
    language: Annotated[str, Option(help=N_("Look through lines in this language only, for example es-419."))] = "",
    role: Roles = None,
    limit: Annotated[int, Option(help=N_("How many hits at most."))] = 50,
    as_json: Annotated[bool, Option("--json", help=N_("Print JSON for machines."))] = False,
) -> None:
    """Find a text in titles, episodes and dialogue."""
    with session.desk(read_only=True) as desk:
        title_id = find_title(desk, title).id if title else None
        tag = parse_language(language) if language else ""
        hits = desk.searching.search(text, limit, title_id=title_id, language=tag, roles=chosen_roles(role))
    if as_json:
        session.print_json([plain(hit) for hit in hits])
    else:
        for hit in hits:
            place = f"{hit.title_name} {hit.episode_number or ''} {hit.column}".strip()
            session.say(f"{place}  {clock(hit.start_ms) if hit.cue_id else ''}  {hit.text}".replace("\n", " / "))


COMMAND = Command("search", N_("Find titles, episodes and lines of dialogue."), run)
