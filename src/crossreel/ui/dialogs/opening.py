"""Sheets the window knows by name."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crossreel.ui.dialogs.command_palette import CommandPalette
from crossreel.ui.dialogs.keys import KeysSheet
from crossreel.ui.dialogs.languages import LanguageSheet
from crossreel.ui.dialogs.preferences import PreferencesSheet
from crossreel.ui.dialogs.titles import DeleteTitleSheet, NewTitleSheet
from crossreel.ui.models.commands import Commands
from crossreel.ui.widgets.sheet import Sheet
from crossreel.ui.workspace import SheetMaker, Workspace


def make_sheet(what: str | SheetMaker, workspace: Workspace, commands: Commands, window: QWidget) -> Sheet | None:
    """Make a sheet over `window`: one of ours by name, or the one a maker makes; None for a name nobody knows."""
    if not isinstance(what, str):
        made = what(window)
        return made if isinstance(made, Sheet) else None
    known: dict[str, Callable[[], Sheet]] = {
        "palette": lambda: CommandPalette(workspace, commands, window),
        "keys": lambda: KeysSheet(commands, window),
        "preferences": lambda: PreferencesSheet(workspace, window),
        "new_title": lambda: NewTitleSheet(workspace, window),
        "delete_title": lambda: DeleteTitleSheet(workspace, window),
        "add_language": lambda: LanguageSheet(workspace, window),
    }
    return known[what]() if what in known else None
