"""`crossreel search`: finds titles, episodes and lines of dialogue."""

from dataclasses import asdict
from typing import Annotated

from crossreel.cli.arguments import Argument, Option
from crossreel.cli.command import Command
from crossreel.cli.session import DONE, FAILED, Session
from crossreel.domain.timecode import clock
from crossreel.kernel.marks import N_


def run(
    session: Session,
    text: Annotated[str, Argument()],
    limit: Annotated[int, Option(help=N_("How many hits at most."))] = 50,
    as_json: Annotated[bool, Option("--json", help=N_("Print JSON for machines."))] = False,
) -> int:
    """Find a text in titles, episodes and dialogue."""
    with session.desk(read_only=True) as desk:
        hits = desk.searching.search(text, limit)
    if as_json:
        session.print_json([asdict(hit) for hit in hits])
    else:
        for hit in hits:
            place = f"{hit.title_name} {hit.episode_number or ''} {hit.language}".strip()
            session.say(f"{place}  {clock(hit.start_ms) if hit.cue_id else ''}  {hit.text}".replace("\n", " / "))
    return DONE if hits else FAILED


COMMAND = Command("search", N_("Find titles, episodes and lines of dialogue."), run)
