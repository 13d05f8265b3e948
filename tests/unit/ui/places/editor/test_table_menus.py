"""The menus of the table of cues."""

from PySide6.QtWidgets import QMenu

from crossreel.ui.kit.popping import Sub, offer_actions
from crossreel.ui.places.editor.table_menus import CUE_MENU
from tests.unit.ui.stage import Stage

LOWEST_PX = 720


def test_the_menu_of_a_row_stands_in_one_column_of_a_low_window(stage: Stage) -> None:
    menu = QMenu(stage.window)
    offer_actions(menu, stage.window, CUE_MENU)
    assert menu.sizeHint().height() <= LOWEST_PX
    inside = [each.menu() for each in menu.actions() if each.menu() is not None]
    wanted = [len(each.names) for group in CUE_MENU for each in group if isinstance(each, Sub)]
    assert [len(each.actions()) for each in inside] == wanted, "every action is there, one step further in"
    menu.deleteLater()
