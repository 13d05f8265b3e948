"""Undo and redo in the window: they show where they act, leave titles alone, and are never stuck."""

from dataclasses import replace

from crossreel.domain.cues.row_change import RowChange
from crossreel.domain.edits.actor import Actor
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.edits.folding import row_cues
from crossreel.ui.drawer.history.view import HistoryPanel
from tests.unit.storage.drama import over
from tests.unit.ui.stage import Stage


def undo(stage: Stage, action: str = "history.undo") -> str:
    """Press undo, wait until all is done, and return what the window says."""
    stage.window.toast.hide()
    stage.workspace.do(action)
    stage.idle()
    stage.bot.waitUntil(lambda: stage.window.toast.text() != "")
    return stage.window.toast.text()


def behind_the_back(stage: Stage, number: int, text: str) -> None:
    """Change an English text outside the history of the title."""
    database, row = stage.desk.database, stage.row(0, number)
    header = EditHeader(label="edit.replace", title_id=None, actor=Actor(name="Ben"), facts={"what": "a", "by": "b"})
    with database.edit(header) as edit, edit.part() as uow:
        over(uow, replace(row.followers["en"][0], text=text))


def work(stage: Stage) -> None:
    """Undo what the title already has, so that its history begins with what the test does."""
    stage.desk.history.undo_to(stage.drama.title_id, None)


def test_undo_in_the_editor_ends_at_the_work_and_leaves_the_title(stage: Stage) -> None:
    work(stage)
    stage.desk.editing.set_text(stage.row(0).followers["en"][0].id, "Now")
    assert undo(stage) == "Undone: Write English at 00:00.000, episode 1"
    for _ in range(3):
        assert "undone in the catalog" in undo(stage)
    assert stage.desk.cataloging.title(stage.drama.title_id)
    assert stage.workspace.place == "editor"


def test_an_undo_in_another_episode_goes_there_and_says_so(stage: Stage) -> None:
    cue = stage.row(3, 2).followers["ar"][0]
    stage.desk.editing.set_text(cue.id, "Elsewhere")
    assert undo(stage).endswith("Episode 2, Arabic is shown.")
    assert (stage.workspace.episode_id, stage.workspace.language) == (stage.drama.episode_ids[1], "ar")
    stage.bot.waitUntil(lambda: stage.workspace.cue_id in (cue.id, stage.row(3, 2).cue.id))
    stage.workspace.open_episode(stage.drama.episode_ids[0], "en")
    stage.idle()
    assert undo(stage, "history.redo").endswith("Episode 2, Arabic is shown.")
    assert stage.workspace.episode_id == stage.drama.episode_ids[1]


def test_an_undo_beside_the_current_cue_makes_it_the_current_one(stage: Stage) -> None:
    stage.desk.editing.set_text(stage.row(4).followers["en"][0].id, "Below")
    assert "is shown" not in undo(stage)
    shown = {stage.row(4).cue.id, stage.row(4).followers["en"][0].id}
    stage.bot.waitUntil(lambda: stage.workspace.cue_id in shown)
    assert stage.workspace.episode_id == stage.drama.episode_ids[0]


def test_an_undo_of_many_languages_stays_in_the_cue_and_the_language_of_the_hands(stage: Stage) -> None:
    stage.workspace.choose_languages(("ar", "en"), "en")
    stage.select(2)
    stage.idle()
    here = stage.workspace.cue_id
    stage.desk.editing.shift([stage.drama.episode_ids[0]], 100)
    undo(stage)
    assert (stage.workspace.language, stage.workspace.cue_id) == ("en", here)
    stage.desk.editing.change_rows([cue.id for at in (0, 1) for cue in row_cues(stage.row(at))], RowChange(by_ms=50))
    undo(stage)
    first = {cue.id for cue in row_cues(stage.row(0))}
    stage.bot.waitUntil(lambda: stage.workspace.cue_id in first)
    assert stage.workspace.language == "en"


def test_who_goes_on_before_an_undo_is_done_is_not_taken_back(stage: Stage) -> None:
    stage.desk.editing.set_text(stage.row(1).followers["en"][0].id, "Here")
    stage.idle()
    stage.workspace.do("history.undo")
    stage.workspace.do("edit.next_cue")
    here = stage.workspace.cue_id
    stage.idle()
    stage.bot.waitUntil(lambda: "Undone" in stage.window.toast.text())
    assert stage.text(1, "en").text != "Here"
    assert stage.workspace.cue_id == here
    assert stage.open_desk.place_of(stage.open_desk.current_row()) == 2


