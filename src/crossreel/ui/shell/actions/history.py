"""Undo and redo: they survive a crash and a restart, and say what they took back."""

from collections.abc import Callable

from crossreel.kernel.marks import N_
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.pending_writes import PendingWrites
from crossreel.ui.hub.place_steps import PlaceSteps
from crossreel.ui.hub.stepping import OF_CATALOG, Stepping, scope
from crossreel.ui.hub.workspace import Workspace

GROUP = N_("Editing")


def has_history(workspace: Workspace) -> bool:
    """Offer to go back in a title, in the catalog, and in a place with steps of its own."""
    return workspace.place in OF_CATALOG or workspace.title_id is not None or PlaceSteps.of(workspace).is_here()


def undo(workspace: Workspace) -> None:
    """Take back the last step of the open title, in the catalog place of the catalog.

    What was just typed is handed on first. A text under the hands that is not saved comes first: it is newer than any step.
    A place with steps of its own takes back those.
    """
    workspace.handing_on.emit()
    if not PlaceSteps.of(workspace).take_back() and not PendingWrites.of(workspace).take_back():
        Stepping(workspace, scope(workspace)).undo()


def redo(workspace: Workspace) -> None:
    """Do again what was taken back last."""
    workspace.handing_on.emit()
    if not PlaceSteps.of(workspace).do_again():
        Stepping(workspace, scope(workspace)).redo()


def undo_past(workspace: Workspace) -> None:
    """Take back the last step that can be, whatever stands in the way."""
    Stepping(workspace, scope(workspace)).undo_past()


def redo_past(workspace: Workspace) -> None:
    """Do again the next step that can be, whatever stands in the way."""
    Stepping(workspace, scope(workspace)).redo_past()


def _action(verb: str, title: str, run: Callable[[Workspace], object], key: str = "", icon: str = "") -> Action:
    return Action(id=f"history.{verb}", title=title, run=run, enabled=has_history, key=key, icon=icon, writes=True, group=GROUP)


ACTIONS = (
    _action("undo", N_("Undo"), undo, "Ctrl+Z", "undo"),
    _action("redo", N_("Redo"), redo, "Ctrl+Shift+Z", "redo"),
    _action("undo_past", N_("Undo, passing over steps that cannot be undone"), undo_past, icon="undo"),
    _action("redo_past", N_("Redo, passing over steps that cannot be done again"), redo_past, icon="redo"),
)
