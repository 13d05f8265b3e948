"""`crossreel demo`: makes a catalog with the sample title."""

from pathlib import Path
from typing import Annotated

from crossreel.cli.arguments import Argument, AsJson
from crossreel.cli.command import Command
from crossreel.cli.sample import make_sample_catalog
from crossreel.cli.session import DONE, FAILED, Session, WrongUse, item_line, report_json
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_

CATALOG_NAME = "catalog.crossreel"


def run(session: Session, folder: Annotated[Path, Argument()], as_json: AsJson = False) -> int:
    """Make a folder with the sample title's files and a catalog that holds it."""
    if folder.exists() and any(folder.iterdir()):
        raise WrongUse(_("{path} is not empty. Name a new folder.").format(path=folder))
    folder.mkdir(parents=True, exist_ok=True)
    session.catalog = folder / CATALOG_NAME
    with session.desk(create=True) as desk, session.job(_("Importing")) as job:
        report = make_sample_catalog(desk, folder, job)
    for item in report.failed:
        session.complain(item_line(item))
    if as_json:
        session.print_json({"catalog": str(session.catalog), **report_json(report)})
        return FAILED if report.failed else DONE
    session.say(_("The sample catalog is {path}. Open it with: crossreel --catalog {path}").format(path=session.catalog))
    return FAILED if report.failed else DONE


COMMAND = Command("demo", N_("Make a catalog with the sample title."), run)
