"""Tables of values: a row is chosen by the program in either direction of writing, and stays while values are renewed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView
from pytestqt.qtbot import QtBot

from crossreel.ui.kit.table_rows import TableRows, choose_row


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_row_is_chosen_and_stays_while_values_are_renewed(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    rows = TableRows[str](("A", "B"), lambda value: (value, value.upper()))
    rows.show_values(["a", "b", "c"])
    table = QTableView()
    qtbot.addWidget(table)
    table.setLayoutDirection(direction)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setModel(rows)
    table.resize(600, 200)
    table.show()
    choose_row(table, 1)
    assert table.currentIndex().row() == 1 and len(table.selectionModel().selectedIndexes()) == 2
    rows.renew_values(["a", "x", "c"])
    assert table.currentIndex().data() == "x" and table.selectionModel().selectedRows()
    rows.renew_values(["a", "x"])
    assert not table.currentIndex().isValid()