def test_a_step_that_cannot_be_undone_is_named_and_its_button_goes_past_it(stage: Stage) -> None:
    first, second = stage.row(0).followers["en"][0], stage.row(0, 2).followers["en"][0]
    stage.desk.editing.set_text(first.id, "One")
    stage.desk.editing.set_text(second.id, "Two")
    behind_the_back(stage, 2, "Behind")
    said = undo(stage)
    assert said.startswith("This cannot be undone or redone: Write English at 00:00.000, episode 2 (Ana, ") and "Ben" in said
    assert stage.window.toast._button.text() == "Pass over"
    stage.window.toast._button.click()
    stage.bot.waitUntil(lambda: stage.window.toast.text() == "Undone: Write English at 00:00.000, episode 1")
    assert stage.row(0).followers["en"][0].text == first.text
    assert stage.row(0, 2).followers["en"][0].text == "Behind"
    stage.workspace.show_panel("history")
    panel = stage.window.drawer.panel("history")
    assert isinstance(panel, HistoryPanel)
    stage.bot.waitUntil(lambda: panel.model.rowCount() > 1)
    assert [(line.done, line.passed) for line in panel.model.lines[:2]] == [(False, True), (False, False)]
    assert "passed over" in str(panel.model.index(0, 0).data(3))


def test_the_palette_goes_past_what_cannot_be_undone(stage: Stage) -> None:
    first = stage.row(0).followers["en"][0]
    stage.desk.editing.set_text(first.id, "One")
    stage.desk.editing.set_text(stage.row(0, 2).followers["en"][0].id, "Two")
    behind_the_back(stage, 2, "Behind")
    assert undo(stage, "history.undo_past") == "Undone: Write English at 00:00.000, episode 1"
    assert undo(stage, "history.redo_past") == "Done again: Write English at 00:00.000, episode 1"
    assert "Passed over" in undo(stage, "history.redo_past")
    assert stage.row(0, 2).followers["en"][0].text == "Behind"


def test_a_title_with_work_in_it_is_taken_back_from_the_catalog_only_by_a_second_press(stage: Stage) -> None:
    workspace, title_id = stage.workspace, stage.drama.title_id
    stage.desk.editing.set_text(stage.row(0).followers["en"][0].id, "Work")
    workspace.show_place("catalog")
    stage.idle()
    assert "has been worked on since" in undo(stage)
    assert stage.desk.cataloging.title(title_id)
    stage.window.toast._button.click()
    stage.bot.waitUntil(lambda: stage.window.toast.text().startswith("Undone: New title"))
    assert stage.desk.cataloging.titles() == () and workspace.title_id is None
    stage.desk.cataloging.create_title("OTHER", "Other", "zh-Hans")
    assert stage.window.toast._button.text() == "Bring it back"
    stage.window.toast._button.click()
    stage.bot.waitUntil(lambda: stage.window.toast.text().startswith("Done again: New title"))
    stage.idle()
    assert stage.row(0).followers["en"][0].text == "Work"


def test_the_catalog_has_its_history_where_titles_go_and_come_back_by_name(stage: Stage) -> None:
    workspace, title_id = stage.workspace, stage.drama.title_id
    stage.desk.cataloging.create_title("OTHER", "Other", "zh-Hans")
    workspace.show_place("catalog")
    workspace.do("window.history")
    panel = stage.window.drawer.panel("history")
    assert isinstance(panel, HistoryPanel)
    stage.bot.waitUntil(lambda: panel.model.rowCount() == 2)
    words = [str(panel.model.index(row, 0).data()) for row in range(2)]
    assert words[0] == "New title “Other”"
    panel.go_to(panel.model.index(1, 0))
    stage.bot.waitUntil(lambda: stage.window.toast._button.text() == "Take it away with its work")
    stage.window.toast._button.click()
    stage.bot.waitUntil(lambda: [line.done for line in panel.model.lines] == [False, True])
    assert [row.title.code for row in stage.desk.cataloging.titles()] == ["OTHER"]
    panel.go_to(panel.model.index(0, 0))
    stage.bot.waitUntil(lambda: [line.done for line in panel.model.lines] == [True, True])
    assert stage.desk.cataloging.title(title_id)
    stage.idle()
