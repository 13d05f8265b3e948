"""The export place in the window: every kind of thing it offers is written where it says."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from crossreel.services.desk import Desk
from crossreel.ui.places.exporting.place import ExportPlace
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.ui.driving import idle
from tests.unit.ui.places.exporting.test_return_dialog import put_title


def test_lists_dub_scripts_and_hand_overs_are_written(qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path) -> None:
    window.workspace.open_title(put_title(desk, tmp_path))
    window.workspace.show_place("export")
    idle(qtbot, window)
    place = window.place_widget("export")
    assert isinstance(place, ExportPlace)
    form = place.form
    qtbot.waitUntil(lambda: form.format.count() > 0 and bool(form.languages()))
    form.folder.setText(str(tmp_path / "out"))
    ids = [form.format.itemData(at).id for at in range(form.format.count())]
    code = place._matrix.title.code if place._matrix else ""
    for offer, name in (
        ("dialogue.docx", f"{code}_S01_DIALOGUE_en_v01.docx"), ("dialogue.xlsx", f"{code}_S01_DIALOGUE_en_v01.xlsx"),
        ("dub", f"{code}_S01_DUB_en_v01.xlsx"), ("xliff", f"{code}_S01_SCRIPT_en_v01.xlf"),
        ("metadata.crossreel_json", f"{code}_S01_METADATA_v01.json"),
    ):  # fmt: skip
        form.format.setCurrentIndex(ids.index(offer))
        form.format.activated.emit(form.format.currentIndex())
        qtbot.mouseClick(form.export, Qt.MouseButton.LeftButton)
        qtbot.waitUntil((tmp_path / "out" / name).is_file)
        idle(qtbot, window)
        qtbot.waitUntil(form.export.isEnabled)
    _write_stl(qtbot, window, place, ids, tmp_path / "out" / f"{code}_S01E001_SUB_en_full_v01.stl")
    told = place.report.list
    form.format.setCurrentIndex(ids.index("metadata.mec_2_12"))
    said: list[str] = []
    window.workspace.notify.said.connect(lambda message: said.append(message.text))
    qtbot.mouseClick(form.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("year is empty" in told.item(at).text() for at in range(told.count())))
    idle(qtbot, window)
    assert not any("Exported" in text for text in said), "nothing was written"
    form.format.setCurrentIndex(ids.index("editor.capcut"))
    qtbot.mouseClick(form.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: told.count() > 0 and "The video of episode 1 is not there" in told.item(0).text())
    assert not (tmp_path / "out" / f"{code}_S01E001").exists()


def _write_stl(qtbot: QtBot, window: MainWindow, place: ExportPlace, ids: list[str], path: Path) -> None:
    """Ask a format for what it knows; a time code that is none keeps the form from exporting."""
    form = place.form
    form.format.setCurrentIndex(ids.index("stl"))
    form.format.activated.emit(form.format.currentIndex())
    start, display, ticked = (form.options.control(name) for name in ("start_timecode", "display_standard", "drop_frame"))
    assert isinstance(start, QLineEdit) and isinstance(display, QComboBox)
    assert not display.isHidden() and ticked.isHidden(), "EBU STL knows no drop frames"
    start.setText("25:00:00:00")
    qtbot.mouseClick(form.export, Qt.MouseButton.LeftButton)
    assert form.export.isEnabled() and start.property("bad") == "true"
    start.setText("10:00:00:00")
    display.setCurrentIndex(display.findData("open"))
    qtbot.mouseClick(form.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(path.is_file)
    idle(qtbot, window)
    qtbot.waitUntil(form.export.isEnabled)
    data = path.read_bytes()
    assert (data[11:12], data[256:264]) == (b"0", b"10000000")
