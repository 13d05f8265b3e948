"""`crossreel backup`: a verified copy of the catalog, or a list of those there are."""

from pathlib import Path
from typing import Annotated

from crossreel.cli.arguments import Argument, Option
from crossreel.cli.command import Command
from crossreel.cli.session import DONE, FAILED, Session, backup_json, print_backups
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_


def run(
    session: Session,
    target: Annotated[Path | None, Argument(help=N_("Where to; without it, beside the catalog."))] = None,
    listing: Annotated[bool, Option("--list", help=N_("List the backups beside the catalog."))] = False,
    as_json: Annotated[bool, Option("--json", help=N_("Print JSON for machines."))] = False,
) -> int:
    """Copy the catalog while it is in use, read the copy from end to end, and say what is wrong with it."""
    if listing:
        backups = session.opener.rescuing(session.catalog).backups()
        if as_json:
            session.print_json([backup_json(each) for each in backups])
        else:
            print_backups(session, backups)
        return DONE
    with session.desk() as desk, session.job(_("Backing the catalog up")) as job:
        if target is None:
            safety = desk.safekeeping.back_up(job)
            made, faults = safety.backup, safety.faults
        else:
            made, faults = target, desk.safekeeping.save_copy(target, job)
    if as_json:
        told = [{"code": each.code, "facts": dict(each.facts), "message": sentence(each.code, each.facts)} for each in faults]
        session.print_json({"backup": str(made), "faults": told})
    else:
        for each in faults:
            session.complain(sentence(each.code, each.facts))
        session.say(_("Backup: {path}").format(path=made))
    return FAILED if faults else DONE


COMMAND = Command("backup", N_("Back the catalog up, or list its backups."), run)
