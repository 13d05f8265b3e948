"""An action: one thing the user can do, with its words, key and place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from crossreel.domain.keys import KeyedAction
from crossreel.ui.hub.workspace import Workspace


def always(workspace: Workspace) -> bool:
    """Offer an action whatever is open."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A descriptor; modules of folders named `actions` hold a tuple `ACTIONS` of the actions of one thing.

    Args:
        id: `area.verb`, for example `"edit.set_in"`; the keymaps in `resources/keymaps` bind this id.
        title: words marked with `N_`; shown in the palette, the keys overlay and as the accessible name.
        run: called with the workspace when chosen.
        enabled: asked whenever the place or the selection changes, and again before `run`.
        places: where it is offered and its key works; empty is everywhere.
        icon: name of a file in `resources/icons`, without `.svg`.
        key: key where the keymap binds none, for example `"Ctrl+Z"`; use for what is the same in every preset.
        bar: where the top bar shows it as a button: "main" (the one accented), "plain", or "" for nowhere.
        bar_words: words marked with `N_` of that button where the place says the rest; without them it bears the title.
        writes: hidden from read-only windows.
        group: words marked with `N_` under which the keys overlay lists it.
    """

    id: str
    title: str
    run: Callable[[Workspace], object]
    enabled: Callable[[Workspace], bool] = always
    places: tuple[str, ...] = ()
    icon: str = ""
    key: str = ""
    bar: Literal["", "plain", "main"] = ""
    bar_words: str = ""
    writes: bool = False
    group: str = ""

    def keyed(self) -> KeyedAction:
        """Return the action as keys see it."""
        return KeyedAction(id=self.id, title=self.title, group=self.group, places=self.places, key=self.key)
