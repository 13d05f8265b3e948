"""The window's actions as Qt knows them: keys bound, on only where they make sense."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget

from crossreel.domain.keys import KeyedAction, bound
from crossreel.domain.preferences import Preferences
from crossreel.i18n.messages import _
from crossreel.services import keymaps
from crossreel.ui.hub import keymap
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.popping import ICON
from crossreel.ui.kit.top_bar import BarButton

REST_MS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """An action as the palette and the keys overlay list it. `is_near` says that it belongs to the place one is in."""

    id: str
    title: str
    group: str
    icon: str
    keys: tuple[str, ...]
    offered: bool
    is_near: bool


class Commands(QObject):
    """Makes one QAction for each descriptor on `window` and keeps them on or off as place and selection move."""

    refreshed = Signal()

    def __init__(self, workspace: Workspace, actions: Sequence[Action], window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._actions = {action.id: action for action in actions}
        self._made: dict[str, QAction] = {}
        self._suspended = False
        for action in actions:
            made = QAction(_(action.title), window)
            made.setObjectName(action.id)
            made.setProperty(ICON, action.icon)
            made.triggered.connect(lambda _checked=False, action_id=action.id: self.trigger(action_id))
            window.addAction(made)
            self._made[action.id] = made
        self.bind(workspace.preferences)
        for signal in (workspace.selection_changed, workspace.place_shown, workspace.opened_title):
            signal.connect(self.refresh)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.refresh)
        workspace.changed.connect(lambda _edit: self._refresh_soon())  # what was typed is shown first
        QGuiApplication.clipboard().dataChanged.connect(self._refresh_soon)  # what was copied may be pasted
        self.refresh()

    def bind(self, preferences: Preferences) -> None:
        """Bind the keys of the chosen preset, and one's own over them."""
        held = bound(self.keyed(), keymaps.load(preferences.keymap), preferences.keys)
        if held == self._workspace.keys:
            return
        self._workspace.keys = held
        for action_id, made in self._made.items():
            made.setShortcuts(keymap.sequences(held[action_id]))

    def keyed(self) -> list[KeyedAction]:
        """Return every action as keys see it."""
        return [action.keyed() for action in self._actions.values()]

    def on_pad(self) -> dict[str, list[QAction]]:
        """Return what is bound to keys of a number pad: its own keys, and the Enter that it has as well."""
        found: dict[str, list[QAction]] = {}
        for action_id, keys in self._workspace.keys.items():
            for key in keys:
                if "Num" in key.split("+") or key.split("+")[-1] == "Return":
                    found.setdefault(key, []).append(self._made[action_id])
        return found

    def suspend(self, suspended: bool) -> None:
        """Turn every key off while a dialog covers the window."""
        self._suspended = suspended
        self.refresh()

    def refresh(self, *_ignored: object) -> None:
        """Ask every action whether it makes sense now."""
        for action_id, made in self._made.items():
            made.setEnabled(not self._suspended and self.offered(action_id))
        self.refreshed.emit()

    def _refresh_soon(self) -> None:
        """Ask soon, however many edits follow each other: a run that stores line by line must not put it off."""
        if not self._rest.isActive():
            self._rest.start()

    def offered(self, action_id: str) -> bool:
        """Tell whether an action makes sense in this place, with this selection, in this catalog."""
        action, workspace = self._actions[action_id], self._workspace
        if action.places and workspace.place not in action.places:
            return False
        return not (action.writes and workspace.read_only) and action.enabled(workspace)

    def trigger(self, action_id: str) -> None:
        """Run an action, if it still makes sense."""
        if self.offered(action_id):
            self._actions[action_id].run(self._workspace)

    def key_of(self, action_id: str) -> str:
        """Return the first key of an action as this system writes it, "" for none."""
        keys = self._workspace.keys.get(action_id, ())
        return keymap.shown(keys[0]) if keys else ""

    def bar(self) -> list[BarButton]:
        """Return the buttons of the top bar in this place, the main one last."""
        here = [action for action in self._actions.values() if action.bar and self._stands_here(action)]
        here.sort(key=lambda action: action.bar == "main")
        return [
            BarButton(
                id=each.id, words=_(each.bar_words or each.title), is_main=each.bar == "main", enabled=self.offered(each.id),
                tip=f"{_(each.title)} ({key})" if (key := self.key_of(each.id)) else _(each.title),
            )
            for each in here
        ]  # fmt: skip

    def listed(self) -> list[Command]:
        """Return every action with its words and keys, in the order of the folders."""
        return [
            Command(
                id=action.id,
                title=_(action.title),
                group=_(action.group) if action.group else "",
                icon=action.icon,
                keys=tuple(map(keymap.shown, self._workspace.keys[action.id])),
                offered=self.offered(action.id),
                is_near=self._workspace.place in action.places,
            )
            for action in self._actions.values()
        ]

    def _stands_here(self, action: Action) -> bool:
        return not action.places or self._workspace.place in action.places
