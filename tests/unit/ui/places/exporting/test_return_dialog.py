"""A translator's sheet is taken back in the window: columns corrected, conflicts shown, one step of undo."""

from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from crossreel.domain.importing.plan import OnExisting
from crossreel.domain.tables.return_plan import ReturnKind, Side
from crossreel.services.desk import Desk
from crossreel.services.importing.plans import Importing
from crossreel.ui.hub.workspace import ImportRequest
from crossreel.ui.kit.column_map import HOLDS, LANGUAGE, ColumnMap
from crossreel.ui.places.exporting.place import ExportPlace
from crossreel.ui.places.exporting.return_dialog import ReturnDialog
from crossreel.ui.places.importing.columns_dialog import ColumnsDialog
from crossreel.ui.places.importing.place import ImportPlace
from crossreel.ui.places.importing.rows import FILE, ImportRows
from crossreel.ui.places.importing.wording import short_name
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.formats.tables.sheets import xlsx
from tests.unit.services.importing.folders import held
from tests.unit.ui.driving import idle

SRT = "1\n00:00:01,000 --> 00:00:02,000\n{0}\n\n2\n00:00:03,000 --> 00:00:04,000\n{1}\n"
SOURCE = ("你到底在哪里？", "走吧，我们回家。")


def choose(box_of: ColumnMap, line: int, column: int, value: str) -> None:
    """Choose in the list of a column."""
    box = box_of.table.cellWidget(line, column)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def put_title(desk: Desk, tmp_path: Path) -> int:
    folder = tmp_path / "Heir"
    folder.mkdir()
    (folder / "EP01.zh-Hans.srt").write_text(SRT.format(*SOURCE), "utf-8")
    (folder / "EP01.en.srt").write_text(SRT.format("Where are you?", "Let us go home."), "utf-8")
    importing: Importing = desk.importing
    importing.apply(importing.scan([folder]))
    return held(desk.database).title.id


def test_a_sheet_is_taken_back_as_corrected(qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path) -> None:
    window.workspace.open_title(put_title(desk, tmp_path))
    sheet = tmp_path / "EP01 th.xlsx"
    rows = [("Nr", "Zeh", "Wibble", "English"), (1, SOURCE[0], "คุณอยู่ที่ไหน", "Where?"), (2, SOURCE[1], "ไปกันเถอะ", "Let us go home.")]
    sheet.write_bytes(xlsx(*rows))
    window.workspace.show_place("export")
    idle(qtbot, window)
    place = window.place_widget("export")
    assert isinstance(place, ExportPlace)
    place.take_script(sheet)
    dialog = window.findChild(ReturnDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.plan is not None)
    choose(dialog.map, 1, HOLDS, "source")
    choose(dialog.map, 1, LANGUAGE, "zh-Hans")
    choose(dialog.map, 2, HOLDS, "text")
    choose(dialog.map, 2, LANGUAGE, "th")
    qtbot.waitUntil(lambda: dialog.plan is not None and len(dialog.plan.lines) == 3)
    assert dialog.plan is not None
    assert [(line.kind, line.language, line.after) for line in dialog.plan.lines] == [
        (ReturnKind.CONFLICT, "en", "Where?"),
        (ReturnKind.FILL, "th", "คุณอยู่ที่ไหน"),
        (ReturnKind.FILL, "th", "ไปกันเถอะ"),
    ]
    assert "1 conflict" in dialog.summary.text() and dialog.conflicts.currentData() == OnExisting.KEEP.value
    assert list(dialog.decisions().values()) == [Side.MINE] and dialog.summary.text().startswith("2 texts")
    dialog.table.cellActivated.emit(0, 3)
    assert list(dialog.decisions().values()) == [Side.THEIRS] and dialog.summary.text().startswith("3 texts")
    dialog.table.cellActivated.emit(0, 3)
    assert list(dialog.decisions().values()) == [Side.MINE]
    dialog.write.click()
    idle(qtbot, window)
    cues = held(desk.database).cues
    assert [cue.text for cue in cues[1, "th", "translation"]] == ["คุณอยู่ที่ไหน", "ไปกันเถอะ"]
    assert [cue.text for cue in cues[1, "en", "translation"]] == ["Where are you?", "Let us go home."]


