"""`crossreel todo`: what still needs work in a language."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from crossreel.cli.addresses import find_rows, open_sheet, parse_column
from crossreel.cli.answers import plain, print_table
from crossreel.cli.arguments import Argument, AsJson, ColumnTag, TitleCode
from crossreel.cli.command import Command
from crossreel.cli.session import Session
from crossreel.domain.text.timecode import clock
from crossreel.domain.views.needs import Need, needs
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_

if TYPE_CHECKING:
    from crossreel.services.desk import Desk

Episodes = Annotated[str, Argument(metavar="EPISODES", help=N_("Episodes, for example 1-20,25 or all."))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A cue that needs work: the number of its episode, its own there, the id of its row, and why."""

    episode: int
    number: int
    id: int
    start_ms: int
    needs: tuple[Need, ...]


def show(session: Session, title: TitleCode, language: ColumnTag, episodes: Episodes = "all", as_json: AsJson = False) -> None:
    """List the cues that need work in a language: empty, drafts nobody has been through, older than their source, with findings."""
    with session.desk(read_only=True) as desk:
        told = [each for row in find_rows(desk, title, episodes) for each in _waiting(desk, title, row.episode.number, language)]
    if session.as_json:
        session.print_json([plain(each) for each in told])
        return
    rows = [(each.episode, each.number, clock(each.start_ms), "; ".join(map(_why, each.needs))) for each in told]
    print_table(session, (_("Episode"), "#", _("In"), _("Why")), rows)


def _waiting(desk: "Desk", title: str, episode: int, language: str) -> Iterator[Waiting]:
    sheet = open_sheet(desk, title, episode)
    found = desk.checking.findings(sheet.title.id, episode_id=sheet.episode.id)
    told = needs(sheet.rows, sheet.spine.language if sheet.spine is not None else "", parse_column(sheet, language), found)
    for number, row in enumerate(sheet.rows, start=1):
        if row.cue.id in told:
            yield Waiting(episode=episode, number=number, id=row.cue.id, start_ms=row.cue.start_ms, needs=told[row.cue.id])


def _why(need: Need) -> str:
    return sentence(f"editor.need_{need.value}")


COMMAND = Command("todo", N_("List the cues of a title that need work in a language."), show)
