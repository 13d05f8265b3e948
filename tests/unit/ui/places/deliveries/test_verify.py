"""Verifying a package from the window: what is wrong stands first, in words."""

import hashlib
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.places.deliveries.verified_dialog import VerifiedDialog
from crossreel.ui.shell.main_window import MainWindow
from crossreel.ui.shell.registry import find_all


def shown(window: MainWindow) -> VerifiedDialog | None:
    return next((each for each in window.findChildren(VerifiedDialog) if each.isVisible()), None)


def lines(dialog: VerifiedDialog) -> list[str]:
    return [dialog.report.list.item(row).text() for row in range(dialog.report.list.count())]


def test_a_package_of_another_maker_is_verified(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "a.txt").write_text("a")
    (folder / "b.txt").write_text("b")
    sums = "".join(f"{hashlib.sha256(name.encode()).hexdigest()}  {name}.txt\n" for name in "ab")
    (folder / "SHA256SUMS").write_text(sums)
    monkeypatch.setattr(FileDialog, "choose_folder", staticmethod(lambda *args: str(folder)))
    verify = find_all().action("deliveries.verify").run
    verify(window.workspace)
    qtbot.waitUntil(lambda: shown(window) is not None)
    first = shown(window)
    assert first is not None
    assert "2 files are as their maker listed them." in first.report.list.accessibleName()
    first.close()
    (folder / "b.txt").rename(folder / "c.txt")
    (folder / "a.txt").write_text("A")
    verify(window.workspace)
    qtbot.waitUntil(lambda: shown(window) not in (None, first))
    second = shown(window)
    assert second is not None
    assert "2 things are wrong with this package." in second.report.list.accessibleName()
    assert lines(second)[:2] == ["a.txt was changed since the delivery.", "b.txt is now c.txt."]
    second.close()
