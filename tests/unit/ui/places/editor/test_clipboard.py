"""Rows to the clipboard and back, through the window: what is pasted is shown first, and is one step of undo."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from crossreel.ui.places.editor.paste_dialog import BEFORE, PasteDialog
from tests.unit.ui.stage import Stage


def english(stage: Stage) -> list[str]:
    return [row.followers["en"][0].text for row in stage.sheet().rows]


def dialog(stage: Stage, text: str) -> PasteDialog:
    QGuiApplication.clipboard().setText(text)
    stage.workspace.do("edit.paste_rows")
    stage.idle()
    found = stage.window.current_dialog()
    assert isinstance(found, PasteDialog)
    return found


def shown(found: PasteDialog) -> list[tuple[str, ...]]:
    items = [[found.table.item(at, column) for column in range(4)] for at in range(found.table.rowCount())]
    return [tuple(item.text() if item is not None else "" for item in row) for row in items]


def test_ctrl_c_in_the_table_copies_the_languages_shown_as_columns(stage: Stage) -> None:
    stage.view.cues.view.setFocus()
    QTest.keyClick(stage.view.cues.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    stage.idle()
    heading, line, end = QGuiApplication.clipboard().text().split("\n")
    assert heading.split("\t")[:4] == ["#", "in", "out", "speaker"]
    assert line.split("\t")[0] == "2" and "en 1.1" in line.split("\t") and end == ""
    stage.workspace.do("edit.copy_srt")
    stage.idle()
    assert QGuiApplication.clipboard().text().startswith("1\n00:00:01,500 --> ")


def test_a_column_is_shown_as_a_plan_and_pasted_as_one_step(stage: Stage) -> None:
    before, lines = english(stage), len(stage.desk.history.lines(stage.drama.title_id))
    found = dialog(stage, "two\nthree\nfour\nfive\nsix\n")
    assert [(row[0], row[2], row[3]) for row in shown(found)] == [
        ("2", "en 1.1", "two"), ("3", "en 1.2", "three"), ("4", "en 1.3", "four"), ("5", "en 1.4", "five"),
    ]  # fmt: skip
    assert "six" in found.misfits.text()
    assert english(stage) == before
    QTest.keyClick(found.table, Qt.Key.Key_Return)
    stage.bot.waitUntil(lambda: english(stage) == [before[0], "two", "three", "four", "five"])
    stage.idle()
    assert stage.window.current_dialog() is None
    assert len(stage.desk.history.lines(stage.drama.title_id)) == lines + 1


def test_times_of_a_block_are_taken_when_they_are_wanted(stage: Stage) -> None:
    found = dialog(stage, "1\n00:00:01,700 --> 00:00:02,400\nNow\n")
    assert len(shown(found)) == 1, "a translation keeps following its source"
    found.times.setChecked(True)
    stage.bot.waitUntil(lambda: len(shown(found)) == 2)
    assert [row[BEFORE] for row in shown(found)] == ["en 1.1", "00:01.500 – 00:02.500"]
    found.write.click()
    stage.bot.waitUntil(lambda: stage.text(1, "en").text == "Now")
    assert (stage.text(1, "en").start_ms, stage.text(1, "en").pinned) == (1700, True)
    stage.idle()
