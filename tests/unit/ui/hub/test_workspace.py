"""The hub's doors: what they are called with is checked before anything runs, and a job that failed is taken again."""

from collections.abc import Callable
from pathlib import Path

import mypy.api
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crossreel.app.bootstrap import build_desk
from crossreel.domain.errors import NotFound
from crossreel.domain.preferences import Preferences
from crossreel.domain.report import Report
from crossreel.services.desk import Desk
from crossreel.services.job_kinds import check_title, relink_title
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.ui.driving import add_title, idle

SETTINGS = """[mypy]
strict = True
python_version = 3.11
follow_imports = silent
[mypy-PySide6.*,shiboken6.*,sqlalchemy.*,numpy.*,lxml.*,openpyxl.*,babel.*,alembic.*,rich.*]
follow_imports = skip
follow_imports_for_stubs = True
[mypy-av.*,vlc,srt,regex,icu4py.*,langcodes.*,xxhash.*]
ignore_missing_imports = True
"""
CALLS = """
from crossreel.domain.edits.edit import Edit
from crossreel.domain.quality.check import CheckSummary
from crossreel.services.desk import Desk
from crossreel.services.job_kinds import check_title
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace

def edited(edit: Edit) -> None: ...
def counted(count: int) -> None: ...
def checked(summary: CheckSummary) -> None: ...

def right(workspace: Workspace, desk: Desk) -> None:
    workspace.perform(call(desk.editing.set_text, 7, "words", expected="before"), then=edited)
    workspace.compute(call(desk.cataloging.title, 7), then=print)
    workspace.carry_out(check_title.JOB(7, languages=("en",)), "Checking", then=checked)

def wrong(workspace: Workspace, desk: Desk) -> None:
    workspace.perform(call(desk.editing.set_text, "7", "words"))
    workspace.perform(call(desk.editing.set_text, 7, "words", instead="before"))
    workspace.perform(call(desk.editing.set_text, 7))
    workspace.perform(call(desk.editing.set_text, 7, "words"), then=counted)
    workspace.perform(call(desk.cataloging.title, 7))
    workspace.step_back(call(desk.history.undo, "7"))
    workspace.compute(call(desk.cataloging.title, 7), then=counted)
    workspace.carry_out(check_title.JOB("7"), "Checking")
    workspace.carry_out(check_title.JOB(7), "Checking", then=counted)
"""


def test_a_wrong_call_is_found_before_it_runs(tmp_path: Path) -> None:
    snippet, settings = tmp_path / "calls.py", tmp_path / "mypy.ini"
    snippet.write_text(CALLS, "utf-8")
    settings.write_text(SETTINGS, "utf-8")
    said, trouble, _code = mypy.api.run(["--config-file", str(settings), "--cache-dir", str(tmp_path / "kept"), str(snippet)])
    lines = CALLS.splitlines()
    first = lines.index("def wrong(workspace: Workspace, desk: Desk) -> None:") + 2
    found = {int(line.split(":")[1]) for line in said.splitlines() if ": error:" in line}
    assert (trouble, found) == ("", set(range(first, len(lines) + 1))), said


def try_again(window: MainWindow) -> QPushButton | None:
    """The button of the line at the foot of the window, None where it has none."""
    shown = [each for each in window.toast.findChildren(QPushButton) if each.isVisible()]
    return next((each for each in shown if each.text() == "Try again"), None)


def test_a_job_that_failed_is_taken_again_by_the_button_as_the_same_value(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    title, folder = add_title(desk, episodes=1), tmp_path / "a drive that is not plugged in"
    reports: list[Report] = []
    failures: list[BaseException] = []
    job = relink_title.JOB(title.id, folder)
    window.workspace.carry_out(job, "Finding videos", then=reports.append, failed=failures.append)
    idle(qtbot, window)
    assert [type(each) for each in failures] == [NotFound]
    assert str(folder) in window.toast.text()
    for _time in range(2):
        again = try_again(window)
        assert again is not None
        qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
        idle(qtbot, window)
    assert len(failures) == 3
    folder.mkdir()
    again = try_again(window)
    assert again is not None
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    idle(qtbot, window)
    assert len(failures) == 3
    assert [report.failed for report in reports] == [()]
    assert try_again(window) is None


def test_what_is_cancelled_or_cannot_be_written_offers_no_second_time(
    qtbot: QtBot, window: MainWindow, make_window: Callable[..., MainWindow], desk: Desk
) -> None:
    title = add_title(desk, episodes=1)
    task = window.workspace.carry_out(check_title.JOB(title.id), "Checking")
    assert task is not None
    task.cancel()
    idle(qtbot, window)
    assert window.toast.text() == ""
    second = build_desk(desk.database.path, "window", Preferences())
    reader = make_window(on=second)
    assert reader.workspace.carry_out(check_title.JOB(title.id), "Checking") is None
    assert reader.toast.text()
    assert try_again(reader) is None
    reader.workspace.close()
    second.close()


def test_a_quiet_job_says_nothing_when_it_fails(qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path) -> None:
    title = add_title(desk, episodes=1)
    window.workspace.carry_out(relink_title.JOB(title.id, tmp_path / "nowhere"), "Finding videos", quiet=True)
    idle(qtbot, window)
    assert window.toast.text() == ""
