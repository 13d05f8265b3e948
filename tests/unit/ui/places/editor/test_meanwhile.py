"""Times that somebody else wrote while an edge was held or a time was being typed: what was not seen is not written over."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from crossreel.app.bootstrap import build_desk
from crossreel.domain.preferences import Preferences
from crossreel.services.desk import Desk
from crossreel.ui.places.editor.cue_table import Column
from tests.unit.ui.stage import Stage

NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def somebody(stage: Stage) -> Iterator[Desk]:
    """Another person at another machine."""
    desk = build_desk(stage.desk.database.path, "command", Preferences(author="Bo"))
    yield desk
    desk.close()


def retimed(stage: Stage, somebody: Desk, start_ms: int, end_ms: int) -> None:
    """Have somebody else retime the second cue, and wait until the window shows it."""
    somebody.editing.set_times(stage.row(1).cue.id, start_ms, end_ms)
    stage.open_desk.reread()
    stage.bot.waitUntil(lambda: times(stage, shown=True) == (start_ms, end_ms))
    stage.idle()


def times(stage: Stage, *, shown: bool = False) -> tuple[int, int]:
    """Return the times of the second cue: those in the catalog, or in the window."""
    cue = stage.open_desk.rows()[1].cue if shown else stage.row(1).cue
    return cue.start_ms, cue.end_ms


@pytest.mark.parametrize(("moved_start", "moved_end", "is_written"), [(0, -200, False), (100, 0, True)])
def test_a_held_edge_that_somebody_moved_is_not_written_over_and_the_other_one_stays_where_they_put_it(
    stage: Stage, somebody: Desk, moved_start: int, moved_end: int, is_written: bool
) -> None:
    wave = stage.view.timeline.wave
    start_ms, end_ms = times(stage)
    y, x = wave.height() // 2, round(wave.scale.x_of(end_ms)) - 2
    QTest.mousePress(wave, LEFT, NONE, QPoint(x, y))
    QTest.mouseMove(wave, QPoint(x + 10, y))
    QTest.mouseMove(wave, QPoint(x + 20, y))
    theirs = (start_ms + moved_start, end_ms + moved_end)
    retimed(stage, somebody, *theirs)
    QTest.mouseRelease(wave, LEFT, NONE, QPoint(x + 20, y))
    stage.idle()
    assert times(stage)[0] == theirs[0]
    assert (times(stage)[1] > end_ms) is is_written
    if not is_written:
        assert times(stage) == theirs


@pytest.mark.parametrize(("moved_start", "moved_end", "is_written"), [(0, -200, False), (100, 0, True)])
def test_a_typed_time_is_compared_with_the_one_its_typing_began_from(
    stage: Stage, somebody: Desk, moved_start: int, moved_end: int, is_written: bool
) -> None:
    view, table = stage.view.cues.view, stage.view.cues.table
    start_ms, end_ms = times(stage)
    index = table.index(table.row_number(stage.row(1).cue.id), Column.END)
    view.setCurrentIndex(index)
    view.edit(index)
    editor = view.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "0:02.7")
    theirs = (start_ms + moved_start, end_ms + moved_end)
    retimed(stage, somebody, *theirs)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    stage.bot.waitUntil(lambda: times(stage)[1] == 2700 if is_written else "Bo" in stage.window.toast.text())
    assert times(stage) == ((theirs[0], 2700) if is_written else theirs)
