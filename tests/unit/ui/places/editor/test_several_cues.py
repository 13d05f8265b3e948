"""A cell of several cues: each has its line, and keys, mouse and boxes act on the one that is chosen."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from crossreel.domain.catalog.title import Character
from crossreel.domain.cues.cue import Cue
from crossreel.ui.hub.jobs import call
from crossreel.ui.places.editor.cue_table import Column
from crossreel.ui.places.editor.shift_bar import ShiftBar
from crossreel.ui.places.editor.writing import timed_cue
from tests.unit.ui.stage import Stage


@pytest.fixture
def halves(stage: Stage) -> tuple[Cue, Cue]:
    """The English cue of the second row, cut in two for the same source cue."""
    cue = stage.text(1, "en")
    middle = (cue.start_ms + cue.end_ms) // 2
    stage.workspace.perform(call(stage.desk.editing.set_text, cue.id, "one two"))
    stage.workspace.perform(call(stage.desk.editing.split, cue.id, middle, 4))
    stage.idle()
    first, second = stage.row(1).followers["en"]
    assert (first.text, second.text) == ("one", "two")
    return first, second


def test_next_and_previous_cue_visit_both_halves(stage: Stage, halves: tuple[Cue, Cue]) -> None:
    stage.select(0)
    seen = []
    for name in ("next_cue",) * 3 + ("previous_cue",) * 3:
        stage.workspace.do(f"edit.{name}")
        stage.idle()
        seen.append(stage.view.text.target.toPlainText())
    assert seen == ["one", "two", "en 1.2", "two", "one", "en 1.0"]


def test_arrow_keys_of_the_table_visit_both_halves(stage: Stage, halves: tuple[Cue, Cue]) -> None:
    stage.select(0)
    table = stage.view.cues.view
    table.setFocus()
    chosen = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(table, key)
        edited = stage.open_desk.edited_cue()
        assert edited is not None
        chosen.append(edited.text)
    assert chosen == ["one", "two", "en 1.2", "two"]
    assert table.hasFocus()


def test_what_is_typed_goes_into_the_chosen_half_alone(stage: Stage, halves: tuple[Cue, Cue]) -> None:
    stage.workspace.select_cue(halves[1].id)
    stage.idle()
    box = stage.view.text.target
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "three")
    box.commit()
    stage.idle()
    assert [cue.text for cue in stage.row(1).followers["en"]] == ["one", "three"]


def test_editing_in_place_opens_the_chosen_half_and_doubles_no_words(stage: Stage, halves: tuple[Cue, Cue]) -> None:
    stage.workspace.select_cue(halves[1].id)
    stage.idle()
    area = stage.view.cues
    index = area.table.index(area.table.row_number(stage.row(1).cue.id), area.table.column_of("en"))
    assert area.table.data(index, Qt.ItemDataRole.EditRole) == "two"
    area.table.setData(index, "2")
    stage.idle()
    assert [cue.text for cue in stage.row(1).followers["en"]] == ["one", "2"]


def test_a_press_on_its_line_chooses_a_half(stage: Stage, halves: tuple[Cue, Cue]) -> None:
    area = stage.view.cues
    view = area.view
    at = area.table.row_number(stage.row(1).cue.id)
    room = view.visualRect(area.table.index(at, area.table.column_of("en")))
    assert room.height() > view.rowHeight(at + 1)
    for share, cue in ((0.75, halves[1]), (0.25, halves[0])):
        spot = QPoint(room.center().x(), room.top() + int(room.height() * share))
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert stage.open_desk.edited_cue() == cue


def test_a_row_tells_and_takes_the_times_of_its_pinned_translations(stage: Stage, halves: tuple[Cue, Cue]) -> None:
    first, second = halves
    stage.workspace.select_cue(second.id)
    stage.idle()
    table = stage.view.cues.table
    at = table.row_number(stage.row(1).cue.id)
    shown = str(table.data(table.index(at, Column.START))).split("\n")
    assert len(shown) == 2
    row = stage.open_desk.current_row()
    assert row is not None and timed_cue(stage.open_desk, row).id == second.id
    start = table.index(at, Column.START)
    assert table.data(start, Qt.ItemDataRole.EditRole) == shown[1]
    table.write_time(start, f"00:{(second.start_ms + 100) / 1000:06.3f}")
    stage.idle()
    after = stage.row(1)
    assert [cue.start_ms for cue in after.followers["en"]] == [first.start_ms, second.start_ms + 100]
    assert after.cue.start_ms == first.start_ms


def test_another_language_takes_the_half_that_is_shown_at_the_same_time(stage: Stage, halves: tuple[Cue, Cue]) -> None:
    cue = stage.text(1, "ar")
    stage.workspace.perform(call(stage.desk.editing.split, cue.id, (cue.start_ms + cue.end_ms) // 2, 2))
    stage.idle()
    stage.workspace.select_cue(halves[1].id)
    row = stage.open_desk.current_row()
    assert row is not None
    assert stage.open_desk.chosen_in(row, "ar") == stage.row(1).followers["ar"][1]
    stage.workspace.select_cue(row.cue.id)
    assert stage.open_desk.chosen_in(row, "ar") == stage.row(1).followers["ar"][0]


def test_the_other_half_is_chosen_when_the_chosen_one_goes(stage: Stage, halves: tuple[Cue, Cue]) -> None:
    stage.workspace.select_cue(halves[1].id)
    stage.workspace.do("history.undo")
    stage.bot.waitUntil(lambda: len(stage.row(1).followers["en"]) == 1)
    stage.idle()
    edited = stage.open_desk.edited_cue()
    assert edited is not None and edited.text == "one two"
    row = stage.open_desk.current_row()
    assert row is not None and row.cue.id == stage.row(1).cue.id


def test_the_row_that_stands_there_now_is_chosen_when_somebody_deletes_the_chosen_one(stage: Stage) -> None:
    stage.workspace.perform(call(stage.desk.editing.delete, [stage.row(1).cue.id]))
    stage.idle()
    row = stage.open_desk.current_row()
    assert row is not None and row.cue.id in {each.cue.id for each in stage.sheet().rows[1:4]}


def test_a_shift_from_here_in_one_language_begins_at_the_chosen_half(stage: Stage, halves: tuple[Cue, Cue]) -> None:
    first, second = halves
    stage.workspace.select_cue(second.id)
    stage.idle()
    stage.workspace.do("edit.shift")
    bar = stage.view.bars.bar("shift")
    assert isinstance(bar, ShiftBar)
    bar.from_here.setChecked(True)
    bar.one_language.setChecked(True)
    bar.by.setText("0.1")
    bar.shift.click()
    stage.idle()
    after = stage.row(1).followers["en"]
    assert [cue.start_ms for cue in after] == [first.start_ms, second.start_ms + 100]


def test_each_half_has_a_speaker_of_its_own_and_the_row_keeps_that_of_the_other(stage: Stage, halves: tuple[Cue, Cue]) -> None:
    for name in ("Ana", "Bo"):
        stage.workspace.echo(stage.desk.cataloging.put_character(Character(id=0, title_id=stage.drama.title_id, name=name)))
    (ana, bo), table = sorted(stage.sheet().speakers.items()), stage.view.cues.table
    for language, cue, name in (("zh-Hans", stage.row(1).cue, ana[1]), ("en", halves[1], bo[1])):
        stage.workspace.choose_languages(stage.workspace.languages, language)
        stage.workspace.select_cue(cue.id)
        stage.idle()
        stage.workspace.do("edit.speaker")
        stage.idle()
        menu = next(each for each in stage.window.findChildren(QMenu) if each.isVisible())
        next(act for act in menu.actions() if act.text() == name).trigger()
        menu.close()
        stage.idle()
    assert [cue.speaker_id for cue in (stage.row(1).cue, *stage.row(1).followers["en"])] == [ana[0], None, bo[0]]
    index = table.index(table.row_number(stage.row(1).cue.id), Column.SPEAKER)
    assert index.data() == f"{ana[1]}\n{bo[1]}"
    assert stage.view.text._speaker.text() == bo[1]
    stage.workspace.select_cue(halves[0].id)
    stage.idle()
    assert stage.view.text._speaker.text() == ana[1]
    stage.workspace.choose_languages(stage.workspace.languages, "zh-Hans")
    stage.idle()
    assert index.data() == ana[1]
