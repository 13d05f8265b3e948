"""Actions of the window itself: finding, keys, preferences, places, theme."""

from dataclasses import replace
from functools import partial

from crossreel.kernel.marks import N_
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.workspace import Workspace

GROUP = N_("Window")
PLACES = (
    ("catalog", N_("Go to the catalog"), "catalog", "Ctrl+1"),
    ("title", N_("Go to the title"), "title", "Ctrl+2"),
    ("editor", N_("Go to the editor"), "editor", "Ctrl+3"),
    ("screening", N_("Go to the screening"), "screening", "Ctrl+4"),
    ("deliveries", N_("Go to the deliveries"), "delivery", "Ctrl+5"),
)
PANELS = (
    ("findings", N_("Show the findings"), "findings", "Ctrl+Shift+F"),
    ("notes", N_("Show the notes"), "notes", "Ctrl+Shift+N"),
    ("history", N_("Show the history"), "history", "Ctrl+Shift+H"),
    ("metadata", N_("Show the metadata"), "metadata", "Ctrl+Shift+M"),
    ("characters", N_("Show the characters"), "characters", "Ctrl+Shift+C"),
    ("terms", N_("Show the terms"), "terms", "Ctrl+Shift+T"),
)
IN_CATALOG = "history"


def title_is_open(workspace: Workspace) -> bool:
    """Offer an action only while a title is open."""
    return workspace.title_id is not None


def has_history(workspace: Workspace) -> bool:
    """Offer the history of the catalog too."""
    return workspace.place == "catalog" or title_is_open(workspace)


def ask(what: str, workspace: Workspace) -> None:
    """Open a sheet of the window."""
    workspace.ask(what)


def show_place(place: str, workspace: Workspace) -> None:
    """Go to a place."""
    workspace.show_place(place)


def show_panel(panel: str, workspace: Workspace) -> None:
    """Open a side panel; from the catalog, go to the title it speaks of first, unless it speaks of the catalog."""
    if workspace.place == "catalog" and panel != IN_CATALOG:
        workspace.show_place("title")
    workspace.show_panel(panel)


def other_theme(workspace: Workspace) -> None:
    """Change between dark and light."""
    chosen = workspace.preferences
    workspace.set_preferences(replace(chosen, theme="light" if chosen.theme == "dark" else "dark"))


ACTIONS = (
    Action(id="window.find", title=N_("Find anything"), run=partial(ask, "palette"), key="Ctrl+K", icon="search", group=GROUP),
    Action(id="window.keys", title=N_("Show the keys"), run=partial(ask, "keys"), key="F1", icon="keyboard", group=GROUP),
    Action(
        id="window.preferences",
        title=N_("Preferences"),
        run=partial(ask, "preferences"),
        key="Ctrl+,",
        icon="settings",
        group=GROUP,
    ),
    Action(id="window.about", title=N_("About Crossreel"), run=partial(ask, "about"), icon="info", group=GROUP),
    Action(id="window.backups", title=N_("Backups…"), run=partial(ask, "backups"), icon="catalog", group=GROUP),
    Action(
        id="window.theme", title=N_("Change between dark and light"), run=other_theme, key="Ctrl+Shift+D", icon="sun", group=GROUP
    ),
    *(
        Action(id=f"window.{place}", title=title, run=partial(show_place, place), key=key, icon=icon, group=GROUP)
        for place, title, icon, key in PLACES
    ),
    *(
        Action(
            id=f"window.{panel}",
            title=title,
            run=partial(show_panel, panel),
            enabled=has_history if panel == IN_CATALOG else title_is_open,
            key=key,
            icon=icon,
            group=GROUP,
        )
        for panel, title, icon, key in PANELS
    ),
)
