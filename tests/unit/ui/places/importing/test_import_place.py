"""The plan in the window: what is seen of it, what is said of files, and what came of it, on real folders."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crossreel.domain.catalog.cut import Cut
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.importing import correction as correct
from crossreel.domain.importing.plan import ItemStatus
from crossreel.domain.importing.plan_matrix import NOWHERE, CellState, PlanColumn
from crossreel.kernel.paths import resource
from crossreel.services.desk import Desk
from crossreel.ui.hub.workspace import ImportRequest
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.places.importing import place as import_place
from crossreel.ui.places.importing import rows as import_rows
from crossreel.ui.places.importing.cutting import CutDialog
from crossreel.ui.places.importing.one_file import AskDialog
from crossreel.ui.places.importing.place import PLAN, REPORT, ImportPlace
from crossreel.ui.places.importing.putting import PutDialog
from crossreel.ui.places.importing.rows import Shown
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.media.movies import make_heard
from tests.unit.media.test_prints import make
from tests.unit.ui.driving import idle
from tests.unit.ui.places.importing.folders import choose, fill, look_at, rested, until, write

CHINESE, ENGLISH = PlanColumn("subtitle", "zh-Hans"), PlanColumn("subtitle", "en")
UNKNOWN, PICTURE = PlanColumn("subtitle"), PlanColumn("video")


def names(place: ImportPlace) -> list[str]:
    """Return the paths that are listed."""
    shown = place.bench.files.shown
    return [str(shown.index(row, import_rows.FILE).data()) for row in range(shown.rowCount())]


def say(place: ImportPlace, field: str, written: str) -> None:
    """Write into a field of the panel, or choose in it, as a hand does."""
    place.planning.field_asked.emit(field)
    control = place.bench.panel.fields.control(field)
    if isinstance(control, QComboBox) and not control.isEditable():
        control.hidePopup()
        control.setCurrentIndex(control.findText(written))
        control.activated.emit(control.currentIndex())
        return
    line = control.lineEdit() if isinstance(control, QComboBox) else control
    assert isinstance(line, QLineEdit)
    line.setText(written)
    line.editingFinished.emit()


def test_a_file_that_does_not_say_so_is_made_the_subtitles_for_the_deaf(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    folder = fill(tmp_path / "Heir", [1])
    write(folder / "EP01.en.second.srt", "[door] Hello.")
    place = look_at(qtbot, window, folder)
    assert place.bench.table.matrix.cell(1, ENGLISH).state is CellState.CONFLICT
    choose(qtbot, place, (1, ENGLISH))
    row = next(at for at in range(place.bench.panel.files.count()) if "second" in place.bench.panel.files.item(at).text())
    place.bench.panel.files.setCurrentRow(row)
    say(place, "role", "SDH")
    assert place.bench.table.columns == [CHINESE, ENGLISH, PlanColumn("subtitle", "en", "sdh")]
    assert [item.is_written for item in place.plan.items] == [True, True, True]
    rested(qtbot, place)
    place.foot.apply.click()
    idle(qtbot, window)
    with desk.database.read() as uow:
        roles = {(track.language, track.role) for track in uow.where(Track)}
    assert roles == {("zh-Hans", Role.SOURCE), ("en", Role.TRANSLATION), ("en", Role.SDH)}


def test_the_list_is_searched_filtered_sorted_and_edited(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    folder = fill(tmp_path / "Heir", [1, 2])
    write(folder / "new.srt", "Where have you been all this time?")
    write(folder / "trailer.en.srt")
    place = look_at(qtbot, window, folder)
    window.workspace.do("import.turn")
    assert names(place)[0] == "en/Heir_EP01.en.srt"
    place.bar.search.setText("zh-hans/heir")
    assert names(place) == ["zh-Hans/Heir_EP01.zh-Hans.srt", "zh-Hans/Heir_EP02.zh-Hans.srt"]
    place.bar.search.setText("trailer")
    assert names(place) == ["trailer.en.srt"], "sentences are searched as well"
    place.bar.search.clear()
    place.bar.chips[Shown.CONFLICTS].click()
    assert names(place) == ["new.srt"]
    place.bar.chips[Shown.LEFT_OUT].click()
    assert names(place) == ["trailer.en.srt"]
    place.bar.chips[Shown.ALL].click()
    place.bench.files.sortByColumn(import_rows.EPISODE, Qt.SortOrder.DescendingOrder)
    assert names(place)[0].startswith("en/Heir_EP02")
    shown = place.bench.files.shown
    new = shown.index(names(place).index("new.srt"), import_rows.EPISODE)
    assert shown.setData(new, "3")
    assert next(item.episode for item in place.plan.items if item.name == "new.srt") == 3
    row = names(place).index("en/Heir_EP02.en.srt")
    hint = shown.index(row, import_rows.LANGUAGE).data(Qt.ItemDataRole.ToolTipRole)
    assert "name says so" in hint


def test_a_correction_paints_what_it_changed_and_begins_nothing_anew(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    place = look_at(qtbot, window, fill(tmp_path / "Heir", range(1, 21)))
    cells: list[tuple[int, int]] = []
    rows: list[tuple[int, int]] = []
    reset: list[str] = []
    table, files = place.bench.table, place.bench.rows
    table.dataChanged.connect(lambda first, last: cells.extend([(first.row(), last.row())]))
    files.dataChanged.connect(lambda first, last: rows.extend([(first.row(), last.row())]))
    table.modelReset.connect(lambda: reset.append("matrix"))
    files.modelReset.connect(lambda: reset.append("list"))
    choose(qtbot, place, (7, ENGLISH))
    window.workspace.do("import.leave_out")
    assert (cells, rows, reset) == ([(6, 6)], [(6, 6)], [])
    assert table.matrix.cell(7, ENGLISH).state is CellState.OUT
    choose(qtbot, place, (20, ENGLISH), (20, CHINESE))
    say(place, "episode", "25")
    assert table.rows == list(range(1, 26)) and table.matrix.missing == {20, 21, 22, 23, 24}
    assert reset == []


def test_a_whole_column_is_another_language_and_files_are_counted_on(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    place = look_at(qtbot, window, fill(tmp_path / "Heir", [1, 2, 3]))
    place.bench.matrix.selectColumn(place.bench.table.columns.index(ENGLISH))
    rested(qtbot, place)
    assert place.planning.column == ENGLISH
    say(place, "language", "pt-BR")
    assert place.bench.table.columns == [CHINESE, PlanColumn("subtitle", "pt-BR")]
    place.bench.matrix.selectAll()
    rested(qtbot, place)
    say(place, "offset", "40")
    assert place.plan.episodes == (41, 42, 43)
    say(place, "offset", "-100")
    assert "-100" in window.toast.text() and place.plan.episodes == (41, 42, 43)
    window.workspace.do("history.undo")
    assert place.plan.episodes == (1, 2, 3)
    window.workspace.do("history.undo")
    assert ENGLISH in place.bench.table.columns
    window.workspace.do("history.redo")
    assert ENGLISH not in place.bench.table.columns
    rested(qtbot, place)
    say(place, "extra", "music")
    assert not place.plan.episodes and len(place.plan.where(ItemStatus.SKIPPED)) == 6


def test_late_files_are_moved_into_time_and_the_next_doubt_is_one_key_away(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = fill(tmp_path / "Heir", [1, 2, 3])
    for number in (2, 3):
        write(folder / "en" / f"Heir_EP0{number}.en.srt", late_s=2)
    place = look_at(qtbot, window, folder)
    matrix = place.bench.table.matrix
    assert matrix.where(CellState.UNDECIDED) == [(2, ENGLISH), (3, ENGLISH)]
    index = place.bench.matrix.currentIndex()
    assert place.bench.table.place_of(index) == (2, ENGLISH), "the first doubt is chosen"
    assert index.data() == "2 s late"
    assert "12 of 12 cues agree" in place.bench.panel.reasons.text()
    assert "你不该回来的" in place.bench.panel.preview.words.toPlainText(), "the source stands beside it"
    window.workspace.do("import.shift")
    assert place.bench.table.matrix.cell(2, ENGLISH).state is CellState.IN
    window.workspace.do("import.next_doubt")
    assert place.bench.table.place_of(place.bench.matrix.currentIndex()) == (3, ENGLISH)
    rested(qtbot, place)
    window.workspace.do("import.keep_times")
    assert not place.bench.table.matrix.where(CellState.UNDECIDED)


def test_what_was_corrected_is_there_after_another_place_and_only_that_is_asked_about(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer_no(_parent: QWidget, question: str, _yes: str) -> bool:
        asked.append(question)
        return False

    monkeypatch.setattr(import_place, "ask", answer_no)
    place = look_at(qtbot, window, fill(tmp_path / "Heir", [1, 2]))
    place = look_at(qtbot, window, tmp_path / "Heir")
    assert asked == [], "nothing was corrected: it is found again"
    choose(qtbot, place, (2, ENGLISH))
    window.workspace.do("import.leave_out")
    window.workspace.show_place("catalog")
    window.workspace.do("catalog.import")
    assert window.workspace.place == "import" and place._pages.currentIndex() == PLAN
    assert place.bench.table.matrix.cell(2, ENGLISH).state is CellState.OUT
    window.workspace.request_import(ImportRequest(paths=(tmp_path / "Heir",)))
    window.workspace.do("import.leave")
    assert len(asked) == 2 and place.bench.table.matrix.cell(2, ENGLISH).state is CellState.OUT
    window.workspace.do("history.undo")
    window.workspace.do("import.leave")
    assert len(asked) == 2 and not place.planning.plans


def test_the_report_names_every_file_and_is_taken_back_and_brought_back(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    folder = fill(tmp_path / "Heir", [1, 2])
    (folder / "Heir_EP03.en.srt").write_text("no subtitles\n", "utf-8")
    place = look_at(qtbot, window, folder)
    place.foot.apply.click()
    idle(qtbot, window)
    assert place._pages.currentIndex() == REPORT
    report = place.report
    said = {report.list.topLevelItem(at).text(0): report.list.topLevelItem(at) for at in range(report.list.topLevelItemCount())}
    refused = said["1 refused"].child(0)
    assert refused.text(0) == "Heir_EP03.en.srt" and "no subtitle file" in refused.text(1)
    assert said["4 imported"].childCount() == 4
    assert desk.cataloging.find_title("HEIR") is not None
    window.workspace.do("history.undo")
    until(qtbot, lambda: desk.cataloging.find_title("HEIR") is None)
    until(qtbot, lambda: "taken back" in report._below.text())
    window.workspace.show_place("import")
    window.workspace.do("history.redo")
    until(qtbot, lambda: desk.cataloging.find_title("HEIR") is not None)
    until(qtbot, lambda: report.open.isEnabled())
    report.back.click()
    until(qtbot, lambda: desk.cataloging.find_title("HEIR") is None)
    window.workspace.show_place("import")
    report.plan.click()
    assert place._pages.currentIndex() == PLAN and len(place.plan.items) == 5
    idle(qtbot, window)


def test_each_of_several_titles_has_its_plan_and_all_are_imported(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    fill(tmp_path / "all" / "Heir", [1, 2], ("en",))
    fill(tmp_path / "all" / "Return", [1, 2], ("en",), name="Return")
    write(tmp_path / "all" / "Heir" / "en" / "Heir_EP03.en.srt")
    place = look_at(qtbot, window, tmp_path / "all")
    assert [place.bar.titles.tabText(at) for at in range(place.bar.titles.count())] == ["Heir", "Return"]
    window.workspace.do("import.next_title")
    assert place.plan.title_name == "Return" and place.bar.titles.currentIndex() == 1
    window.workspace.do("import.previous_title")
    choose(qtbot, place, (3, ENGLISH))
    say(place, "title", "Third One")
    assert [plan.title_name for plan in place.planning.plans] == ["Heir", "Third One", "Return"]
    rested(qtbot, place)
    assert place.foot.apply.text() == "Import 5 files of 3 titles"
    place.foot.apply.click()
    idle(qtbot, window)
    until(qtbot, lambda: place._pages.currentIndex() == REPORT)
    assert {row.title.name: row.episode_count for row in desk.cataloging.titles()} == {"Heir": 2, "Return": 2, "Third One": 1}
    window.workspace.do("history.undo")
    until(qtbot, lambda: not desk.cataloging.titles())
    idle(qtbot, window)


def test_a_folder_of_videos_has_a_source_language_chosen_and_shows_a_frame(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "Heir"
    folder.mkdir()
    shutil.copy(resource("sample", "EP01.mp4"), folder / "EP01.mp4")
    place = look_at(qtbot, window, folder)
    assert place.plan.source_language == ""
    place.head.source.setCurrentIndex(place.head.source.findData("ko"))
    place.head.source.activated.emit(place.head.source.currentIndex())
    place.head.promised.setText("3")
    place.head.promised.editingFinished.emit()
    assert (place.plan.source_language, place.plan.promised) == ("ko", 3)
    assert place.bench.table.matrix.where(CellState.HOLE) == [(2, PICTURE), (3, PICTURE)]
    choose(qtbot, place, (1, PICTURE))
    until(qtbot, lambda: place.bench.panel.preview.still._pixmap is not None)
    say(place, "look", "burned in")
    assert place.plan.items[0].look.value == "burned"
    rested(qtbot, place)
    place.foot.apply.click()
    idle(qtbot, window)
    title = desk.cataloging.find_title("HEIR")
    assert title is not None and title.source_language == "ko"


def test_a_file_dropped_on_a_cell_of_the_plan_joins_it_there(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = look_at(qtbot, window, fill(tmp_path / "Heir", [1, 2]))
    choose(qtbot, place, (2, ENGLISH))
    window.workspace.do("import.leave_out")
    write(tmp_path / "elsewhere" / "EP77.de.srt")
    place.bench.table.dropped.emit((tmp_path / "elsewhere" / "EP77.de.srt",), 2, ENGLISH)
    idle(qtbot, window)
    assert len(place.bench.table.matrix.cell(2, ENGLISH).ids) == 2
    assert NOWHERE not in place.bench.table.rows
    assert place.bench.table.matrix.cell(2, ENGLISH).state is CellState.IN, "the one that was left out does not contend"
    monkeypatch.setattr(FileDialog, "choose_file", lambda *_given: str(tmp_path / "elsewhere" / "EP77.de.srt"))
    place.planning.correct(lambda plan: correct.set_promised(plan, 3))
    choose(qtbot, place, (3, CHINESE))
    assert "No file of this import" in place.bench.panel.reasons.text()
    window.workspace.do("import.add_file")
    until(qtbot, lambda: isinstance(window.current_dialog(), PutDialog))
    window.current_dialog().disk.click()
    idle(qtbot, window)
    assert place.bench.table.matrix.cell(3, CHINESE).state is CellState.IN, "a file that is in the plan is moved"
    assert len(place.plan.items) == 5


def test_a_late_file_dropped_on_a_cell_of_the_title_is_asked_about(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    place = look_at(qtbot, window, fill(tmp_path / "Heir", [1], ("zh-Hans",)))
    place.foot.apply.click()
    idle(qtbot, window)
    title = desk.cataloging.find_title("HEIR")
    assert title is not None and window.workspace.place == "title"
    episode = desk.cataloging.matrix(title.id).rows[0].episode
    write(tmp_path / "late.srt", late_s=2)
    request = ImportRequest(paths=(tmp_path / "late.srt",), title_id=title.id, episode_id=episode.id, language="en")
    window.workspace.request_import(request)
    until(qtbot, lambda: isinstance(window.current_dialog(), AskDialog))
    dialog = window.current_dialog()
    assert isinstance(dialog, AskDialog) and "12 of 12 cues agree" in dialog.words.text()
    assert [each.text() for each in dialog.answers] == ["Move into time", "As it is"]
    dialog.answers[0].click()
    idle(qtbot, window)
    until(qtbot, lambda: window.current_dialog() is None)
    with desk.database.read() as uow:
        tracks = {track.language: track.id for track in uow.where(Track)}
        starts = {tag: [cue.start_ms for cue in uow.where(Cue, track_id=track_id)] for tag, track_id in tracks.items()}
    assert set(starts) == {"zh-Hans", "en"} and sorted(starts["en"]) == sorted(starts["zh-Hans"])
    write(tmp_path / "deaf.srt", "[door] Hello.")
    request = ImportRequest(paths=(tmp_path / "deaf.srt",), title_id=title.id, episode_id=episode.id, language="en-x-sdh")
    window.workspace.request_import(request)
    idle(qtbot, window)
    with desk.database.read() as uow:
        assert {(track.language, track.role) for track in uow.where(Track)} >= {("en", Role.SDH)}


PARAGRAPH = '<p begin="01:00:01:12" end="01:00:03:00">{}</p>'
FRAMES = f'<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div>{PARAGRAPH}</div></body></tt>'


def test_a_rate_and_a_start_are_asked_for_and_said_for_one_file_or_for_all(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "Frames"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"EP0{number}.en.ttml").write_text(FRAMES.format(f"Who is there, {number}?"), "utf-8")
    place = look_at(qtbot, window, folder)
    bar = place.timing
    assert "2 files count frames" in bar.rate_words.text() and not bar.isHidden()
    bar.rate.setCurrentText("no rate")
    bar.rate_for_all.click()
    assert [item.needs_rate for item in place.plan.items] == [True, True]
    choose(qtbot, place, (1, ENGLISH))
    bar.rate.setCurrentText("24")
    bar.rate_for_selected.click()
    idle(qtbot, window)
    assert [item.needs_rate for item in place.plan.items] == [False, True]
    bar.rate.setCurrentText("25")
    bar.rate_for_all.click()
    idle(qtbot, window)
    until(qtbot, lambda: bar.rate_row.isHidden() and not bar.start_row.isHidden())
    bar.start_for_all.click()
    until(qtbot, bar.isHidden)
    starts = [item.document.cues[0].start_ms for item in place.plan.items if item.document]
    assert starts == [1500, 1480]


def test_pictures_raise_doubts_while_the_plan_is_looked_at(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "Heir"
    folder.mkdir()
    clean = make(folder / "EP01_clean.mp4", [1, 2, 3, 4, 5], width=90, height=160)
    make(folder / "EP01_burned_en.mp4", [1, 2, 13, 14, 15], width=90, height=160)
    shutil.copy(clean, folder / "EP02_clean.mp4")
    place = look_at(qtbot, window, folder)
    until(qtbot, lambda: any(item.doubts for item in place.plan.items))
    assert {item.name: [doubt.code for doubt in item.doubts] for item in place.plan.items} == {
        "EP01_burned_en.mp4": ["import.other_edit"], "EP01_clean.mp4": ["import.same_picture"],
        "EP02_clean.mp4": ["import.same_picture"],
    }  # fmt: skip
    assert place.bench.table.matrix.where(CellState.DOUBT) == [(1, PICTURE), (2, PICTURE)]
    assert not place.planning.is_corrected


def test_a_file_of_two_episodes_is_cut_in_the_plan(qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "Heir"
    folder.mkdir()
    make(folder / "EP07-08.mp4", [1, 2, 3], width=90, height=160)
    write(folder / "EP07-08.en.srt", cues=2)
    place = look_at(qtbot, window, folder)
    assert place.cutting.isVisible() and place.cutting.words.text() == "1 file holds several episodes: say where each begins."
    place.cutting.cut.click()
    dialog = window.findChild(CutDialog)
    assert dialog is not None
    dialog._give()
    assert "where episode 7 begins and ends" in dialog._problem.text()
    QTest.keyClicks(dialog.ends[0], "0:02.5")
    assert dialog.starts[1].text() == "0:02.5", "the next begins where this one ends"
    dialog._give()
    until(qtbot, lambda: not place.cutting.isVisible())
    place.foot.apply.click()
    until(qtbot, lambda: desk.cataloging.find_title(place.plan.code) is not None)
    idle(qtbot, window)
    title = desk.cataloging.find_title(place.plan.code)
    assert title is not None
    rows = {row.episode.number: row.media for row in desk.cataloging.matrix(title.id).rows}
    assert [(number, media.cut) for number, media in rows.items() if media is not None] == [
        (7, Cut(out_ms=2500)), (8, Cut(in_ms=2500)),
    ]  # fmt: skip
    assert [(item.episode, item.cue_count) for item in place.plan.items if item.document] == [(7, 1), (8, 1)]


def test_subtitles_of_two_episodes_without_a_video_are_cut_in_the_plan(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    write(tmp_path / "Heir" / "EP07-08.en.srt", "Hello", cues=3)
    place = look_at(qtbot, window, tmp_path / "Heir")
    assert place.cutting.isVisible()
    place.cutting.cut.click()
    dialog = window.findChild(CutDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.ends[0], "0:03.2")
    dialog._give()
    until(qtbot, lambda: not place.cutting.isVisible())
    found = [(item.episode, item.document.cues) for item in place.plan.items if item.document is not None]
    assert [(number, [(cue.start_ms, cue.text) for cue in cues]) for number, cues in found] == [
        (7, [(1000, "Hello 1")]), (8, [(300, "Hello 2"), (2800, "Hello 3")]),
    ]  # fmt: skip


def test_an_empty_place_takes_a_file_that_lies_about_or_one_from_the_disk(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fill(tmp_path / "Heir", [1, 3])
    write(folder / "the missing one.srt", "Where have you been all this time?")
    write(folder / "trailer.en.srt")
    place = look_at(qtbot, window, folder)
    assert place.bench.table.matrix.cell(2, ENGLISH).state is CellState.HOLE
    choose(qtbot, place, (2, ENGLISH))
    window.workspace.do("import.add_file")
    until(qtbot, lambda: isinstance(window.current_dialog(), PutDialog))
    dialog = window.current_dialog()
    assert isinstance(dialog, PutDialog)
    assert [dialog.files.item(at).text() for at in range(dialog.files.count())] == ["the missing one.srt", "trailer.en.srt"]
    dialog.use.click()
    until(qtbot, lambda: place.bench.table.matrix.cell(2, ENGLISH).ids != ())
    (item,) = [each for each in place.plan.items if each.name == "the missing one.srt"]
    assert (item.episode, item.language, item.is_written) == (2, "en", True)
    until(qtbot, lambda: window.current_dialog() is None)
    write(tmp_path / "elsewhere.srt", "你到底去哪里了？")
    monkeypatch.setattr(FileDialog, "choose_file", lambda *_ignored, **_named: str(tmp_path / "elsewhere.srt"))
    choose(qtbot, place, (2, CHINESE))
    window.workspace.do("import.add_file")
    until(qtbot, lambda: isinstance(window.current_dialog(), PutDialog))
    window.current_dialog().disk.click()
    until(qtbot, lambda: place.bench.table.matrix.cell(2, CHINESE).ids != ())
    assert place.bench.table.matrix.missing == frozenset()


def test_a_file_of_two_languages_on_a_cell_of_the_title_is_asked_about(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    place = look_at(qtbot, window, fill(tmp_path / "Heir", [1], ("zh-Hans",)))
    place.foot.apply.click()
    idle(qtbot, window)
    title = desk.cataloging.find_title("HEIR")
    assert title is not None
    episode = desk.cataloging.matrix(title.id).rows[0].episode
    both = tmp_path / "both.srt"
    write(both, "你不该回来的，这里已经没有你的位置了。\nYou should never have come back here.")
    request = ImportRequest(paths=(both,), title_id=title.id, episode_id=episode.id, language="en")
    window.workspace.request_import(request)
    until(qtbot, lambda: isinstance(window.current_dialog(), AskDialog))
    dialog = window.current_dialog()
    assert isinstance(dialog, AskDialog)
    assert [each.text() for each in dialog.answers] == ["Only English", "Each by itself", "All in one track"]
    assert "Chinese (Simplified) and English" in dialog.words.text() or "zh-Hans" in dialog.words.text()
    with desk.database.read() as uow:
        assert {track.language for track in uow.where(Track)} == {"zh-Hans"}, "nothing is written before it is answered"
    dialog.answers[0].click()
    idle(qtbot, window)
    until(qtbot, lambda: len(desk.cataloging.matrix(title.id).columns) == 2)
    with desk.database.read() as uow:
        tracks = {track.language: track.id for track in uow.where(Track)}
        assert uow.where(Cue, track_id=tracks["en"])[0].text == "You should never have come back here. 1"


def test_rolling_captions_are_collapsed_and_a_sound_inside_a_video_is_no_picture_to_time_to(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = fill(tmp_path / "Heir", [1], ("zh-Hans",))
    lines = [f"line number {at} goes on" for at in range(10)]
    shown = [(at, f"{lines[at - 1]}\n{line}" if at else line) for at, line in enumerate(lines)]
    blocks = [f"00:00:{2 * at:02}.000 --> 00:00:{2 * at + 2:02}.000\n{text}\n" for at, text in shown]
    (folder / "Heir_EP01.en.vtt").write_text("\n".join(["WEBVTT\n", *blocks]), "utf-8")
    make_heard(folder / "EP01.mkv", [("chi", "", 0.2), ("eng", "Dub", 1.0)])
    place = look_at(qtbot, window, folder)
    choose(qtbot, place, (1, PlanColumn("sound")))
    assert not window.findChild(QAction, "import.reference").isEnabled()
    choose(qtbot, place, (1, ENGLISH))
    offered = window.findChild(QAction, "import.collapse")
    assert offered.isEnabled() and place.bench.panel._buttons["import.collapse"].isVisible()
    assert "rolling captions" in place.bench.panel.reasons.text()
    offered.trigger()
    item = next(each for each in place.plan.items if each.language == "en")
    assert item.document is not None and [cue.text for cue in item.document.cues] == lines
    rested(qtbot, place)
    assert "rolling captions" not in place.bench.panel.reasons.text()
    assert place.planning.take_back()
    assert next(each for each in place.plan.items if each.language == "en").document.cues[1].text == shown[1][1]
