"""Nothing typed is lost: not by fast keys, not by going away and back, not by a full disk, not by a colleague."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import StorageFailed
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.notify import Message
from crossreel.ui.hub.pending_writes import PendingWrites
from crossreel.ui.hub.two_values import TwoValues
from crossreel.ui.kit.edit_box import EditBox
from crossreel.ui.shell.unsaved import UnsavedDialog
from tests.unit.ui.driving import hands_rest
from tests.unit.ui.places.editor.test_typing import compose
from tests.unit.ui.stage import Stage

SENTENCE = "He was never here, and nobody heard him leave"
KEY_MS = 50


@contextmanager
def held(stage: Stage) -> Iterator[threading.Event]:
    """Hold the lane of edits until the event is set."""
    release = threading.Event()
    stage.workspace.jobs.run("write", lambda: release.wait(20))
    try:
        yield release
    finally:
        release.set()


@contextmanager
def refusing(stage: Stage, error: Exception, times: int = 1_000) -> Iterator[Callable[[], None]]:
    """Let writing a text fail; call what is given to let it succeed again."""
    write, left = stage.desk.editing.set_text, [times]

    def fail(*args: Any, **kw: Any) -> Edit:
        if left[0] > 0:
            left[0] -= 1
            raise error
        return write(*args, **kw)

    def mend() -> None:
        left[0] = 0

    with patch.object(stage.desk.editing, "set_text", fail):
        yield mend


@pytest.fixture
def said(stage: Stage) -> list[Message]:
    """What the window says."""
    messages: list[Message] = []
    stage.workspace.notify.said.connect(messages.append)
    return messages


def type_over(stage: Stage, words: str) -> EditBox:
    """Type a text in the place of the one in the translation's box."""
    box = stage.view.text.target
    stage.view.focus_text()
    box.selectAll()
    QTest.keyClicks(box, words)
    return box


def test_typing_without_a_rest_is_stored_while_one_types(stage: Stage) -> None:
    box = stage.view.text.target
    stage.view.focus_text()
    box.selectAll()
    handed_on: list[str] = []
    box.committed.connect(lambda _key, markup, _base: handed_on.append(markup))
    typed = ""
    while not handed_on and typed != SENTENCE:
        typed += SENTENCE[len(typed)]
        QTest.keyClicks(box, typed[-1])
        QTest.qWait(KEY_MS)
    assert typed != SENTENCE
    QTest.keyClicks(box, SENTENCE[len(typed) :])
    stage.bot.waitUntil(lambda: stage.text(1, "en").text == SENTENCE)
    assert all(SENTENCE.startswith(words) for words in handed_on)
    stage.workspace.do("history.undo")
    stage.bot.waitUntil(lambda: stage.text(1, "en").text == "en 1.1")


def test_what_an_input_method_committed_is_stored_while_it_composes_on(stage: Stage) -> None:
    box = stage.view.text.source
    stage.workspace.choose_languages(stage.workspace.languages, "zh-Hans")
    stage.view.focus_text()
    before = stage.row(1).cue.text
    compose(box, "ni")
    compose(box, "", "你")
    compose(box, "hao")
    stage.bot.waitUntil(lambda: stage.row(1).cue.text == before + "你")
    assert box.is_composing
    compose(box, "", "好")
    stage.bot.waitUntil(lambda: stage.row(1).cue.text == before + "你好")


def test_going_away_and_back_before_the_echo_shows_what_was_typed(stage: Stage) -> None:
    rows = [row.cue.id for row in stage.open_desk.rows()]
    with held(stage):
        type_over(stage, "First")
        for at in (2, 1, 2, 1):
            stage.workspace.select_cue(rows[at])
            QTest.keyClicks(stage.view.text.target, "!")
        assert stage.view.text.target.toPlainText() == "First!!"
        assert stage.text(1, "en").text == "en 1.1"
    stage.bot.waitUntil(lambda: stage.text(1, "en").text == "First!!")
    stage.bot.waitUntil(lambda: stage.text(2, "en").text == "en 1.2!!")
    stage.idle()
    assert stage.view.text.target.toPlainText() == "First!!"
    assert PendingWrites.of(stage.workspace).unsaved() == ()


def test_texts_typed_ten_times_over_two_cells_all_arrive(stage: Stage) -> None:
    rows = [row.cue.id for row in stage.open_desk.rows()]
    for turn in range(10):
        stage.workspace.select_cue(rows[1 + turn % 2])
        QTest.keyClicks(stage.view.text.target, str(turn), delay=5)
    stage.bot.waitUntil(lambda: not stage.workspace.jobs.running() and not stage.view.text.target.is_dirty)
    stage.bot.waitUntil(lambda: stage.text(1, "en").text == "en 1.102468")
    assert stage.text(2, "en").text == "en 1.213579"


