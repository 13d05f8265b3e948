"""All panels and actions: one file each in their folders, found when the window starts."""

from dataclasses import dataclass

from crossreel.kernel.plugins import PluginError, discover
from crossreel.ui import actions, panels
from crossreel.ui.action import Action
from crossreel.ui.panel import Panel


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


def find_all() -> Registry:
    """Import every panel and action module.

    Raises:
        PluginError: a module lacks its descriptor, or two share an id.
    """
    found_panels = sorted(discover(panels, "PANEL", Panel), key=lambda panel: (panel.order, panel.id))
    found_actions = [action for group in discover(actions, "ACTIONS", tuple) for action in group]
    for ids in ([panel.id for panel in found_panels], [action.id for action in found_actions]):
        twice = {each for each in ids if ids.count(each) > 1}
        if twice:
            raise PluginError(f"used twice: {sorted(twice)}")
    return Registry(panels=tuple(found_panels), actions=tuple(found_actions))
