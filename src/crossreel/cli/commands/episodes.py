"""`crossreel episodes`: the episodes of a title."""

from typing import Annotated

from crossreel.cli.addresses import find_row, find_rows
from crossreel.cli.answers import print_edit, print_table
from crossreel.cli.arguments import Argument, AsJson, EpisodeNumber, EpisodeNumbers, Option, TitleCode
from crossreel.cli.command import Action, Command
from crossreel.cli.session import Session, WrongUse, find_title
from crossreel.domain.views.grid import EpisodeRow
from crossreel.i18n.messages import _
from crossreel.i18n.numbers import duration
from crossreel.kernel.marks import N_


def show(session: Session, title: TitleCode, as_json: AsJson = False) -> None:
    """List the episodes with their length and the state of each language."""
    with session.desk(read_only=True) as desk:
        rows = find_rows(desk, title, "all")
    if as_json:
        session.print_json([row_json(row) for row in rows])
        return
    told = [
        (
            row.episode.number,
            row.episode.name,
            duration(row.media.duration_ms) if row.media else "",
            _("free") if row.episode.is_free else "",
            "  ".join(f"{tag} {cell.state}" for tag, cell in row.cells.items()),
        )
        for row in rows
    ]
    print_table(session, (_("Episode"), _("Name"), _("Length"), _("Free"), _("States")), told)


def row_json(row: EpisodeRow) -> dict[str, object]:
    """Return an episode as JSON, with the state and the figures of each of its languages."""
    return {
        "id": str(row.episode.id),
        "number": row.episode.number,
        "name": row.episode.name,
        "is_free": row.episode.is_free,
        "duration_ms": row.media.duration_ms if row.media else None,
        "languages": {
            tag: {
                "state": cell.state,
                "cues": cell.cue_count,
                "untranslated": cell.untranslated,
                "unseen": cell.unseen,
                "errors": cell.errors,
                "warnings": cell.warnings,
                "notes": cell.notes,
                "delivered_to": list(cell.buyers),
                "delivered_otherwise_to": list(cell.outdated),
            }
            for tag, cell in row.cells.items()
        },
    }


def add(
    session: Session,
    title: TitleCode,
    episode: EpisodeNumber,
    name: Annotated[str, Option(help=N_("Name of the episode."))] = "",
    as_json: AsJson = False,
) -> int:
    """Add an empty episode."""
    with session.desk() as desk:
        return print_edit(session, desk, desk.cataloging.add_episode(find_title(desk, title).id, episode, name))


def rename(
    session: Session,
    title: TitleCode,
    episode: EpisodeNumber,
    name: Annotated[str, Argument(help=N_("The name, empty for none."))],
    as_json: AsJson = False,
) -> int:
    """Give an episode a name."""
    with session.desk() as desk:
        return print_edit(session, desk, desk.cataloging.rename_episode(find_row(desk, title, episode).episode.id, name))


def renumber(
    session: Session,
    title: TitleCode,
    numbers: Annotated[list[str], Argument(metavar="OLD=NEW", help=N_("The number an episode has, and the one it gets."))],
    as_json: AsJson = False,
) -> int:
    """Give episodes other numbers, all at once, so that two may change places: `3=4 4=3`."""
    wanted = dict(parse_exchange(each) for each in numbers)
    with session.desk() as desk:
        rows = find_rows(desk, title, ",".join(map(str, wanted)))
        ids = {row.episode.id: wanted[row.episode.number] for row in rows}
        return print_edit(session, desk, desk.cataloging.renumber(rows[0].episode.title_id, ids))


def parse_exchange(written: str) -> tuple[int, int]:
    """Return the two numbers of `3=4`.

    Raises:
        WrongUse: it cannot be read.
    """
    old, _sign, new = written.partition("=")
    if not (old.strip().isdigit() and new.strip().isdigit()):
        raise WrongUse(_("“{written}” says no number. Write for example 3=4.").format(written=written))
    return int(old), int(new)


def free(session: Session, title: TitleCode, episodes: EpisodeNumbers, as_json: AsJson = False) -> int:
    """Say that viewers see episodes without paying."""
    return _set_free(session, title, episodes, is_free=True)


def paid(session: Session, title: TitleCode, episodes: EpisodeNumbers, as_json: AsJson = False) -> int:
    """Say that viewers pay for episodes."""
    return _set_free(session, title, episodes, is_free=False)


def _set_free(session: Session, title: str, episodes: str, *, is_free: bool) -> int:
    with session.desk() as desk:
        ids = [row.episode.id for row in find_rows(desk, title, episodes)]
        return print_edit(session, desk, desk.cataloging.set_free(ids, is_free))


def remove(session: Session, title: TitleCode, episodes: EpisodeNumbers, as_json: AsJson = False) -> int:
    """Remove episodes with their subtitles and notes; the video files stay where they are."""
    with session.desk() as desk:
        ids = [row.episode.id for row in find_rows(desk, title, episodes)]
        return print_edit(session, desk, desk.cataloging.remove_episodes(ids))


COMMAND = Command(
    "episodes",
    N_("List, add, number or remove the episodes of a title."),
    show,
    (
        Action("list", N_("List the episodes."), show),
        Action("add", N_("Add an empty episode."), add),
        Action("rename", N_("Give an episode a name."), rename),
        Action("renumber", N_("Give episodes other numbers."), renumber),
        Action("free", N_("Say that viewers see episodes without paying."), free),
        Action("paid", N_("Say that viewers pay for episodes."), paid),
        Action("remove", N_("Remove episodes with their subtitles and notes."), remove),
    ),
)
