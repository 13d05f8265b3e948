"""The QC report is saved from the window as commands write it; what could not be checked is said."""

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crossreel.domain.quality.report import QcReport
from crossreel.i18n.words import Words
from crossreel.qc.guides import StyleGuides, bad_guide
from crossreel.services.desk import Desk
from crossreel.services.files.qc_report import report_bytes
from crossreel.ui.hub.notify import Message
from crossreel.ui.hub.report_choice import ReportChoice
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.places.title.report_dialog import ReportDialog
from crossreel.ui.shell.main_window import MainWindow
from tests.unit.ui.driving import add_title, idle, open_title


def said(window: MainWindow) -> list[Message]:
    """Collect what the window says."""
    messages: list[Message] = []
    window.workspace.notify.said.connect(messages.append)
    return messages


@pytest.mark.parametrize("kind", ["html", "json", "xlsx", "pdf"])
def test_the_report_is_the_one_of_commands(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    title = add_title(desk)
    desk.checking.run(title.id)
    open_title(qtbot, window, title)
    asked: list[str] = []

    def choose(_parent: object, _title: str, proposed: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(proposed).name)
        return str(tmp_path / f"qc.{kind}"), ""

    monkeypatch.setattr(FileDialog, "choose_new_file", choose)
    messages = said(window)
    window.workspace.do("title.qc_report")
    dialog = window.current_dialog()
    assert isinstance(dialog, ReportDialog)
    qtbot.waitUntil(lambda: dialog.baseline.count() == 2)
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
    dialog.save.click()
    qtbot.waitUntil(lambda: any("qc." in each.text for each in messages))
    assert asked == [f"HEIR_QC.{kind}"]
    written = (tmp_path / f"qc.{kind}").read_bytes()
    if kind == "json":
        told, expected = (json.loads(each) for each in (written, report_bytes(desk.checking.report(title.id), Words(), "json")))
        assert {**told, "made_ms": 0} == {**expected, "made_ms": 0}
        assert told["languages"] == ["zh-Hans", "en"]
    else:
        assert written.startswith({"html": b"<!doctype html>", "xlsx": b"PK", "pdf": b"%PDF-"}[kind])
    idle(qtbot, window)


def test_a_report_of_the_screening_is_asked_for_in_the_language_of_its_reader(
    qtbot: QtBot, window: MainWindow, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_title(qtbot, window, add_title(desk))
    asked: list[str] = []

    def choose(_parent: object, _title: str, proposed: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(proposed).name)
        return str(tmp_path / "seen.pdf"), ""  # somebody typed another ending than the format's

    monkeypatch.setattr(FileDialog, "choose_new_file", choose)
    messages = said(window)
    window.workspace.do("screen.report")
    dialog = window.current_dialog()
    assert isinstance(dialog, ReportChoice)
    assert dialog.kind.currentData() == "pdf"
    dialog.kind.setCurrentIndex(dialog.kind.findData("html"))
    dialog.language.setCurrentIndex(dialog.language.findData("zh-Hans"))
    dialog.save.click()
    qtbot.waitUntil(lambda: any("seen.pdf.html" in each.text for each in messages))
    assert asked == ["HEIR_screening.html"]
    assert 'lang="zh-Hans"' in (tmp_path / "seen.pdf.html").read_text("utf-8")
    idle(qtbot, window)


def test_a_report_is_compared_with_the_last_run_of_its_kind(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    title = add_title(desk)
    desk.checking.run(title.id)
    desk.checking.run(title.id)
    desk.media_checking.run(title.id)
    open_title(qtbot, window, title)
    told: list[tuple[int, int]] = []

    def take(report: QcReport, _kind: str, _language: str) -> None:
        assert report.comparison is not None
        told.append((report.comparison.before.number, report.comparison.after.number))

    window.workspace.ask(lambda over: ReportDialog(window.workspace, over, take))
    dialog = window.current_dialog()
    assert isinstance(dialog, ReportDialog)
    qtbot.waitUntil(lambda: dialog.baseline.count() == 4)
    dialog.baseline.setCurrentIndex(dialog.baseline.findData("1"))
    dialog.save.click()
    qtbot.waitUntil(lambda: told == [(1, 2)])
    idle(qtbot, window)


def test_nothing_is_written_where_nobody_chose_a_file(
    qtbot: QtBot, window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_title(qtbot, window, add_title(desk))
    asked: list[object] = []
    monkeypatch.setattr(FileDialog, "choose_new_file", lambda *given: (asked.append(given), ("", ""))[1])
    messages = said(window)
    window.workspace.do("title.qc_report")
    dialog = window.current_dialog()
    assert isinstance(dialog, ReportDialog)
    dialog.save.click()
    qtbot.waitUntil(lambda: bool(asked))
    idle(qtbot, window)
    assert messages == []


def test_what_could_not_be_checked_is_said_instead_of_nothing_to_mend(
    qtbot: QtBot, window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = add_title(desk)
    broken = StyleGuides({}, {"vertical": bad_guide("vertical.toml", "line_hard")})
    monkeypatch.setattr(desk.checking._inspector, "_guides", broken)
    open_title(qtbot, window, title)
    messages = said(window)
    window.workspace.do("title.check")
    qtbot.waitUntil(lambda: bool(messages))
    assert [each.kind for each in messages] == ["error"]
    assert "could not be checked" in messages[0].text and "vertical.toml" in messages[0].text
    idle(qtbot, window)
