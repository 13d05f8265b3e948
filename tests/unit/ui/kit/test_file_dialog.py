"""A dialog that shows the folder of an open catalog leaves the locks alone that this process has on it."""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QFileInfo, QTimer
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit, QListView

from crossreel.storage.database import Database
from crossreel.ui.kit.file_dialog import FileDialog, NamesAlone

TRIES = 40  # a busy machine lists a folder late
LOOK_AGAIN_MS = 50
REST_MS = 1200  # longer than the dialog takes to look at a folder
SOURCE = Path(__file__).parents[4] / "src" / "crossreel"


def locked(folder: Path) -> set[str]:
    """The files of a folder on which this process has a lock, as the system tells it."""
    names = {str(each.stat().st_ino): each.name for each in folder.iterdir()}
    rows = [row.split() for row in Path("/proc/locks").read_text().splitlines()]
    inodes = {row[5].rpartition(":")[2] for row in rows if row[4] == str(os.getpid()) and row[1] == "POSIX"}
    return {names[each] for each in inodes & names.keys()}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the locks are read from /proc")
@pytest.mark.parametrize("ask", [FileDialog.choose_folder, FileDialog.choose_file, FileDialog.choose_new_file])
def test_a_look_at_the_folder_of_the_open_catalog_keeps_its_locks(
    ask: Callable[..., object], tmp_path: Path, qapp: QApplication
) -> None:
    shown: list[str] = []
    tries = iter(range(TRIES))

    def look_and_leave() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        view = dialog.findChild(QListView, "listView")
        model, root = view.model(), view.rootIndex()
        if not model.rowCount(root) and next(tries, None) is not None:
            QTimer.singleShot(REST_MS, look_and_leave)
            return
        shown.extend(str(model.index(row, 0, root).data()) for row in range(model.rowCount(root)))
        dialog.reject()

    (tmp_path / "folder").mkdir()
    (tmp_path / "other.bin").write_bytes(b"\0" * 10)
    database = Database.open(tmp_path / "catalog.crossreel", author="Ana")
    try:
        before = locked(tmp_path)
        assert {"catalog.crossreel", "catalog.crossreel-shm"} <= before
        QTimer.singleShot(REST_MS, look_and_leave)
        ask(None, "Where?", str(tmp_path / "new.srt") if ask is FileDialog.choose_new_file else str(tmp_path))
        assert "folder" in shown
        assert locked(tmp_path) == before
    finally:
        database.close()


def test_folders_are_shown_where_no_file_is_and_a_file_in_one_is_taken_by_its_path(tmp_path: Path, qapp: QApplication) -> None:
    picture = tmp_path / "folder" / "cover.jpg"
    picture.parent.mkdir()
    for path in (picture, tmp_path / "README"):
        path.write_bytes(b"")
    shown: set[str] = set()
    tries = iter(range(TRIES))

    def write_and_open() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        view, field = dialog.findChild(QListView, "listView"), dialog.findChild(QLineEdit, "fileNameEdit")
        model, root = view.model(), view.rootIndex()
        shown.update(str(model.index(row, 0, root).data()) for row in range(model.rowCount(root)))
        opens = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Open)
        if next(tries, None) is None:
            dialog.reject()
        elif field.text() and opens.isEnabled():
            opens.click()
        else:
            if shown:  # the folder was read
                field.setText(str(picture))
            QTimer.singleShot(LOOK_AGAIN_MS, write_and_open)

    QTimer.singleShot(0, write_and_open)
    assert (FileDialog.choose_file(None, "Which?", str(tmp_path), "Pictures (*.jpg)"), shown) == (str(picture), {"folder"})


def test_nothing_is_without_a_kind(tmp_path: Path, qapp: QApplication) -> None:
    names = NamesAlone()
    (tmp_path / "README").write_bytes(b"")
    kinds = [names.type(QFileInfo(str(path))) for path in (tmp_path, tmp_path / "README", tmp_path / "cover.jpg")]
    assert kinds == ["Folder", "File", "JPG"]  # Qt does not show what it gets "" for, where it read the folder before


def test_nobody_asks_for_a_file_by_another_dialog() -> None:
    found = [
        path.name
        for path in SOURCE.rglob("*.py")
        if path.name != "file_dialog.py" and re.search(r"QFileDialog\s*[.(]", path.read_text("utf-8"))
    ]
    assert found == []
