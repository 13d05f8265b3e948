"""`crossreel shots`: where the shots of an episode begin."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated

from crossreel.cli.addresses import find_row, find_rows, parse_time
from crossreel.cli.answers import print_edit, print_table
from crossreel.cli.arguments import Argument, AsJson, EpisodeNumber, EpisodeNumbers, Option, TitleCode
from crossreel.cli.command import Action, Command
from crossreel.cli.session import DONE, Session, find_title, print_report
from crossreel.domain.errors import ReadOnly
from crossreel.domain.picture.shot_list import ShotListKind
from crossreel.domain.text.timecode import clock
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_

At = Annotated[str, Argument(metavar="TIME", help=N_("Time in the episode, for example 0:12.5."))]
ListFile = Annotated[Path, Argument(metavar="FILE", help=N_("A list of shot changes."))]


def show(session: Session, title: TitleCode, episodes: EpisodeNumbers = "all", as_json: AsJson = False) -> None:
    """List the shot changes of episodes, those that a person set marked."""
    with session.desk(read_only=True) as desk:
        rows = find_rows(desk, title, episodes)
        every = [(row.episode.number, desk.marking.shots(row.episode.id)) for row in rows]
    if as_json:
        session.print_json(
            [
                {
                    "episode": number,
                    "sought": shots.is_sought,
                    "shots": [{"at_ms": at_ms, "own": at_ms in shots.own_ms} for at_ms in shots.times_ms],
                }
                for number, shots in every
            ]
        )
        return
    told = [
        (number, clock(at_ms), _("set by hand") if at_ms in shots.own_ms else "")
        for number, shots in every
        for at_ms in shots.times_ms
    ]
    print_table(session, (_("Episode"), _("At"), ""), told)
    for number, shots in every:
        if not shots.is_sought:
            words = _("Nobody has looked for the shot changes of episode {episode} yet: `shots find {title} {episode}`.")
            session.complain(words.format(episode=number, title=title))


def find(
    session: Session,
    title: TitleCode,
    again: Annotated[bool, Option(help=N_("Look once more where somebody has looked."))] = False,
    as_json: AsJson = False,
) -> int:
    """Find the shot changes in the videos of a title. What people set or removed stays."""
    with session.desk(read_only=True) as desk, session.job(_("Finding shot changes")) as job:
        title_id = find_title(desk, title).id
        report = desk.marking.find_all(title_id, job, again=again)
    with suppress(ReadOnly), session.desk() as desk:
        desk.checking.follow_shots(title_id)
    return print_report(session, report)


def add(session: Session, title: TitleCode, episode: EpisodeNumber, time: At, as_json: AsJson = False) -> int:
    """Say that a shot begins at a time."""
    with session.desk() as desk:
        return print_edit(session, desk, desk.marking.add(find_row(desk, title, episode).episode.id, parse_time(time)))


def remove(session: Session, title: TitleCode, episode: EpisodeNumber, time: At, as_json: AsJson = False) -> int:
    """Say that no shot begins at a time, also when it is found again."""
    with session.desk() as desk:
        return print_edit(session, desk, desk.marking.remove(find_row(desk, title, episode).episode.id, parse_time(time)))


def move(
    session: Session,
    title: TitleCode,
    episode: EpisodeNumber,
    time: At,
    to: Annotated[str, Argument(metavar="TO", help=N_("The time at which it begins."))],
    as_json: AsJson = False,
) -> int:
    """Say that a shot begins at another time."""
    with session.desk() as desk:
        episode_id = find_row(desk, title, episode).episode.id
        return print_edit(session, desk, desk.marking.move(episode_id, parse_time(time), parse_time(to)))


def reset(session: Session, title: TitleCode, episode: EpisodeNumber, as_json: AsJson = False) -> int:
    """Go back to the shot changes that were found."""
    with session.desk() as desk:
        return print_edit(session, desk, desk.marking.reset(find_row(desk, title, episode).episode.id))


def take_in(
    session: Session,
    title: TitleCode,
    episode: EpisodeNumber,
    file: ListFile,
    add: Annotated[bool, Option(help=N_("Add the list to what there is, rather than put it in its place."))] = False,
    as_json: AsJson = False,
) -> int:
    """Take in a list: PySceneDetect's CSV, Subtitle Edit's .shotchanges, keyframes of Aegisub, or a time or frame on each line."""
    with session.desk() as desk:
        return print_edit(session, desk, desk.marking.import_list(find_row(desk, title, episode).episode.id, file, instead=not add))


def put_out(
    session: Session,
    title: TitleCode,
    episode: EpisodeNumber,
    file: ListFile,
    kind: Annotated[ShotListKind, Option(help=N_("How it is written."))] = ShotListKind.PYSCENEDETECT,
    as_json: AsJson = False,
) -> int:
    """Write the shot changes of an episode to a file."""
    with session.desk(read_only=True) as desk:
        report = desk.marking.export_list(find_row(desk, title, episode).episode.id, file, kind)
    print_report(session, report)
    return DONE


COMMAND = Command(
    "shots",
    N_("List, find, set or remove the shot changes of episodes."),
    show,
    (
        Action("list", N_("List the shot changes."), show),
        Action("find", N_("Find them in the videos of a title."), find),
        Action("add", N_("Say that a shot begins at a time."), add),
        Action("remove", N_("Say that none begins there."), remove),
        Action("move", N_("Move one to another time."), move),
        Action("reset", N_("Go back to those that were found."), reset),
        Action("import", N_("Take in a list from a file."), take_in),
        Action("export", N_("Write a list to a file."), put_out),
    ),
)
