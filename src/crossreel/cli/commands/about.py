"""`crossreel about`: version, what it is built on, and where its files lie."""

from dataclasses import asdict
from typing import Annotated

from crossreel.cli.arguments import Option
from crossreel.cli.command import Command
from crossreel.cli.session import Session
from crossreel.i18n.about import about_text
from crossreel.kernel.marks import N_


def run(
    session: Session,
    as_json: Annotated[bool, Option("--json", help=N_("Print JSON for machines."))] = False,
) -> None:
    """Say what a report about the program needs; the catalog is not opened."""
    found = session.opener.describe(session.catalog)
    if as_json:
        session.print_json(asdict(found))
        return
    session.say(about_text(found))


COMMAND = Command("about", N_("Say version, licence, and where catalog and log lie."), run)
