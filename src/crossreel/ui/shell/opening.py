"""Sheets the window knows by name. Each is imported when it is first asked for, so that the window comes up sooner."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crossreel.ui.hub.workspace import DialogMaker, Workspace
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.shell.commands import Commands


def make_dialog(what: str | DialogMaker, workspace: Workspace, commands: Commands, window: QWidget) -> Dialog | None:
    """Make a dialog over `window`: one of ours by name, or the one a maker makes; None for a name nobody knows."""
    if not isinstance(what, str):
        made = what(window)
        return made if isinstance(made, Dialog) else None
    make = KNOWN.get(what)
    return make(workspace, commands, window) if make is not None else None


def _palette(workspace: Workspace, commands: Commands, window: QWidget) -> Dialog:
    from crossreel.ui.shell.palette import CommandPalette

    return CommandPalette(workspace, commands, window)


def _keys(workspace: Workspace, commands: Commands, window: QWidget) -> Dialog:
    from crossreel.ui.shell.keys import KeysDialog

    return KeysDialog(workspace, commands, window)


def _key_editor(workspace: Workspace, commands: Commands, window: QWidget) -> Dialog:
    from crossreel.ui.shell.key_editor import KeyEditor

    return KeyEditor(workspace, commands, window)


def _preferences(workspace: Workspace, _commands: Commands, window: QWidget) -> Dialog:
    from crossreel.ui.shell.preferences import PreferencesDialog

    return PreferencesDialog(workspace, window)


def _new_title(workspace: Workspace, _commands: Commands, window: QWidget) -> Dialog:
    from crossreel.ui.places.catalog.title_dialogs import NewTitleDialog

    return NewTitleDialog(workspace, window)


def _delete_title(workspace: Workspace, _commands: Commands, window: QWidget) -> Dialog:
    from crossreel.ui.places.catalog.title_dialogs import DeleteTitleDialog

    return DeleteTitleDialog(workspace, window)


def _add_language(workspace: Workspace, _commands: Commands, window: QWidget) -> Dialog:
    from crossreel.ui.places.title.language_dialog import LanguageDialog

    return LanguageDialog(workspace, window)


def _backups(workspace: Workspace, _commands: Commands, window: QWidget) -> Dialog:
    from crossreel.ui.shell.backups import BackupsDialog

    return BackupsDialog(workspace, window)


def _engines(workspace: Workspace, _commands: Commands, window: QWidget) -> Dialog:
    from crossreel.ui.shell.engines import EnginesDialog

    return EnginesDialog(workspace, window)


def _about(workspace: Workspace, _commands: Commands, window: QWidget) -> Dialog:
    from crossreel.ui.shell.about import AboutDialog

    return AboutDialog(workspace, window)


KNOWN: dict[str, Callable[[Workspace, Commands, QWidget], Dialog]] = {
    "palette": _palette,
    "keys": _keys,
    "key_editor": _key_editor,
    "preferences": _preferences,
    "new_title": _new_title,
    "delete_title": _delete_title,
    "add_language": _add_language,
    "backups": _backups,
    "engines": _engines,
    "about": _about,
}