def test_an_empty_cell_typed_in_again_before_the_echo_is_one_translation(stage: Stage) -> None:
    stage.workspace.perform(call(stage.desk.editing.delete, [stage.text(1, "en").id]))
    stage.idle()
    rows = [row.cue.id for row in stage.open_desk.rows()]
    with held(stage):
        type_over(stage, "New")
        stage.workspace.select_cue(rows[2])
        stage.workspace.select_cue(rows[1])
        QTest.keyClicks(stage.view.text.target, " words")
        stage.view.text.commit()
    stage.idle()
    assert [cue.text for cue in stage.row(1).followers["en"]] == ["New words"]


def test_another_episode_and_back_before_the_echo(stage: Stage) -> None:
    with held(stage):
        type_over(stage, "Kept")
        stage.workspace.open_episode(stage.drama.episode_ids[1], "en")
        stage.bot.waitUntil(lambda: stage.open_desk.sheet == stage.sheet(2))
        stage.workspace.open_episode(stage.drama.episode_ids[0], "en", stage.row(1).cue.id)
        stage.bot.waitUntil(lambda: stage.view.text.target.toPlainText() == "Kept")
    stage.bot.waitUntil(lambda: stage.text(1, "en").text == "Kept")


@pytest.mark.parametrize("error", [StorageFailed("storage.disk_full", path="x"), RuntimeError("broken")])
def test_a_text_that_could_not_be_saved_is_kept_and_tried_again(stage: Stage, said: list[Message], error: Exception) -> None:
    rows = [row.cue.id for row in stage.open_desk.rows()]
    with refusing(stage, error) as mend:
        box = type_over(stage, "Not lost")
        stage.bot.waitUntil(lambda: bool(said))
        assert (said[0].kind, box.toPlainText()) == ("error", "Not lost")
        stage.workspace.select_cue(rows[3])
        stage.workspace.select_cue(rows[1])
        assert box.toPlainText() == "Not lost"
        assert [pending.value for pending in PendingWrites.of(stage.workspace).unsaved()] == ["Not lost"]
        mend()
        stage.bot.waitUntil(lambda: stage.text(1, "en").text == "Not lost")
    stage.idle()
    assert said[-1].kind == "done"
    assert PendingWrites.of(stage.workspace).unsaved() == ()


def test_the_window_does_not_close_over_a_text_that_is_not_saved(stage: Stage) -> None:
    window = stage.window
    with refusing(stage, StorageFailed("storage.disk_full", path="x")) as mend:
        type_over(stage, "Last words")
        assert not window.close()
        sheet = window.current_dialog()
        assert isinstance(sheet, UnsavedDialog)
        assert "Last words" in sheet.findChild(type(sheet._texts)).toPlainText()
        mend()
        sheet.again.click()
    assert stage.text(1, "en").text == "Last words"
    assert not window.isVisible()


def test_closing_without_what_is_not_saved_is_a_choice(stage: Stage) -> None:
    with refusing(stage, StorageFailed("storage.disk_full", path="x")):
        type_over(stage, "Given up")
        assert not stage.window.close()
        sheet = stage.window.current_dialog()
        assert isinstance(sheet, UnsavedDialog)
        sheet.discard.click()
    assert not stage.window.isVisible()
    assert stage.text(1, "en").text == "en 1.1"


def conflict(stage: Stage) -> TwoValues:
    """Type while somebody else writes the same cell."""
    type_over(stage, "Mine")
    stage.desk.editing.set_text(stage.text(1, "en").id, "Theirs")
    bar = next(each for each in stage.view.text.findChildren(TwoValues) if each._hand_on == stage.view.text.target.commit)
    stage.bot.waitUntil(bar.isVisible)
    assert bar.theirs.text() == "Theirs"
    assert stage.text(1, "en").text == "Theirs"
    return bar


def test_a_colleagues_text_is_not_written_over_and_mine_can_be_kept(stage: Stage) -> None:
    bar = conflict(stage)
    QTest.keyClicks(stage.view.text.target, " indeed")
    hands_rest(stage.bot, stage.view.text.target)
    stage.idle()
    assert stage.text(1, "en").text == "Theirs"
    bar.keep.click()
    stage.bot.waitUntil(lambda: stage.text(1, "en").text == "Mine indeed")
    stage.idle()
    assert (bar.isVisible(), stage.view.text.target.toPlainText()) == (False, "Mine indeed")


def test_a_colleagues_text_can_be_taken(stage: Stage) -> None:
    bar = conflict(stage)
    stage.open_desk.reread()
    stage.idle()
    assert stage.view.text.target.toPlainText() == "Mine"
    bar.take.click()
    assert (bar.isVisible(), stage.view.text.target.toPlainText()) == (False, "Theirs")
    assert stage.text(1, "en").text == "Theirs"


