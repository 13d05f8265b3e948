"""A panel: a part of the window that can be made from the workspace alone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtWidgets import QWidget

from crossreel.ui.hub.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A descriptor; every folder of `ui/places` and `ui/drawer` holds one as `PANEL`.

    Args:
        id: name of the panel. For a place it is the name `workspace.show_place` takes.
        title: words marked with `N_`.
        icon: name of a file in `resources/icons`, without `.svg`.
        opens: words marked with `N_` of the action `window.<id>` that opens it; "" where another action does.
        key: the key of that action in every preset.
        make: makes the widget, once, when it is first shown.
        area: "place" fills the window; "side" stands in the drawer on the trailing side.
        on_rail: whether a place has a button on the rail. The rail orders by `order`.
        needs_title: whether the place can be shown only while a title is open.
        in_catalog: whether a side panel that needs a title also speaks of the catalog, in the catalog place.
    """

    id: str
    title: str
    icon: str
    make: Callable[[Workspace], QWidget]
    opens: str = ""
    key: str = ""
    area: Literal["place", "side"] = "place"
    on_rail: bool = False
    order: int = 100
    needs_title: bool = False
    in_catalog: bool = False
