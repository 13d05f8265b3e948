"""`crossreel undo`: takes back the last edit of a title."""

from typing import Annotated

from crossreel.cli.arguments import Argument, Option
from crossreel.cli.command import Command
from crossreel.cli.session import DONE, FAILED, Session, find_title
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_


def run(
    session: Session,
    title: Annotated[str, Argument()],
    as_json: Annotated[bool, Option("--json", help=N_("Print JSON for machines."))] = False,
) -> int:
    """Undo the last edit of a title; it can be redone in the app."""
    with session.desk() as desk:
        title_id = find_title(desk, title).id
        line = desk.history.can_undo(title_id)
        if line is None or desk.history.undo(title_id) is None:
            if as_json:
                session.print_json({"undone": None})
            session.complain(_("There is nothing to undo in this title."))
            return FAILED
    if as_json:
        session.print_json({"undone": {"code": line.label, "facts": dict(line.facts), "message": sentence(line.label, line.facts)}})
    else:
        session.say(_("Undone: {edit}").format(edit=sentence(line.label, line.facts)))
    return DONE


COMMAND = Command("undo", N_("Undo the last edit of a title."), run)
