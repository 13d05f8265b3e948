"""`crossreel redo`: does again what was undone last."""

from typing import Annotated

from crossreel.cli import steps
from crossreel.cli.arguments import Argument, Option
from crossreel.cli.command import Command
from crossreel.cli.session import Session
from crossreel.kernel.marks import N_


def run(
    session: Session,
    title: Annotated[str, Argument(help=N_("Code of the title; without one, what makes or removes a title is done again."))] = "",
    skip: Annotated[bool, Option("--skip", help=N_("Pass over steps that cannot be done again."))] = False,
    with_work: Annotated[
        bool, Option("--with-work", help=N_("Take a title away together with the work done on it since."))
    ] = False,
    as_json: Annotated[bool, Option("--json", help=N_("Print JSON for machines."))] = False,
) -> int:
    """Do again the step that was undone last."""
    return steps.move(session, title, undo=False, skip=skip, with_work=with_work)


COMMAND = Command("redo", N_("Do again what was undone last in a title, or in the catalog."), run)
