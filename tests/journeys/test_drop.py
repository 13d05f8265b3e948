"""Files dropped on the window: the plan of an import into the open title, and the file it adds."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QTableView

from tests.journeys.conftest import Sample
from tests.tour.hand import Hand
from tests.tour.tour import Tour

pytestmark = pytest.mark.journey

NEW = "1\n00:00:00,900 --> 00:00:03,100\nใครมา\n"


def drop(hand: Hand, *paths: Path) -> None:
    """Drop files on the middle of the window, as a file manager does."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at = hand.window.rect().center()
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(at, copy, carried, left, none)
    QApplication.sendEvent(hand.window, entered)
    assert entered.isAccepted(), "the window takes no files"
    QApplication.sendEvent(hand.window, QDropEvent(QPointF(at), copy, carried, left, none))
    hand.rest()


def test_a_folder_dropped_again_adds_only_what_is_new(sample: Sample, open_tour: Callable[[Path], Tour]) -> None:
    folder = next(each for each in sample.folder.iterdir() if (each / "EP01.mp4").exists())
    (folder / "EP04.th.srt").write_text(NEW, "utf-8")
    tour = open_tour(sample.catalog)
    hand = tour.hand
    hand.press("Return")
    hand.find(QTableView, "Title matrix")
    before = tour.reader.digest()
    drop(hand, folder)
    hand.find(QTableView, "Import plan")
    hand.rest()
    hand.press("V")
    plan = hand.find(QTableView, "Files of this import").model()
    rows = [[str(plan.index(row, column).data()) for column in range(plan.columnCount())] for row in range(plan.rowCount())]
    new = [cells[0] for cells in rows if "Will be imported" in cells[-1]]
    assert new == ["EP04.th.srt"], rows
    assert tour.reader.digest() == before, "the plan alone wrote something"
    hand.click(hand.button("Import 1 file"))
    hand.until(lambda: tour.reader.text(tour.code, 4, 1, "th") == "ใครมา", "the new Thai cue in the catalog")
    hand.rest()
    hand.press("Ctrl+2")
    hand.press("Ctrl+Z")
    hand.until(lambda: tour.reader.digest() == before, "everything as it was, by one undo")
