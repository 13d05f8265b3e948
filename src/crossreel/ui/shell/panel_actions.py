"""The action that opens a panel, made from what the panel says of itself."""

from functools import partial

from crossreel.kernel.marks import N_
from crossreel.ui.hub.action import Action, always
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace

GROUP = N_("Window")


def opening(panel: Panel) -> Action:
    """Make the action `window.<id>` that goes to a place, or shows a side panel and closes it again."""
    is_place = panel.area == "place"
    return Action(
        id=f"window.{panel.id}",
        title=panel.opens,
        run=partial(_show_place if is_place else _show_side, panel),
        enabled=always if is_place else partial(_has_subject, panel),
        key=panel.key,
        icon=panel.icon,
        group=GROUP,
    )


def _has_subject(panel: Panel, workspace: Workspace) -> bool:
    of_catalog = panel.in_catalog and workspace.place == "catalog"
    return of_catalog or not panel.needs_title or workspace.title_id is not None


def _show_place(panel: Panel, workspace: Workspace) -> None:
    workspace.show_place(panel.id)


def _show_side(panel: Panel, workspace: Workspace) -> None:
    """Go to the title first where a panel that speaks of a title is asked for in the catalog."""
    if workspace.place == "catalog" and panel.needs_title and not panel.in_catalog:
        workspace.show_place("title")
    workspace.switch_panel(panel.id)
