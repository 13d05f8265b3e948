"""The kept QC runs of a title in the window: listed, compared, named."""

from pytestqt.qtbot import QtBot

from crossreel.services.desk import Desk
from crossreel.ui.places.title.runs_dialog import RunsDialog
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.ui.driving import add_title, idle, open_title


def test_two_runs_are_compared_and_one_is_named(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title = add_title(desk)
    desk.checking.run(title.id)
    episode_id = desk.cataloging.matrix(title.id).rows[0].episode.id
    cue = next(iter(desk.translating.sheet(episode_id).rows)).followers["en"][0]
    desk.editing.set_text(cue.id, "Wait...")
    desk.checking.run(title.id)
    open_title(qtbot, window, title)
    window.workspace.do("title.qc_runs")
    dialog = window.current_dialog()
    assert isinstance(dialog, RunsDialog)
    qtbot.waitUntil(lambda: dialog.runs.rowCount() == 2 and dialog.view.lines.rowCount() > 0)
    assert dialog.runs.value(dialog.table.currentIndex().row()).number == 2, "the last run, beside the one before it"
    assert dialog._read_last.compared is not None
    assert (dialog._read_last.compared.before.number, dialog._read_last.compared.after.number) == (1, 2)
    assert dialog.table.hasFocus()
    lines = [dialog.view.lines.line(at) for at in range(dialog.view.lines.rowCount())]
    assert any("…" in line.words for line in lines if line is not None)
    dialog.table.selectRow(1)
    qtbot.waitUntil(lambda: "No run before it" in dialog.counts.text())
    assert dialog.nothing.text() == "Nothing is new." and dialog.nothing.isVisible()
    dialog.name.setText("Sent to the buyer")
    dialog.name_button.click()
    qtbot.waitUntil(lambda: [run.name for run in desk.runs.runs(title.id)] == ["", "Sent to the buyer"])
    qtbot.waitUntil(lambda: dialog.runs.value(1).name == "Sent to the buyer")
    dialog.shown.setCurrentIndex(dialog.shown.findData("gone"))
    dialog.other.setCurrentIndex(dialog.other.findData("2"))
    dialog.table.selectRow(0)
    qtbot.waitUntil(lambda: dialog._read_last.compared is not None and dialog._read_last.compared.before.number == 2)
    idle(qtbot, window)
    dialog.other.setCurrentIndex(0)
    dialog.shown.setCurrentIndex(dialog.shown.findData("new"))
    qtbot.waitUntil(lambda: dialog.view.lines.rowCount() > 0)
    key = next(line.key for line in map(dialog.view.lines.line, range(dialog.view.lines.rowCount())) if line and "…" in line.words)
    dialog.view.chosen.emit(key)
    qtbot.waitUntil(lambda: window.workspace.place == "editor" and window.workspace.cue_id == cue.id)
    idle(qtbot, window)


def test_runs_of_pictures_are_compared_with_such_runs(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title = add_title(desk)
    desk.checking.run(title.id)
    desk.media_checking.run(title.id)
    desk.checking.run(title.id)
    open_title(qtbot, window, title)
    window.workspace.do("title.qc_runs")
    dialog = window.current_dialog()
    assert isinstance(dialog, RunsDialog)
    qtbot.waitUntil(lambda: dialog._read_last.compared is not None and dialog.runs.rowCount() == 3)
    assert dialog._read_last.compared is not None
    assert dialog._read_last.compared.before.number == 1, "not the run over pictures between them"
    assert [dialog.runs.index(row, 3).data() for row in range(3)] == ["All subtitles", "Picture and sound", "All subtitles"]
    idle(qtbot, window)
    dialog.leave()
