"""The window's frame: undo, panels, palette, preferences, foreign edits, read-only, mirrored, pseudo-translated."""

import gc
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crossreel.app.bootstrap import build_desk
from crossreel.domain.errors import Told
from crossreel.domain.preferences import Preferences
from crossreel.services.desk import Desk
from crossreel.ui.drawer.bible import BiblePanel
from crossreel.ui.drawer.history.view import HistoryPanel
from crossreel.ui.drawer.metadata.view import MetadataPanel
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit import theme
from crossreel.ui.shell.keys import KeysDialog
from crossreel.ui.shell.main_window import MainWindow
from crossreel.ui.shell.palette import CommandPalette
from crossreel.ui.shell.preferences import PreferencesDialog
from crossreel.ui.shell.registry import Registry
from tests.unit.ui.driving import add_title, catalog_place, idle, names_shown, open_title


def test_undo_and_redo_say_what_they_did(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title = add_title(desk, episodes=1)
    open_title(qtbot, window, title)
    desk.cataloging.put_text(title.id, "en", name="Heir")
    window.workspace.do("history.undo")
    qtbot.waitUntil(lambda: window.toast.text().startswith("Undone: "))
    assert desk.cataloging.texts(title.id) == ()
    window.workspace.do("history.redo")
    qtbot.waitUntil(lambda: window.toast.text().startswith("Done again: "))
    assert [text.name for text in desk.cataloging.texts(title.id)] == ["Heir"]
    assert window.status_line._saved.text().startswith("Saved ")


def test_a_press_on_a_step_of_the_history_goes_back_to_it(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title = add_title(desk, episodes=1)
    for name in ("One", "Two", "Three"):
        desk.cataloging.put_text(title.id, "en", name=name)
    open_title(qtbot, window, title)
    window.workspace.show_panel("history")
    panel = window.drawer.panel("history")
    assert isinstance(panel, HistoryPanel)
    qtbot.waitUntil(lambda: panel.model.rowCount() > 3)
    panel.go_to(panel.model.index(2, 0))
    qtbot.waitUntil(lambda: desk.cataloging.texts(title.id)[0].name == "One")
    qtbot.waitUntil(lambda: [line.done for line in panel.model.lines[:3]] == [False, False, True])
    idle(qtbot, window)


def test_metadata_is_written_field_by_field(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title = add_title(desk, episodes=1)
    open_title(qtbot, window, title)
    window.workspace.show_panel("metadata")
    panel = window.drawer.panel("metadata")
    assert isinstance(panel, MetadataPanel)
    idle(qtbot, window)
    for attribute, text in (("name", "The Heir"), ("genres", "Romance，Revenge, Romance"), ("year", "2026")):
        panel._control(attribute).setText(text)
        panel._control(attribute).editingFinished.emit()
        idle(qtbot, window)
    kept = desk.cataloging.title(title.id)
    assert (kept.name, kept.genres, kept.year) == ("The Heir", ("Romance", "Revenge"), 2026)
    panel._control("code").setText("no!")
    panel._control("code").editingFinished.emit()
    assert panel._control("code").accessibleDescription()
    panel.words.name.setText("Heir")
    panel.words.name.editingFinished.emit()
    qtbot.waitUntil(lambda: bool(desk.cataloging.texts(title.id)))
    idle(qtbot, window)


def test_a_cover_comes_from_a_file_and_a_wrong_file_is_refused(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    from PySide6.QtGui import QImage

    title = add_title(desk, episodes=1)
    open_title(qtbot, window, title)
    window.workspace.show_panel("metadata")
    panel = window.drawer.panel("metadata")
    assert isinstance(panel, MetadataPanel)
    idle(qtbot, window)
    image = QImage(30, 40, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    assert image.save(str(tmp_path / "cover.png"))
    panel.use_file(tmp_path / "cover.png")
    qtbot.waitUntil(lambda: desk.cataloging.cover(title.id) is not None)
    kept = desk.cataloging.cover(title.id)
    assert kept is not None and (kept.media_type, kept.width, kept.height) == ("image/png", 30, 40)
    (tmp_path / "notes.txt").write_text("no picture", "utf-8")
    panel.use_file(tmp_path / "notes.txt")
    assert "notes.txt" in window.toast.text()
    idle(qtbot, window)


@pytest.mark.parametrize(("name", "read"), [("characters", "characters"), ("terms", "terms")])
def test_characters_and_terms_are_kept_per_language(qtbot: QtBot, window: MainWindow, desk: Desk, name: str, read: str) -> None:
    title = add_title(desk, episodes=1)
    open_title(qtbot, window, title)
    window.workspace.show_panel(name)
    panel = window.drawer.panel(name)
    assert isinstance(panel, BiblePanel)
    QTest.keyClicks(panel.new_name, "Lin Wan")
    QTest.keyClick(panel.new_name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.findChild(QLineEdit, "word.en") is not None)
    field = panel.findChild(QLineEdit, "word.en")
    field.setText("Evelyn")
    field.editingFinished.emit()
    idle(qtbot, window)
    entry = getattr(desk.cataloging, read)(title.id)[0]
    assert "Evelyn" in (getattr(entry, "names", None) or getattr(entry, "renderings", None)).values()
    panel._remove()
    qtbot.waitUntil(lambda: not getattr(desk.cataloging, read)(title.id))
    idle(qtbot, window)


def test_the_palette_finds_commands_titles_and_dialogue(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title = add_title(desk)
    catalog_place(qtbot, window)
    window.workspace.do("window.find")
    palette = window.current_dialog()
    assert isinstance(palette, CommandPalette)
    QTest.keyClicks(palette.field, "prefer")
    assert palette.entries()[0].command_id == "window.preferences"
    palette.field.setText("Hello")
    qtbot.waitUntil(lambda: any(entry.hit and entry.hit.cue_id for entry in palette.entries()))
    found = next(entry for entry in palette.entries() if entry.hit and entry.hit.cue_id)
    while palette.entries()[palette.list.currentIndex().row()] is not found:
        QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert (window.workspace.place, window.workspace.title_id) == ("editor", title.id)
    assert found.hit is not None and window.workspace.cue_id == found.hit.cue_id
    idle(qtbot, window)


def test_f1_shows_the_keys_and_other_keys_rest_meanwhile(qtbot: QtBot, window: MainWindow) -> None:
    catalog_place(qtbot, window)
    window.workspace.do("window.keys")
    assert isinstance(window.current_dialog(), KeysDialog)
    assert not any(action.isEnabled() for action in window.actions())
    QTest.keyClick(window.current_dialog(), Qt.Key.Key_Escape)
    assert window.current_dialog() is None
    assert any(action.isEnabled() for action in window.actions())


def test_preferences_apply_at_once(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    catalog_place(qtbot, window)
    window.workspace.ask("preferences")
    dialog = window.current_dialog()
    assert isinstance(dialog, PreferencesDialog)
    dialog.theme_box.setCurrentIndex(1)
    dialog.author.setText("Bo")
    dialog.author.editingFinished.emit()
    dialog.volume.setValue(35)
    dialog.rows_box.setCurrentIndex(dialog.rows_box.findData("dense"))
    dialog.neighbours_box.setCurrentIndex(dialog.neighbours_box.findData("5"))
    assert theme.active().id == "light"
    assert desk.database.author == "Bo"
    kept = desk.preferences.load()
    assert (kept.author, kept.theme, kept.volume) == ("Bo", "light", 35)
    assert (kept.row_height, kept.neighbour_rows) == ("dense", 5)


def test_an_edit_of_another_process_is_noticed(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    place = catalog_place(qtbot, window)
    other = build_desk(desk.database.path, "command", Preferences(author="Command"))
    try:
        add_title(other, "OTHER", "From elsewhere", episodes=1)
    finally:
        other.close()
    qtbot.waitUntil(lambda: names_shown(place) == ["From elsewhere"])
    idle(qtbot, window)


def test_a_second_window_only_reads_and_says_so(qtbot: QtBot, make_window: Callable[..., MainWindow], desk: Desk) -> None:
    title = add_title(desk, episodes=1)
    second = build_desk(desk.database.path, "window", Preferences(author="Bo"))
    try:
        window = make_window(on=second)
        assert any(
            "window" in words.text()
            for words in window.findChildren(QLabel)
            if words.isVisible() and words.parent().objectName() == "bar"
        )
        open_title(qtbot, window, title)
        assert not window.commands.offered("catalog.import")
        window.workspace.perform(call(second.cataloging.set_free, [1], True))
        assert window.toast.text()
        idle(qtbot, window)
        window.workspace.close()
    finally:
        second.close()


def test_the_window_mirrors_for_arabic(
    qtbot: QtBot, make_window: Callable[..., MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crossreel.ui.shell.main_window.is_right_to_left", lambda: True)
    window = make_window()
    assert window.rail.mapTo(window, window.rail.rect().topLeft()).x() > window.width() // 2
    window.workspace.do("window.theme")
    assert window.rail.isVisible()


def shown_words(root: QWidget) -> list[str]:
    words = [each.text() for each in root.findChildren(QLabel) if each.isVisible()]
    words += [each.text() for each in root.findChildren(QAbstractButton) if each.isVisible()]
    words += [each.placeholderText() for each in root.findChildren(QLineEdit) if each.isVisible()]
    return [each for each in words if any(letter.isalpha() for letter in each)]


def test_no_word_of_the_frame_is_left_untranslated(
    qtbot: QtBot, make_window: Callable[..., MainWindow], desk: Desk, registry: Registry
) -> None:
    title = add_title(desk)
    window = make_window(Preferences(author="Ana", locale="qps"))
    catalog_place(qtbot, window)
    seen = shown_words(window)
    open_title(qtbot, window, title)
    seen += shown_words(window)
    for panel in registry.side_panels():
        window.workspace.show_panel(panel.id)
        idle(qtbot, window)
        seen += shown_words(window.drawer)
    for name in ("preferences", "new_title", "delete_title", "add_language"):
        window.workspace.ask(name)
        idle(qtbot, window)
        seen += shown_words(window.current_dialog())
    data = {
        "The Hidden Heir",
        "HEIR",
        "Ana",
        "中文",
        "English",
        "zh-Hans",
        "简体中文",
        "HIDDENHEIR",
        "隐藏的继承人",
        "S",
        "F9",
    }
    left = [each for each in seen if "⟦" not in each and each not in data]
    assert left == []
    window.current_dialog().leave()


def test_every_control_has_a_name_for_a_screen_reader(qtbot: QtBot, window: MainWindow, desk: Desk, registry: Registry) -> None:
    title = add_title(desk)
    catalog_place(qtbot, window)
    nameless = [*unnamed(window)]
    open_title(qtbot, window, title)
    for panel in registry.side_panels():
        window.workspace.show_panel(panel.id)
        idle(qtbot, window)
        nameless += unnamed(window)
    for name in ("preferences", "new_title", "add_language", "palette", "keys"):
        window.workspace.ask(name)
        nameless += unnamed(window.current_dialog())
        window.current_dialog().leave()
    assert nameless == []


def unnamed(root: QWidget) -> list[str]:
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView)
    inner = ("qt_spinbox_lineedit", "")
    found = []
    for kind in kinds:
        for each in root.findChildren(kind):
            named = each.accessibleName() or (isinstance(each, QAbstractButton) and each.text())
            part_of_another = isinstance(each.parent(), (QComboBox, QLineEdit)) or each.objectName() == inner[0]
            if each.isVisible() and not named and not part_of_another and not isinstance(each.parent(), QTableView):
                found.append(f"{type(each).__name__} in {type(each.parent()).__name__}")
    return found


def test_the_window_leaves_nothing_behind(qtbot: QtBot, desk: Desk, registry: Registry) -> None:
    window = MainWindow(Workspace(desk, Preferences(author="Ana")), registry)
    window.show()
    for place in registry.places():
        if not place.needs_title:
            window.workspace.show_place(place.id)
    open_title(qtbot, window, add_title(desk))
    window.workspace.show_place("editor")
    idle(qtbot, window)
    gone = weakref.ref(window), weakref.ref(window.workspace)
    window.workspace.close()
    window.close()
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == []
    window.deleteLater()
    del window
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert [each() for each in gone] == [None, None]


class TopLevels(QObject):
    """Notes every window that comes up."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_nothing_flashes_up_beside_the_window(
    qtbot: QtBot, make_window: Callable[..., MainWindow], desk: Desk, registry: Registry
) -> None:
    title = add_title(desk)
    seen, running = TopLevels(), QApplication.instance()
    assert running is not None
    running.installEventFilter(seen)
    window = make_window()
    catalog_place(qtbot, window)
    open_title(qtbot, window, title)
    for panel in registry.side_panels():
        window.workspace.show_panel(panel.id)
        idle(qtbot, window)
    for name in ("preferences", "new_title", "delete_title", "add_language", "palette", "keys"):
        window.workspace.ask(name)
    window.current_dialog().leave()
    for place in registry.places():
        window.workspace.show_place(place.id)
        idle(qtbot, window)
    running.removeEventFilter(seen)
    assert seen.shown == ["MainWindow"]


def test_a_title_whose_making_is_undone_is_left(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    edit = desk.cataloging.create_title("GONE", "Gone", "zh-Hans")
    title_id = next(iter(edit.ids("title")))
    open_title(qtbot, window, desk.cataloging.title(title_id))
    window.workspace.perform(call(desk.history.undo, None))
    qtbot.waitUntil(lambda: window.workspace.place == "catalog")
    assert window.workspace.title_id is None
    idle(qtbot, window)


def test_the_editor_opens_the_first_episode_and_steps_to_the_next(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title = add_title(desk)
    episodes = [row.episode.id for row in desk.cataloging.matrix(title.id).rows]
    window.workspace.open_title(title.id)
    window.rail._buttons["editor"].click()
    qtbot.waitUntil(lambda: window.workspace.episode_id == episodes[0])
    idle(qtbot, window)
    window.status_line._after.click()
    qtbot.waitUntil(lambda: window.workspace.episode_id == episodes[1])
    idle(qtbot, window)
    desk.cataloging.remove_episodes([episodes[1]])
    window.workspace.perform(call(desk.cataloging.put_text, title.id, "en", name="Heir"))
    qtbot.waitUntil(lambda: window.workspace.episode_id == episodes[0])
    idle(qtbot, window)


def test_a_missing_player_is_said_and_nothing_else_stops(
    qtbot: QtBot, make_window: Callable[..., MainWindow], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(desk.previewing), "player_problem", lambda _previewing: Told("media.no_vlc", {}))
    window = make_window()

    def said() -> bool:
        bars = [words for words in window.findChildren(QLabel) if words.isVisible() and words.parent().objectName() == "bar"]
        return any("VLC" in words.text() for words in bars)

    qtbot.waitUntil(said)
    open_title(qtbot, window, add_title(desk))


def test_a_full_disk_is_no_crash(qtbot: QtBot, window: MainWindow) -> None:
    catalog_place(qtbot, window)

    def write() -> None:
        raise OSError(28, "No space left on device", "/exports/a.srt")

    window.workspace.perform(write)
    qtbot.waitUntil(lambda: "No space left on device" in window.toast.text())
    assert "/exports/a.srt" in window.toast.text()


def test_metadata_and_synopsis_are_written_while_one_types_and_each_visit_is_one_step(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    title = add_title(desk, episodes=1)
    open_title(qtbot, window, title)
    window.workspace.show_panel("metadata")
    panel = window.drawer.panel("metadata")
    assert isinstance(panel, MetadataPanel)
    idle(qtbot, window)
    before = desk.cataloging.title(title.id).country
    country = panel._control("country")
    country.setFocus()
    QTest.keyClicks(country, "China")
    qtbot.waitUntil(lambda: desk.cataloging.title(title.id).country == "China")
    assert country.hasFocus()
    synopsis = panel.words.synopsis
    synopsis.setFocus()
    QTest.keyClicks(synopsis, "An heir is lost.")
    qtbot.waitUntil(lambda: [text.synopsis for text in desk.cataloging.texts(title.id)] == ["An heir is lost."])
    idle(qtbot, window)
    assert synopsis.toPlainText() == "An heir is lost."
    window.workspace.do("history.undo")
    qtbot.waitUntil(lambda: desk.cataloging.texts(title.id) == ())
    window.workspace.do("history.undo")
    qtbot.waitUntil(lambda: desk.cataloging.title(title.id).country == before)
    idle(qtbot, window)


def test_a_code_is_judged_when_it_is_left_and_a_taken_one_is_said_beside_it(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    add_title(desk, episodes=1, code="TAKEN")
    title = add_title(desk, episodes=1, code="MINE")
    open_title(qtbot, window, title)
    window.workspace.show_panel("metadata")
    panel = window.drawer.panel("metadata")
    assert isinstance(panel, MetadataPanel)
    idle(qtbot, window)
    code = panel._control("code")
    code.setFocus()
    code.selectAll()
    QTest.keyClicks(code, "TAKEN")
    qtbot.waitUntil(lambda: bool(code.accessibleDescription()))
    assert "TAKEN" in code.accessibleDescription()
    assert desk.cataloging.title(title.id).code != "TAKEN"
    idle(qtbot, window)


def test_a_name_of_the_bible_is_written_while_one_types(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title = add_title(desk, episodes=1)
    open_title(qtbot, window, title)
    window.workspace.show_panel("characters")
    panel = window.drawer.panel("characters")
    assert isinstance(panel, BiblePanel)
    QTest.keyClicks(panel.new_name, "Lin Wan")
    QTest.keyClick(panel.new_name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.findChild(QLineEdit, "word.en") is not None)
    idle(qtbot, window)
    field = panel.findChild(QLineEdit, "word.en")
    field.setFocus()
    QTest.keyClicks(field, "Eve")
    qtbot.waitUntil(lambda: desk.cataloging.characters(title.id)[0].names.get("en") == "Eve")
    QTest.keyClicks(field, "lyn")
    qtbot.waitUntil(lambda: desk.cataloging.characters(title.id)[0].names.get("en") == "Evelyn")
    idle(qtbot, window)
    assert panel.findChild(QLineEdit, "word.en") is field
    assert field.text() == "Evelyn"
    window.workspace.do("history.undo")
    qtbot.waitUntil(lambda: "en" not in desk.cataloging.characters(title.id)[0].names)
    idle(qtbot, window)


def test_every_place_fits_a_screen_of_1080_lines_at_200_percent(qtbot: QtBot, window: MainWindow) -> None:
    title = add_title(window.workspace.desk)
    window.workspace.open_title(title.id)
    window.resize(960, 500)
    for place in ("catalog", "title", "editor", "screening", "deliveries"):
        window.workspace.show_place(place)
        idle(qtbot, window)
        shown = window.place_widget(place)
        assert shown is not None
        least = shown.minimumSizeHint()
        assert (least.width() <= 960 - 64, window.width(), window.height()) == (True, 960, 500), place
