"""What the keys of the editor do to the catalog."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crossreel.app.bootstrap import build_desk
from crossreel.domain.catalog.workflow import State
from crossreel.domain.preferences import Preferences
from crossreel.domain.text.inline import plain_text
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.places.editor.find_bar import EPISODE, TITLE, FindBar
from crossreel.ui.places.editor.place import EditorView
from crossreel.ui.places.editor.shift_bar import ShiftBar
from crossreel.ui.shell.main_window import MainWindow
from crossreel.ui.shell.registry import find_all
from tests.unit.ui.stage import Stage

ALT = Qt.KeyboardModifier.AltModifier


def press(stage: Stage, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key in the table."""
    stage.view.cues.view.setFocus()
    QTest.keyClick(stage.view.cues.view, key, keys)


def test_the_next_episode_opens_at_once_with_the_language_kept(stage: Stage) -> None:
    assert stage.drama.episode_ids[1] in stage.open_desk._kept
    stage.workspace.choose_languages(("zh-Hans", "ar"), "ar")
    press(stage, Qt.Key.Key_Right, ALT)
    assert stage.workspace.episode_id == stage.drama.episode_ids[1]
    assert stage.open_desk.sheet is not None
    assert stage.open_desk.sheet.episode.number == 2
    table = stage.view.cues.table
    assert table.index(0, 2).data() == "Episode 1 ends"
    assert table.index(1, table.column_of("ar")).data() == "ar 2.0"
    assert (stage.workspace.language, table.languages) == ("ar", ("zh-Hans", "ar"))
    stage.idle()
    press(stage, Qt.Key.Key_Left, ALT)
    assert stage.workspace.episode_id == stage.drama.episode_ids[0]
    stage.idle()


def test_in_and_out_are_set_at_the_playhead_and_the_next_cue_follows(stage: Stage) -> None:
    stage.open_desk.player.seek(1600)
    press(stage, Qt.Key.Key_F11)
    stage.idle()
    stage.open_desk.player.seek(2600)
    stage.workspace.do("edit.set_out_next")
    stage.idle()
    assert (stage.row(1).cue.start_ms, stage.row(1).cue.end_ms) == (1600, 2600)
    assert stage.text(1, "ar").end_ms == 2600
    assert stage.workspace.cue_id == stage.row(2).cue.id


def test_a_cue_is_split_at_the_caret_and_merged_again(stage: Stage) -> None:
    before = stage.row(1)
    stage.workspace.choose_languages(stage.workspace.languages, "zh-Hans")
    stage.view.focus_text()
    stage.view.text.source.set_caret(2)
    stage.open_desk.player.seek(2000)
    stage.workspace.do("edit.split")
    stage.idle()
    assert [plain_text(stage.row(at).cue.text) for at in (1, 2)] == ["第1", ".1集"]
    assert stage.row(1).cue.end_ms <= stage.row(2).cue.start_ms
    stage.select(1)
    stage.workspace.do("edit.merge")
    stage.idle()
    assert len(stage.sheet().rows) == 5
    assert (stage.row(1).cue.start_ms, stage.row(1).cue.end_ms) == (before.cue.start_ms, before.cue.end_ms)


def test_cues_are_inserted_and_deleted(stage: Stage) -> None:
    stage.open_desk.player.seek(7500)
    stage.workspace.do("edit.insert")
    stage.bot.waitUntil(lambda: len(stage.open_desk.rows()) == 6)
    stage.idle()
    assert stage.workspace.cue_id == stage.row(5).cue.id
    stage.workspace.do("edit.delete_all")
    stage.idle()
    assert len(stage.sheet().rows) == 5
    assert stage.workspace.cue_id == stage.row(4).cue.id


