"""Items that flow like words."""

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from crossreel.ui.kit.flow import flowing
from crossreel.ui.kit.plan_table import LEAST_WIDE_PX, plan_table


def test_what_is_lower_stands_in_the_middle_of_its_line(qtbot: QtBot) -> None:
    held, flow = flowing()
    qtbot.addWidget(held)
    low, high = QLabel("1 row"), QPushButton("Change")
    low.setFixedHeight(10)
    high.setFixedHeight(30)
    for each in (low, high):
        flow.addWidget(each)
    held.resize(400, flow.heightForWidth(400))
    held.show()
    assert abs(low.geometry().center().y() - high.geometry().center().y()) <= 1


def test_a_field_gives_way_before_the_line_ends_and_no_button_does(qtbot: QtBot) -> None:
    held, flow = flowing(6, gives=True)
    qtbot.addWidget(held)
    field, button = QLineEdit(), QPushButton("Change these rows")
    field.setMinimumWidth(80)
    for each in (field, button):
        flow.addWidget(each)
    wide, narrow = field.sizeHint().width() + button.sizeHint().width() + 6, 80 + button.sizeHint().width() + 6
    held.show()
    for room, in_one in ((wide, True), (narrow, True), (narrow - 1, False)):
        held.resize(room, flow.heightForWidth(room))
        assert (field.y() + field.height() > button.y()) is in_one, room
        assert button.width() == button.sizeHint().width()
    held.resize(wide, flow.heightForWidth(wide))
    assert field.width() == field.sizeHint().width()


def test_columns_with_a_width_leave_the_wide_one_room(qtbot: QtBot) -> None:
    table = plan_table("Lines", ("Line", "Status", "Voice"), {1: 200, 2: 200}, (0,))
    qtbot.addWidget(table)
    table.resize(500, 100)
    table.show()
    assert table.columnWidth(0) >= LEAST_WIDE_PX and table.columnWidth(1) == table.columnWidth(2) < 200
    table.resize(900, 100)
    assert (table.columnWidth(1), table.columnWidth(2)) == (200, 200)
