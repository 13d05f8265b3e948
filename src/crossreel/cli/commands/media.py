"""`crossreel media`: the videos of a title."""

from pathlib import Path
from typing import Annotated

from crossreel.cli.addresses import find_row, find_rows
from crossreel.cli.answers import plain, print_edit, print_table
from crossreel.cli.arguments import Argument, AsJson, EpisodeNumber, TitleCode
from crossreel.cli.command import Action, Command
from crossreel.cli.session import Session, WrongUse, find_title, print_report
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.numbers import duration
from crossreel.kernel.marks import N_
from crossreel.kernel.paths import legible


def show(session: Session, title: TitleCode, as_json: AsJson = False) -> None:
    """List the video of each episode, and whether it is where it was."""
    with session.desk(read_only=True) as desk:
        rows = find_rows(desk, title, "all")
        places = {row.media.id: desk.previewing.media_path(row.media) for row in rows if row.media is not None}
    if as_json:
        told = []
        for row in rows:
            place = places[row.media.id] if row.media else None
            told.append(
                {"episode": row.episode.number, "path": legible(place) if place else None, "video": plain(row.media)}
            )  # fmt: skip
        session.print_json(told)
        return
    shown = []
    for row in rows:
        media = row.media
        place = places[media.id] if media else None
        there = legible(place) if place else _("not there") if media else _("no video")
        size = f"{media.width} × {media.height}" if media else ""
        shown.append((row.episode.number, duration(media.duration_ms) if media else "", size, there))
    print_table(session, (_("Episode"), _("Length"), _("Size"), _("File")), shown)


def put(
    session: Session,
    title: TitleCode,
    episode: EpisodeNumber,
    video: Annotated[Path, Argument(metavar="VIDEO", help=N_("The file; it is referred to, never copied."))],
    as_json: AsJson = False,
) -> int:
    """Refer an episode to a video file, in the place of the one it has."""
    if not video.is_file():
        raise WrongUse(_("There is no file {path}.").format(path=video))
    info, notices = session.opener.probe(video)
    for notice in notices:
        session.complain(sentence(notice.code, notice.facts))
    with session.desk() as desk:
        row = find_row(desk, title, episode)
        return print_edit(session, desk, desk.cataloging.set_media(row.episode.id, video.absolute(), info))


def relink(
    session: Session,
    title: TitleCode,
    folder: Annotated[Path, Argument(help=N_("Where the videos are now; files may have other names."))],
    as_json: AsJson = False,
) -> int:
    """Find the videos of a title in a folder, by their content."""
    with session.desk() as desk, session.job(_("Looking for videos")) as job:
        report = desk.previewing.relink(find_title(desk, title).id, folder, job)
    return print_report(session, report)


def prepare(session: Session, title: TitleCode, as_json: AsJson = False) -> int:
    """Make the waveforms and stills that the window shows, so that every episode opens at once."""
    with session.desk(read_only=True) as desk, session.job(_("Preparing waveforms")) as job:
        report = desk.analyzing.prepare(find_title(desk, title).id, job)
    return print_report(session, report)


COMMAND = Command(
    "media",
    N_("List, set or relink the videos of a title."),
    show,
    (
        Action("list", N_("List the videos, and whether they are there."), show),
        Action("set", N_("Refer an episode to a video file."), put),
        Action("relink", N_("Find the videos again in a folder."), relink),
        Action("prepare", N_("Make waveforms and stills ahead."), prepare),
    ),
)
