"""The report of an import says what was cancelled, counts doubts, and tells what is undecided from what is refused."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crossreel.domain.item import Item
from crossreel.domain.report import Report
from crossreel.ui.places.importing.report import Imported, ImportReport
from crossreel.ui.shell.main_window import MainWindow


def test_every_file_stands_under_what_became_of_it(qtbot: QtBot, window: MainWindow) -> None:
    report = ImportReport(window.workspace)
    qtbot.addWidget(report)
    came_of_it = Report(
        done=(Item(name="EP01.en.srt"),),
        skipped=(Item(name="EP03.en.srt", code="import.cancelled"), Item(name="cover.jpg", code="import.cover_file")),
        failed=(
            Item(name="EP04.en.srt", code="import.late", facts={"by_ms": 2000, "agree": 12, "total": 12}),
            Item(name="EP05.en.srt", code="import.no_cues", facts={"path": "EP05.en.srt"}),
        ),
        doubts=(Item(name="EP01.en.srt", code="import.fits_poorly", facts={"agree": 3, "total": 12}),),
        cancelled=True,
    )
    report.show_reports([Imported(came_of_it, None, "Heir")])
    groups = [report.list.topLevelItem(at) for at in range(report.list.topLevelItemCount())]
    said = {
        group.text(0): [(group.child(at).text(0), group.child(at).text(1)) for at in range(group.childCount())] for group in groups
    }
    assert list(said) == ["1 refused", "1 not decided", "1 cancelled", "1 doubt", "1 left out", "1 imported"]
    assert said["1 cancelled"] == [("EP03.en.srt", "Not imported: the import was cancelled before its turn.")]
    assert "12 of 12 cues agree" in said["1 not decided"][0][1]
    assert "cancelled" in report._below.text() and "1 doubt to look at" in report._below.text()
    assert not report.open.isEnabled() and not report.take_back()


def test_enter_opens_the_title_once_there_is_one(qtbot: QtBot, window: MainWindow) -> None:
    report = ImportReport(window.workspace)
    qtbot.addWidget(report)
    report.show_reports([Imported(Report(done=(Item(name="EP01.en.srt"),)), None, "Heir")])
    asked: list[object] = []
    report.title_asked.connect(asked.append)
    QTest.keyClick(report.list, Qt.Key.Key_Return)
    assert asked == []
    report.open.setEnabled(True)
    QTest.keyClick(report.list, Qt.Key.Key_Return)
    QTest.keyClick(report.list, Qt.Key.Key_Enter)
    assert len(asked) == 2
