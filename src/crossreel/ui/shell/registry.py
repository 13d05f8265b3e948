"""All panels and actions, found in their folders when the window starts.

A panel is a folder of `ui/places` or `ui/drawer`; actions are the modules of a folder named `actions`, in the shell or in a place.
"""

from dataclasses import dataclass
from types import ModuleType

from crossreel.kernel.plugins import PluginError, descriptor, discover, folders
from crossreel.ui import drawer, places
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.panel import Panel
from crossreel.ui.shell import actions as shell_actions
from crossreel.ui.shell.panel_actions import opening


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """What the window is made of, in the order of the rail and of the folders."""

    panels: tuple[Panel, ...]
    actions: tuple[Action, ...]

    def places(self) -> tuple[Panel, ...]:
        """Return the panels that fill the window."""
        return tuple(panel for panel in self.panels if panel.area == "place")

    def side_panels(self) -> tuple[Panel, ...]:
        """Return the panels of the drawer."""
        return tuple(panel for panel in self.panels if panel.area == "side")

    def action(self, action_id: str) -> Action:
        """Return an action.

        Raises:
            KeyError: there is none of that id.
        """
        return {action.id: action for action in self.actions}[action_id]


def panel_folders() -> list[ModuleType]:
    """Return the folders that each hold one panel."""
    return [found for room in (places, drawer) for found in folders(room)]


def action_folders() -> list[ModuleType]:
    """Return the folders whose modules hold actions: the shell's and those of places."""
    of_places = (found for place in folders(places) for found in folders(place))
    return [shell_actions, *(found for found in of_places if found.__name__.endswith(".actions"))]


def find_all() -> Registry:
    """Import every panel and action module.

    Raises:
        PluginError: a module lacks its descriptor, or two share an id.
    """
    panels = (descriptor(folder, "PANEL", Panel) for folder in panel_folders())
    found_panels = sorted(panels, key=lambda panel: (panel.area, panel.order, panel.id))
    groups = (group for folder in action_folders() for group in discover(folder, "ACTIONS", tuple))
    found_actions = [action for group in groups for action in group]
    found_actions += [opening(panel) for panel in found_panels if panel.opens]
    for ids in ([panel.id for panel in found_panels], [action.id for action in found_actions]):
        twice = {each for each in ids if ids.count(each) > 1}
        if twice:
            raise PluginError(f"used twice: {sorted(twice)}")
    return Registry(panels=tuple(found_panels), actions=tuple(found_actions))
