"""The place of delivery profiles in a real window: written by the keys, read back from the catalog, with every name it makes."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from crossreel.domain.delivery import ProfileFormat
from crossreel.i18n.messages import has_sentence
from crossreel.i18n.profile_words import artwork_words, format_words, limit_name, name_fault, part_name
from crossreel.services.desk import Desk
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.places.profiles import carrying
from crossreel.ui.places.profiles.artwork_dialog import ArtworkDialog
from crossreel.ui.places.profiles.format_dialog import FormatDialog
from crossreel.ui.places.profiles.new_dialog import NewProfileDialog, TextDialog, id_from
from crossreel.ui.places.profiles.place import ProfilesPlace
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.ui.driving import add_title, idle, open_title

ENTER, DELETE = Qt.Key.Key_Return, Qt.Key.Key_Delete
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def place(qtbot: QtBot, window: MainWindow, desk: Desk) -> ProfilesPlace:
    """The place over an open title, at a profile of one's own."""
    desk.profiling.derive("drama-app", "mine", name="Mine", buyer="MINE")
    title = add_title(desk, episodes=2)
    open_title(qtbot, window, title)
    window.activateWindow()
    window.workspace.do("window.profiles")
    found = window.place_widget("profiles")
    assert isinstance(found, ProfilesPlace)
    idle(qtbot, window)
    found.side.choose("mine")
    settle(qtbot, window, found)
    return found


def settle(qtbot: QtBot, window: MainWindow, place: ProfilesPlace) -> None:
    """Wait until the names are those of what is written."""
    qtbot.waitUntil(lambda: not place._timer.isActive())
    idle(qtbot, window)


def line_of(place: ProfilesPlace, name: str) -> QLineEdit:
    found = next(page.fields[name].control for _words, page in place.form.pages if name in page.fields)
    assert isinstance(found, QLineEdit)
    return found


def write(qtbot: QtBot, window: MainWindow, place: ProfilesPlace, name: str, text: str) -> None:
    line = line_of(place, name)
    line.selectAll()
    composed = QInputMethodEvent()  # as an input method does it: letters of any script
    composed.setCommitString(text)
    QApplication.sendEvent(line, composed)
    settle(qtbot, window, place)


def names(place: ProfilesPlace) -> list[tuple[str, str]]:
    rows = place.panel.rows
    return [(str(rows.index(at, 0).data()).rpartition("/")[2], str(rows.index(at, 1).data())) for at in range(rows.rowCount())]


def test_names_follow_the_template_and_a_change_is_saved_as_a_version_with_undo(
    qtbot: QtBot, window: MainWindow, place: ProfilesPlace, desk: Desk
) -> None:
    assert ("001.srt", "") in names(place) and place.head.save.isHidden()
    write(qtbot, window, place, "file_template", "{title}_{episode:02d}.{extension}")
    assert ("HEIR_02.srt", "") in names(place)
    assert desk.profiling.get("mine").version == "1", "nothing is saved before it is asked for"
    assert place.head.save.text() == "Save as version 2"
    QTest.keyClick(window, Qt.Key.Key_S, CONTROL)
    settle(qtbot, window, place)
    saved = desk.profiling.get("mine")
    assert (saved.version, saved.file_template) == ("2", "{title}_{episode:02d}.{extension}")
    assert not place.drafts and place.head.save.isHidden()
    window.workspace.do("history.undo")
    settle(qtbot, window, place)
    assert desk.profiling.get("mine").version == "1" and ("001.srt", "") in names(place)


def test_what_cannot_be_is_said_at_its_field_and_not_saved(
    qtbot: QtBot, window: MainWindow, place: ProfilesPlace, desk: Desk
) -> None:
    write(qtbot, window, place, "file_template", "../{title}.{extension}")
    field = next(page.fields["file_template"] for _words, page in place.form.pages if "file_template" in page.fields)
    assert field.control.property("bad") == "true" and "inside a package" in field.control.accessibleDescription()
    assert not place.head.save.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_S, CONTROL)
    settle(qtbot, window, place)
    assert desk.profiling.get("mine").version == "1"
    place.discard()
    settle(qtbot, window, place)
    assert line_of(place, "file_template").text() == "{episode:03d}.{extension}" and field.control.property("bad") == "false"


def test_names_that_fall_together_are_marked_and_shown_alone(qtbot: QtBot, window: MainWindow, place: ProfilesPlace) -> None:
    place.form.names.places.written.emit("subtitle", 1, "SUBS")
    settle(qtbot, window, place)
    assert not any(wrong for _name, wrong in names(place)), "one language: nothing falls together"
    write(qtbot, window, place, "file_template", "same.{extension}")
    assert [wrong for name, wrong in names(place) if name == "same.srt"] == ["given twice"] * 2
    place.panel.only_bad.setChecked(True)
    assert {name for name, _wrong in names(place)} == {"same.srt"}
    write(qtbot, window, place, "file_template", "第{episode}集.{extension}")
    assert {wrong for _name, wrong in names(place)} == {"other signs"}


def test_what_ships_is_read_only_and_one_is_made_from_it(
    qtbot: QtBot, window: MainWindow, place: ProfilesPlace, desk: Desk
) -> None:
    place.side.choose("filmhub-like")
    settle(qtbot, window, place)
    assert line_of(place, "file_template").isReadOnly() and "Comes with the program" in place.head.about()
    place.head.derive.click()
    dialog = window.findChild(NewProfileDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.name, "Hub & Co.")
    assert dialog.profile_id.text() == "hub-co"
    QTest.keyClick(dialog.name, ENTER)
    settle(qtbot, window, place)
    made = desk.profiling.get("hub-co")
    assert (made.name, made.based_on, made.limits[""]["line_hard"]) == ("Hub & Co.", "filmhub-like", 43)
    assert place.shown == made and not line_of(place, "file_template").isReadOnly()


