"""`crossreel undo`: takes back the last step of a title, or of the catalog."""

from typing import Annotated

from crossreel.cli import steps
from crossreel.cli.arguments import Argument, Option
from crossreel.cli.command import Command
from crossreel.cli.session import Session
from crossreel.kernel.marks import N_


def run(
    session: Session,
    title: Annotated[str, Argument(help=N_("Code of the title; without one, what made or removed a title is undone."))] = "",
    skip: Annotated[bool, Option("--skip", help=N_("Pass over steps that cannot be undone."))] = False,
    with_work: Annotated[
        bool, Option("--with-work", help=N_("Take a title away together with the work done on it since."))
    ] = False,
    as_json: Annotated[bool, Option("--json", help=N_("Print JSON for machines."))] = False,
) -> int:
    """Undo the last step; `redo` does it again."""
    return steps.move(session, title, undo=True, skip=skip, with_work=with_work)


COMMAND = Command("undo", N_("Undo the last step of a title, or of the catalog."), run)
