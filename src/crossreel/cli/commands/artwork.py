"""`crossreel artwork`: the pictures of a title by what they are for."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

from crossreel.cli.answers import plain_object
from crossreel.cli.arguments import Argument, AsJson, TitleCode
from crossreel.cli.command import Action
from crossreel.cli.record_commands import Row, find_record, record_command
from crossreel.cli.session import DONE, FAILED, Session, find_title
from crossreel.domain.records.kinds.artwork import RECORD
from crossreel.i18n.messages import _
from crossreel.i18n.numbers import size
from crossreel.kernel.atomic import write_bytes
from crossreel.kernel.marks import N_


def save(
    session: Session,
    title: TitleCode,
    record: Row,
    file: Annotated[Path, Argument(metavar="FILE", help=N_("The file to write, as it was taken in."))],
    as_json: AsJson = False,
) -> int:
    """Write a picture to a file, byte for byte as it was taken in."""
    with session.desk(read_only=True) as desk:
        row = find_record(desk.records.book(find_title(desk, title).id), RECORD, record)
        picture = desk.records.picture(row.id)
    if picture is None:
        session.complain(_("The picture is no longer in the catalog."))
        return FAILED
    write_bytes(file, picture.data)
    if session.as_json:
        session.print_json({**plain_object(picture), "size_bytes": len(picture.data), "path": str(file)})
    else:
        session.say(f"{file}  {picture.media_type}  {picture.width} × {picture.height}  {size(len(picture.data))}")
    return DONE


_MADE = record_command("artwork", N_("List, add, change, remove, save and exchange the artwork of a title."), RECORD)
COMMAND = replace(_MADE, actions=(*_MADE.actions, Action("save", N_("Write a picture to a file."), save)))
