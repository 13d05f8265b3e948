"""The event loop: application, catalog, window; and a catalog that will not open, said in a sentence."""

import gc
import logging
import sys
from pathlib import Path

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from crossreel.app import crash
from crossreel.app.bootstrap import APP_NAME, build_desk, default_catalog, log_folder
from crossreel.app.key_names import KeyNames
from crossreel.domain.errors import CrossreelError
from crossreel.domain.preferences import Preferences
from crossreel.i18n.messages import is_right_to_left, locale_tag, sentence, set_locale
from crossreel.kernel.memory import return_large_blocks
from crossreel.kernel.paths import is_frozen, resource
from crossreel.rendering import fonts
from crossreel.services.safekeeping.rescuing import Rescuing
from crossreel.ui.hub.pending_writes import PendingWrites
from crossreel.ui.hub.seat_keeper import SeatKeeper, sit_down
from crossreel.ui.hub.workspace import CatalogRequest, Workspace
from crossreel.ui.kit import theme
from crossreel.ui.shell.main_window import MainWindow
from crossreel.ui.shell.registry import find_all

BUSY_MS = 500
LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def run_window(catalog: Path | None, preferences: Preferences) -> int:
    """Show the window on a catalog until it is closed; return the exit code."""
    fonts.configure(on_dark=theme.load(preferences.theme).dark)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName(APP_NAME)
    application.setDesktopFileName("crossreel")
    application.setWindowIcon(QIcon(str(resource("icons", "crossreel.svg"))))
    crash.install(log_folder())
    qInstallMessageHandler(log_qt)
    if is_frozen():
        fonts.loaded()
    theme.apply(application, preferences.theme)
    desktop = open_desktop(application, catalog, preferences)
    if desktop is None:
        return 1
    gc.freeze()  # what the start made stays: a full collection need not walk it while somebody types
    code = application.exec()
    desktop.close()
    return code


def open_desktop(application: QApplication, catalog: Path | None, preferences: Preferences) -> "Desktop | None":
    """Open the window, on a rescued catalog where the chosen one cannot be opened; None where the user gave up."""
    while True:
        try:
            return Desktop(application, catalog, preferences)
        except CrossreelError as error:
            from crossreel.app.rescue import rescue

            catalog = rescue(error, catalog or default_catalog())
            if catalog is None:
                return None


class Desktop(QObject):
    """Keeps the one window. It is made anew on the same services when another interface language is chosen, and on others when
    another catalog is opened or a backup restored.
    """

    def __init__(self, application: QApplication, catalog: Path | None, preferences: Preferences) -> None:
        super().__init__()
        return_large_blocks()
        self._application = application
        self._translator, self._key_names = QTranslator(self), KeyNames(self)
        self._turn()
        self.window = open_window(catalog, preferences)
        self.window.restore(preferences.window_geometry)
        self._follow()
        self._come_back()
        self.window.show()

    def close(self) -> None:
        """Stop the lanes and let go of the catalog."""
        close_window(self.window)

    def _follow(self) -> None:
        self._locale = self.window.workspace.preferences.locale
        self.window.workspace.preferences_changed.connect(self._preferences_changed)
        asked = Qt.ConnectionType.QueuedConnection  # the window asks from a button of its own, and is gone afterwards
        self.window.workspace.catalog_asked.connect(self._exchange, asked)

    def _exchange(self, request: CatalogRequest) -> None:
        """Close the catalog, put the backup in its place or choose another, and open that."""
        before = self.window
        path, preferences = before.workspace.desk.database.path, before.workspace.preferences
        geometry = before.saveGeometry()
        close_window(before)
        try:
            if request.restore is not None:
                Rescuing(path).restore(request.restore)
            self.window = open_window(request.open or path, preferences)
        except CrossreelError as error:
            QMessageBox.critical(before, APP_NAME, sentence(error.code, error.facts))
            self.window = open_window(path, preferences)
        self.window.restoreGeometry(geometry)
        self._follow()
        self._come_back()
        self.window.show()
        before.close()
        before.deleteLater()

    def _come_back(self) -> None:
        """Open what was open when the window on this catalog was closed, or killed."""
        workspace = self.window.workspace
        sit_down(workspace, SeatKeeper.of(workspace).seat)

    def _preferences_changed(self, preferences: Preferences) -> None:
        if preferences.locale != self._locale:
            QTimer.singleShot(0, self, self._make_anew)

    def _make_anew(self) -> None:
        before = self.window.workspace
        if before.preferences.locale == self._locale:
            return
        before.hand_on()
        seat = SeatKeeper.of(before).now()
        if PendingWrites.of(before).unsaved() or any(job.label for job in before.jobs.running()):
            QTimer.singleShot(BUSY_MS, self, self._make_anew)
            return
        set_locale(before.preferences.locale)
        self._turn()
        old, geometry = self.window, self.window.saveGeometry()
        before.close()
        workspace = Workspace(before.desk, before.preferences)
        self.window = MainWindow(workspace, find_all())
        self.window.restoreGeometry(geometry)
        self._follow()
        self.window.show()
        sit_down(workspace, seat)
        workspace.ask("preferences")
        old.close()
        old.deleteLater()

    def _turn(self) -> None:
        """Mirror the application and let Qt's own words follow the interface language."""
        direction = Qt.LayoutDirection.RightToLeft if is_right_to_left() else Qt.LayoutDirection.LeftToRight
        self._application.setLayoutDirection(direction)
        for each in (self._translator, self._key_names):
            self._application.removeTranslator(each)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(QLocale(locale_tag()), "qtbase", "_", folder):
            self._application.installTranslator(self._translator)
        self._application.installTranslator(self._key_names)


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


def log_qt(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Write what Qt has to say into our log."""
    logging.getLogger("qt").log(LEVELS.get(kind, logging.WARNING), "%s", text)
