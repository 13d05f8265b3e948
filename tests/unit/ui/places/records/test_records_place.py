"""Buyers, rights and other records in a real window: filled in by the keys, refused at the field, taken back, out and in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crossreel.domain.catalog.title import Title
from crossreel.domain.records.registry import record_kind, record_kinds
from crossreel.services.desk import Desk
from crossreel.ui.drawer.metadata.view import MetadataPanel
from crossreel.ui.hub.record_shelf import RecordShelf
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.places.records.form import RecordDialog
from crossreel.ui.places.records.import_dialog import ImportRecordsDialog
from crossreel.ui.places.records.place import RecordsPlace
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.ui.driving import add_title, idle, open_title

Show = Callable[[str], RecordsPlace]


@pytest.fixture
def title(desk: Desk) -> Title:
    """A title of three episodes; the catalog has a buyer and a person."""
    desk.records.add("buyers", {"code": "REEL", "name": "ReelShort"})
    desk.records.add("people", {"name": "林晚"})
    return add_title(desk)


@pytest.fixture
def show(qtbot: QtBot, window: MainWindow, title: Title) -> Show:
    """Go to a kind of records of the open title."""
    open_title(qtbot, window, title)
    window.activateWindow()

    def do(kind: str) -> RecordsPlace:
        RecordShelf.of(window.workspace).show(kind)
        place = window.place_widget("records")
        assert isinstance(place, RecordsPlace)
        idle(qtbot, window)
        assert place.kind.id == kind
        return place

    return do


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def form(window: MainWindow) -> RecordDialog:
    dialog = window.current_dialog()
    assert isinstance(dialog, RecordDialog)
    return dialog


def fill(dialog: RecordDialog, **told: str) -> None:
    """Write into controls as a person does, choose from lists by what they say."""
    for name, text in told.items():
        widget: Any = dialog.controls[name].widget
        if hasattr(widget, "findData"):
            widget.setCurrentIndex(widget.findData(text))
        elif hasattr(widget, "setPlainText"):
            widget.setPlainText(text)
        else:
            (widget.focusProxy() or widget).setText(text)


def shown(place: RecordsPlace) -> list[list[str]]:
    table = place.table
    return [[str(table.item(row, column).text()) for column in range(table.columnCount())] for row in range(table.rowCount())]


def test_a_right_is_filled_in_refused_at_its_field_and_taken_back(
    qtbot: QtBot, window: MainWindow, desk: Desk, title: Title, show: Show
) -> None:
    place = show("rights")
    assert place.empty.isVisible()
    window.workspace.do("records.add")
    dialog = form(window)
    fill(dialog, buyer_id="REEL", territories="US, XX", licence="coin", end_day="2027-12-31")
    dialog.controls["territories"].focus()
    press(Qt.Key.Key_Return)
    idle(qtbot, window)
    assert "XX" in dialog.fields["territories"].control.accessibleDescription()
    assert dialog.fields["end_day"].control.accessibleDescription() == ""
    fill(dialog, territories="US, CA")
    press(Qt.Key.Key_Return)
    idle(qtbot, window)
    assert window.current_dialog() is None
    assert shown(place) == [
        ["REEL · ReelShort", "US, CA", "", "Unlocked episode by episode", "At once", "2027-12-31", "All of the title", "No"]
    ]
    assert place.table.chosen()[0].territories == ("US", "CA")
    place.table.setFocus()
    window.workspace.do("records.change")
    fill(form(window), exclusive="yes", remark="Second window\nfrom March")
    form(window).save.click()
    idle(qtbot, window)
    (right,) = desk.records.book(title.id).of(record_kind("rights"))
    assert (right.exclusive, right.remark, right.end_day) == (True, "Second window\nfrom March", "2027-12-31")
    place.table.setFocus()
    press(Qt.Key.Key_Delete)
    idle(qtbot, window)
    assert shown(place) == [] and place.empty.isVisible()
    for left in (1, 1, 0):
        window.workspace.do("history.undo")
        idle(qtbot, window)
        assert len(shown(place)) == left


def test_the_catalogs_own_records_are_taken_back_in_the_catalog(qtbot: QtBot, window: MainWindow, desk: Desk, show: Show) -> None:
    place = show("buyers")
    window.workspace.do("records.change")
    fill(form(window), name="Reel Short Inc.")
    form(window).save.click()
    idle(qtbot, window)
    assert shown(place)[0][:2] == ["REEL", "Reel Short Inc."]
    window.workspace.do("history.undo")
    idle(qtbot, window)
    assert shown(place)[0][:2] == ["REEL", "ReelShort"]
    window.workspace.do("history.redo")
    idle(qtbot, window)
    assert shown(place)[0][:2] == ["REEL", "Reel Short Inc."]


def test_the_keys_lead_from_the_kinds_to_a_row_and_into_its_form(qtbot: QtBot, window: MainWindow, show: Show) -> None:
    place = show("buyers")
    place.side.kinds.setFocus()
    press(Qt.Key.Key_Down)
    idle(qtbot, window)
    assert place.kind.id == "people"
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is place.table
    press(Qt.Key.Key_Return)
    assert form(window).controls["name"].text == "林晚"
    press(Qt.Key.Key_Escape)
    assert window.current_dialog() is None


def test_every_kind_has_its_form_and_says_what_it_is_for(qtbot: QtBot, window: MainWindow, show: Show) -> None:
    for kind in record_kinds():
        place = show(kind.id)
        assert place.heading.text() and place.about.text()
        window.workspace.do("records.add")
        dialog = form(window)
        assert set(dialog.controls) == {each.name for each in kind.fields}
        assert all(field.control.accessibleName() for field in dialog.fields.values())
        dialog.leave()


def test_artwork_shows_its_picture_and_a_broken_one_is_told_at_the_field(
    qtbot: QtBot, window: MainWindow, show: Show, tmp_path: Path
) -> None:
    good, broken = tmp_path / "cover.png", tmp_path / "broken.png"
    QImage(60, 80, QImage.Format.Format_RGB32).save(str(good))
    broken.write_bytes(good.read_bytes()[:-20])
    place = show("artwork")
    window.workspace.do("records.add")
    dialog = form(window)
    fill(dialog, image_id=str(broken), kind="cover")
    dialog.save.click()
    idle(qtbot, window)
    assert "broken.png" in dialog.fields["image_id"].control.accessibleDescription()
    fill(dialog, image_id=str(good))
    dialog.save.click()
    idle(qtbot, window)
    assert shown(place)[0][2] == "60x80, 3:4"
    qtbot.waitUntil(lambda: not place.picture.pixmap().isNull())
    show("rights")
    assert place.picture.isHidden()


def test_records_go_out_and_come_back_after_a_look(
    qtbot: QtBot, window: MainWindow, desk: Desk, title: Title, show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = show("people")
    path = tmp_path / "people.csv"
    monkeypatch.setattr(FileDialog, "choose_new_file", lambda *_arguments: (str(path), ""))
    monkeypatch.setattr(FileDialog, "choose_file", lambda *_arguments: str(path))
    window.workspace.do("records.export")
    idle(qtbot, window)
    path.write_text(path.read_text("utf-8-sig").replace("林晚", "林婉") + ",Gu Chen,xx-yy,\n", "utf-8")
    window.workspace.do("records.import")
    idle(qtbot, window)
    dialog = window.current_dialog()
    assert isinstance(dialog, ImportRecordsDialog)
    assert dialog.table.rowCount() == 1 and dialog.table.item(0, 4).text() == "林婉"
    assert "xx-yy" in dialog.notices.text()
    dialog.write.click()
    idle(qtbot, window)
    assert shown(place)[0][0] == "林婉" and window.current_dialog() is None


def test_the_metadata_panel_leads_to_the_records_of_the_title(qtbot: QtBot, window: MainWindow, desk: Desk, title: Title) -> None:
    open_title(qtbot, window, title)
    window.workspace.show_panel("metadata")
    panel = window.findChild(MetadataPanel)
    assert panel is not None
    idle(qtbot, window)
    edit = desk.records.add("seasons", {"number": "1", "first_episode": "1", "last_episode": "3"}, title.id)
    window.workspace.echo(edit)
    idle(qtbot, window)
    assert panel.records.buttons["seasons"].text() == "Seasons · 1"
    panel.records.buttons["seasons"].click()
    assert window.workspace.place == "records"
    place = window.place_widget("records")
    assert isinstance(place, RecordsPlace)
    idle(qtbot, window)
    assert place.kind.id == "seasons" and len(shown(place)) == 1


def test_without_a_title_the_catalogs_own_are_there(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    desk.records.add("buyers", {"code": "REEL", "name": "ReelShort"})
    window.workspace.show_place("records")
    place = window.place_widget("records")
    assert isinstance(place, RecordsPlace)
    idle(qtbot, window)
    assert shown(place)[0][0] == "REEL"
    words = [place.side.kinds.item(at).text() for at in range(place.side.kinds.count())]
    assert words == ["In the catalog", "Buyers · 1", "People"]


def test_a_window_that_only_reads_changes_nothing(
    qtbot: QtBot, make_window: Callable[..., MainWindow], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.records.add("buyers", {"code": "REEL", "name": "ReelShort"})
    monkeypatch.setattr(type(desk.database), "read_only", property(lambda _self: True))
    window = make_window()
    window.workspace.show_place("records")
    place = window.place_widget("records")
    assert isinstance(place, RecordsPlace)
    idle(qtbot, window)
    assert not place.change.isEnabled() and not place.remove.isEnabled()
    place.table.activated.emit(place.table.model().index(0, 0))
    assert window.current_dialog() is None