def test_formats_artwork_ticks_and_figures_are_written(qtbot: QtBot, window: MainWindow, place: ProfilesPlace, desk: Desk) -> None:
    contents, pictures, conditions = (place.form.pages[at][1] for at in (0, 2, 3))
    contents.formats.add.click()  # type: ignore[attr-defined]
    dialog = window.findChild(FormatDialog)
    assert dialog is not None
    dialog.format.setCurrentIndex(dialog.format.findData("vtt"))
    dialog.scripts.setText("Latn, Arab")
    dialog.keep.click()
    pictures.artwork.change_asked.emit(0)  # type: ignore[attr-defined]
    art = window.findChild(ArtworkDialog)
    assert art is not None
    art.across.setValue(1200)
    art.down.setValue(1600)
    art.keep.click()
    contents.scripts.written.emit("dialogue_list", 1, "DOCX")  # type: ignore[attr-defined]
    contents.scripts.written.emit("delivery_note", 1, "exe")  # type: ignore[attr-defined]
    assert "none of its types" in contents.fields["scripts"].control.accessibleDescription()
    conditions.captions.written.emit("demanded", 1, "en, fr")  # type: ignore[attr-defined]
    conditions.captions.written.emit("exemption", 1, "3")  # type: ignore[attr-defined]
    conditions.limits.written.emit("speed_hard", 1, "22,5")  # type: ignore[attr-defined]
    conditions.limits.written.emit("line_hard", 1, "many")  # type: ignore[attr-defined]
    assert "no number" in conditions.fields["limits"].control.accessibleDescription()
    next(box for box in contents.fields["include"].control._boxes.items() if box[0] == "metadata")[1].click()  # type: ignore[attr-defined]
    settle(qtbot, window, place)
    assert not place.head.save.isEnabled(), "metadata without a writer cannot be"
    next(box for box in contents.fields["metadata"].control._boxes.items() if box[0] == "mec_2_12")[1].click()  # type: ignore[attr-defined]
    settle(qtbot, window, place)
    place.head.save.click()
    settle(qtbot, window, place)
    saved = desk.profiling.get("mine")
    assert saved.formats[-1] == ProfileFormat(format_id="vtt", for_scripts=("Latn", "Arab"))
    assert [(each.width, each.height) for each in saved.artwork] == [(1200, 1600)]
    assert (saved.scripts, saved.captions.demanded, saved.captions.exemption) == ({"dialogue_list": ("docx",)}, ("en", "fr"), 3)
    assert (saved.limits, saved.metadata, saved.include[-1]) == ({"": {"speed_hard": 22.5}}, ("mec_2_12",), "metadata")


def test_a_profile_is_carried_as_a_file_shown_as_text_and_deleted(
    qtbot: QtBot, window: MainWindow, place: ProfilesPlace, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.toml"
    monkeypatch.setattr(FileDialog, "choose_new_file", staticmethod(lambda *_args: (str(path), "")))
    monkeypatch.setattr(FileDialog, "choose_file", staticmethod(lambda *_args: str(path)))
    monkeypatch.setattr(carrying, "ask", lambda *_args: True)
    window.workspace.do("profiles.export")
    idle(qtbot, window)
    assert path.read_text("utf-8") == desk.profiling.text("mine")
    window.workspace.do("profiles.import")
    settle(qtbot, window, place)
    assert desk.profiling.profiles().own == {"mine", "mine-2"}, "an id that is taken gets another one"
    assert place.shown is not None and place.shown.id == "mine-2"
    window.workspace.do("profiles.text")
    idle(qtbot, window)
    assert window.findChild(TextDialog) is not None
    QTest.keyClick(place.side.list, DELETE)
    settle(qtbot, window, place)
    assert desk.profiling.profiles().own == {"mine"}


def test_a_draft_is_kept_while_another_is_looked_at_and_saved_when_the_window_closes(
    qtbot: QtBot, window: MainWindow, place: ProfilesPlace, desk: Desk
) -> None:
    write(qtbot, window, place, "name", "Mine too")
    place.side.choose("filmhub-like")
    settle(qtbot, window, place)
    place.side.choose("mine")
    settle(qtbot, window, place)
    assert line_of(place, "name").text() == "Mine too" and place.shown == replace(desk.profiling.get("mine"), name="Mine too")
    window.workspace.hand_on()
    idle(qtbot, window)
    assert desk.profiling.get("mine").name == "Mine too"


def test_everything_a_profile_chooses_from_has_words(desk: Desk) -> None:
    offers = desk.profiling.offers()
    for part, values in (("content", offers.contents), ("writer", offers.metadata), ("kind", offers.folders)):
        assert [value for value in values if not has_sentence(f"profile.{part}.{value}")] == [], part
    options = {name for _title, names in offers.formats.values() for name in names}
    assert [name for name in options if not has_sentence(f"profile.option.{name}")] == []
    assert name_fault("delivery.path_leaves") == "leads out" and limit_name("min_gap_ms") and part_name("picture", "link")
    for profile in desk.profiling.profiles().known:
        for entry in profile.formats:
            assert format_words(entry, "X").startswith("X")
        for artwork in profile.artwork:
            assert str(artwork.width) in artwork_words(artwork, "Cover")
    assert id_from("第一", ["own"]) == "own-2"
