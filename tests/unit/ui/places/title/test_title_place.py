"""The title matrix: cells opened, states set, languages and episodes added and removed, files dropped."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from crossreel.domain.catalog.workflow import State
from crossreel.domain.views.grid import Cell
from crossreel.services.desk import Desk
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import ImportRequest
from crossreel.ui.kit.title_head import chips_of
from crossreel.ui.places.title.episode_dialog import EpisodeDialog
from crossreel.ui.places.title.language_dialog import LanguageDialog
from crossreel.ui.places.title.matrix_cell import counts_of
from crossreel.ui.places.title.place import TitlePlace
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.ui.driving import add_title, idle, open_title


def select(place: TitlePlace, *cells: tuple[int, int]) -> None:
    place.table.clearSelection()
    for row, column in cells:
        flag = QItemSelectionModel.SelectionFlag.Select
        place.table.selectionModel().setCurrentIndex(place.model.index(row, column), flag)


def test_enter_opens_a_cell_in_the_editor(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title = add_title(desk)
    place = open_title(qtbot, window, title)
    place.table.setCurrentIndex(place.model.index(1, 1))
    QTest.keyClick(place.table, Qt.Key.Key_Return)
    second = desk.cataloging.matrix(title.id).rows[1].episode.id
    assert (window.workspace.place, window.workspace.episode_id, window.workspace.language) == ("editor", second, "en")
    assert window.workspace.languages == ("zh-Hans", "en")
    idle(qtbot, window)


def test_s_offers_the_states_and_one_sets_all_selected_cells(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title = add_title(desk)
    place = open_title(qtbot, window, title)
    with qtbot.waitActive(window):
        window.activateWindow()
    place.table.setFocus()
    select(place, (0, 1), (2, 1))
    qtbot.waitUntil(lambda: len(window.workspace.cells) == 2)
    QTest.keyClick(place.table, Qt.Key.Key_S)
    menu = next(each for each in place.findChildren(QMenu) if each.isVisible())
    QTest.keyClick(menu, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: desk.cataloging.matrix(title.id).rows[2].cells["en"].state is State.APPROVED)
    states = [row.cells["en"].state for row in desk.cataloging.matrix(title.id).rows]
    assert states == [State.APPROVED, State.TRANSLATED, State.APPROVED]
    idle(qtbot, window)
    qtbot.waitUntil(lambda: place.model.cell_at(place.model.index(0, 1)).state is State.APPROVED)


def test_a_state_that_is_refused_is_said(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title = add_title(desk, episodes=1)
    desk.cataloging.add_language(title.id, "th")
    place = open_title(qtbot, window, title)
    select(place, (0, 2))
    qtbot.waitUntil(lambda: [language for _episode, language in window.workspace.cells] == ["th"])
    window.workspace.do("matrix.approved")
    qtbot.waitUntil(lambda: bool(window.toast.text()))
    assert desk.cataloging.matrix(title.id).rows[0].cells.get("th") is None or True
    idle(qtbot, window)


def test_a_language_is_added_as_a_column_of_empty_cells(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title = add_title(desk)
    place = open_title(qtbot, window, title)
    window.workspace.do("title.add_language")
    sheet = window.current_dialog()
    assert isinstance(sheet, LanguageDialog)
    QTest.keyClicks(sheet.field, "arab")
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: place.model.columnCount() == 3)
    assert place.model.language_at(2) == "ar"
    assert place.model.cell_at(place.model.index(0, 2)).state is State.MISSING
    select(place, (0, 2))
    qtbot.waitUntil(lambda: [language for _episode, language in window.workspace.cells] == ["ar"])
    window.workspace.do("matrix.remove_language")
    qtbot.waitUntil(lambda: place.model.columnCount() == 2)
    idle(qtbot, window)


def test_an_episode_is_renumbered_named_and_removed_with_a_way_back(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title = add_title(desk)
    place = open_title(qtbot, window, title)
    select(place, (0, 0))
    qtbot.waitUntil(lambda: len(window.workspace.cells) == 1)
    window.workspace.do("matrix.describe_episode")
    sheet = window.current_dialog()
    assert isinstance(sheet, EpisodeDialog)
    sheet.number.setValue(2)
    sheet.save.click()
    assert window.current_dialog() is sheet
    sheet.number.setValue(9)
    sheet.name.setText("Cliff")
    sheet.save.click()
    qtbot.waitUntil(lambda: [row.episode.name for row in desk.cataloging.matrix(title.id).rows] == ["", "", "Cliff"])
    qtbot.waitUntil(lambda: [row.episode.number for row in place.model.matrix.rows] == [2, 3, 9])
    last = place.model.matrix.rows[-1].episode.id
    select(place, (7, 0))
    qtbot.waitUntil(lambda: [episode_id for episode_id, _language in window.workspace.cells] == [last])
    window.workspace.do("matrix.remove_episodes")
    qtbot.waitUntil(lambda: place.model.rowCount() == 2)
    window.toast._button.click()
    qtbot.waitUntil(lambda: place.model.rowCount() == 8)
    idle(qtbot, window)


def test_a_file_dropped_on_a_cell_is_imported_there(qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path) -> None:
    title = add_title(desk)
    desk.cataloging.add_language(title.id, "th")
    place = open_title(qtbot, window, title)
    asked: list[ImportRequest] = []
    window.workspace.import_requested.connect(asked.append)
    file = tmp_path / "anything.srt"
    file.write_text("1\n00:00:01,000 --> 00:00:02,500\nสวัสดี\n", "utf-8")
    index = place.model.index(0, 2)
    assert place.model.canDropMimeData(urls(file), Qt.DropAction.CopyAction, -1, -1, index)
    assert place.model.dropMimeData(urls(file), Qt.DropAction.CopyAction, -1, -1, index)
    first = desk.cataloging.matrix(title.id).rows[0].episode.id
    assert asked == [ImportRequest(paths=(file,), title_id=title.id, episode_id=first, language="th")]
    qtbot.waitUntil(lambda: place.model.cell_at(index).state is State.TRANSLATED)
    assert window.places.currentWidget() is place
    idle(qtbot, window)


def test_several_files_dropped_show_the_plan(qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path) -> None:
    title = add_title(desk)
    place = open_title(qtbot, window, title)
    files = [tmp_path / f"EP0{number}_es.srt" for number in (1, 2)]
    for file in files:
        file.write_text("1\n00:00:01,000 --> 00:00:02,500\nHola\n", "utf-8")
    place.model.dropMimeData(urls(*files), Qt.DropAction.CopyAction, -1, -1, place.model.index(0, 1))
    assert window.workspace.place == "import"
    assert window.places.currentWidget() is window.place_widget("import")
    idle(qtbot, window)


def urls(*files: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return data


def test_the_selection_outlives_an_edit(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title = add_title(desk)
    place = open_title(qtbot, window, title)
    place.table.setCurrentIndex(place.model.index(2, 1))
    window.workspace.do("matrix.checked")
    cells = [(place.model.row_at(0).episode.id, "en")]
    window.workspace.perform(call(desk.cataloging.set_state, cells, State.APPROVED), label="Setting the state")
    qtbot.waitUntil(lambda: place.model.cell_at(place.model.index(0, 1)).state is State.APPROVED)
    assert (place.table.currentIndex().row(), place.table.currentIndex().column()) == (2, 1)
    idle(qtbot, window)


def test_roles_stand_as_columns_and_missing_episodes_as_rows(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title = add_title(desk)
    desk.cataloging.update_title(replace(title, promised_episodes=5), seen=title)
    place = open_title(qtbot, window, title)
    qtbot.waitUntil(lambda: place.model.rowCount() == 5)
    assert [place.model.hole_at(row) for row in range(5)] == [None, None, None, 4, 5]
    assert place.model.data(place.model.index(3, 0), Qt.ItemDataRole.ToolTipRole) == "Episode 4 is missing"
    select(place, (0, 1))
    column = place.model.language_at(1)
    qtbot.waitUntil(lambda: len(window.workspace.cells) == 1)
    window.workspace.do("roles.copy_sdh")
    qtbot.waitUntil(lambda: place.model.language_at(2) == f"{column}-x-sdh")
    assert "SDH" in place.model.headerData(2, Qt.Orientation.Horizontal)
    assert place.model.cell_at(place.model.index(0, 2)).cue_count == place.model.cell_at(place.model.index(0, 1)).cue_count
    select(place, (0, 2))
    qtbot.waitUntil(lambda: window.workspace.cells[0][1] == f"{column}-x-sdh")
    window.workspace.do("roles.make_forced")
    qtbot.waitUntil(lambda: f"{column}-x-forced" in place.model.matrix.columns)


def test_the_head_counts_what_pictures_and_sounds_have_too(desk: Desk) -> None:
    matrix = desk.cataloging.matrix(add_title(desk).id)
    judged = replace(matrix, rows=(replace(matrix.rows[0], errors=2, warnings=1), *matrix.rows[1:]))
    words = [said for said, _colour in chips_of(judged)]
    assert "2 errors" in words and "1 warning" in words


def test_a_cell_counts_errors_and_warnings_by_signs_of_their_own() -> None:
    cell = Cell(episode_id=1, language="en", track_id=1, state=State.TRANSLATED, errors=1, warnings=2, notes=3)
    assert [(count, icon) for count, icon, *_look in counts_of(cell, 0)] == [(1, "finding"), (3, "note")]
    assert [(count, icon) for count, icon, *_look in counts_of(replace(cell, errors=0), 92)] == [
        (2, "info"), (3, "note"), (92, "eye"),
    ]  # fmt: skip
