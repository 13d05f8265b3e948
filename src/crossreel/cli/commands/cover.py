"""`crossreel cover`: the cover picture of a title."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from crossreel.cli.addresses import find_row, parse_time
from crossreel.cli.answers import plain_object, print_edit
from crossreel.cli.arguments import Argument, AsJson, EpisodeNumber, Option, TitleCode
from crossreel.cli.command import Action, Command
from crossreel.cli.session import DONE, FAILED, Session, WrongUse, find_title
from crossreel.i18n.messages import _
from crossreel.i18n.numbers import size
from crossreel.kernel.atomic import write_bytes
from crossreel.kernel.marks import N_

if TYPE_CHECKING:
    from crossreel.domain.picture.picture_file import PictureFile
    from crossreel.services.desk import Desk


def show(
    session: Session,
    title: TitleCode,
    out: Annotated[Path | None, Option(help=N_("Write the picture to this file."))] = None,
    as_json: AsJson = False,
) -> int:
    """Say what the cover is, and write it to a file where one is named; exit 1 without a cover."""
    with session.desk(read_only=True) as desk:
        cover = desk.cataloging.cover(find_title(desk, title).id)
    if as_json:
        session.print_json({"cover": {**plain_object(cover), "size_bytes": len(cover.data)} if cover is not None else None})
    if cover is None:
        session.complain(_("{title} has no cover.").format(title=title.upper()))
        return FAILED
    if not as_json:
        session.say(f"{cover.media_type}  {cover.width} × {cover.height}  {size(len(cover.data))}")
    if out is not None:
        write_bytes(out, cover.data)
    return DONE


def from_file(
    session: Session,
    title: TitleCode,
    picture: Annotated[Path, Argument(metavar="PICTURE", help=N_("A JPEG, PNG or WebP."))],
    as_json: AsJson = False,
) -> int:
    """Make a picture file the cover."""
    if not picture.is_file():
        raise WrongUse(_("There is no file {path}.").format(path=picture))
    with session.desk() as desk:
        return _keep(session, desk, find_title(desk, title).id, desk.previewing.read_picture(picture))


def from_frame(
    session: Session,
    title: TitleCode,
    episode: EpisodeNumber,
    time: Annotated[str, Argument(help=N_("Time in the video, for example 0:12.5."))],
    as_json: AsJson = False,
) -> int:
    """Make a frame of an episode's video the cover."""
    at_ms = parse_time(time)
    with session.desk() as desk:
        row = find_row(desk, title, episode)
        if row.media is None:
            raise WrongUse(_("Episode {episode} has no video.").format(episode=episode))
        return _keep(session, desk, row.episode.title_id, desk.previewing.frame_file(row.media, at_ms))


def clear(session: Session, title: TitleCode, as_json: AsJson = False) -> int:
    """Take the cover away."""
    with session.desk() as desk:
        return print_edit(session, desk, desk.cataloging.clear_cover(find_title(desk, title).id))


def _keep(session: Session, desk: "Desk", title_id: int, picture: "PictureFile") -> int:
    edit = desk.cataloging.set_cover(title_id, picture.data, picture.media_type, picture.width, picture.height)
    return print_edit(session, desk, edit)


COMMAND = Command(
    "cover",
    N_("Show, set or clear the cover of a title."),
    show,
    (
        Action("show", N_("Say what the cover is, or write it to a file."), show),
        Action("set", N_("Make a picture file the cover."), from_file),
        Action("frame", N_("Make a frame of a video the cover."), from_frame),
        Action("clear", N_("Take the cover away."), clear),
    ),
)
