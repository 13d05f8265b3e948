"""The program's window with the first title of a catalog open in it, as the programs that measure show it."""

from pathlib import Path
from typing import Any


def shown(catalog: Path, place: str, size: tuple[int, int], language: str = "") -> tuple[Any, Any]:
    """Show the window and open the catalog's first title; return the application and what holds the window.

    Args:
        catalog: the catalog.
        place: the place that is shown.
        size: of the window, in pixels.
        language: in which the first episode is opened; "" opens none.
    """
    from crossreel.app.opener import load_ahead_of_qt

    load_ahead_of_qt()
    from PySide6.QtWidgets import QApplication

    from crossreel.app.bootstrap import preference_file
    from crossreel.app.desktop import Desktop
    from crossreel.ui.kit import theme

    application = QApplication([])
    preferences = preference_file().load()
    theme.apply(application, preferences.theme)
    desktop = Desktop(application, catalog, preferences)
    desktop.window.resize(*size)
    workspace = desktop.window.workspace
    title = workspace.desk.cataloging.titles()[0].title
    workspace.open_title(title.id)
    if language:
        workspace.open_episode(workspace.desk.cataloging.matrix(title.id).rows[0].episode.id, language)
    workspace.show_place(place)
    return application, desktop
