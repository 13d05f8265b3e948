"""Nothing is left behind: every place, panel and sheet opened, then the window closed."""

import gc
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crossreel.app.desktop import close_window, open_window
from crossreel.domain.preferences import Preferences
from crossreel.i18n.messages import set_locale
from crossreel.ui.shell.main_window import MainWindow
from tests.journeys.conftest import Sample
from tests.tour.cells import open_cell
from tests.tour.tour import Tour

pytestmark = pytest.mark.journey

PLACES = ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5")
PANELS = ("F", "N", "H", "M", "C", "T")
SHEETS = ("Ctrl+K", "F1", "Ctrl+,")


def see_everything(tour: Tour) -> None:
    """Open every place, side panel and sheet of the window by its key."""
    hand = tour.hand
    hand.press("Return")
    open_cell(tour, 1, "en")
    for keys in PLACES:
        hand.press(keys)
        hand.rest()
    hand.press("Ctrl+2")
    for letter in PANELS:
        hand.press(f"Ctrl+Shift+{letter}")
        hand.rest()
    for keys in SHEETS:
        hand.press(keys)
        hand.until(lambda: hand.window.current_dialog() is not None, f"the sheet of {keys}")
        hand.press("Escape")
        hand.until(lambda: hand.window.current_dialog() is None, "no sheet")


def sweep() -> None:
    """Let Qt and Python free what they may."""
    for _ in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()
        gc.collect()


def no_timer_runs(window: MainWindow) -> None:
    """Fail where a timer of a window is about to go off."""
    timers = [timer for timer in window.findChildren(QTimer) if timer.isActive()]
    assert [(type(timer.parent()).__name__, timer.interval()) for timer in timers if timer.interval() < 60_000] == []


def test_a_closed_window_leaves_no_thread_timer_or_window(sample: Sample, qtbot: QtBot, tmp_path: Path) -> None:
    set_locale("en")
    sweep()
    threads_before, windows_before = set(threading.enumerate()), set(QApplication.topLevelWidgets())
    window = open_window(sample.catalog, Preferences(author="Ana", locale="en"))
    window.resize(1280, 720)
    window.show()
    tour = Tour(tmp_path)
    tour.catalog = sample.catalog
    tour.hand.rest()
    see_everything(tour)
    tour.close()
    window.close()
    close_window(window)
    qtbot.waitUntil(lambda: no_timer_runs(window))  # what was to happen once may still come; what repeats itself goes on
    window.deleteLater()
    sweep()
    left = [thread for thread in threading.enumerate() if thread not in threads_before]
    for thread in left:
        thread.join(timeout=60)
    assert not [thread.name for thread in left if thread.is_alive()]
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each not in windows_before]


def test_the_catalog_is_let_go(sample: Sample, open_tour: Callable[[Path], Tour]) -> None:
    tour = open_tour(sample.catalog)
    hand = tour.hand
    close_window(hand.window)
    hand.window.close()
    again = open_window(sample.catalog, Preferences(author="Ana", locale="en"))
    try:
        assert not again.workspace.read_only, "the closed window still holds the catalog"
    finally:
        close_window(again)
        again.close()
        again.deleteLater()
