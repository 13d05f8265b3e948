"""A dialog that shows the folder of an open catalog leaves the locks alone that this process has on it."""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QListView

from crossreel.storage.database import Database
from crossreel.ui.kit.file_dialog import FileDialog

TRIES = 40  # a busy machine lists a folder late
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


def test_nobody_asks_for_a_file_by_another_dialog() -> None:
    found = [
        path.name
        for path in SOURCE.rglob("*.py")
        if path.name != "file_dialog.py" and re.search(r"QFileDialog\s*[.(]", path.read_text("utf-8"))
    ]
    assert found == []
