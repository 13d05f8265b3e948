"""The place of style guides in a real window, over real files: by the keys, read back from the files."""

import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from crossreel.app import bootstrap
from crossreel.domain.quality.guide_file import GuideFigure
from crossreel.i18n.messages import has_sentence
from crossreel.services.desk import Desk
from crossreel.services.preferences import PreferenceFile
from crossreel.ui.hub.guide_shelf import GuideShelf
from crossreel.ui.hub.notify import Message
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.places.guides import carrying
from crossreel.ui.places.guides.figure_rows import SOURCE, VALUE, WHOSE
from crossreel.ui.places.guides.language_dialog import GuideLanguageDialog
from crossreel.ui.places.guides.new_dialog import FaultsDialog, NewGuideDialog, id_from
from crossreel.ui.places.guides.place import GuidesPlace
from crossreel.ui.places.guides.row_editor import written_as
from crossreel.ui.shell.main_window import MainWindow
from crossreel.ui.shell.preferences import PreferencesDialog
from tests.unit.ui.driving import add_title, idle, open_title

CONTROL = Qt.KeyboardModifier.ControlModifier
ENTER, ESC, DELETE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the user of the test a folder of settings of his own."""
    monkeypatch.setattr("crossreel.app.bootstrap.preference_file", lambda: PreferenceFile(tmp_path / "config"))
    return bootstrap.own_guides()


@pytest.fixture
def mine(desk: Desk) -> None:
    """A set of the user's own, with one figure of its own."""
    desk.guiding.derive("mine", "vertical", name="Mine", buyer="APP")
    desk.guiding.set_figure("mine", "en", "line_hard", "33", "Buyer's sheet, page 4")


@pytest.fixture
def place(qtbot: QtBot, window: MainWindow) -> GuidesPlace:
    """The place, at the English figures."""
    window.activateWindow()
    window.workspace.do("window.guides")
    found = window.place_widget("guides")
    assert isinstance(found, GuidesPlace)
    idle(qtbot, window)
    found.side.choose_language("en")
    idle(qtbot, window)
    return found


def said(window: MainWindow) -> list[str]:
    """Keep what the window says from here on."""
    heard: list[str] = []

    def keep(message: Message) -> None:
        heard.append(message.text)

    window.workspace.notify.said.connect(keep)
    return heard


def hands() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def row_of(place: GuidesPlace, field: str) -> list[str]:
    rows = place.table.rows
    at = next(row for row in range(rows.rowCount()) if rows.value(row).field == field)
    return [str(rows.index(at, column).data()) for column in range(rows.columnCount())]


def go_to(place: GuidesPlace, field: str) -> None:
    place.table.setFocus()
    place.table.choose(field)


def read(folder: Path, guide_id: str = "mine") -> dict[str, object]:
    return tomllib.loads((folder / f"{guide_id}.toml").read_text("utf-8"))


@pytest.mark.usefixtures("mine")
def test_a_figure_is_changed_in_its_row_with_its_source_and_taken_back_by_one_key(
    qtbot: QtBot, window: MainWindow, place: GuidesPlace, folder: Path
) -> None:
    heard = said(window)
    assert row_of(place, "line_hard") == [
        "Line length at most", "33 characters", "own, instead of 29 characters", "Buyer's sheet, page 4",
    ]  # fmt: skip
    assert row_of(place, "line_target")[WHOSE] == "from Vertical 9:16"
    go_to(place, "max_lines")
    QTest.keyClick(place.table, Qt.Key.Key_3)
    assert place.table.editor is not None and hands() is place.table.editor.value
    QTest.keyClick(hands(), ENTER)
    assert hands() is place.table.editor.source
    QTest.keyClick(hands(), ENTER)
    assert "source" in place.table.editor.complaint() and "max_lines" not in str(read(folder))
    QTest.keyClicks(hands(), "Call of 3 May")
    QTest.keyClick(hands(), ENTER)
    idle(qtbot, window)
    assert row_of(place, "max_lines")[VALUE:] == ["3", "own, instead of 2", "Call of 3 May"]
    assert read(folder)["languages"]["en"]["sources"]["max_lines"] == "Call of 3 May"  # type: ignore[index]
    assert "next check" in heard[-1]
    assert hands() is place.table and place.table.current() is not None and place.table.current().field == "max_lines"  # type: ignore[union-attr]
    assert window.workspace.desk.guides.get("mine", "en").max_lines == 3, "QC goes by it"
    QTest.keyClick(place.table, DELETE)
    idle(qtbot, window)
    assert row_of(place, "max_lines")[VALUE:WHOSE] == ["2"] and "max_lines" not in str(read(folder))


