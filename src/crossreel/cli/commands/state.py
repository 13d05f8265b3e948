"""`crossreel state`: sets the state of cells of the title matrix."""

from typing import Annotated

from crossreel.cli.arguments import Argument, ColumnTag, Option, TitleCode
from crossreel.cli.command import Command
from crossreel.cli.episodes import parse_episodes
from crossreel.cli.session import Session, WrongUse, find_title, parse_column_name
from crossreel.domain.catalog.workflow import SETTABLE, State
from crossreel.i18n.messages import _, _n
from crossreel.kernel.marks import N_


def run(
    session: Session,
    title: TitleCode,
    language: ColumnTag,
    episodes: Annotated[str, Argument()],
    state: Annotated[str, Argument()],
    as_json: Annotated[bool, Option("--json", help=N_("Print JSON for machines."))] = False,
) -> None:
    """Set the state of one language in episodes such as `1-20,25` or `all`."""
    tag = parse_column_name(language)
    if state not in [each.value for each in SETTABLE]:
        raise WrongUse(_("“{state}” is no state. States: {known}.").format(state=state, known=", ".join(SETTABLE)))
    with session.desk() as desk:
        matrix = desk.cataloging.matrix(find_title(desk, title).id)
        wanted = parse_episodes(episodes, [row.episode.number for row in matrix.rows])
        cells = [(row.episode.id, tag) for row in matrix.rows if row.episode.number in wanted]
        desk.cataloging.set_state(cells, State(state))
    if as_json:
        session.print_json({"language": tag, "state": state, "episodes": sorted(wanted)})
        return
    session.say(
        _n("{count} cell set to {state}.", "{count} cells set to {state}.", len(cells)).format(count=len(cells), state=state)
    )


COMMAND = Command("state", N_("Set the state of a language in some episodes."), run)
