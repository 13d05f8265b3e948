"""About Crossreel: version, what it is built on, where its files lie, and all of it on the clipboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, qVersion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from crossreel import __version__
from crossreel.app.bootstrap import LOG_NAME, log_folder
from crossreel.domain.preferences import Preferences
from crossreel.ui.shell.about import AboutDialog
from crossreel.ui.shell.main_window import MainWindow
from crossreel.ui.shell.palette import CommandPalette


def about(qtbot: QtBot, window: MainWindow) -> AboutDialog:
    """Find About by the palette, as a person does."""
    window.workspace.ask("palette")
    palette = window.findChild(CommandPalette)
    assert palette is not None
    QTest.keyClicks(palette.field, "about")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.findChild(AboutDialog) is not None)
    found = window.findChild(AboutDialog)
    assert found is not None
    return found


def shown(dialog: AboutDialog) -> list[str]:
    """Return the words and paths that can be read in the dialog."""
    return [each.text().strip("\u2068\u2069") for each in (*dialog.findChildren(QLabel), *dialog.findChildren(QLineEdit))]


def test_the_palette_leads_to_version_catalog_and_log(qtbot: QtBot, window: MainWindow) -> None:
    dialog = about(qtbot, window)
    catalog, log = window.workspace.desk.database.path, log_folder() / LOG_NAME
    assert {f"Crossreel {__version__}", "Apache-2.0", qVersion(), str(catalog), str(log)} <= set(shown(dialog))


def test_copy_puts_all_that_is_shown_on_the_clipboard(qtbot: QtBot, window: MainWindow) -> None:
    dialog = about(qtbot, window)
    QTest.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    copied = QApplication.clipboard().text()
    around = ("About Crossreel", "The localization desk for vertical micro-dramas", "")
    values = [words for words in shown(dialog) if words not in around]
    assert [words for words in values if words not in copied] == []
    assert copied.startswith(f"Crossreel {__version__}\n")
    assert dialog.copy_button.text() == "Copied"


def test_a_bundle_says_that_it_is_under_the_gpl_as_a_whole(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crossreel.services.installation.is_frozen", lambda: True)
    words = " ".join(shown(about(qtbot, window)))
    assert "GPL-3.0 as a whole" in words


def test_paths_read_from_left_to_right_in_arabic(qtbot: QtBot, make_window: Callable[..., MainWindow]) -> None:
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    running.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        window = make_window(Preferences(author="Ana", locale="ar"))
        window.workspace.ask("about")
        dialog = window.findChild(AboutDialog)
        assert dialog is not None and dialog.isRightToLeft()
        paths = dialog.findChildren(QLineEdit)
        assert len(paths) == 3 and all(not each.isRightToLeft() for each in paths)
    finally:
        running.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