@pytest.mark.usefixtures("mine")
def test_undo_and_redo_write_a_figure_as_it_was_and_leave_the_title_alone(
    qtbot: QtBot, window: MainWindow, desk: Desk, place: GuidesPlace, folder: Path
) -> None:
    title = add_title(desk, episodes=1)
    window.workspace.open_title(title.id)
    heard = said(window)
    window.workspace.do("history.undo")
    idle(qtbot, window)
    assert "could be taken back" in heard[-1] and desk.cataloging.title(title.id) == title
    go_to(place, "line_hard")
    QTest.keyClick(place.table, DELETE)
    idle(qtbot, window)
    assert row_of(place, "line_hard")[VALUE] == "29 characters"
    place.side.choose_language("fr")
    idle(qtbot, window)
    window.workspace.do("history.undo")
    idle(qtbot, window)
    assert row_of(place, "line_hard")[VALUE:] == ["33 characters", "own, instead of 29 characters", "Buyer's sheet, page 4"]
    assert place.language == "en", "it goes where it takes something back"
    window.workspace.do("history.redo")
    idle(qtbot, window)
    assert row_of(place, "line_hard")[VALUE] == "29 characters" and "languages" not in read(folder)
    assert len(desk.translating.sheet(next(iter(desk.cataloging.matrix(title.id).rows)).episode.id).rows) == 1


@pytest.mark.usefixtures("mine")
def test_the_table_keeps_its_height_whatever_the_source_is(qtbot: QtBot, window: MainWindow, place: GuidesPlace) -> None:
    heights = set()
    for field in ("counting", "line_hard", "snap_frames", "conventions.no_italics"):
        go_to(place, field)
        QApplication.processEvents()
        heights.add(place.table.height())
    assert len(heights) == 1


@pytest.mark.usefixtures("mine")
def test_a_wrong_value_is_told_at_its_row_in_plain_words_and_nothing_is_written(
    qtbot: QtBot, window: MainWindow, place: GuidesPlace, folder: Path
) -> None:
    before = (folder / "mine.toml").read_bytes()
    go_to(place, "line_hard")
    for typed, words in (
        ("20", "Line length wished for (25) would be more than Line length at most (20)"),
        ("wide", "whole number"),
    ):
        QTest.keyClick(place.table, ENTER)
        QTest.keyClicks(hands(), typed)
        QTest.keyClick(hands(), ENTER)
        QTest.keyClick(hands(), ENTER)
        idle(qtbot, window)
        assert place.table.editor is not None and words in place.table.editor.complaint()
        assert hands() is place.table.editor.value, "the hands are at what is to be mended"
        QTest.keyClick(hands(), ESC)
        assert hands() is place.table and place.table.editor is None
    assert (folder / "mine.toml").read_bytes() == before


@pytest.mark.usefixtures("mine")
def test_conventions_are_chosen_from_words_and_marks_are_typed_as_they_are(
    qtbot: QtBot, window: MainWindow, place: GuidesPlace, folder: Path
) -> None:
    go_to(place, "conventions.quotes")
    QTest.keyClick(place.table, ENTER)
    place.table.editor.value.setText("«» ‘’")  # type: ignore[union-attr]
    place.table.editor.source.setText("Sheet")  # type: ignore[union-attr]
    place.table.editor.keep.click()  # type: ignore[union-attr]
    idle(qtbot, window)
    go_to(place, "conventions.no_italics")
    QTest.keyClick(place.table, Qt.Key.Key_F2)
    box = hands()
    assert isinstance(box, QComboBox) and box.currentText() == "no"
    QTest.keyClick(box, Qt.Key.Key_Up)
    QTest.keyClick(box, ENTER)
    assert hands().property("text") == "Sheet", "the source that was given last is proposed"
    QTest.keyClick(hands(), ENTER)
    idle(qtbot, window)
    assert read(folder)["languages"]["en"]["conventions"] == {"quotes": ["«»", "‘’"], "no_italics": True}  # type: ignore[index]
    assert row_of(place, "conventions.no_italics")[VALUE:] == ["yes", "own", "Sheet"]


