"""The versions of one cue: each wording and timing, who and when, and the way back to one."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.timecode import clock
from crossreel.i18n.messages import sentence
from crossreel.ui.drawer.cue_history.versions import line_of, look_now, versions
from crossreel.ui.drawer.cue_history.view import CueHistoryPanel
from crossreel.ui.hub.jobs import call
from tests.unit.ui.stage import Stage


def panel_of(stage: Stage) -> CueHistoryPanel:
    """Open the panel."""
    stage.workspace.do("window.cue_history")
    stage.idle()
    panel = stage.window.findChild(CueHistoryPanel)
    assert panel is not None
    return panel


def words(panel: CueHistoryPanel) -> list[str]:
    """What its lines say first."""
    lines = panel.view.lines
    return [line.words for row in range(lines.rowCount()) if (line := lines.line(row)) is not None]


def edit(stage: Stage, *texts: str) -> None:
    """Write texts into the current cell, each as a step of its own."""
    for text in texts:
        stage.workspace.perform(call(stage.desk.editing.set_text, stage.text(1, "en").id, text))
        stage.idle()


def test_each_wording_and_timing_is_a_line_down_to_what_came_in(stage: Stage) -> None:
    first = stage.text(1, "en").text
    edit(stage, "One.", "Two <i>again</i>.")
    row = stage.row(1).cue
    stage.workspace.perform(call(stage.desk.editing.set_times, row.id, row.start_ms, row.end_ms - 300))
    stage.idle()
    panel = panel_of(stage)
    start, end, shorter = (clock(at_ms, hours=False) for at_ms in (row.start_ms, row.end_ms, row.end_ms - 300))
    assert words(panel)[0] == f"{start}–{end} → {start}–{shorter}"
    assert words(panel)[1:] == ["“One.” → “Two again.”", f"“{plain_text(first)}” → “One.”", plain_text(first)]
    [*_newer, oldest] = [panel.view.lines.line(at) for at in range(4)]
    assert oldest is not None
    assert oldest.second == "as it came into the catalog"
    assert "Ana" in panel.view.lines.line(1).second


def test_it_follows_the_cue_the_language_and_what_is_typed(stage: Stage) -> None:
    panel = panel_of(stage)
    assert words(panel) == [plain_text(stage.text(1, "en").text)]
    stage.select(2)
    assert words(panel) == [plain_text(stage.text(2, "en").text)]
    stage.workspace.choose_languages(stage.workspace.languages, stage.open_desk.source)
    stage.idle()
    assert words(panel) == [plain_text(stage.row(2).cue.text)]
    stage.workspace.choose_languages(stage.workspace.languages, "en")
    stage.select(1)
    edit(stage, "Typed.")
    assert words(panel)[0].endswith("→ “Typed.”")
    stage.workspace.show_place("title")
    stage.idle()
    assert words(panel) == []


def test_an_earlier_text_is_taken_back_as_an_edit_like_any_other(stage: Stage) -> None:
    first = stage.text(1, "en").text
    edit(stage, "Better.", "Worse.")
    panel = panel_of(stage)
    panel.view.setCurrentIndex(panel.view.lines.index(0))
    assert not panel.take.isEnabled()
    panel.view.setCurrentIndex(panel.view.lines.index(1))
    assert panel.take.isEnabled()
    QTest.mouseClick(panel.take, Qt.MouseButton.LeftButton)
    stage.idle()
    assert stage.text(1, "en").text == "Better."
    assert words(panel)[:2] == ["“Worse.” → “Better.”", "“Better.” → “Worse.”"]
    panel.view.setCurrentIndex(panel.view.lines.index(panel.view.lines.rowCount() - 1))
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    stage.idle()
    assert stage.text(1, "en").text == first
    stage.workspace.do("history.undo")
    stage.idle()
    assert stage.text(1, "en").text == "Better."


def test_a_version_says_what_was_new_in_it(stage: Stage) -> None:
    cue_id = stage.text(1, "en").id
    stage.desk.editing.set_text(cue_id, "")
    stage.desk.editing.set_text(cue_id, "Back.")
    stage.desk.editing.set_placement([cue_id], "8")
    cue = stage.text(1, "en")
    made = versions(cue, stage.desk.history.of_row(cue_id))
    assert [version.is_text for version in made] == [False, True, True, True]
    assert [version.words for version in made][:2] == ["usual place → 8", "(empty) → “Back.”"]
    assert made[2].words.endswith("→ (empty)")
    icons = [line_of(version, look_now(cue)).icon for version in made]
    assert icons == ["history", "undo", "undo", "undo"]


def test_any_state_comes_back_with_its_times_and_place_by_one_key(stage: Stage) -> None:
    before = stage.text(1, "en")
    stage.desk.editing.set_placement([before.id], "8")
    stage.desk.editing.set_times(before.id, before.start_ms + 100, before.end_ms - 100)
    stage.desk.editing.set_text(before.id, "Other.")
    stage.workspace.open_episode(stage.drama.episode_ids[0])
    stage.idle()
    panel = panel_of(stage)
    panel.view.setCurrentIndex(panel.view.lines.index(panel.view.lines.rowCount() - 1))
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    stage.idle()
    after = stage.text(1, "en")
    assert (after.text, after.start_ms, after.end_ms, after.placement) == (before.text, before.start_ms, before.end_ms, "")
    assert not after.pinned
    stage.workspace.do("history.undo")
    stage.idle()
    after = stage.text(1, "en")
    assert (after.text, after.start_ms, after.placement) == ("Other.", before.start_ms + 100, "8")


def test_a_wording_written_from_the_right_stands_as_itself_in_an_interface_written_from_the_left(stage: Stage) -> None:
    edit(stage, "لقد تأخرت.", "Late again.")
    panel = panel_of(stage)
    assert words(panel)[0] == "“\u2068لقد تأخرت.\u2069” → “Late again.”"
    assert sentence("editing.stale_text", {"plain": "لقد تأخرت."}).count("\u2068لقد تأخرت.\u2069") == 1