def test_a_changed_source_is_shown_in_its_row_and_confirmed(stage: Stage) -> None:
    stage.desk.editing.set_text(stage.row(1).cue.id, "变了")
    stage.open_desk.reread()
    stage.idle()
    table = stage.view.cues.table
    said = table.index(table.row_number(stage.row(1).cue.id), table.column_of("en")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Source changed since" in said
    stage.bot.waitUntil(lambda: stage.window.commands.offered("edit.confirm_source"))
    stage.workspace.do("edit.confirm_source")
    stage.idle()
    said = table.index(table.row_number(stage.row(1).cue.id), table.column_of("en")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Source changed since" not in said


def test_words_are_found_and_replaced_over_the_title(stage: Stage) -> None:
    stage.workspace.do("edit.replace")
    bar = stage.view.bars.bar("find")
    assert isinstance(bar, FindBar)
    QTest.keyClicks(bar.what, "en")
    stage.bot.waitUntil(lambda: len(bar._hits) == 15)
    QTest.keyClick(bar.what, Qt.Key.Key_Return)
    stage.idle()
    QTest.keyClicks(bar.by, "EN")
    bar.every.click()
    stage.idle()
    assert [stage.row(at).followers["en"][0].text for at in (0, 1)] == ["EN 1.0", "EN 1.1"]
    assert stage.sheet(3).rows[0].followers["en"][0].text == "EN 3.0"
    stage.workspace.do("history.undo")
    stage.idle()
    assert stage.sheet(3).rows[0].followers["en"][0].text == "en 3.0"
    QTest.keyClick(bar.what, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def texts_of(stage: Stage, number: int) -> dict[str, list[str]]:
    """Every text of an episode, by language ("" for the spine)."""
    rows = stage.sheet(number).rows
    languages = {language for row in rows for language in row.followers}
    return {"": [row.cue.text for row in rows]} | {tag: [row.followers[tag][0].text for row in rows] for tag in languages}


def test_replacing_reaches_as_far_as_the_bar_says(stage: Stage) -> None:
    """A word that stands in every language and every episode: only those asked for change."""
    first, third = texts_of(stage, 1), texts_of(stage, 3)
    assert all(any(" 1." in text for text in first[tag]) for tag in ("en", "ar"))
    stage.workspace.do("edit.replace")
    bar = stage.view.bars.bar("find")
    assert isinstance(bar, FindBar)
    bar.regex.setChecked(True)
    bar.scope.setCurrentIndex(EPISODE)
    bar.what.setText(r"\d")
    bar.by.setText("x")
    stage.bot.waitUntil(lambda: len(bar._hits) == 5)
    bar.every.click()
    stage.idle()
    assert texts_of(stage, 1) == first | {"en": ["en x.x" for _text in first["en"]]}
    assert texts_of(stage, 3) == third
    bar.scope.setCurrentIndex(TITLE)
    bar.all_languages.setChecked(True)
    stage.bot.waitUntil(lambda: len(bar._hits) > 10)
    bar.every.click()
    stage.idle()
    assert not any(letter.isdigit() for number in (1, 3) for texts in texts_of(stage, number).values() for letter in "".join(texts))


def test_a_pattern_without_end_freezes_no_window_and_a_faulty_one_breaks_nothing(stage: Stage) -> None:
    stage.workspace.perform(call(stage.workspace.desk.editing.set_text, stage.text(0, "en").id, "a" * 80 + "c"))
    stage.idle()
    stage.workspace.do("edit.replace")
    bar = stage.view.bars.bar("find")
    assert isinstance(bar, FindBar)
    bar.regex.setChecked(True)
    bar.what.setText("(a|aa)+$")
    stage.bot.waitUntil(lambda: "given up" in bar.count.text())
    stage.view.grab()
    bar.what.setText("(en) 1")
    stage.bot.waitUntil(lambda: len(bar._hits) > 0 and bar.one.isEnabled() is (bar._at >= 0))
    bar.step(1)
    stage.idle()
    bar.by.setText(r"\2")
    texts = [stage.row(at).followers["en"][0].text for at in range(5)]
    bar.one.click()
    stage.idle()
    assert [stage.row(at).followers["en"][0].text for at in range(5)] == texts
    bar.by.setText(r"\1!")
    bar.one.click()
    stage.idle()
    changed = [stage.row(at).followers["en"][0].text for at in range(5)]
    assert sum(one != other for one, other in zip(texts, changed, strict=True)) == 1 and any("en!." in text for text in changed)


def test_cues_are_shifted_from_the_current_one_on(stage: Stage) -> None:
    stage.workspace.do("edit.shift")
    bar = stage.view.bars.bar("shift")
    assert isinstance(bar, ShiftBar)
    bar.from_here.setChecked(True)
    QTest.keyClicks(bar.by, "0.25")
    QTest.keyClick(bar.by, Qt.Key.Key_Return)
    stage.idle()
    assert [stage.row(at).cue.start_ms for at in (0, 1, 4)] == [0, 1750, 6250]
    assert stage.text(1, "en").start_ms == 1750


def test_the_track_is_exported_without_the_gate(stage: Stage, tmp_path: Path) -> None:
    stage.workspace.do("edit.export_track")
    bar = stage.view.bars.bar("export")
    stage.idle()
    folder = tmp_path / "out"
    folder.mkdir()
    bar.format.setCurrentIndex(bar.format.findData("srt"))
    bar.set_folder(folder)
    bar.export.click()
    stage.idle()
    written = [path.read_text("utf-8") for path in folder.rglob("*.srt")]
    assert len(written) == 1
    assert "en 1.1" in written[0]


def test_a_state_is_marked(stage: Stage) -> None:
    assert stage.window.commands.offered("edit.mark_checked")
    stage.workspace.do("edit.mark_checked")
    stage.idle()
    assert stage.drama.track(1, "en").state is State.CHECKED
    stage.bot.waitUntil(lambda: not stage.window.commands.offered("edit.mark_checked"))


def test_columns_are_chosen(stage: Stage) -> None:
    stage.view.cues._menus._switch("ar", False)
    stage.idle()
    assert stage.view.cues.table.languages == ("zh-Hans", "en")
    stage.view.cues._menus._switch("ar", True)
    assert set(stage.view.cues.table.languages) == {"zh-Hans", "en", "ar"}
    assert stage.workspace.language == "en"


def test_a_read_only_window_shows_everything_and_offers_no_change(make_stage: Callable[..., Stage], qtbot: QtBot) -> None:
    first = make_stage()
    preferences = Preferences(author="Bo", volume=0)
    second = build_desk(first.desk.database.path, "window", preferences)
    assert second.database.read_only
    window = MainWindow(Workspace(second, preferences), find_all())
    window.show()
    workspace = window.workspace
    try:
        workspace.open_title(first.drama.title_id)
        workspace.open_episode(first.drama.episode_ids[0], "en")
        workspace.show_place("editor")
        qtbot.waitUntil(lambda: OpenEpisode.of(workspace).current_row() is not None)
        view = window.place_widget("editor")
        assert isinstance(view, EditorView)
        qtbot.waitUntil(lambda: view.text.target.toPlainText() == "en 1.0")
        assert (view.text.target.isReadOnly(), view.timeline.wave.editable, view.cues.table.editable) == (True, False, False)
        assert not any(window.commands.offered(name) for name in ("edit.split", "edit.delete", "edit.set_in", "edit.note"))
        assert window.commands.offered("edit.find")
        qtbot.waitUntil(lambda: not workspace.jobs.running())
    finally:
        workspace.close()
        window.close()
        window.deleteLater()
        second.close()


def test_f2_beside_the_cells_of_the_editor_never_ends_in_the_name_of_the_title(stage: Stage) -> None:
    stage.view.timeline.wave.setFocus()
    QTest.keyClick(stage.view.timeline.wave, Qt.Key.Key_F2)
    stage.idle()
    assert not stage.window.drawer.isVisible()


def test_chosen_lines_are_marked_as_foreign_by_one_key_and_shown_so(stage: Stage) -> None:
    table = stage.view.cues.table
    stage.workspace.select_cue(stage.row(0).cue.id)
    stage.workspace.do("edit.foreign")
    stage.idle()
    assert stage.row(0).cue.spoken_in == "und"
    source = table.index(table.row_number(stage.row(0).cue.id), table.column_of("zh-Hans"))
    assert "foreign line" in str(source.data(Qt.ItemDataRole.ToolTipRole))
    stage.workspace.do("edit.foreign")
    stage.idle()
    assert stage.row(0).cue.spoken_in is None
