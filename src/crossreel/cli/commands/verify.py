"""`crossreel verify`: checks a package against its own manifests."""

from pathlib import Path
from typing import Annotated

from crossreel.cli.arguments import Argument, Option
from crossreel.cli.command import Command
from crossreel.cli.session import Session, WrongUse, print_report
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_


def run(
    session: Session,
    package: Annotated[Path, Argument()],
    as_json: Annotated[bool, Option("--json", help=N_("Print JSON for machines."))] = False,
) -> int:
    """Check every file and hash of a package."""
    if not package.is_dir():
        raise WrongUse(_("There is no folder {path}.").format(path=package))
    with session.job(_("Checking the package")) as job:
        report = session.opener.verifying().verify(package, job)
    return print_report(session, report)


COMMAND = Command("verify", N_("Check a delivery package."), run)
