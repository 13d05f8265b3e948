"""Actions of the window itself: finding, keys, preferences, theme."""

from dataclasses import replace
from functools import partial

from crossreel.kernel.marks import N_
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.workspace import Workspace

GROUP = N_("Window")


def ask(what: str, workspace: Workspace) -> None:
    """Open a sheet of the window."""
    workspace.ask(what)


def other_theme(workspace: Workspace) -> None:
    """Change between dark and light."""
    chosen = workspace.preferences
    workspace.set_preferences(replace(chosen, theme="light" if chosen.theme == "dark" else "dark"))


ACTIONS = (
    Action(id="window.find", title=N_("Find anything"), run=partial(ask, "palette"), key="Ctrl+K", icon="search", group=GROUP),
    Action(id="window.keys", title=N_("Show the keys"), run=partial(ask, "keys"), key="F1", icon="keyboard", group=GROUP),
    Action(id="window.change_keys", title=N_("Change the keys…"), run=partial(ask, "key_editor"), icon="keyboard", group=GROUP),
    Action(
        id="window.preferences",
        title=N_("Preferences"),
        run=partial(ask, "preferences"),
        key="Ctrl+,",
        icon="settings",
        group=GROUP,
    ),
    Action(id="window.engines", title=N_("Engines and servers…"), run=partial(ask, "engines"), icon="settings", group=GROUP),
    Action(id="window.about", title=N_("About Crossreel"), run=partial(ask, "about"), icon="info", group=GROUP),
    Action(id="window.backups", title=N_("Backups…"), run=partial(ask, "backups"), icon="catalog", group=GROUP),
    Action(
        id="window.theme", title=N_("Change between dark and light"), run=other_theme, key="Ctrl+Shift+D", icon="sun", group=GROUP
    ),
)
