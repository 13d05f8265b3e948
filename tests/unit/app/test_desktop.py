"""The application around the window: another language at once, a crash that is told, a catalog that will not open."""

import logging
import logging.handlers
import shutil
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from crossreel.app import crash
from crossreel.app.desktop import Desktop, close_window, run_window
from crossreel.app.log_file import PrivateLog, start_log
from crossreel.domain.errors import StaleText
from crossreel.domain.preferences import Preferences
from crossreel.ui.kit import theme
from tests.unit.ui.driving import add_title, idle, open_title


@pytest.fixture
def desktop(qtbot: QtBot, tmp_path: Path, empty_catalog: Path) -> Iterator[Desktop]:
    shutil.copy(empty_catalog, tmp_path / "catalog.crossreel")
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    theme.apply(running, "dark")
    made = Desktop(running, tmp_path / "catalog.crossreel", Preferences(author="Ana"))
    yield made
    made.window.close()
    made.close()
    made.window.deleteLater()
    running.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_another_language_is_there_at_once_and_nothing_is_lost(qtbot: QtBot, desktop: Desktop) -> None:
    first = desktop.window
    title = add_title(first.workspace.desk)
    open_title(qtbot, first, title)
    first.workspace.set_preferences(replace(first.workspace.preferences, locale="qps"))
    qtbot.waitUntil(lambda: desktop.window is not first)
    window = desktop.window
    assert (window.workspace.title_id, window.workspace.place) == (title.id, "title")
    idle(qtbot, window)
    assert "⟦" in window.rail._buttons["catalog"].toolTip()
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [window]
    assert window.workspace.desk.preferences.load().locale == "qps"


def test_the_window_stands_where_it_stood(qtbot: QtBot, desktop: Desktop) -> None:
    desktop.window.resize(1100, 700)
    desktop.window.close()
    kept = desktop.window.workspace.desk.preferences.load().window_geometry
    desktop.window.resize(1300, 800)
    desktop.window.restore(kept)
    assert desktop.window.height() == 700


def test_a_catalog_that_is_none_is_said_and_left_alone(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    no_catalog = tmp_path / "notes.txt"
    no_catalog.write_text("not a catalog at all, but long enough to be looked at" * 40, "utf-8")
    hooks = sys.excepthook, threading.excepthook
    said: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        box.accept()

    QTimer.singleShot(300, answer)
    try:
        assert run_window(no_catalog, Preferences(author="Ana")) == 1
    finally:
        sys.excepthook, threading.excepthook = hooks
        qInstallMessageHandler(None)
        leave_log()
    assert "notes.txt" in said[0]
    assert no_catalog.read_text("utf-8").startswith("not a catalog")


def leave_log() -> None:
    for handler in list(logging.getLogger().handlers):
        if isinstance(handler, logging.handlers.RotatingFileHandler):
            logging.getLogger().removeHandler(handler)
            handler.close()


def test_a_crash_report_can_be_copied_and_holds_no_catalog_content(qtbot: QtBot) -> None:
    try:
        raise ZeroDivisionError("mistake of ours")
    except ZeroDivisionError as error:
        text = crash.report(type(error), error, error.__traceback__)
    dialog = crash.CrashDialog(text)
    qtbot.addWidget(dialog)
    dialog.copy.click()
    copied = QApplication.clipboard().text()
    assert "ZeroDivisionError: mistake of ours" in copied
    assert "Python 3" in copied


def test_log_and_crash_report_hold_no_dialogue(qtbot: QtBot, tmp_path: Path) -> None:
    error = StaleText("edit.text_changed", text="你到底在哪里", plain="你到底在哪里", author="Bo", cue=12)
    assert "cue" in str(error)
    text = crash.report(StaleText, error, None)
    folder = tmp_path / "log"
    start_log(folder)
    handler = next(each for each in logging.getLogger().handlers if isinstance(each, PrivateLog))
    try:
        logging.getLogger("crossreel").warning("%s", error)
        handler.doRollover()
        logging.getLogger("crossreel").warning("%s", error)
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
    logged = [path.read_text("utf-8") for path in sorted(folder.iterdir())]
    assert len(logged) == 2 and all("edit.text_changed" in each for each in logged)
    assert not [each for each in (text, *logged) if "你" in each]
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


def test_closing_stops_the_lanes(qtbot: QtBot, desktop: Desktop) -> None:
    idle(qtbot, desktop.window)
    close_window(desktop.window)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith(("write", "title", "long", "compute"))]
