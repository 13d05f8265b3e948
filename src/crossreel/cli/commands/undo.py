"""`crossreel undo`: takes back the last edit of a title."""

from typing import Annotated

import typer

from crossreel.cli.command import Command
from crossreel.cli.session import DONE, FAILED, Session, find_title
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_


def run(context: typer.Context, title: Annotated[str, typer.Argument()]) -> int:
    """Undo the last edit of a title; it can be redone in the app."""
    session: Session = context.obj
    with session.desk() as desk:
        title_id = find_title(desk, title).id
        line = desk.history.can_undo(title_id)
        if line is None or desk.history.undo(title_id) is None:
            session.complain(_("There is nothing to undo in this title."))
            return FAILED
    session.say(_("Undone: {edit}").format(edit=sentence(line.label, line.facts)))
    return DONE


COMMAND = Command("undo", N_("Undo the last edit of a title."), run)
