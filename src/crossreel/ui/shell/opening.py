"""Sheets the window knows by name. Each is imported when it is first asked for, so that the window comes up sooner."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crossreel.ui.hub.workspace import SheetMaker, Workspace
from crossreel.ui.kit.sheet import Sheet
from crossreel.ui.shell.commands import Commands


def make_sheet(what: str | SheetMaker, workspace: Workspace, commands: Commands, window: QWidget) -> Sheet | None:
    """Make a sheet over `window`: one of ours by name, or the one a maker makes; None for a name nobody knows."""
    if not isinstance(what, str):
        made = what(window)
        return made if isinstance(made, Sheet) else None
    make = KNOWN.get(what)
    return make(workspace, commands, window) if make is not None else None


def _palette(workspace: Workspace, commands: Commands, window: QWidget) -> Sheet:
    from crossreel.ui.shell.palette import CommandPalette

    return CommandPalette(workspace, commands, window)


def _keys(_workspace: Workspace, commands: Commands, window: QWidget) -> Sheet:
    from crossreel.ui.shell.keys import KeysSheet

    return KeysSheet(commands, window)


def _preferences(workspace: Workspace, _commands: Commands, window: QWidget) -> Sheet:
    from crossreel.ui.shell.preferences import PreferencesSheet

    return PreferencesSheet(workspace, window)


def _new_title(workspace: Workspace, _commands: Commands, window: QWidget) -> Sheet:
    from crossreel.ui.places.catalog.title_sheets import NewTitleSheet

    return NewTitleSheet(workspace, window)


def _delete_title(workspace: Workspace, _commands: Commands, window: QWidget) -> Sheet:
    from crossreel.ui.places.catalog.title_sheets import DeleteTitleSheet

    return DeleteTitleSheet(workspace, window)


def _add_language(workspace: Workspace, _commands: Commands, window: QWidget) -> Sheet:
    from crossreel.ui.places.title.language_sheet import LanguageSheet

    return LanguageSheet(workspace, window)


def _backups(workspace: Workspace, _commands: Commands, window: QWidget) -> Sheet:
    from crossreel.ui.shell.backups import BackupsSheet

    return BackupsSheet(workspace, window)


KNOWN: dict[str, Callable[[Workspace, Commands, QWidget], Sheet]] = {
    "palette": _palette,
    "keys": _keys,
    "preferences": _preferences,
    "new_title": _new_title,
    "delete_title": _delete_title,
    "add_language": _add_language,
    "backups": _backups,
}
