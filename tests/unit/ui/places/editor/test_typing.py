"""Typing in the boxes and in the table, with and without an input method."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import event

from crossreel.domain.cues.cue import Origin
from crossreel.domain.views.grid import EpisodeSheet
from crossreel.ui.hub.jobs import call
from crossreel.ui.kit.edit_box import EditBox
from crossreel.ui.places.editor.cue_table import FIXED
from tests.builders import SOURCE, cue
from tests.unit.storage.drama import change
from tests.unit.ui.driving import hands_rest
from tests.unit.ui.stage import Stage

CONTROL = Qt.KeyboardModifier.ControlModifier


def compose(box: EditBox, preedit: str, commit: str = "") -> None:
    """Do what an input method does."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QCoreApplication.sendEvent(box, event)


def test_what_is_typed_is_stored_after_a_pause_and_shown_in_the_row(stage: Stage) -> None:
    box = stage.view.text.target
    stage.view.focus_text()
    box.selectAll()
    QTest.keyClicks(box, "Where were you?")
    assert stage.text(1, "en").text == "en 1.1"
    stage.bot.waitUntil(lambda: stage.text(1, "en").text == "Where were you?")
    stage.idle()
    table = stage.view.cues.table
    row = table.row_number(stage.row(1).cue.id)
    assert table.index(row, table.column_of("en")).data() == "Where were you?"
    assert stage.text(1, "en").origin is Origin.TYPED
    assert box.toPlainText() == "Where were you?"


def test_undo_by_its_key_hands_on_what_is_typed_first(stage: Stage) -> None:
    box = stage.view.text.target
    stage.view.focus_text()
    QTest.keyClicks(box, "!")
    QTest.keyClick(box, Qt.Key.Key_Z, CONTROL)
    stage.idle()
    stage.bot.waitUntil(lambda: box.toPlainText() == "en 1.1")
    assert stage.text(1, "en").text == "en 1.1"


def test_control_enter_stores_and_goes_to_the_next_cue_that_needs_work(stage: Stage) -> None:
    box = stage.view.text.target
    stage.workspace.perform(call(stage.desk.editing.set_text, stage.text(3, "en").id, ""))
    stage.idle()
    stage.view.focus_text()
    QTest.keyClicks(box, "!")
    QTest.keyClick(box, Qt.Key.Key_Return, CONTROL)
    stage.idle()
    assert stage.text(1, "en").text == "en 1.1!"
    assert stage.workspace.cue_id == stage.row(3).cue.id
    assert (box.toPlainText(), box.hasFocus()) == ("", True)


@pytest.mark.parametrize("number", [2, 3])  # 2 is read ahead, 3 is not
def test_what_is_typed_right_after_a_change_of_episode_is_typed_there(stage: Stage, number: int) -> None:
    box = stage.view.text.target
    stage.view.focus_text()
    QTest.keyClicks(box, "!")
    stage.workspace.open_episode(stage.drama.episode_ids[number - 1])
    stage.workspace.do("edit.next_cue")
    assert box.hasFocus()
    for key in "?!":
        QTest.keyClick(stage.window.focusWidget(), key)
    stage.idle()
    stage.open_desk.committing.emit()
    stage.idle()
    assert stage.text(1, "en").text == "en 1.1!"
    at = 1 if number == 2 else 0  # there are no rows to step through before they are read
    assert stage.row(at, number).followers["en"][0].text == f"en {number}.{at}?!"
    assert box.hasFocus()


def test_enter_of_an_input_method_stores_nothing_and_goes_nowhere(stage: Stage) -> None:
    box = stage.view.text.source
    stage.workspace.choose_languages(stage.workspace.languages, "zh-Hans")
    stage.view.focus_text()
    before = stage.row(1).cue
    compose(box, "nihao")
    for keys in (Qt.KeyboardModifier.NoModifier, CONTROL):
        QTest.keyClick(box, Qt.Key.Key_Return, keys)
    hands_rest(stage.bot, box)
    stage.idle()
    assert stage.row(1).cue == before
    assert stage.workspace.cue_id == before.id
    assert box.toPlainText() == before.text
    compose(box, "", "你好")
    stage.bot.waitUntil(lambda: stage.row(1).cue.text == before.text + "你好")


def test_typing_in_an_empty_cell_makes_the_translation(stage: Stage) -> None:
    follower = stage.text(1, "en")
    stage.desk.editing.delete([follower.id])
    stage.open_desk.reread()
    stage.idle()
    box = stage.view.text.target
    assert box.toPlainText() == ""
    stage.view.focus_text()
    QTest.keyClicks(box, "New")
    stage.bot.waitUntil(lambda: "en" in stage.row(1).followers)
    stage.idle()
    made = stage.text(1, "en")
    assert (made.text, made.anchor_id, made.pinned) == ("New", stage.row(1).cue.id, False)


