"""`crossreel restore`: a backup in the place of the catalog."""

from pathlib import Path
from typing import Annotated

from crossreel.cli.arguments import Argument, Option
from crossreel.cli.command import Command
from crossreel.cli.session import DONE, FAILED, Session, print_backups
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_

NEWEST = "newest"


def run(
    session: Session,
    backup: Annotated[str, Argument(metavar="BACKUP|newest", help=N_("File of the backup, or: newest."))] = "",
    as_json: Annotated[bool, Option("--json", help=N_("Print JSON for machines."))] = False,
) -> int:
    """Put a backup in the place of the catalog; what stood there is kept beside it."""
    rescuing = session.opener.rescuing(session.catalog)
    backups = rescuing.backups()
    if not backup or (backup == NEWEST and not backups):
        session.refuse("storage.which_backup" if backups else "storage.no_backups", path=str(rescuing.catalog))
        if not as_json:
            print_backups(session, backups)
        return FAILED
    source = backups[0].path if backup == NEWEST else Path(backup)
    with session.job(_("Restoring the backup")) as job:
        kept = rescuing.restore(source, job)
    if as_json:
        session.print_json({"catalog": str(rescuing.catalog), "backup": str(source), "kept": str(kept) if kept else None})
        return DONE
    session.say(_("{catalog} is again as in {backup}.").format(catalog=rescuing.catalog, backup=source))
    if kept:
        session.say(_("What stood there before is kept: {path}").format(path=kept))
    return DONE


COMMAND = Command("restore", N_("Put a backup in the place of the catalog."), run)
