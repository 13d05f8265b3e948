"""Actions on the import plan as a whole: looking through it, carrying it out, leaving it."""

from collections.abc import Callable
from functools import partial

from crossreel.kernel.marks import N_
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.places.importing.planning import Planning

GROUP = N_("Import plan")


def has_plan(workspace: Workspace) -> bool:
    """Offer an action while there is a plan."""
    return bool(Planning.of(workspace).plans)


def has_several(workspace: Workspace) -> bool:
    """Offer an action while several titles were found."""
    return len(Planning.of(workspace).plans) > 1


def may_apply(workspace: Workspace) -> bool:
    """Offer the import where something of the plan can be written."""
    return not workspace.read_only and has_plan(workspace)


def always_here(workspace: Workspace) -> bool:
    """Offer an action in the place, whatever it shows."""
    return not workspace.read_only


def show_title(by: int, workspace: Workspace) -> None:
    """Show the plan of the next title, or of the one before."""
    planning = Planning.of(workspace)
    planning.show((planning.at + by) % max(1, len(planning.plans)))


def _action(
    verb: str,
    title: str,
    run: Callable[[Workspace], object],
    key: str = "",
    icon: str = "",
    enabled: Callable[[Workspace], bool] = has_plan,
) -> Action:
    return Action(id=f"import.{verb}", title=title, run=run, enabled=enabled, places=("import",), key=key, icon=icon, group=GROUP)


ACTIONS = (
    _action("turn", N_("Matrix or list of files"), lambda workspace: Planning.of(workspace).turned.emit(), "V", "table"),
    _action("find", N_("Search the files"), lambda workspace: Planning.of(workspace).find_asked.emit(), "Ctrl+F", "search"),
    _action("add_file", N_("Put a file here…"), lambda workspace: Planning.of(workspace).file_asked.emit(), "A", "plus"),
    _action("next_doubt", N_("Next doubt"), lambda workspace: Planning.of(workspace).doubt_asked.emit(1), "N", "findings"),
    _action("previous_doubt", N_("Previous doubt"), lambda workspace: Planning.of(workspace).doubt_asked.emit(-1), "Shift+N"),
    _action("next_title", N_("Plan of the next title"), partial(show_title, 1), "Ctrl+PgDown", enabled=has_several),
    _action("previous_title", N_("Plan of the previous title"), partial(show_title, -1), "Ctrl+PgUp", enabled=has_several),
    _action(
        "apply", N_("Carry the plan out"), lambda workspace: Planning.of(workspace).apply_asked.emit(), "Ctrl+Return", "import",
        may_apply,
    ),
    _action("leave", N_("Put the plan away"), lambda workspace: Planning.of(workspace).leave_asked.emit(), "Ctrl+W", "close"),
    _action(
        "files", N_("Choose a folder to import…"), lambda workspace: Planning.of(workspace).files_asked.emit(), "Ctrl+O", "folder",
        always_here,
    ),
)  # fmt: skip
