"""The window and its catalog's file: gone, damaged, backed up, restored."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from crossreel.app import desktop as app_desktop
from crossreel.app.bootstrap import build_desk
from crossreel.app.desktop import Desktop, open_desktop
from crossreel.app.rescue import RescueDialog
from crossreel.domain.errors import StorageFailed
from crossreel.domain.preferences import Preferences
from crossreel.i18n.messages import set_locale
from crossreel.services.desk import Desk
from crossreel.services.safekeeping.rescuing import Rescuing
from crossreel.ui.hub.pending_writes import PendingWrites
from crossreel.ui.kit import theme
from crossreel.ui.kit.banner import Banner
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.shell import backups
from crossreel.ui.shell.backups import BackupsDialog, SalvagedDialog
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.ui.driving import add_title, catalog_place, idle, names_shown

PAGE = 4096


def banners(window: MainWindow) -> list[Banner]:
    """Return the bars that are shown."""
    return [bar for bar in window.findChildren(Banner) if bar.isVisible()]


def press(within: object, words: str) -> None:
    """Press the button with these words."""
    (button,) = [each for each in within.findChildren(QPushButton) if each.text() == words]  # type: ignore[attr-defined]
    button.click()


@pytest.fixture
def to_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Answer every question for a new file with this one."""
    chosen = tmp_path / "chosen.crossreel"
    monkeypatch.setattr(FileDialog, "choose_new_file", lambda *_asked: (str(chosen), ""))
    return chosen


def test_a_catalog_that_went_is_told_and_work_goes_on_in_a_copy(
    qtbot: QtBot, window: MainWindow, desk: Desk, to_file: Path
) -> None:
    title = add_title(desk)
    catalog_place(qtbot, window)
    desk.database.path.rename(desk.database.path.with_name("elsewhere.crossreel"))
    qtbot.waitUntil(lambda: bool(banners(window)))
    with pytest.raises(StorageFailed):
        desk.cataloging.create_title("LOST", "Lost", "en")
    (bar,) = banners(window)
    assert "catalog.crossreel" in bar.words.text()
    pending = PendingWrites.of(window.workspace)
    typed = replace(title, original_name="Typed meanwhile")
    write = partial(desk.cataloging.update_title, typed, seen=title)
    pending.write("name", typed.original_name, title.original_name, lambda *_texts: write)
    qtbot.waitUntil(lambda: pending.unsaved()[0].error is not None)
    pending._timer.stop()
    press(bar, "Save a copy and go on there…")
    qtbot.waitUntil(lambda: desk.database.path == to_file)
    qtbot.waitUntil(lambda: not pending.unsaved())  # without waiting for its turn
    assert desk.cataloging.title(title.id).original_name == "Typed meanwhile"
    assert window._care._timer.isActive()
    qtbot.waitUntil(lambda: not banners(window))
    desk.cataloging.create_title("GOESON", "Goes on", "en")
    other = build_desk(to_file, "command", Preferences(author="Bo"))
    other.cataloging.create_title("BESIDE", "Beside", "en")
    assert {row.title.code for row in other.cataloging.titles()} == {title.code, "GOESON", "BESIDE"}
    other.close()
    qtbot.waitUntil(lambda: "Beside" in names_shown(catalog_place(qtbot, window)))
    idle(qtbot, window)


def test_a_backup_is_made_in_the_background_and_seen(qtbot: QtBot, window: MainWindow, desk: Desk, to_file: Path) -> None:
    add_title(desk)
    window._care.look_after()
    idle(qtbot, window)
    assert len(desk.safekeeping.backups()) == 1
    window.workspace.do("window.backups")
    dialog = window.current_dialog()
    assert isinstance(dialog, BackupsDialog)
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    assert "1 title" in dialog.list.item(0).text()
    dialog.copy_button.click()
    idle(qtbot, window)
    assert to_file.is_file() and str(to_file) in window.toast.text()
    dialog.leave()


def test_damage_is_told_with_what_can_be_done(qtbot: QtBot, window: MainWindow, desk: Desk, to_file: Path) -> None:
    for number in range(6):
        add_title(desk, f"TITLE{number}", "The Hidden Heir" * 20)
    database = desk.database
    with database.writing() as connection:
        connection.exec_driver_sql("SELECT 1")
    with closing(sqlite3.connect(database.path)) as beside:
        beside.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        leaves = "SELECT pageno FROM dbstat WHERE name = 'journal_edit' AND pagetype = 'leaf' ORDER BY path DESC"
        (page,) = beside.execute(leaves).fetchone()
    with database.path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(bytes(PAGE))
    window._care.look_after()
    qtbot.waitUntil(lambda: bool(banners(window)))
    assert desk.safekeeping.backups() == ()
    (bar,) = banners(window)
    press(bar, "Save what can be read…")
    qtbot.waitUntil(lambda: isinstance(window.current_dialog(), SalvagedDialog))
    dialog = window.current_dialog()
    assert isinstance(dialog, SalvagedDialog) and dialog.list.count() >= 1
    saved = build_desk(to_file, "read", Preferences())
    assert len(saved.cataloging.titles()) == 6
    saved.close()
    dialog.leave()
    idle(qtbot, window)


