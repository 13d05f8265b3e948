"""The cover in the metadata panel: taken away and brought back."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crossreel.services.desk import Desk
from crossreel.ui.drawer.metadata.view import MetadataPanel
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.ui.driving import add_title, idle


def test_a_cover_is_taken_away_and_the_line_brings_it_back(qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path) -> None:
    title = add_title(desk, episodes=1)
    window.workspace.open_title(title.id)
    window.workspace.show_panel("metadata")
    idle(qtbot, window)
    panel = window.findChild(MetadataPanel)
    assert panel is not None
    assert not panel.no_cover.isVisible()
    picture = QImage(90, 160, QImage.Format.Format_RGB32)
    picture.fill(0xFF884422)
    assert picture.save(str(tmp_path / "cover.jpg"))
    panel.use_file(tmp_path / "cover.jpg")
    idle(qtbot, window)
    assert panel.no_cover.isVisible()
    QTest.mouseClick(panel.no_cover, Qt.MouseButton.LeftButton)
    idle(qtbot, window)
    assert desk.cataloging.cover(title.id) is None
    assert not panel.no_cover.isVisible()
    window.workspace.show_place("title")
    undo = next(each for each in window.toast.findChildren(QPushButton) if each.text() == "Undo")
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    idle(qtbot, window)
    qtbot.waitUntil(lambda: panel.no_cover.isVisible())
    assert desk.cataloging.cover(title.id) is not None