def test_one_conflict_is_decided_against_the_others(qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path) -> None:
    window.workspace.open_title(put_title(desk, tmp_path))
    sheet = tmp_path / "EP01 en.xlsx"
    sheet.write_bytes(xlsx(("原文", "English"), (SOURCE[0], "Where?"), (SOURCE[1], "Home.")))
    window.workspace.show_place("export")
    idle(qtbot, window)
    place = window.place_widget("export")
    assert isinstance(place, ExportPlace)
    place.take_script(sheet)
    dialog = window.findChild(ReturnDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.plan is not None and len(dialog.decisions()) == 2)
    dialog.conflicts.setCurrentIndex(dialog.conflicts.findData(OnExisting.REPLACE.value))
    dialog.conflicts.activated.emit(dialog.conflicts.currentIndex())
    assert list(dialog.decisions().values()) == [Side.THEIRS, Side.THEIRS]
    dialog.table.cellActivated.emit(0, 0)
    dialog.write.click()
    idle(qtbot, window)
    assert [cue.text for cue in held(desk.database).cues[1, "en", "translation"]] == ["Where are you?", "Home."]


def test_columns_of_a_sheet_in_a_plan_are_corrected_and_remembered(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "Heir"
    folder.mkdir()
    rows = [("Start", "End", "Wibble", "English"), ("0:01", "0:02", "Salut", "Hello."), ("0:03", "0:04", "Au revoir", "Bye.")]
    (folder / "Heir.xlsx").write_bytes(xlsx(EP01=rows, EP02=rows))
    window.workspace.request_import(ImportRequest(paths=(folder,)))
    window.workspace.show_place("import")
    idle(qtbot, window)
    place = window.place_widget("import")
    assert isinstance(place, ImportPlace)
    assert [(item.part, item.language) for item in place.plan.items] == [("EP01!D", "en"), ("EP02!D", "en")]
    rows_shown = ImportRows()
    rows_shown.show_plan(place.plan)
    named = [rows_shown.data(rows_shown.index(row, FILE)) for row in range(2)]
    assert named == [short_name(item) for item in place.plan.items] == ["Heir.xlsx [EP01!D]", "Heir.xlsx [EP02!D]"]
    place.planning.choose([item.id for item in place.plan.items])
    place.planning.field_asked.emit("columns")
    dialog = window.findChild(ColumnsDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.map.preview.tables))
    choose(dialog.map, 2, HOLDS, "text")
    choose(dialog.map, 2, LANGUAGE, "fr")
    dialog.use.click()
    qtbot.waitUntil(lambda: len(place.plan.items) == 4)
    assert [(item.part, item.language) for item in place.plan.items] == [
        ("EP01!C", "fr"), ("EP01!D", "en"), ("EP02!C", "fr"), ("EP02!D", "en"),
    ]  # fmt: skip
    assert desk.importing.sheet_columns(folder / "Heir.xlsx").written().count("C=fr") == 1


def test_a_sheet_that_only_names_speakers_or_voices_can_be_taken(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    title_id = put_title(desk, tmp_path)
    window.workspace.open_title(title_id)
    window.workspace.show_place("export")
    idle(qtbot, window)
    place = window.place_widget("export")
    assert isinstance(place, ExportPlace)
    for head, word in (("speaker", "Ann"), ("dub_voice", "Ann Bell")):
        script = tmp_path / f"{head}.xlsx"
        desk.scripting.dubbing.export(title_id, ("en",), script, wording=desk.wording(""))
        book = load_workbook(script)
        sheet = book.worksheets[0]
        column = [cell.value for cell in sheet[1]].index(head) + 1
        sheet.cell(2, column).value = word
        book.save(script)
        place.take_script(script)
        dialog = next(each for each in window.findChildren(ReturnDialog) if each.report is None and each.isVisible())
        qtbot.waitUntil(lambda dialog=dialog: dialog.plan is not None)
        assert dialog.write.isEnabled() and "1 line" in dialog.summary.text()
        dialog.write.click()
        qtbot.waitUntil(lambda dialog=dialog: dialog.report is not None)
    line = desk.scripting.dubbing.script(title_id, "en").rows[0]
    assert (line.speaker, line.voice) == ("Ann", "Ann Bell")
