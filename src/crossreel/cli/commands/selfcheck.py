"""`crossreel selfcheck`: checks that this installation is whole."""

import typer

from crossreel.cli.command import Command
from crossreel.cli.session import Session
from crossreel.kernel.marks import N_


def run(context: typer.Context) -> int:
    """Use every part once for real."""
    session: Session = context.obj
    return session.opener.self_check()


COMMAND = Command("selfcheck", N_("Check that this installation is whole."), run)