@pytest.fixture
def filled(tmp_path: Path, empty_catalog: Path) -> Path:
    """A closed catalog with one title and a backup, and a second title since."""
    path = Path(shutil.copy(empty_catalog, tmp_path / "catalog.crossreel"))
    desk = build_desk(path, "command", Preferences(author="Ana"))
    add_title(desk, "FIRST", "First")
    desk.safekeeping.back_up()
    add_title(desk, "SECOND", "Second")
    desk.close()
    return path


@pytest.fixture
def open_it(qtbot: QtBot) -> Iterator[Callable[[Path], Desktop]]:
    """Open desktops that are closed when the test ends."""
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    theme.apply(running, "dark")
    made: list[Desktop] = []

    def make(path: Path) -> Desktop:
        opened = open_desktop(running, path, Preferences(author="Ana"))
        assert opened is not None
        made.append(opened)
        return opened

    yield make
    for each in made:
        each.window.close()
        each.close()
        each.window.deleteLater()
    running.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_a_backup_is_restored_from_the_window(
    qtbot: QtBot, filled: Path, open_it: Callable[[Path], Desktop], monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = open_it(filled)
    first = desktop.window
    idle(qtbot, first)
    assert {row.title.code for row in first.workspace.desk.cataloging.titles()} == {"FIRST", "SECOND"}
    monkeypatch.setattr(backups, "ask", lambda *_asked: True)
    first.workspace.ask("backups")
    dialog = first.current_dialog()
    assert isinstance(dialog, BackupsDialog)
    qtbot.waitUntil(lambda: dialog.restore_button.isEnabled() and dialog.list.count() == 1)
    dialog.restore_button.click()
    qtbot.waitUntil(lambda: desktop.window is not first)
    idle(qtbot, desktop.window)
    assert [row.title.code for row in desktop.window.workspace.desk.cataloging.titles()] == ["FIRST"]
    assert not desktop.window.workspace.read_only
    assert list(filled.parent.glob("catalog.before-*.crossreel"))


def test_a_catalog_that_cannot_be_opened_is_restored_before_there_is_a_window(
    qtbot: QtBot, filled: Path, open_it: Callable[[Path], Desktop]
) -> None:
    with filled.open("r+b") as file:
        file.truncate(filled.stat().st_size - PAGE)
    seen: list[int] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RescueDialog)
        seen.append(dialog.list.count())
        dialog.restore_button.click()

    QTimer.singleShot(300, answer)
    desktop = open_it(filled)
    idle(qtbot, desktop.window)
    assert seen == [1]
    assert [row.title.code for row in desktop.window.workspace.desk.cataloging.titles()] == ["FIRST"]


@pytest.mark.parametrize("locale", ["en", "ar", "zh-Hans"])
@pytest.mark.parametrize("backed_up", [True, False])
def test_the_words_of_the_rescue_have_room(qtbot: QtBot, tmp_path: Path, filled: Path, locale: str, backed_up: bool) -> None:
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    set_locale(locale)
    theme.apply(running, "dark")
    error = StorageFailed("storage.damaged", path=str(filled), detail="malformed")
    dialog = RescueDialog(error, Rescuing(filled if backed_up else tmp_path / "other.crossreel"))
    qtbot.addWidget(dialog)
    dialog.show()
    layout = dialog.layout()
    assert layout is not None and dialog.list.isVisible() == backed_up
    parts = [item.widget() for item in map(layout.itemAt, range(layout.count())) if item is not None and item.widget() is not None]
    shown = [part for part in parts if part is not None and part.isVisible()]
    assert all(above.geometry().bottom() < below.geometry().top() for above, below in pairwise(shown))
    for part in shown:
        if isinstance(part, QLabel):
            assert part.height() >= part.heightForWidth(part.width())
    set_locale("en")
    running.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_what_can_be_read_is_saved_before_there_is_a_window(
    qtbot: QtBot, filled: Path, open_it: Callable[[Path], Desktop], to_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'finding'").fetchone()
    with filled.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(bytes(PAGE))
    monkeypatch.setattr(app_desktop.QMessageBox, "information", lambda *_said: None)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RescueDialog)
        dialog.salvage_button.click()

    QTimer.singleShot(300, answer)
    desktop = open_it(filled)
    idle(qtbot, desktop.window)
    assert desktop.window.workspace.desk.database.path == to_file
    assert {row.title.code for row in desktop.window.workspace.desk.cataloging.titles()} == {"FIRST", "SECOND"}


def test_what_another_version_derived_is_made_anew_behind_the_open_window(
    qtbot: QtBot, filled: Path, open_it: Callable[[Path], Desktop]
) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("UPDATE meta SET value = 'other' WHERE key LIKE '%version%'")
        connection.execute("INSERT INTO search_dialogue(search_dialogue) VALUES ('delete-all')")
        connection.execute("UPDATE title_summary SET episode_count = 77")
        connection.commit()
    desktop = open_it(filled)
    desk = desktop.window.workspace.desk
    assert desk.database.needs_maintenance(), "the window stands before anything is made anew"
    qtbot.waitUntil(lambda: not desk.database.needs_maintenance())
    qtbot.waitUntil(lambda: "up to date" in desktop.window.toast.text())
    assert [row.episode_count for row in desk.cataloging.titles()] == [3, 3]
    assert len(desk.searching.search("你好")) == 6
    idle(qtbot, desktop.window)
