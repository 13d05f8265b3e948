"""Captions are placed by a key, from a menu at the hands, and in every language at once; the table offers it too."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from tests.unit.ui.stage import Stage


def open_menu(stage: Stage) -> QMenu:
    """The menu that is open in the window."""
    stage.bot.waitUntil(lambda: any(menu.isVisible() for menu in stage.window.findChildren(QMenu)))
    return next(menu for menu in stage.window.findChildren(QMenu) if menu.isVisible())


def marks(stage: Stage) -> str:
    """What stands beside the name of the language over the edit box."""
    return " ".join(each.text() for each in stage.view.text.findChildren(QLabel) if each.isVisible())


def test_a_key_takes_the_caption_to_the_top_and_back(stage: Stage) -> None:
    QTest.keyClick(stage.window, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    stage.idle()
    assert stage.text(1, "en").placement == "8"
    assert stage.row(1).cue.placement == stage.text(1, "ar").placement == ""
    assert "Top" in marks(stage)
    stage.workspace.do("edit.to_the_top")
    stage.idle()
    assert stage.text(1, "en").placement == ""
    assert "Top" not in marks(stage)
    stage.workspace.do("history.undo")
    stage.idle()
    assert stage.text(1, "en").placement == "8"


def test_what_is_being_typed_is_kept_when_a_caption_is_placed(stage: Stage) -> None:
    stage.view.text.target.setFocus()
    QTest.keyClicks(stage.view.text.target, "And ")
    stage.workspace.do("edit.to_the_top")
    stage.idle()
    assert "And " in stage.text(1, "en").text
    assert stage.text(1, "en").placement == "8"


def test_the_menu_offers_the_places_by_their_numbers_and_then_the_same_for_every_language(stage: Stage) -> None:
    stage.view.text.target.setFocus()
    stage.workspace.do("edit.place")
    menu = open_menu(stage)
    assert stage.view.text.target.mapToGlobal(QPoint(0, 0)).y() <= menu.geometry().bottom()
    assert [act.text() for act in menu.actions() if act.isChecked()] == ["&2  Bottom, as usual"]
    QTest.keyClick(menu, Qt.Key.Key_9)
    stage.idle()
    assert stage.text(1, "en").placement == "9"
    stage.workspace.do("edit.place")
    menu = open_menu(stage)
    assert [act.text() for act in menu.actions() if act.isChecked()] == ["&9  Top right"]
    same = menu.actions()[-1]
    assert same.isEnabled()
    same.trigger()
    stage.idle()
    assert {stage.row(1).cue.placement, stage.text(1, "en").placement, stage.text(1, "ar").placement} == {"9"}
    stage.workspace.do("history.undo")
    stage.idle()
    assert (stage.row(1).cue.placement, stage.text(1, "en").placement) == ("", "9")


def test_every_chosen_row_is_placed_by_one_step(stage: Stage) -> None:
    table = stage.view.cues.view
    table.selectRow(table.currentIndex().row())
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    stage.idle()
    chosen = stage.open_desk.selected_rows()
    assert len(chosen) == 2
    stage.workspace.do("edit.to_the_top")
    stage.idle()
    assert [stage.text(at, "en").placement for at in (0, 1, 2, 3)] == ["", "8", "8", ""]
    stage.workspace.do("history.undo")
    stage.idle()
    assert [stage.text(at, "en").placement for at in (1, 2)] == ["", ""]


def test_a_menu_of_an_action_stays_open(stage: Stage) -> None:
    for action_id, words in (("edit.speaker", "Nobody known"), ("edit.place", "The same place in every language")):
        stage.workspace.do(action_id)
        stage.idle()
        menu = open_menu(stage)
        assert words in [act.text() for act in menu.actions()]
        menu.close()


def test_the_table_offers_what_is_done_with_a_cue(stage: Stage) -> None:
    table = stage.view.cues.view
    at = table.visualRect(table.currentIndex()).center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, table.viewport().mapToGlobal(at))
    QApplication.sendEvent(table.viewport(), asked)
    menu = open_menu(stage)
    below = [act for each in menu.actions() if isinstance(each.menu(), QMenu) for act in each.menu().actions()]
    offered = {act.text(): act for act in (*menu.actions(), *below)}
    assert {
        "Split the cue in all languages",
        "Delete cues in all languages",
        "Place the caption…",
        "Show the versions of the cue",
    } <= set(offered)
    gone = stage.row(1).cue.id
    menu.close()
    offered["Delete cues in all languages"].trigger()
    stage.bot.waitUntil(lambda: gone not in {row.cue.id for row in stage.sheet().rows})
    stage.idle()