@pytest.mark.usefixtures("mine")
def test_a_row_left_half_typed_is_written_with_its_source_and_told_without_one(
    qtbot: QtBot, window: MainWindow, place: GuidesPlace, folder: Path
) -> None:
    heard = said(window)
    go_to(place, "max_lines")
    QTest.keyClick(place.table, Qt.Key.Key_3)
    place.side.choose_language("fr")
    idle(qtbot, window)
    assert "Lines of a cue at most is as it was" in heard[-1] and "max_lines" not in str(read(folder))
    place.side.choose_language("en")
    idle(qtbot, window)
    go_to(place, "line_hard")
    QTest.keyClick(place.table, ENTER)
    QTest.keyClicks(hands(), "35")
    window.workspace.do("guides.change")
    assert hands().property("text") == "35", "what was typed stays"
    window.workspace.show_place("catalog")
    idle(qtbot, window)
    assert read(folder)["languages"]["en"]["line_hard"] == 35  # type: ignore[index]


def test_enter_on_a_shipped_figure_makes_a_set_of_ones_own_and_goes_on_to_the_figure(
    qtbot: QtBot, window: MainWindow, place: GuidesPlace, folder: Path
) -> None:
    assert place.shown is not None and place.shown.id == "vertical"
    go_to(place, "speed_hard")
    QTest.keyClick(place.table, ENTER)
    dialog = window.current_dialog()
    assert isinstance(dialog, NewGuideDialog) and place.table.editor is None
    QTest.keyClick(dialog.name, ENTER)
    assert window.current_dialog() is dialog, "it wants a name"
    QTest.keyClicks(dialog.name, "Reel Short 2026")
    dialog.buyer.setCurrentText("APP")
    QTest.keyClick(dialog.name, ENTER)
    idle(qtbot, window)
    assert read(folder, "reel_short_2026") == {"name": "Reel Short 2026", "based_on": "vertical", "buyer": "APP"}
    assert place.shown.id == "reel_short_2026"
    qtbot.waitUntil(lambda: place.table.editor is not None)
    assert place.table.editor is not None and place.table.editor.figure.field == "speed_hard"
    assert hands() is place.table.editor.value


