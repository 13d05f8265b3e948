"""Find from where the hands are, everything that was found with what would become of it, and ticks that leave one out."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crossreel.ui.places.editor.find_bar import CATALOG, CUES, FindBar
from tests.unit.ui.stage import Stage


def open_bar(stage: Stage, action: str = "edit.find") -> FindBar:
    """The bar, opened by its action."""
    stage.workspace.do(action)
    bar = stage.view.bars.bar("find")
    assert isinstance(bar, FindBar)
    return bar


def row(stage: Stage) -> tuple[int, int]:
    """Episode and row that are current, from 1."""
    current = stage.open_desk.current_row()
    assert current is not None and stage.open_desk.sheet is not None
    return stage.open_desk.sheet.episode.number, stage.open_desk.place_of(current) + 1


def test_the_first_hit_is_the_one_at_the_hands_and_it_goes_on_from_there(stage: Stage) -> None:
    stage.workspace.open_episode(stage.drama.episode_ids[1])
    stage.idle()
    stage.select(2)
    bar = open_bar(stage)
    QTest.keyClicks(bar.what, "en")
    stage.bot.waitUntil(lambda: len(bar._hits) == 15)
    places = []
    for _each in range(4):
        QTest.keyClick(bar.what, Qt.Key.Key_Return)
        stage.idle()
        places.append(row(stage))
    assert places == [(2, 3), (2, 4), (2, 5), (3, 1)]
    QTest.keyClick(bar.what, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    bar.step(-1)
    stage.idle()
    assert row(stage) == (2, 5) or row(stage) == (2, 4)


def test_lines_say_before_and_after_and_a_tick_leaves_one_out(stage: Stage) -> None:
    before = [stage.text(at, "en").text for at in range(5)]
    bar = open_bar(stage, "edit.replace")
    bar.what.setText("en 1")
    bar.by.setText("line 1")
    stage.bot.waitUntil(lambda: [hit.after for hit in bar._hits] == [text.replace("en", "line") for text in before])
    shown = [[bar.lines.index(at, column).data().strip("\u2066\u2069") for column in (1, 2)] for at in range(5)]
    assert shown == [[text, text.replace("en", "line")] for text in before]
    QTest.keyClick(bar.what, Qt.Key.Key_Down)
    assert bar.list.hasFocus()
    QTest.keyClick(bar.list, Qt.Key.Key_Down)
    QTest.keyClick(bar.list, Qt.Key.Key_Space)
    QTest.keyClick(bar.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.idle()
    assert [stage.text(at, "en").text for at in range(5)] == [
        text if at == 1 else text.replace("en", "line") for at, text in enumerate(before)
    ]
    stage.workspace.do("history.undo")
    stage.idle()
    assert [stage.text(at, "en").text for at in range(5)] == before


def test_only_the_chosen_cues_are_looked_through(stage: Stage) -> None:
    view = stage.view.cues.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(stage.open_desk.selected_rows()) == 2
    bar = open_bar(stage)
    assert bar.scope.currentIndex() == CUES
    bar.what.setText("en")
    stage.bot.waitUntil(lambda: len(bar._hits) == 2)


def test_the_catalog_is_one_step_of_undo_in_each_title(stage: Stage) -> None:
    made = stage.desk.cataloging.create_title("OTHER", "Another", "en")
    other_id = next(iter(made.ids("title")))
    episode_id = next(iter(stage.desk.cataloging.add_episode(other_id, 1).ids("episode")))
    stage.desk.editing.insert(episode_id, "en", 0, 1000, "en too")
    bar = open_bar(stage, "edit.replace")
    bar.scope.setCurrentIndex(CATALOG)
    bar.what.setText("en")
    bar.by.setText("EN")
    bar.match_case.setChecked(True)
    stage.bot.waitUntil(lambda: len(bar._hits) == 16)
    assert bar.lines.index(0, 0).data().startswith("Another · 1")
    bar.every.click()
    stage.idle()
    assert stage.desk.translating.sheet(episode_id).rows[0].cue.text == "EN too"
    assert stage.text(0, "en").text == "EN 1.0"
    stage.workspace.do("history.undo")
    stage.idle()
    assert (stage.text(0, "en").text, stage.desk.translating.sheet(episode_id).rows[0].cue.text) == ("en 1.0", "EN too")


def test_ctrl_enter_takes_no_words_out_that_were_only_looked_for(stage: Stage) -> None:
    before = [stage.text(at, "en").text for at in range(5)]
    bar = open_bar(stage)
    QTest.keyClicks(bar.what, "en")
    stage.bot.waitUntil(lambda: len(bar._hits) == 15)
    for field in (bar.what, bar.list):
        bar.list.show_after(False)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        stage.idle()
        assert [stage.text(at, "en").text for at in range(5)] == before
        assert not bar.list.isColumnHidden(2), "what would become of the lines is shown first"
    QTest.keyClick(bar.what, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.idle()
    assert [stage.text(at, "en").text for at in range(5)] == [text.replace("en", "") for text in before]


def test_in_a_low_window_the_list_stands_in_the_place_of_the_table(stage: Stage) -> None:
    stage.window.resize(960, 540)
    bar = open_bar(stage)
    QTest.keyClicks(bar.what, "en")
    stage.bot.waitUntil(lambda: len(bar._hits) == 15)
    assert stage.view.cues.isVisible() and not bar.list.isVisible()
    QTest.keyClick(bar.what, Qt.Key.Key_Down)
    stage.idle()
    assert bar.list.hasFocus() and not stage.view.cues.isVisible()
    stage.bot.waitUntil(lambda: bar.by.geometry().bottom() < bar.list.y() < bar.list.geometry().bottom() < bar.height())
    QTest.keyClick(bar.list, Qt.Key.Key_Escape)
    assert bar.what.hasFocus() and stage.view.cues.isVisible() and bar.regex.isVisible() and not bar.list.isVisible()
    QTest.keyClick(bar.what, Qt.Key.Key_Down)
    bar.closed.emit()
    stage.idle()
    assert stage.view.cues.isVisible() and not bar.isVisible()


def test_in_the_column_of_a_role_words_are_found_there_alone_and_gone_to(stage: Stage) -> None:
    sdh = "en-x-sdh"
    episode_id = stage.drama.episode_ids[0]
    stage.workspace.desk.cataloging.make_tracks([(episode_id, sdh)], copied_from="en")
    stage.workspace.open_episode(stage.drama.episode_ids[1], "en")
    stage.idle()
    stage.workspace.open_episode(episode_id, sdh)
    stage.idle()
    bar = open_bar(stage)
    QTest.keyClicks(bar.what, "en")
    stage.bot.waitUntil(lambda: len(bar._hits) == 5)
    assert {hit.column for hit in bar._hits} == {sdh}
    stage.workspace.choose_languages(("en",), "en")
    stage.bot.waitUntil(lambda: len(bar._hits) == 15 and {hit.column for hit in bar._hits} == {"en"})
    bar.all_languages.setChecked(True)
    stage.bot.waitUntil(lambda: sdh in {hit.column for hit in bar._hits})
    bar._go(next(at for at, hit in enumerate(bar._hits) if hit.column == sdh))
    stage.idle()
    assert stage.workspace.language == sdh
