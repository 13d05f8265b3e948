"""Checking a package, ours or another maker's."""

from pathlib import Path

from crossreel.domain.report import Report
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_
from crossreel.services.job_kinds import verify_package
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.places.deliveries.verified_dialog import VerifiedDialog


def verify(workspace: Workspace) -> None:
    """Ask for a folder, read every file in it once, and list what is wrong."""
    chosen = FileDialog.choose_folder(None, _("Verify a package"))
    if chosen:
        verify_folder(workspace, Path(chosen))


def verify_folder(workspace: Workspace, folder: Path) -> None:
    """Check a package, and show what that told."""

    def told(report: Report) -> None:
        workspace.ask(lambda window: VerifiedDialog(folder, report, window))

    workspace.carry_out(verify_package.JOB(folder), _("Checking the package"), then=told)


ACTIONS = (
    Action(
        id="deliveries.verify",
        title=N_("Verify a package…"),
        run=verify,
        places=("deliveries",),
        icon="checked",
        bar="plain",
        group=N_("Titles"),
    ),
)