def test_an_echo_does_not_disturb_what_is_being_typed(stage: Stage) -> None:
    box = stage.view.text.target
    stage.view.focus_text()
    QTest.keyClicks(box, " more")
    stage.desk.editing.set_text(stage.text(2, "en").id, "elsewhere")
    stage.open_desk.reread()
    QTest.keyClicks(box, " words")
    stage.idle()
    assert box.toPlainText() == "en 1.1 more words"
    stage.bot.waitUntil(lambda: stage.text(1, "en").text == "en 1.1 more words")


def test_italics_are_seen_and_stored_as_markup(stage: Stage) -> None:
    box = stage.view.text.target
    stage.view.focus_text()
    box.selectAll()
    QTest.keyClick(box, Qt.Key.Key_I, CONTROL)
    stage.bot.waitUntil(lambda: stage.text(1, "en").text == "<i>en 1.1</i>")
    stage.idle()
    assert box.toPlainText() == "en 1.1"
    assert box.markup() == "<i>en 1.1</i>"


def test_a_cell_is_edited_in_the_table_and_enter_stores_it(stage: Stage) -> None:
    view, table = stage.view.cues.view, stage.view.cues.table
    index = table.index(table.row_number(stage.row(1).cue.id), table.column_of("en"))
    view.setCurrentIndex(index)
    view.edit(index)
    editor = view.findChild(EditBox)
    assert editor is not None
    QTest.keyClicks(editor, "In place")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    stage.idle()
    assert stage.text(1, "en").text == "In place"
    assert index.data() == "In place"


def test_a_time_typed_in_the_table_retimes_the_cue(stage: Stage) -> None:
    table = stage.view.cues.table
    row = table.row_number(stage.row(1).cue.id)
    assert table.setData(table.index(row, 3), "0:02.700")
    assert table.data(table.index(row, 3)) == "00:02.500"
    stage.idle()
    assert stage.row(1).cue.end_ms == 2700
    assert table.data(table.index(row, 3)) == "00:02.700"


def test_only_the_rows_an_edit_touched_are_refreshed(stage: Stage) -> None:
    table = stage.view.cues.table
    touched: list[tuple[int, int]] = []
    table.dataChanged.connect(lambda first, last: touched.append((first.row(), last.row())))
    stage.desk.editing.set_text(stage.text(3, "en").id, "Changed")
    stage.open_desk.reread()
    stage.idle()
    row = table.row_number(stage.row(3).cue.id)
    assert set(touched) == {(row, row)}


def test_enter_goes_into_the_text_and_escape_back_to_the_table(stage: Stage) -> None:
    view = stage.view.cues.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert stage.view.text.target.hasFocus()
    QTest.keyClicks(stage.view.text.target, "?")
    QTest.keyClick(stage.view.text.target, Qt.Key.Key_Escape)
    assert view.hasFocus()
    stage.idle()
    assert stage.text(1, "en").text == "en 1.1?"


def test_what_was_typed_last_is_stored_when_the_window_closes(stage: Stage) -> None:
    stage.view.focus_text()
    QTest.keyClicks(stage.view.text.target, " last")
    stage.workspace.close()
    assert stage.text(1, "en").text == "en 1.1 last"


def test_opening_the_open_episode_again_keeps_its_cue(stage: Stage) -> None:
    stage.workspace.open_episode(stage.drama.episode_ids[0], "ar")
    stage.idle()
    assert stage.workspace.cue_id == stage.row(1).cue.id
    assert stage.workspace.language == "ar"
    assert stage.view.text.target.toPlainText() == "ar 1.1"


