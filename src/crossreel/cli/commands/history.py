"""`crossreel history`: lists the steps of a title, or of the catalog."""

from typing import Annotated

from crossreel.cli import steps
from crossreel.cli.arguments import Argument, Option
from crossreel.cli.command import Command
from crossreel.cli.session import Session
from crossreel.kernel.marks import N_


def run(
    session: Session,
    title: Annotated[str, Argument(help=N_("Code of the title; without one, the making and removing of titles."))] = "",
    limit: Annotated[int, Option("--limit", help=N_("How many steps, the newest first."))] = 50,
    as_json: Annotated[bool, Option("--json", help=N_("Print JSON for machines."))] = False,
) -> None:
    """List the steps, newest first, and which of them are undone or were passed over."""
    with session.desk(read_only=True) as desk:
        lines = desk.history.lines(steps.stack_of(desk, title), limit)
    if as_json:
        session.print_json({"steps": [steps.line_json(line) for line in lines]})
        return
    for line in lines:
        session.say(steps.shown(line))


COMMAND = Command("history", N_("List the steps of a title, or of the catalog."), run)