def test_a_cell_typed_in_within_the_table_is_stored_while_one_types_and_escape_takes_it_back(stage: Stage) -> None:
    view, table = stage.view.cues.view, stage.view.cues.table
    index = table.index(table.row_number(stage.row(1).cue.id), table.column_of("en"))
    view.setCurrentIndex(index)
    view.edit(index)
    editor = view.findChild(EditBox)
    assert editor is not None
    QTest.keyClicks(editor, "In place")
    stage.bot.waitUntil(lambda: stage.text(1, "en").text == "In place")
    QTest.keyClick(editor, "\x1b")
    stage.bot.waitUntil(lambda: stage.text(1, "en").text == "en 1.1")


def press_undo(stage: Stage) -> None:
    """Press Ctrl+Z in the translation's box."""
    QTest.keyClick(stage.view.text.target, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    stage.idle()


def test_undo_over_two_texts_takes_back_mine_and_no_step_of_the_title(stage: Stage, said: list[Message]) -> None:
    stage.desk.editing.set_text(stage.text(3, "en").id, "The newest step")
    bar = conflict(stage)
    stage.open_desk.reread()
    stage.idle()
    QTest.keyClicks(stage.view.text.target, " indeed")
    press_undo(stage)
    assert stage.text(3, "en").text == "The newest step"
    assert stage.text(1, "en").text == "Theirs"
    assert PendingWrites.of(stage.workspace).unsaved() == ()
    stage.bot.waitUntil(lambda: (bar.isVisible(), stage.view.text.target.toPlainText()) == (False, "Theirs"))
    assert said[-1].button == "Bring it back"
    assert said[-1].act is not None
    said[-1].act()
    stage.idle()
    assert stage.text(1, "en").text == "Mine indeed"
    assert stage.view.text.target.toPlainText() == "Mine indeed"
    press_undo(stage)
    assert stage.text(1, "en").text == "Theirs"


def test_undo_of_a_text_that_the_disk_refused_takes_that_back(stage: Stage, said: list[Message]) -> None:
    stage.desk.editing.set_text(stage.text(3, "en").id, "The newest step")
    stage.bot.waitUntil(lambda: bool(stage.view.text.meters.meters()))
    measured = stage.view.text.meters.meters()
    with refusing(stage, StorageFailed("storage.disk_full", path="x")) as mend:
        box = type_over(stage, "Not saved")
        stage.bot.waitUntil(lambda: bool(said))
        stage.bot.waitUntil(lambda: stage.view.text.meters.meters() != measured)
        press_undo(stage)
        assert PendingWrites.of(stage.workspace).unsaved() == ()
        mend()
    stage.idle()
    stage.bot.waitUntil(lambda: not PendingWrites.of(stage.workspace)._timer.isActive())  # the time of another try has come
    stage.idle()
    assert stage.text(3, "en").text == "The newest step"
    assert (stage.text(1, "en").text, box.toPlainText()) == ("en 1.1", "en 1.1")
    stage.bot.waitUntil(lambda: stage.view.text.meters.meters() == measured)


def test_a_text_taken_back_while_it_was_tried_again_does_not_stay(stage: Stage, said: list[Message]) -> None:
    with refusing(stage, StorageFailed("storage.disk_full", path="x"), times=1):
        type_over(stage, "Not saved")
        stage.bot.waitUntil(lambda: bool(said))
        with held(stage):
            PendingWrites.of(stage.workspace).retry()
            stage.workspace.do("history.undo")
        stage.idle()
    assert stage.text(1, "en").text == "en 1.1"
    assert stage.view.text.target.toPlainText() == "en 1.1"


def test_trying_again_before_the_window_closes_leads_to_the_cell_with_two_texts(stage: Stage) -> None:
    bar = conflict(stage)
    stage.workspace.open_episode(stage.drama.episode_ids[1], "ar")
    stage.workspace.show_place("title")
    stage.idle()
    assert not stage.window.close()
    dialog = stage.window.current_dialog()
    assert isinstance(dialog, UnsavedDialog)
    assert dialog.again.text() == "Go to the two texts"
    dialog.again.click()
    stage.idle()
    assert stage.window.isVisible()
    assert stage.window.current_dialog() is None
    assert (stage.workspace.place, stage.workspace.episode_id) == ("editor", stage.drama.episode_ids[0])
    assert (stage.workspace.language, stage.workspace.cue_id) == ("en", stage.row(1).cue.id)
    stage.bot.waitUntil(lambda: bar.isVisible() and bar.theirs.text() == "Theirs")
    assert stage.view.text.target.toPlainText() == "Mine"
    bar.keep.click()
    stage.idle()
    assert stage.window.close()
    assert stage.text(1, "en").text == "Mine"
