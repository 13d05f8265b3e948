"""A card over the window is as high as what is in it, as far as the window has room."""

from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.labels import label


def test_a_list_that_grows_is_shown_whole_where_there_is_room(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1200, 800)
    window.show()
    dialog = Dialog("Rules", "Close", window, width=500)
    column = dialog.scrolling()
    dialog.open()
    area = dialog.findChild(QScrollArea)

    def grow_to(rows: int) -> tuple[int, int]:
        before = area.widget().height()
        while column.count() < rows:
            column.addWidget(label("Two people speak at once here, and the house style of this app has it so. " * 2, wrap=True))
        dialog._place()
        qtbot.waitUntil(lambda: area.widget().height() > before)
        return area.viewport().height(), area.widget().height()

    shown, needed = grow_to(6)
    assert shown >= needed > 120
    shown, needed = grow_to(60)
    assert shown < needed and dialog.card.height() <= 800 - 64
    dialog.leave()
