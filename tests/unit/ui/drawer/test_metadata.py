"""The cover in the metadata panel: taken away and brought back."""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crossreel.services.desk import Desk
from crossreel.ui.drawer.metadata.frame_picker import FrameDialog
from crossreel.ui.drawer.metadata.view import MetadataPanel
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.media.movies import number_in
from tests.unit.ui.driving import add_title, idle
from tests.unit.ui.stage import Stage


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


def test_a_frame_becomes_the_cover_and_a_video_that_went_is_said(
    make_stage: Callable[..., Stage], movie: Path, tmp_path: Path
) -> None:
    video = tmp_path / "episode.mp4"
    shutil.copy(movie, video)
    stage = make_stage(video=video)
    stage.workspace.show_panel("metadata")
    stage.idle()
    panel = stage.window.findChild(MetadataPanel)
    assert panel is not None
    panel._cover_from_frame()
    stage.idle()
    dialog = stage.window.findChild(FrameDialog)
    assert dialog is not None
    dialog.slider.setValue(20)
    video.unlink()
    QTest.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    stage.bot.waitUntil(lambda: "episode.mp4" in stage.window.toast.text())
    assert dialog.use_button.isEnabled()
    shutil.copy(movie, video)
    QTest.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    stage.bot.waitUntil(lambda: stage.desk.cataloging.cover(stage.drama.title_id) is not None)
    cover = stage.desk.cataloging.cover(stage.drama.title_id)
    assert cover is not None and (cover.media_type, cover.width, cover.height) == ("image/jpeg", 180, 320)
    pixels = QImage.fromData(cover.data).convertToFormat(QImage.Format.Format_RGBA8888)
    shown = np.frombuffer(pixels.constBits(), np.uint8).reshape(320, 180, 4)
    assert number_in(shown) == 60
    stage.idle()


def test_the_loudness_is_chosen_where_the_guide_is_and_undo_takes_it_back(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title = add_title(desk, episodes=1)
    window.workspace.open_title(title.id)
    window.workspace.show_panel("metadata")
    idle(qtbot, window)
    panel = window.findChild(MetadataPanel)
    assert panel is not None
    box = panel.loudness.box
    assert [box.itemData(at) for at in range(box.count())] == [
        "",
        "broadcaster-ebu",
        "us-broadcast",
        "app",
        "web",
        "ebu_r128",
        "atsc_a85",
    ]
    assert box.itemText(5) == "EBU R 128 (Europe): -23 ± 0.5 LUFS"
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    idle(qtbot, window)
    qtbot.waitUntil(lambda: desk.media_checking.chosen_loudness(title.id) == "broadcaster-ebu")
    window.workspace.show_place("title")
    window.workspace.do("history.undo")
    idle(qtbot, window)
    qtbot.waitUntil(lambda: box.currentData() == "")
    assert desk.media_checking.chosen_loudness(title.id) == ""
