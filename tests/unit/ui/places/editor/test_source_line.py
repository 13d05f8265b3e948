"""The burned-in line of the source: hidden in the preview while it is shown, and its place corrected on the picture."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from crossreel.domain.picture.caption import Box
from crossreel.ui.kit.box_frame import BoxFrame, dragged
from crossreel.ui.kit.picture_view import PictureView
from tests.unit.ui.stage import Stage

BAND = Box(x=10, y=70, width=80, height=10)


def picture(stage: Stage) -> PictureView:
    """Return the picture of the editor."""
    view: PictureView = stage.view.column.picture
    return view


def set_band(stage: Stage, box: Box = BAND) -> None:
    """Say where the band of the open episode is."""
    stage.workspace.perform(lambda: stage.desk.reading.set_band(stage.workspace.title_id, [stage.workspace.episode_id], box))
    stage.bot.waitUntil(lambda: stage.view.column.source_line._box == box)
    stage.idle()


def test_the_source_line_is_hidden_while_it_is_shown_and_as_it_is_wished(stage: Stage) -> None:
    player = stage.open_desk.player
    player.seek(stage.row(1).cue.start_ms + 100)
    set_band(stage)
    assert picture(stage)._hidden is None, "nobody wished it"
    stage.workspace.do("play.source_line")
    stage.idle()
    assert (picture(stage)._hidden, picture(stage)._hides) == (BAND, "blur")
    player.seek(stage.row(1).cue.end_ms + 50)
    stage.bot.waitUntil(lambda: picture(stage)._hidden is None)
    player.seek(stage.row(1).cue.start_ms + 100)
    stage.bot.waitUntil(lambda: picture(stage)._hidden == BAND)
    stage.workspace.do("play.source_line")
    stage.idle()
    bare, view = picture(stage).picture_rect(), picture(stage).grab().toImage()
    at = bare.topLeft() + QPoint(round(bare.width() / 2), round(bare.height() * 0.71))
    assert view.pixelColor(at.toPoint()).lightness() < 40, "a box covers it"
    stage.workspace.do("play.source_line")
    stage.idle()
    assert picture(stage)._hidden is None and stage.desk.preferences.load().source_line == ""


def test_the_band_is_dragged_on_the_picture_and_one_undo_takes_it_back(stage: Stage) -> None:
    set_band(stage)
    stage.workspace.do("edit.band")
    [frame] = picture(stage).findChildren(BoxFrame)
    assert frame.hasFocus() and frame.box == BAND and stage.view.column.source_line.tools.isVisible()
    middle = QPoint(frame.width() // 2, round(frame.height() * 0.75))
    QTest.mousePress(frame, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(frame, middle - QPoint(0, round(frame.height() * 0.1)))
    QTest.mouseRelease(frame, Qt.MouseButton.LeftButton, pos=middle)
    assert abs(frame.box.y - 60) < 1 and abs(frame.box.height - 10) < 0.1
    QTest.keyClick(frame, Qt.Key.Key_Return)
    stage.bot.waitUntil(lambda: (stage.view.column.source_line._box or BAND) != BAND)
    stage.idle()
    assert not stage.view.column.source_line.tools.isVisible()
    stage.workspace.do("history.undo")
    stage.bot.waitUntil(lambda: stage.view.column.source_line._box == BAND)


def test_escape_leaves_the_band_as_it_was(stage: Stage) -> None:
    set_band(stage)
    stage.workspace.do("edit.band")
    [frame] = picture(stage).findChildren(BoxFrame)
    QTest.keyClick(frame, Qt.Key.Key_Down)
    assert frame.box.y == 70.5
    QTest.keyClick(frame, Qt.Key.Key_Escape)
    assert not stage.view.column.source_line.is_corrected
    assert stage.view.column.source_line._box == BAND


def test_a_box_stays_in_the_picture_and_is_never_empty() -> None:
    assert dragged(BAND, (0, 0), 50, 50) == Box(x=20, y=90, width=80, height=10)
    assert dragged(BAND, (-1, -1), -30, -5) == Box(x=0, y=65, width=90, height=15)
    assert dragged(BAND, (1, 1), -200, 100) == Box(x=10, y=70, width=2, height=30)
