"""The look of the table of cues: columns sized, moved and hidden stay so in their title, rows are dense or comfortable."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from crossreel.domain.text.pattern import pattern
from crossreel.ui.hub.seat_keeper import SeatKeeper
from crossreel.ui.places.editor.columns import arranged
from crossreel.ui.places.editor.cue_cell import _Line
from crossreel.ui.places.editor.cue_table import EDGE_ROLE
from tests.unit.ui.stage import Stage


def width_of(stage: Stage, name: str) -> int:
    """How wide a column is."""
    columns = stage.view.cues.columns
    return stage.view.cues.view.columnWidth(columns.section_of(name))


def order(stage: Stage) -> list[str]:
    """The names of the columns from the first to the last."""
    columns, header = stage.view.cues.columns, stage.view.cues.view.horizontalHeader()
    return [columns.name_of(header.logicalIndex(place)) for place in range(header.count())]


def test_a_new_column_comes_after_the_one_before_it() -> None:
    assert arranged(["a", "b", "c", "d"], ["c", "a"]) == ["c", "d", "a", "b"]
    assert arranged(["a", "b"], []) == ["a", "b"]
    assert arranged(["b", "a"], ["a", "gone", "b"]) == ["a", "b"]


def test_widths_stay_in_another_episode_and_another_width_of_the_window(stage: Stage) -> None:
    header = stage.view.cues.view.horizontalHeader()
    header.resizeSection(stage.view.cues.columns.section_of("in"), 131)
    header.resizeSection(stage.view.cues.columns.section_of("en"), 173)
    stage.workspace.open_episode(stage.drama.episode_ids[1])
    stage.idle()
    stage.window.resize(1100, 760)
    stage.bot.waitUntil(lambda: stage.window.width() == 1100)
    assert (width_of(stage, "in"), width_of(stage, "en")) == (131, 173)
    header.sectionHandleDoubleClicked.emit(stage.view.cues.columns.section_of("in"))
    assert width_of(stage, "in") == 88


def test_a_moved_column_stays_where_it_was_put(stage: Stage) -> None:
    header = stage.view.cues.view.horizontalHeader()
    header.moveSection(header.visualIndex(stage.view.cues.columns.section_of("en")), 2)
    assert order(stage)[2] == "en"
    stage.workspace.choose_languages(("zh-Hans", "en"), "en")
    stage.idle()
    assert order(stage)[:4] == ["number", "state", "en", "in"]


def test_hidden_columns_stay_hidden_and_those_without_room_can_be_shown(make_stage: Callable[..., Stage]) -> None:
    stage = make_stage(size=(1280, 760))
    columns = stage.view.cues.columns
    assert columns.is_hidden("duration")  # no room
    columns.show("duration", True)
    columns.show("out", False)
    assert (width_of(stage, "duration") > 0, width_of(stage, "out")) == (True, 0)
    columns.start_afresh()
    assert (width_of(stage, "duration"), width_of(stage, "out")) == (0, 88)


def test_the_look_is_kept_by_title_on_the_disk(stage: Stage) -> None:
    stage.view.cues.columns.show("out", False)
    keeper = SeatKeeper.of(stage.workspace)
    stage.bot.waitUntil(lambda: "out" in stage.desk.seats.load().look(stage.drama.title_id).hidden)
    assert keeper.look().hidden == {"out"}
    assert stage.desk.seats.load().look(1).hidden == set()


def test_rows_are_dense_by_a_key(stage: Stage) -> None:
    view = stage.view.cues.view
    QTest.keyClick(stage.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    stage.bot.waitUntil(lambda: stage.workspace.preferences.row_height == "dense")
    assert [view.rowHeight(row) for row in range(3)] == [24, 24, 24]


def test_the_source_stays_at_the_edge_while_the_table_is_scrolled_sideways(stage: Stage) -> None:
    cues = stage.view.cues
    header, bar = cues.view.horizontalHeader(), cues.view.horizontalScrollBar()
    for name in ("en", "ar"):
        header.resizeSection(cues.columns.section_of(name), 700)
    assert not cues.pinned.isVisible()
    stage.bot.waitUntil(lambda: bar.maximum() > 500)
    bar.setValue(bar.maximum())
    assert cues.pinned.isVisible()
    assert cues.pinned.mapTo(cues.view, QPoint(0, 0)).x() == cues.view.viewport().x()
    shown = cues.pinned.indexAt(QPoint(20, 20))
    assert cues.columns.name_of(shown.column()) == "zh-Hans"
    QTest.mouseClick(cues.pinned.viewport(), Qt.MouseButton.LeftButton, pos=cues.pinned.visualRect(cues.table.index(3, 6)).center())
    row = stage.open_desk.current_row()
    assert row is not None and row.cue.id == stage.row(3).cue.id
    covered = cues.table.index(3, cues.columns.section_of("ar"))
    cues.view.scrollTo(covered)
    assert cues.view.visualRect(covered).left() >= cues.pinned.width() or not cues.pinned.isVisible()
    bar.setValue(0)
    assert not cues.pinned.isVisible()


def test_as_many_rows_of_the_neighbours_as_wanted(stage: Stage) -> None:
    stage.workspace.open_episode(stage.drama.episode_ids[1])
    stage.idle()
    edges = [bool(stage.view.cues.table.index(row, 0).data(EDGE_ROLE)) for row in range(stage.view.cues.table.rowCount())]
    assert edges == [True, *[False] * 5, True]
    stage.workspace.set_preferences(replace(stage.workspace.preferences, neighbour_rows=3))
    stage.idle()
    texts = [stage.view.cues.table.index(row, 6).data() for row in range(stage.view.cues.table.rowCount())]
    assert texts == [stage.row(at, 1).cue.text for at in (2, 3, 4)] + [stage.row(at, 2).cue.text for at in range(5)] + [
        stage.row(at, 3).cue.text for at in (0, 1, 2)
    ]


def test_found_words_are_marked_in_their_place_after_emoji() -> None:
    line = _Line("<i>\U0001f600\U0001f600</i> hello <b>you</b>", mirrored=False, italic=False)
    assert [(each.start, each.length) for each in line._formats] == [(0, 4), (11, 3)]
    found = line._found("\U0001f600\U0001f600 hello you", pattern("hello"))
    assert [(each.start, each.length) for each in found] == [(5, 5)]


def test_the_next_episode_keeps_the_column_that_one_was_in(stage: Stage) -> None:
    view, columns = stage.view.cues.view, stage.view.cues.columns
    view.setFocus()
    view.setCurrentIndex(stage.view.cues.table.index(view.currentIndex().row(), columns.section_of("out")))
    stage.workspace.do("editor.next_episode")
    stage.idle()
    assert (columns.name_of(view.currentIndex().column()), view.hasFocus()) == ("out", True)
    stage.workspace.do("editor.previous_episode")
    stage.idle()
    assert columns.name_of(view.currentIndex().column()) == "out"
