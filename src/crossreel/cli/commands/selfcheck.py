"""`crossreel selfcheck`: checks that this installation is whole."""

from crossreel.cli.command import Command
from crossreel.cli.session import Session
from crossreel.kernel.marks import N_


def run(session: Session) -> int:
    """Use every part once for real."""
    return session.opener.self_check()


COMMAND = Command("selfcheck", N_("Check that this installation is whole."), run)
