"""The event loop: application, catalog, window; and a catalog that will not open, said in a sentence."""

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from crossreel.app import crash
from crossreel.app.bootstrap import APP_NAME, build_desk, log_folder
from crossreel.domain.errors import CrossreelError
from crossreel.domain.preferences import Preferences
from crossreel.i18n.messages import _, is_right_to_left, sentence
from crossreel.ui import theme
from crossreel.ui.main_window import MainWindow
from crossreel.ui.registry import find_all
from crossreel.ui.workspace import Workspace


def run_window(catalog: Path | None, preferences: Preferences) -> int:
    """Show the window on a catalog until it is closed; return the exit code."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName(APP_NAME)
    application.setDesktopFileName("crossreel")
    crash.install(log_folder())
    theme.apply(application, preferences.theme)
    application.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_right_to_left() else Qt.LayoutDirection.LeftToRight)
    try:
        window = open_window(catalog, preferences)
    except CrossreelError as error:
        QMessageBox.critical(None, APP_NAME, _("The catalog cannot be opened.") + "\n\n" + sentence(error.code, error.facts))
        return 1
    window.show()
    code = application.exec()
    close_window(window)
    return code


def open_window(catalog: Path | None, preferences: Preferences) -> MainWindow:
    """Build the window on a catalog.

    Raises:
        CrossreelError: the catalog cannot be opened.
    """
    desk = build_desk(catalog, "window", preferences)
    return MainWindow(Workspace(desk, preferences), find_all())


def close_window(window: MainWindow) -> None:
    """Stop the lanes and let go of the catalog."""
    window.workspace.close()
    window.workspace.desk.close()
