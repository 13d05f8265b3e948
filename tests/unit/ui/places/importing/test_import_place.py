"""What a file is for is chosen in the plan, and imported so."""

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from crossreel.domain.catalog.cut import Cut
from crossreel.domain.cues.track import Role, Track
from crossreel.services.desk import Desk
from crossreel.ui.hub.workspace import ImportRequest
from crossreel.ui.places.importing import rows as import_rows
from crossreel.ui.places.importing.cutting import CutDialog
from crossreel.ui.places.importing.place import ImportPlace
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.media.test_prints import make
from tests.unit.ui.driving import idle

CUE = "1\n00:00:0{at},000 --> 00:00:0{after},000\n{text}\n"


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(CUE.format(at=1, after=2, text=text), "utf-8")


def choose(qtbot: QtBot, place: ImportPlace, row: int, words: str) -> None:
    """Open the cell of a row and choose in its list."""
    index = place._rows.index(row, import_rows.ROLE)
    place._table.setCurrentIndex(index)
    place._table.edit(index)
    qtbot.waitUntil(lambda: place._table.findChild(QComboBox) is not None)
    box = place._table.findChild(QComboBox)
    assert box is not None
    box.hidePopup()
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: place._table.findChild(QComboBox) is None)


def test_a_file_that_does_not_say_so_is_made_the_subtitles_for_the_deaf(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "Heir"
    folder.mkdir()
    for name, text in (("EP01.zh-Hans.srt", "你好"), ("EP01.en.srt", "Hello."), ("EP01.en.second.srt", "[door] Hello.")):
        write(folder, name, text)
    window.workspace.request_import(ImportRequest(paths=(folder,)))
    window.workspace.show_place("import")
    idle(qtbot, window)
    place = window.place_widget("import")
    assert isinstance(place, ImportPlace)
    names = [place._rows.item(row).name for row in range(place._rows.rowCount())]
    row = names.index("EP01.en.second.srt")
    assert place._rows.index(row, import_rows.ROLE).data() == "Full"
    assert "name says so" in place._rows.index(row, import_rows.LANGUAGE).data(Qt.ItemDataRole.ToolTipRole)
    choose(qtbot, place, row, "SDH")
    qtbot.waitUntil(lambda: place.plan.items[row].role is Role.SDH)
    assert place._rows.index(row, import_rows.ROLE).data() == "SDH"
    assert [item.is_written for item in place.plan.items] == [True, True, True]
    choose(qtbot, place, row, "Full")
    qtbot.waitUntil(lambda: place.plan.items[row].role is None)
    choose(qtbot, place, row, "SDH")
    place._title_given("HEIR", "Heir")
    place._apply()
    idle(qtbot, window)
    with desk.database.read() as uow:
        roles = {(track.language, track.role) for track in uow.where(Track)}
    assert roles == {("zh-Hans", Role.SOURCE), ("en", Role.TRANSLATION), ("en", Role.SDH)}


PARAGRAPH = '<p begin="01:00:01:12" end="01:00:03:00">{}</p>'
FRAMES = f'<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div>{PARAGRAPH}</div></body></tt>'


def test_a_rate_and_a_start_are_asked_for_and_said_for_one_file_or_for_all(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "Frames"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"EP0{number}.en.ttml").write_text(FRAMES.format(f"Who is there, {number}?"), "utf-8")
    window.workspace.request_import(ImportRequest(paths=(folder,)))
    window.workspace.show_place("import")
    idle(qtbot, window)
    place = window.place_widget("import")
    assert isinstance(place, ImportPlace)
    bar = place._timing
    assert "2 files count frames" in bar.rate_words.text() and not bar.isHidden()
    bar.rate.setCurrentText("no rate")
    bar.rate_for_all.click()
    assert [item.needs_rate for item in place.plan.items] == [True, True]
    place._table.selectRow(0)
    bar.rate.setCurrentText("24")
    bar.rate_for_selected.click()
    idle(qtbot, window)
    assert [item.needs_rate for item in place.plan.items] == [False, True]
    bar.rate.setCurrentText("25")
    bar.rate_for_all.click()
    idle(qtbot, window)
    assert bar.rate_row.isHidden() and not bar.start_row.isHidden()
    bar.start_for_all.click()
    assert bar.isHidden()
    starts = [item.document.cues[0].start_ms for item in place.plan.items if item.document]
    assert starts == [1500, 1480]


def test_pictures_raise_doubts_while_the_plan_is_looked_at(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "Heir"
    folder.mkdir()
    clean = make(folder / "EP01_clean.mp4", [1, 2, 3, 4, 5], width=90, height=160)
    make(folder / "EP01_burned_en.mp4", [1, 2, 13, 14, 15], width=90, height=160)
    shutil.copy(clean, folder / "EP02_clean.mp4")
    window.workspace.request_import(ImportRequest(paths=(folder,)))
    window.workspace.show_place("import")
    idle(qtbot, window)
    place = window.place_widget("import")
    assert isinstance(place, ImportPlace)
    qtbot.waitUntil(lambda: any(item.doubts for item in place.plan.items), timeout=10_000)
    assert {item.name: [doubt.code for doubt in item.doubts] for item in place.plan.items} == {
        "EP01_burned_en.mp4": ["import.other_edit"], "EP01_clean.mp4": ["import.same_picture"],
        "EP02_clean.mp4": ["import.same_picture"],
    }  # fmt: skip


def test_a_file_of_two_episodes_is_cut_in_the_plan(qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "Heir"
    folder.mkdir()
    make(folder / "EP07-08.mp4", [1, 2, 3], width=90, height=160)
    window.workspace.request_import(ImportRequest(paths=(folder,)))
    window.workspace.show_place("import")
    idle(qtbot, window)
    place = window.place_widget("import")
    assert isinstance(place, ImportPlace)
    assert place._cutting.isVisible()
    place._cutting.cut.click()
    dialog = window.findChild(CutDialog)
    assert dialog is not None
    dialog._give()
    assert "where episode 7 begins and ends" in dialog._problem.text()
    QTest.keyClicks(dialog.ends[0], "0:02.5")
    assert dialog.starts[1].text() == "0:02.5", "the next begins where this one ends"
    dialog._give()
    qtbot.waitUntil(lambda: not place._cutting.isVisible())
    place._apply()
    qtbot.waitUntil(lambda: desk.cataloging.find_title(place.plan.code) is not None, timeout=10_000)
    idle(qtbot, window)
    title = desk.cataloging.find_title(place.plan.code)
    assert title is not None
    rows = {row.episode.number: row.media for row in desk.cataloging.matrix(title.id).rows}
    assert [(number, media.cut) for number, media in rows.items() if media is not None] == [
        (7, Cut(out_ms=2500)), (8, Cut(in_ms=2500)),
    ]  # fmt: skip
