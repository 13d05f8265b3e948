"""Actions on the look of the table of cues: the height of rows, the rows of neighbouring episodes."""

from dataclasses import replace
from functools import partial

from PySide6.QtGui import QActionGroup

from crossreel.domain.preferences import NEIGHBOUR_ROWS
from crossreel.i18n import numbers
from crossreel.i18n.messages import _n
from crossreel.kernel.marks import N_
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.popping import menu_of_window, place_of_hands

GROUP = N_("Going")
PLACES = ("editor",)


def switch_height(workspace: Workspace) -> None:
    """Make the rows dense, or comfortable again."""
    height = "comfortable" if workspace.preferences.row_height == "dense" else "dense"
    workspace.set_preferences(replace(workspace.preferences, row_height=height))


def choose_neighbours(workspace: Workspace) -> None:
    """Offer how many rows of the episodes before and after are shown."""
    menu, now = menu_of_window(), workspace.preferences.neighbour_rows
    group = QActionGroup(menu)
    for count in sorted({*NEIGHBOUR_ROWS, now}):
        act = menu.addAction(_n("{count} row", "{count} rows", count).format(count=numbers.number(count)))
        act.setCheckable(True)
        act.setChecked(count == now)
        act.triggered.connect(partial(_show_neighbours, workspace, count))
        group.addAction(act)
        if count == now:
            menu.setActiveAction(act)
    menu.popup(place_of_hands())


def _show_neighbours(workspace: Workspace, count: int, _on: bool = True) -> None:
    workspace.set_preferences(replace(workspace.preferences, neighbour_rows=count))


ACTIONS = (
    Action(
        id="view.dense", title=N_("Dense rows, or comfortable ones"), run=switch_height, places=PLACES, icon="table",
        key="Ctrl+Shift+R", group=GROUP,
    ),
    Action(
        id="view.neighbours", title=N_("Rows of the episodes before and after…"), run=choose_neighbours, places=PLACES,
        icon="table", key="Ctrl+Alt+N", group=GROUP,
    ),
)  # fmt: skip
