"""Findings and notes in the drawer of the editor."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QScrollArea, QWidget

from crossreel.domain.catalog.note_kind import NoteKind, NoteWeight
from crossreel.domain.picture.caption import Picture
from crossreel.rendering.picture_file import as_jpeg
from crossreel.ui.drawer.findings.view import FindingsPanel
from crossreel.ui.drawer.notes.view import NotesPanel
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.rules_dialog import RulesDialog
from tests.unit.ui.stage import Stage

LONG = "This line is a good deal longer than anybody could read in one second of time"


def open_panel(stage: Stage, name: str, kind: type[QWidget]) -> QWidget:
    """Open a panel of the drawer."""
    stage.workspace.show_panel(name)
    stage.idle()
    panel = stage.window.findChild(kind)
    assert panel is not None
    return panel


def write(stage: Stage, at: int, language: str, text: str) -> None:
    """Write a text as somebody else would, and check it."""
    edit = stage.desk.editing.set_text(stage.row(at).followers[language][0].id, text)
    stage.desk.checking.check_edit(edit)
    stage.open_desk.reread()
    stage.workspace.findings_changed.emit(stage.drama.title_id)
    stage.idle()


def words(panel: FindingsPanel | NotesPanel) -> list[str]:
    """What the list of a panel says."""
    lines = panel.view.lines
    return [line.words for row in range(lines.rowCount()) if (line := lines.line(row)) is not None]


def test_a_finding_jumps_to_its_cue_and_is_accepted_with_a_reason(stage: Stage) -> None:
    write(stage, 3, "en", LONG)
    panel = open_panel(stage, "findings", FindingsPanel)
    assert isinstance(panel, FindingsPanel)
    before = len(words(panel))
    assert before >= 1
    cue_id = stage.text(3, "en").id
    mine = [at for at in range(before) if panel._findings[panel.view.lines.line(at).key].cue_id == cue_id]
    panel.view.setCurrentIndex(panel.view.lines.index(mine[0]))
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    stage.idle()
    assert stage.open_desk.current_row() is not None
    assert stage.open_desk.current_row().cue.id == stage.row(3).cue.id
    QTest.keyClick(panel.view, Qt.Key.Key_W)
    QTest.keyClicks(panel.reason.line, "It is a song")
    QTest.keyClick(panel.reason.line, Qt.Key.Key_Return)
    stage.idle()
    assert [waiver.reason for waiver in stage.desk.checking.waivers(stage.drama.title_id)] == ["It is a song"]
    stage.bot.waitUntil(lambda: len(words(panel)) == before - 1)
    panel.severity.setCurrentIndex(panel.severity.findData("accepted"))
    assert len(words(panel)) == 1


def test_findings_follow_the_typing(stage: Stage) -> None:
    panel = open_panel(stage, "findings", FindingsPanel)
    assert isinstance(panel, FindingsPanel)
    before = len(words(panel))
    stage.view.focus_text()
    QTest.keyClicks(stage.view.text.target, " " + LONG)
    stage.bot.waitUntil(lambda: len(words(panel)) > before)
    meters = stage.view.text.meters
    stage.bot.waitUntil(lambda: any(meter.level == "finding" for meter in meters.meters()))
    said = stage.view.text._right._said
    assert said.text() != "" and said.heightForWidth(said.width()) <= said.height()  # no line of it is cut
    assert len(said.toolTip().splitlines()) >= len(said.text().splitlines())


def test_a_finding_is_repaired_and_undone_as_one_edit(stage: Stage) -> None:
    write(stage, 1, "en", "Wait...")
    panel = open_panel(stage, "findings", FindingsPanel)
    assert isinstance(panel, FindingsPanel)
    repairable = [at for at in range(len(words(panel))) if panel._findings[panel.view.lines.line(at).key].repairable]
    assert repairable
    panel.view.setCurrentIndex(panel.view.lines.index(repairable[0]))
    QTest.keyClick(panel.view, Qt.Key.Key_R)
    stage.idle()
    assert stage.text(1, "en").text == "Wait…"
    stage.workspace.do("history.undo")
    stage.idle()
    assert stage.text(1, "en").text == "Wait..."


def test_notes_are_taken_answered_and_resolved(stage: Stage) -> None:
    stage.open_desk.player.seek(1700)
    panel = open_panel(stage, "notes", NotesPanel)
    assert isinstance(panel, NotesPanel)
    stage.workspace.do("edit.note")
    QTest.keyClicks(panel.writing.line, "Too literal")
    QTest.keyClick(panel.writing.line, Qt.Key.Key_Return)
    stage.bot.waitUntil(lambda: words(panel) == ["Too literal"])
    note = stage.desk.screening.notes(stage.drama.title_id)[0]
    assert (note.at_ms, note.language, note.cue_id) == (1700, "en", stage.text(1, "en").id)
    QTest.keyClick(panel.view, Qt.Key.Key_A)
    QTest.keyClicks(panel.writing.line, "Changed")
    QTest.keyClick(panel.writing.line, Qt.Key.Key_Return)
    stage.bot.waitUntil(lambda: words(panel) == ["Too literal", "Changed"])
    panel.view.setCurrentIndex(panel.view.lines.index(0))
    QTest.keyClick(panel.view, Qt.Key.Key_R)
    stage.idle()
    assert stage.desk.screening.notes(stage.drama.title_id)[0].resolved_by == "Ana"
    stage.select(3)
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    stage.idle()
    assert stage.open_desk.player.position_ms() == 1700


def test_a_note_from_the_screening_shows_what_it_is_about_and_what_was_seen(stage: Stage) -> None:
    still = as_jpeg(Picture(width=90, height=160, data=bytes((200, 30, 30, 255)) * 90 * 160))
    given = {"kind": NoteKind.PICTURE, "weight": NoteWeight.CRITICAL, "still": still}
    stage.desk.screening.add_note(stage.drama.episode_ids[0], "en", 1700, "Cut off", **given)
    panel = open_panel(stage, "notes", NotesPanel)
    assert isinstance(panel, NotesPanel)
    stage.bot.waitUntil(lambda: words(panel) == ["Cut off"])
    line = panel.view.lines.line(0)
    assert line is not None and "Picture, critical" in line.second and line.token == "finding"
    stage.bot.waitUntil(lambda: panel.still.isVisible() and not panel.still.pixmap().isNull())
    stage.workspace.perform(lambda: stage.desk.screening.answer(int(line.key), "Zoomed out"))
    stage.bot.waitUntil(lambda: words(panel) == ["Cut off", "Zoomed out"])
    panel.view.setCurrentIndex(panel.view.lines.index(1))
    stage.bot.waitUntil(panel.still.isVisible)


def test_a_note_is_in_the_catalog_while_it_is_written_and_is_one_step(stage: Stage) -> None:
    panel = open_panel(stage, "notes", NotesPanel)
    assert isinstance(panel, NotesPanel)
    notes = lambda: [note.text for note in stage.desk.screening.notes(stage.drama.title_id)]  # noqa: E731
    stage.workspace.do("edit.note")
    for written in ("Too", "Too literal"):
        QTest.keyClicks(panel.writing.line, written[len(panel.writing.line.text()) :])
        stage.bot.waitUntil(lambda: notes() == [written])  # noqa: B023
    QTest.keyClick(panel.writing.line, Qt.Key.Key_Return)
    stage.idle()
    assert notes() == ["Too literal"]
    stage.workspace.do("history.undo")
    stage.bot.waitUntil(lambda: notes() == [])


def test_a_note_that_is_dropped_while_it_is_written_leaves_nothing(stage: Stage) -> None:
    panel = open_panel(stage, "notes", NotesPanel)
    assert isinstance(panel, NotesPanel)
    notes = lambda: [note.text for note in stage.desk.screening.notes(stage.drama.title_id)]  # noqa: E731
    stage.workspace.do("edit.note")
    QTest.keyClicks(panel.writing.line, "Never mind")
    stage.bot.waitUntil(lambda: notes() == ["Never mind"])
    QTest.keyClick(panel.writing.line, Qt.Key.Key_Escape)
    stage.bot.waitUntil(lambda: notes() == [])


def test_what_only_a_whole_track_tells_follows_the_edit(stage: Stage) -> None:
    """A character that no face has is said of the track, not of a cue: it comes after the text, and goes after it too."""

    def missing() -> list[object]:
        return [found.facts["characters"] for found in stage.open_desk.loaded.findings if found.cue_id is None]  # type: ignore[union-attr]

    cue = stage.row(2).followers["en"][0]
    stage.workspace.perform(call(stage.desk.editing.set_text, cue.id, "\U0001f984 again"))
    stage.bot.waitUntil(lambda: missing() == ["\U0001f984"])
    stage.workspace.perform(call(stage.desk.editing.set_text, cue.id, "again"))
    stage.bot.waitUntil(lambda: missing() == [])


def test_a_note_is_offered_only_where_an_episode_is_open(stage: Stage) -> None:
    panel = open_panel(stage, "notes", NotesPanel)
    assert isinstance(panel, NotesPanel)
    offered = lambda: (panel.add.isEnabled(), panel._empty.button.isEnabled())  # noqa: E731
    assert offered() == (True, True)
    stage.workspace.close_episode()
    stage.workspace.show_place("title")
    stage.bot.waitUntil(lambda: offered() == (False, False))
    stage.workspace.open_episode(stage.drama.episode_ids[0])
    stage.bot.waitUntil(lambda: offered() == (True, True))
    stage.idle()


def test_languages_that_nobody_checked_are_not_told_to_be_without_findings(stage: Stage) -> None:
    panel = open_panel(stage, "findings", FindingsPanel)
    assert isinstance(panel, FindingsPanel)
    shown = panel._unlooked if panel._unlooked.isVisible() else panel._empty._sentence
    assert shown.text().startswith("Not checked yet: ")
    panel.run()
    stage.idle()
    stage.bot.waitUntil(lambda: panel._unchecked == ())
    assert not panel._unlooked.isVisible()
    assert panel._empty._sentence.text() == "Nothing found here."
    assert stage.open_desk.loaded is not None and stage.open_desk.loaded.unchecked == frozenset()


def test_a_rule_is_put_off_from_a_finding_and_taken_back_in_its_list(stage: Stage) -> None:
    write(stage, 3, "en", LONG)
    panel = open_panel(stage, "findings", FindingsPanel)
    at = next(n for n in range(len(words(panel))) if panel._findings[panel.view.lines.line(n).key].rule == "rendered_width")
    panel.view.setCurrentIndex(panel.view.lines.index(at))
    before = len(words(panel))
    panel._offer_settings(panel.mapToGlobal(panel.rect().center()))
    menu = panel.findChild(QMenu)
    off = next(each for each in menu.actions() if each.text() == "Off for this title…")
    menu.close()
    off.trigger()
    stage.idle()
    dialog = stage.window.findChild(RulesDialog)
    stage.bot.waitUntil(lambda: dialog.rule.count() > 20)
    assert (dialog.rule.currentData(), dialog.weight.currentData()) == ("rendered_width", "off")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert stage.desk.ruling.settings(stage.drama.title_id) == (), "a reason is wanted"
    QTest.keyClicks(dialog.reason, "The buyer breaks lines")
    dialog.rule.setEditText("width")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert stage.desk.ruling.settings(stage.drama.title_id) == (), "no rule is called so"
    assert any(each.text() == "Choose a rule of the list." for each in dialog.findChildren(QLabel))
    dialog.rule.completer().setCompletionPrefix("width")
    found = dialog.rule.completer().completionModel()
    assert "Width in the picture" in [found.index(row, 0).data() for row in range(found.rowCount())]
    dialog.rule.setCurrentIndex(dialog.rule.findData("rendered_width"))
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    stage.bot.waitUntil(lambda: len(words(panel)) < before)
    stage.bot.waitUntil(lambda: any("Take back" in each.text() for each in dialog.findChildren(QPushButton)))
    stage.bot.waitUntil(lambda: all(each.rule != "rendered_width" for each in stage.open_desk.loaded.findings))
    back = next(each for each in dialog.findChildren(QPushButton) if each.text() == "Take back")
    back.click()
    stage.bot.waitUntil(lambda: len(words(panel)) == before)
    dialog.leave()
    stage.workspace.do("history.undo")
    stage.bot.waitUntil(lambda: len(words(panel)) < before)


def test_every_button_of_every_panel_says_all_its_words_where_the_drawer_is_narrowest(stage: Stage) -> None:
    drawer = stage.window.drawer
    for name in drawer.offered():
        drawer.show_panel(name)
        drawer.setFixedWidth(drawer.minimumWidth())
        stage.idle()
        panel = drawer.panel(name)
        assert panel is not None
        for button in panel.findChildren(QPushButton):
            if button.isVisible():
                assert button.width() >= button.sizeHint().width(), (name, button.text())
        for area in panel.findChildren(QScrollArea):
            inside = area.widget()
            assert inside is None or inside.width() <= area.viewport().width(), name


def test_nothing_is_said_of_findings_before_they_are_read(stage: Stage) -> None:
    stage.workspace.show_panel("findings")
    panel = stage.window.findChild(FindingsPanel)
    assert panel is not None
    said = [each.text() for each in panel._empty.findChildren(QLabel) if each.text()]
    assert said == ["Reading the findings…"] and panel._empty.button.isHidden()
    stage.idle()
    assert panel._empty.button.text() == "Check the title"


def test_remarks_are_chosen_apart(stage: Stage) -> None:
    panel = open_panel(stage, "findings", FindingsPanel)
    assert isinstance(panel, FindingsPanel)
    offered = [panel.severity.itemText(at) for at in range(panel.severity.count())]
    assert offered == ["All", "Errors", "Warnings", "Remarks", "Accepted"]
