"""Settings as lines of the palette: each is one choice that is made by pressing Enter."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from crossreel.i18n import interface_language, numbers
from crossreel.i18n.messages import _, sentence
from crossreel.services.keymaps import PRESETS
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit import theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One choice: what it sets, what to, whether that is so already, and how it is made."""

    words: str
    is_chosen: bool
    choose: Callable[[], object]


def settings(workspace: Workspace) -> Iterator[Setting]:
    """Yield every choice of the preferences that is one of a few."""
    chosen = workspace.preferences
    yield from _choices(workspace, "theme", _("Theme"), {"dark": _("Dark"), "light": _("Light")}, theme.load(chosen.theme).id)
    yield from _choices(workspace, "keymap", _("Keys"), {name: sentence(f"keys.preset_{name}") for name in PRESETS}, chosen.keymap)
    heights = {"comfortable": _("Comfortable"), "dense": _("Dense")}
    yield from _choices(workspace, "row_height", _("Rows of the cue table"), heights, chosen.row_height)
    tags = {tag: numbers.native_language_name(tag) for tag in interface_language.available()}
    languages = {"": _("As the system")} | tags
    yield from _choices(workspace, "locale", _("Language of the interface"), languages, chosen.locale)


def _choices(workspace: Workspace, name: str, title: str, offered: dict[str, str], now: str) -> Iterator[Setting]:
    for value, words in offered.items():
        said = _("{what}: {choice}").format(what=title, choice=words)
        yield Setting(words=said, is_chosen=value == now, choose=partial(_set, workspace, {name: value}))


def _set(workspace: Workspace, values: dict[str, Any]) -> None:
    workspace.set_preferences(replace(workspace.preferences, **values))
