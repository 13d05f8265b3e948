"""Many rows changed at once, and two-point sync, in the bars over the table."""

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from crossreel.ui.places.editor.rows_bar import RowsBar
from crossreel.ui.places.editor.sync_bar import SyncBar
from tests.unit.ui.stage import Stage


def select(stage: Stage, first: int, last: int) -> None:
    area = stage.view.cues
    model = area.view.selectionModel()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    stage.select(first)
    for at in range(first, last + 1):
        model.select(area.table.index(area.table.row_number(stage.row(at).cue.id), 0), flags)


def rows_bar(stage: Stage, what: str = "rows") -> RowsBar:
    stage.workspace.do(f"edit.{what}")
    bar = stage.view.bars.bar("rows")
    assert isinstance(bar, RowsBar)
    stage.idle()
    return bar


def starts(stage: Stage, language: str = "") -> list[int]:
    rows = stage.sheet().rows
    return [row.followers[language][0].start_ms if language else row.cue.start_ms for row in rows]


def test_selected_rows_are_shifted_with_their_translations(stage: Stage) -> None:
    before = starts(stage)
    select(stage, 1, 2)
    bar = rows_bar(stage)
    bar.by.setText("0.2")
    QTest.keyClick(bar.by, Qt.Key.Key_Return)
    stage.idle()
    assert starts(stage) == starts(stage, "en") == [before[0], before[1] + 200, before[2] + 200, *before[3:]]


def test_selected_rows_are_stretched_placed_and_pinned_in_one_language(stage: Stage) -> None:
    before, lines = starts(stage), len(stage.desk.history.lines(stage.drama.title_id))
    select(stage, 1, 2)
    bar = rows_bar(stage, "stretch")
    assert bar.first.hasFocus()
    bar.first.setText("0:01.600")
    bar.place.setCurrentIndex(bar.place.findData("8"))
    bar.pinned.setCurrentIndex(bar.pinned.findData(True))
    bar.one_language.setChecked(True)
    bar.change.click()
    stage.idle()
    english = [stage.text(at, "en") for at in (1, 2)]
    assert [cue.placement for cue in english] == ["8", "8"] and all(cue.pinned for cue in english)
    assert english[0].start_ms == 1600 and starts(stage) == before
    assert len(stage.desk.history.lines(stage.drama.title_id)) == lines + 1


def test_what_cannot_be_read_is_not_offered(stage: Stage) -> None:
    bar = rows_bar(stage)
    assert not bar.change.isEnabled(), "nothing is asked for yet"
    for line, words in ((bar.by, "x"), (bar.first, "late"), (bar.factor, "1/0")):
        line.setText(words)
        assert not bar.change.isEnabled()
        line.setText("")


def test_two_points_from_the_playhead_stretch_the_episode(stage: Stage) -> None:
    before = starts(stage)
    player = stage.open_desk.player
    for name, at, later in (("sync_first", 0, 500), ("sync_second", 4, 1000)):
        stage.select(at)
        player.seek(before[at] + later)
        stage.workspace.do(f"edit.{name}")
    bar = stage.view.bars.bar("sync")
    assert isinstance(bar, SyncBar) and bar.sync.isEnabled()
    stage.idle()
    bar.sync.click()
    stage.idle()
    after = starts(stage)
    assert (after[0], after[4]) == (before[0] + 500, before[4] + 1000)
    assert after == starts(stage, "en") == sorted(after)
    assert not bar.sync.isEnabled(), "the points are used up"


def test_the_fields_say_what_they_are_for_in_full(stage: Stage) -> None:
    bar = rows_bar(stage)
    for line in (bar.by, bar.factor):
        assert line.fontMetrics().horizontalAdvance(line.placeholderText()) < line.width() - 12, line.placeholderText()
    assert bar.first.toolTip() == "First in", "its placeholder is the time that stands there"


def test_the_current_row_stays_in_view_when_a_bar_takes_room(stage: Stage) -> None:
    view = stage.view.cues.view
    stage.window.resize(1280, 600)
    stage.select(4)
    stage.idle()
    rows_bar(stage)
    row = view.visualRect(view.currentIndex())
    assert view.viewport().rect().contains(row.center()), (view.viewport().rect(), row)


def test_the_boxes_keep_two_lines_beside_a_bar_of_two_lines_on_a_full_hd_screen_at_200_percent(stage: Stage) -> None:
    former = stage.window.size()
    stage.window.resize(960, 510)  # a screen of 1920 x 1080, less the bars of the desktop
    stage.workspace.do("edit.rows")
    stage.idle()
    two_lines = 2 * stage.view.text.target.fontMetrics().lineSpacing()
    boxes = (stage.view.text.source, stage.view.text.target)
    stage.bot.waitUntil(lambda: all(box.viewport().height() >= two_lines for box in boxes))
    bottom = stage.window.rect().bottom()
    for part in (stage.view.text.target, stage.view.timeline, stage.window.status_line):
        assert part.mapTo(stage.window, part.rect().bottomLeft()).y() <= bottom
    assert stage.view.timeline.wave.height() >= stage.view.timeline.wave.minimumHeight()
    table = stage.view.cues.view
    assert table.viewport().height() >= table.verticalHeader().minimumSectionSize()
    stage.window.resize(former)
