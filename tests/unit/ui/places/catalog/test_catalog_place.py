"""The catalog place: titles made, found, filtered, opened, deleted and brought back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.workflow import State
from crossreel.domain.views.grid import LanguageProgress, TitleRow
from crossreel.services.desk import Desk
from crossreel.ui.hub.notify import Message
from crossreel.ui.places.catalog.title_dialogs import DeleteTitleDialog, NewTitleDialog, code_from
from crossreel.ui.places.catalog.title_filters import filters_for
from crossreel.ui.places.catalog.title_list import TitleList, overall
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.ui.driving import add_title, catalog_place, idle, names_shown


def row(number: int, *, genre: str = "Romance", state: State = State.DRAFT, errors: int = 0) -> TitleRow:
    return TitleRow(
        title=Title(id=number, code=f"CODE{number}", name=f"Title {number}", original_name=f"标题{number}", genres=(genre,)),
        episode_count=80,
        duration_ms=7_000_000,
        languages=(LanguageProgress(language="en", states={state: 80}, episodes=80),),
        open_errors=errors,
        worked_on_ms=number,
    )


def test_an_empty_catalog_offers_one_thing(qtbot: QtBot, window: MainWindow) -> None:
    place = catalog_place(qtbot, window)
    assert place.views.currentWidget() is place.empty
    place.empty.button.click()
    assert isinstance(window.current_dialog(), NewTitleDialog)


def test_a_title_is_made_with_keys_alone_and_opened(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    catalog_place(qtbot, window)
    window.workspace.do("catalog.new_title")
    sheet = window.current_dialog()
    assert isinstance(sheet, NewTitleDialog)
    QTest.keyClicks(sheet.name, "My Silent CEO")
    assert sheet.code.text() == "MYSILENTCEO"
    QTest.keyClick(sheet.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.workspace.place == "title")
    assert [each.title.code for each in desk.cataloging.titles()] == ["MYSILENTCEO"]
    idle(qtbot, window)
    assert window.windowTitle().startswith("My Silent CEO")


def test_a_code_that_is_taken_is_refused_in_the_form(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    add_title(desk, "HEIR", episodes=0)
    window.workspace.ask("new_title")
    sheet = window.current_dialog()
    assert isinstance(sheet, NewTitleDialog)
    sheet.name.setText("Another")
    sheet.code.setText("HEIR")
    sheet.create_button.click()
    qtbot.waitUntil(lambda: bool(sheet.code.accessibleDescription()))
    assert len(desk.cataloging.titles()) == 1


def test_typing_narrows_and_the_order_can_be_chosen(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    for code, name in (("B", "Bride"), ("A", "Ashes of Love"), ("C", "Crown")):
        add_title(desk, f"{code}{code}", name, episodes=1, original_name="午夜" if code == "C" else "")
    place = catalog_place(qtbot, window)
    place._read()
    idle(qtbot, window)
    assert names_shown(place)[0] == "Crown"
    QTest.keyClicks(place.field, "ashes aa")
    assert names_shown(place) == ["Ashes of Love"]
    place.field.setText("午夜")
    assert names_shown(place) == ["Crown"]
    place.field.setText("nobody")
    assert place.views.currentWidget() is place.nothing
    place.nothing.button.click()
    assert len(names_shown(place)) == 3


def test_enter_opens_the_marked_title(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title = add_title(desk, episodes=1)
    place = catalog_place(qtbot, window)
    place._read()
    idle(qtbot, window)
    place.select(title.id)
    QTest.keyClick(place.grid, Qt.Key.Key_Return)
    assert (window.workspace.title_id, window.workspace.place) == (title.id, "title")


def test_a_title_is_deleted_by_its_code_and_brought_back(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title = add_title(desk, episodes=2)
    before = desk.cataloging.matrix(title.id)
    window.workspace.open_title(title.id)
    window.workspace.ask("delete_title")
    sheet = window.current_dialog()
    assert isinstance(sheet, DeleteTitleDialog)
    idle(qtbot, window)
    assert not sheet.delete_button.isEnabled()
    QTest.keyClicks(sheet.code, "heir")
    QTest.keyClick(sheet.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.toast.text()))
    assert desk.cataloging.titles() == ()
    window.toast._button.click()
    qtbot.waitUntil(lambda: len(desk.cataloging.titles()) == 1)
    assert desk.cataloging.matrix(title.id) == before
    idle(qtbot, window)


def test_1700_titles_are_filtered_at_once(qtbot: QtBot) -> None:
    titles = TitleList()
    titles.set_rows([row(number, genre="Revenge" if number % 3 else "Romance", errors=number % 7) for number in range(1, 1701)])
    assert titles.rowCount() == 1700
    titles.narrow("title 1699")
    assert titles.rowCount() == 1
    titles.narrow("")
    titles.order_by("errors")
    assert str(titles.index(0, 5).data()) == "6"
    filters = {each.id: each for each in filters_for(titles.all_rows())}
    assert filters["all"].count == 1700
    assert filters["genre:Revenge"].count == sum(1 for number in range(1, 1701) if number % 3)
    titles.set_filter(filters["genre:Revenge"].passes)
    assert titles.rowCount() == filters["genre:Revenge"].count


def test_the_least_advanced_episode_decides_for_a_language() -> None:
    def state(**counts: int) -> State:
        return overall(LanguageProgress(language="en", states={State(name): count for name, count in counts.items()}, episodes=10))

    assert state() is State.MISSING
    assert state(missing=10) is State.MISSING
    assert state(approved=9, missing=1) is State.STARTED
    assert state(approved=9, checked=1) is State.CHECKED
    assert state(delivered=10) is State.DELIVERED


def test_a_code_is_proposed_from_a_name() -> None:
    assert code_from("The Hidden Heir, Part 2!") == "THEHIDDENHEIRPAR"
    assert code_from("隐藏的继承人") == ""


def test_covers_arrive_later_and_are_painted(qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path) -> None:
    from PySide6.QtGui import QImage

    from crossreel.ui.hub.covers import Covers

    image = QImage(90, 160, QImage.Format.Format_RGB32)
    image.fill(0x00FF00)
    title = add_title(desk, episodes=1)
    assert image.save(str(tmp_path / "cover.jpg"))
    desk.cataloging.set_cover(title.id, (tmp_path / "cover.jpg").read_bytes(), "image/jpeg", 90, 160)
    place = catalog_place(qtbot, window)
    place._read()
    idle(qtbot, window)
    covers = Covers.of(window.workspace)
    cover_id = desk.cataloging.title(title.id).cover_id
    qtbot.waitUntil(lambda: covers.get(title.id, cover_id) is not None)
    QApplication.processEvents()
    rect = place.grid.visualRect(place.titles.index(0, 0))
    seen = place.grid.viewport().grab(rect).toImage().pixelColor(rect.width() // 2, rect.height() // 4)
    assert seen.green() > 200 and seen.red() < 80


@pytest.mark.sqlite
def test_every_title_that_changed_is_checked_from_the_catalog(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title = add_title(desk)
    messages: list[Message] = []
    window.workspace.notify.said.connect(messages.append)
    window.workspace.do("catalog.check")
    qtbot.waitUntil(lambda: any("1 title checked" in each.text for each in messages))
    assert len(desk.runs.runs(title.id)) == 1
    assert desk.checking.unchecked(title.id) == ()
    window.workspace.do("catalog.check")
    qtbot.waitUntil(lambda: any("No title changed" in each.text for each in messages))