def test_arabic_runs_from_the_right_in_its_cell_and_box(stage: Stage) -> None:
    box = stage.view.text.target
    stage.workspace.choose_languages(stage.workspace.languages, "ar")
    stage.idle()
    box.show_text("test", "مرحبا")
    side = box.document().defaultTextOption().alignment()
    assert side & Qt.AlignmentFlag.AlignRight
    table = stage.view.cues.table
    align = table.headerData(table.column_of("ar"), Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
    assert Qt.AlignmentFlag(align) & Qt.AlignmentFlag.AlignRight
    assert table.column_of("zh-Hans") == FIXED


def test_a_typed_text_comes_back_with_its_echo_and_no_episode_is_read_for_it(stage: Stage) -> None:
    desk, table = stage.open_desk, stage.view.cues.table
    reads: list[str] = []
    touched: list[tuple[int, int]] = []
    stage.workspace.jobs.started.connect(lambda job: reads.append(job.topic))
    table.dataChanged.connect(lambda first, last: touched.append((first.row(), last.row())))
    refreshed: list[object] = []
    desk.refreshed.connect(refreshed.append)
    ahead = {id for id in desk._kept if id != stage.workspace.episode_id}
    box = stage.view.text.target
    stage.view.focus_text()
    box.selectAll()
    QTest.keyClicks(box, "Folded in")
    row = table.row_number(stage.row(1).cue.id)
    stage.bot.waitUntil(lambda: table.index(row, table.column_of("en")).data() == "Folded in")
    stage.idle()
    assert "editor.sheet" not in reads
    assert refreshed == []
    assert {rows for rows in touched if rows != (0, table.rowCount() - 1)} == {(row, row)}
    assert ahead
    assert ahead <= desk._kept.keys()
    assert desk.sheet == stage.sheet()


def test_an_edit_heard_of_while_the_episode_is_read_is_not_lost(stage: Stage) -> None:
    desk = stage.open_desk
    read = stage.desk.translating.sheet
    release, begun = threading.Event(), threading.Event()

    def slowly(episode_id: int) -> EpisodeSheet:
        found = read(episode_id)
        begun.set()
        release.wait(5)
        return found

    with patch.object(stage.desk.translating, "sheet", slowly):
        desk.reread()
        assert begun.wait(5)
        stage.workspace.perform(call(stage.desk.editing.set_text, stage.text(1, "en").id, "While it is read"))
        stage.bot.waitUntil(lambda: desk.rows()[1].followers["en"][0].text == "While it is read")
        release.set()
        stage.idle()
    assert desk.rows()[1].followers["en"][0].text == "While it is read"
    assert desk.sheet == stage.sheet()


def test_the_sheets_loaded_ahead_follow_edits_of_the_whole_title(stage: Stage) -> None:
    desk = stage.open_desk
    work = partial(stage.desk.editing.replace, stage.drama.title_id, "en ", "now ")
    stage.workspace.perform(work, label="Replacing")
    stage.idle()
    for number, episode_id in enumerate(stage.drama.episode_ids, start=1):
        if episode_id in desk._kept:
            assert desk._kept[episode_id].sheet == stage.sheet(number)
    assert desk.loaded is not None
    assert desk.loaded.after == stage.sheet(2).rows[:1]


def test_a_typed_text_costs_few_statements_however_long_the_episode_is(stage: Stage) -> None:
    counted: list[int] = []
    statements: list[str] = []
    engine = stage.desk.database.engine
    table = stage.view.cues.table

    def count(*args: Any) -> None:
        if threading.current_thread().name.startswith("write"):
            statements.append(args[2])

    def type_once(word: str) -> int:
        statements.clear()
        row, box = table.row_number(stage.row(1).cue.id), stage.view.text.target
        QTest.keyClicks(box, word)
        box.commit()
        wanted = box.toPlainText()
        stage.bot.waitUntil(lambda: table.index(row, table.column_of("en")).data() == wanted)
        stage.idle()
        return len(statements)

    event.listen(engine, "before_cursor_execute", count)
    try:
        type_once("a")
        counted.append(type_once("b"))
        database, track_id = stage.desk.database, stage.drama.track_ids[1, SOURCE]
        more = [cue(database.new_id(), at * 1000, at * 1000 + 900, "长", track_id=track_id) for at in range(20, 220)]
        change(database, *more, title_id=stage.drama.title_id)
        stage.open_desk.reread()
        stage.idle()
        counted.append(type_once("c"))
    finally:
        event.remove(engine, "before_cursor_execute", count)
    assert counted[0] == counted[1]
    assert counted[0] <= 25


def test_the_editor_opens_no_window_beside_its_own(make_stage: Callable[..., Stage]) -> None:
    shown: list[QWindow] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Expose and isinstance(watched, QWindow) and watched not in shown:
                shown.append(watched)
            return False

    running, watch = QApplication.instance(), Watch()
    assert running is not None
    running.installEventFilter(watch)
    try:
        stage = make_stage()
    finally:
        running.removeEventFilter(watch)
    assert stage.window.isActiveWindow()
    assert shown == [stage.window.windowHandle()]


def test_the_picture_shows_what_an_undo_brought_back(stage: Stage) -> None:
    box, said = stage.view.text.target, list[tuple[object, str]]()
    stage.view.focus_text()
    stage.open_desk.typed.connect(lambda cue_id, markup: said.append((cue_id, markup)))
    QTest.keyClicks(box, "!")
    assert said[-1] == (stage.text(1, "en").id, "en 1.1!")
    stage.bot.waitUntil(lambda: stage.text(1, "en").text == "en 1.1!")
    stage.idle()
    stage.workspace.do("history.undo")
    stage.bot.waitUntil(lambda: box.toPlainText() == "en 1.1")
    stage.idle()
    assert said[-1] == (stage.text(1, "en").id, "en 1.1")


def test_a_box_without_a_cue_is_read_only_and_never_disabled(stage: Stage) -> None:
    boxes = (stage.view.text.source, stage.view.text.target)
    stage.view.cues.view.setFocus()  # the hands are elsewhere, as while a menu or a sheet is open
    stage.workspace.select_cue(None)
    assert [(box.isEnabled(), box.isReadOnly()) for box in boxes] == [(True, True), (True, True)]
    stage.workspace.select_cue(stage.row(2).cue.id)
    assert [(box.isEnabled(), box.isReadOnly()) for box in boxes] == [(True, False), (True, False)]


def test_a_box_that_goes_leaves_the_hands_in_the_text(stage: Stage) -> None:
    stage.view.focus_text()
    assert QApplication.focusWidget() is stage.view.text.target
    stage.workspace.choose_languages(("zh-Hans",), "zh-Hans")
    assert QApplication.focusWidget() is stage.view.text.source