@pytest.mark.usefixtures("mine")
def test_a_set_goes_out_comes_in_and_goes(
    qtbot: QtBot, window: MainWindow, place: GuidesPlace, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard, asked = said(window), []
    out = tmp_path / "Out Sheet.toml"
    monkeypatch.setattr(FileDialog, "choose_new_file", lambda *_args: (str(out), ""))
    monkeypatch.setattr(FileDialog, "choose_file", lambda *_args: str(out))
    monkeypatch.setattr(carrying, "ask", lambda _window, question, _yes: asked.append(question) or True)
    window.workspace.do("guides.export")
    idle(qtbot, window)
    assert "based_on" not in read(tmp_path, "Out Sheet") and str(out) in heard[-1]
    window.workspace.do("guides.import")
    idle(qtbot, window)
    assert place.shown is not None and (place.shown.id, place.shown.based_on) == ("out_sheet", "")
    before = read(folder, "out_sheet")
    go_to(place, "line_hard")
    QTest.keyClick(place.table, DELETE)
    idle(qtbot, window)
    assert "nothing to go back to" in heard[-1] and read(folder, "out_sheet") == before
    title = add_title(window.workspace.desk, episodes=1, style_guide="out_sheet")
    place.side.sets.setFocus()
    QTest.keyClick(place.side.sets, DELETE)
    idle(qtbot, window)
    assert "1 title is checked by it" in asked[0] and not (folder / "out_sheet.toml").exists()
    assert title.style_guide == "out_sheet"
    window.workspace.do("history.undo")
    idle(qtbot, window)
    assert read(folder, "out_sheet") == before and place.shown is not None and place.shown.id == "out_sheet"
    window.workspace.do("history.redo")
    idle(qtbot, window)
    assert not (folder / "out_sheet.toml").exists()
    for _step in ("the deletion", "the import"):
        window.workspace.do("history.undo")
        idle(qtbot, window)
    assert not (folder / "out_sheet.toml").exists() and window.workspace.place == "guides"
    out.write_text(out.read_text("utf-8").replace("line_hard", "line_hrd"), "utf-8")
    window.workspace.do("guides.import")
    idle(qtbot, window)
    dialog = window.current_dialog()
    assert isinstance(dialog, FaultsDialog)
    assert [path.name for path in folder.iterdir()] == ["mine.toml"]


@pytest.mark.usefixtures("mine")
def test_a_language_is_added_like_another_and_taken_back(
    qtbot: QtBot, window: MainWindow, place: GuidesPlace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(carrying, "ask", lambda _window, question, _yes: asked.append(question) or True)
    place.side.choose_language("ru")
    idle(qtbot, window)
    place.side.add.click()
    dialog = window.current_dialog()
    assert isinstance(dialog, GuideLanguageDialog) and dialog.like.currentText() == "Russian"
    QTest.keyClick(dialog.language.lineEdit(), ENTER)
    assert window.current_dialog() is dialog, "no language is added that nobody chose"
    dialog.language.setEditText("ukrainian")
    QTest.keyClick(dialog.language.lineEdit(), ENTER)
    idle(qtbot, window)
    assert place.language == "uk" and hands() is place.table and row_of(place, "line_hard")[WHOSE] == "own"
    assert read(folder)["languages"]["uk"]["source"]  # type: ignore[index]
    place.side.languages.setFocus()
    QTest.keyClick(place.side.languages, DELETE)
    idle(qtbot, window)
    assert "own figures for Ukrainian" in asked[0] and "uk" not in read(folder)["languages"]  # type: ignore[operator]
    assert place.shown is not None and "uk" not in place.shown.languages and hands() is place.side.languages
    window.workspace.do("history.undo")
    idle(qtbot, window)
    assert "uk" in read(folder)["languages"]  # type: ignore[operator]
    window.workspace.do("history.redo")
    idle(qtbot, window)
    assert "uk" not in read(folder)["languages"]  # type: ignore[operator]


@pytest.mark.usefixtures("mine")
def test_a_broken_file_is_told_line_by_line_and_can_be_deleted(
    qtbot: QtBot, window: MainWindow, place: GuidesPlace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrying, "ask", lambda *_args: True)
    (folder / "torn.toml").write_text(
        'name = "Torn"\nbased_on = "vertical"\n[languages.en]\nline_hrd = 3\nspeed_hard = -1\n', "utf-8"
    )
    window.workspace.show_place("catalog")
    window.workspace.show_place("guides")
    idle(qtbot, window)
    place.side.choose_set("torn")
    idle(qtbot, window)
    assert place.faults.isVisible() and "Line 4" in place.faults.said() and "Line 5" in place.faults.said()
    assert not window.commands.offered("guides.export")
    window.workspace.do("guides.delete")
    idle(qtbot, window)
    assert not (folder / "torn.toml").exists()
    assert place.table.isVisible()


@pytest.mark.usefixtures("mine")
def test_a_set_that_is_read_only_offers_no_change_and_says_what_to_do(qtbot: QtBot, window: MainWindow, place: GuidesPlace) -> None:
    place.side.choose_set("landscape")
    idle(qtbot, window)
    assert not place.foot.change.isVisible() and not place.head.delete.isVisible()
    assert "of your own from it" in place.head.about()
    assert not window.commands.offered("guides.delete") and window.commands.offered("guides.new")
    assert not row_of(place, "line_hard")[WHOSE] and row_of(place, "line_hard")[SOURCE].startswith("Netflix")


@pytest.mark.usefixtures("mine")
def test_a_title_chooses_its_guide_in_the_metadata_and_leads_to_it(
    qtbot: QtBot, window: MainWindow, desk: Desk, folder: Path
) -> None:
    title = add_title(desk, episodes=1)
    open_title(qtbot, window, title)
    window.workspace.show_panel("metadata")
    idle(qtbot, window)
    panel = window.drawer.findChild(QWidget, "guideChoice")
    box, look = panel.box, panel.look  # type: ignore[union-attr]
    assert (box.currentText(), box.findText("Mine") > 0) == ("By the shape of the picture", True)
    middle = QPointF(box.rect().center())
    down = QPoint(0, -120)
    turn = QWheelEvent(
        middle, box.mapToGlobal(middle), down, down, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, turn)
    idle(qtbot, window)
    assert desk.cataloging.title(title.id).style_guide == "", "scrolling past changes nothing"
    box.setCurrentIndex(box.findData("mine"))
    box.activated.emit(box.currentIndex())
    idle(qtbot, window)
    assert desk.cataloging.title(title.id).style_guide == "mine"
    look.click()
    idle(qtbot, window)
    assert window.workspace.place == "guides"
    shown = GuideShelf.of(window.workspace).shown
    assert shown is not None and shown.id == "mine"
    place = window.place_widget("guides")
    assert isinstance(place, GuidesPlace)
    place.side.choose_set("landscape")
    idle(qtbot, window)
    place.head.use.click()
    idle(qtbot, window)
    assert desk.cataloging.title(title.id).style_guide == "landscape" and box.currentText() == "Landscape 16:9"
    place.side.choose_set("mine")
    window.workspace.do("guides.use")
    idle(qtbot, window)
    window.workspace.do("history.undo")
    idle(qtbot, window)
    assert desk.cataloging.title(title.id).style_guide == "mine", "undo belongs to the place that is shown"
    (folder / "mine.toml").unlink()
    window.workspace.show_place("title")
    idle(qtbot, window)
    window.workspace.show_place("guides")
    idle(qtbot, window)
    window.workspace.show_place("title")
    idle(qtbot, window)
    assert "“mine” any more" in panel.complaint()  # type: ignore[union-attr]


def test_the_preferences_lead_to_the_style_guides(qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.do("window.preferences")
    dialog = window.current_dialog()
    assert isinstance(dialog, PreferencesDialog)
    dialog.guides.click()
    idle(qtbot, window)
    assert window.workspace.place == "guides" and window.current_dialog() is None
    assert window.places.isAncestorOf(hands())


@pytest.mark.parametrize(
    ("kind", "typed", "written"),
    [
        ("whole", "٤٢", "42"),
        ("number", "17,5", "17.5"),
        ("whole", "many", '"many"'),
        ("whole", "", '""'),
        ("pairs", "“”  «»", '["“”", "«»"]'),
        ("text", 'a "b"', '"a \\"b\\""'),
        ("table", '{ a = "b" }', '{ a = "b" }'),
    ],
)
def test_what_is_typed_becomes_a_value(kind: str, typed: str, written: str) -> None:
    figure = GuideFigure(field="any", value="", source="", is_own=True, kind=kind)  # type: ignore[arg-type]
    assert written_as(figure, typed) == written
    asked_nothing = GuideFigure(field="conventions.any", value="", source="", is_own=True, kind=kind)  # type: ignore[arg-type]
    assert tomllib.loads(f"value = {written_as(asked_nothing, ' ')}")["value"] in (False, [])


def test_every_figure_of_the_shipped_sets_has_its_words(desk: Desk) -> None:
    fields = {
        figure.field: figure for tag in ("en", "zh-Hans", "ar", "th", "fr") for figure in desk.guiding.figures("vertical", tag)
    }
    assert [each for each in fields if not has_sentence(f"guide.figure.{each}")] == []


def test_a_name_becomes_a_file_name_that_is_free() -> None:
    assert id_from("Reel Short 2026!", ()) == "reel_short_2026"
    assert id_from("短剧", ("own",)) == "own_2"
