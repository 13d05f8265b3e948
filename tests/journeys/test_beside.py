"""More than one process on a catalog: a second window only reads, a command writes and the window notices."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTableView

from crossreel.domain.catalog.workflow import State
from crossreel.ui.kit.edit_box import EditBox
from tests.journeys.conftest import Sample
from tests.tour.cells import go_to_cue, open_cell
from tests.tour.hand import Hand
from tests.tour.processes import NO_LIBRARY, run_process
from tests.tour.tour import Tour

pytestmark = pytest.mark.journey


def crossreel(catalog: Path, *arguments: str) -> str:
    """Run a command on a catalog in a process of its own."""
    command = [sys.executable, "-m", "crossreel", "--catalog", str(catalog), *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def open_title(hand: Hand) -> QTableView:
    """Open the one title of the catalog by Enter."""
    hand.press("Return")
    table = hand.find(QTableView, "Title matrix")
    hand.rest()
    return table


def test_a_second_window_says_so_and_only_reads(sample: Sample, open_tour: Callable[[Path], Tour]) -> None:
    tour = open_tour(sample.catalog)
    run_process(sample.folder, "beside")
    open_title(tour.hand)
    assert not tour.hand.window.workspace.read_only


def test_without_libvlc_the_window_opens_says_so_and_edits(sample: Sample) -> None:
    run_process(sample.folder, "bare", **NO_LIBRARY)


def test_a_command_beside_the_window_is_noticed(sample: Sample, open_tour: Callable[[Path], Tour]) -> None:
    tour = open_tour(sample.catalog)
    hand = tour.hand
    table = open_title(hand)
    column = tour.reader.matrix(tour.code).languages.index("ar")
    crossreel(sample.catalog, "state", tour.code, "ar", "1", "approved")
    assert tour.reader.matrix(tour.code).rows[0].cells["ar"].state is State.APPROVED
    index = table.model().index(0, column)
    hand.until(lambda: "Approved" in str(index.data(3)) + str(index.data(11)), "the approved cell, without a key pressed")


def test_a_text_changed_beside_the_open_editor_is_shown(sample: Sample, open_tour: Callable[[Path], Tour]) -> None:
    tour = open_tour(sample.catalog)
    hand = tour.hand
    open_title(hand)
    open_cell(tour, 1, "en")
    go_to_cue(hand, 1)
    hand.press("Return")
    box = hand.find(EditBox, "Text in English")
    hand.press("Ctrl+A")
    hand.write("Late.")
    hand.until(lambda: tour.reader.text(tour.code, 1, 1, "en") == "Late.", "the typed text in the catalog")
    hand.rest()
    crossreel(sample.catalog, "--author", "Ana", "undo", tour.code)
    hand.until(lambda: box.toPlainText() == "You're late again.", "the text that the command brought back")


def test_videos_that_moved_are_found_again(sample: Sample, open_tour: Callable[[Path], Tour]) -> None:
    episodes = next(each for each in sample.folder.iterdir() if each.is_dir() and (each / "EP01.mp4").exists())
    moved = sample.folder / "moved 移动 🎬"
    moved.mkdir()
    for video in episodes.glob("*.mp4"):
        video.rename(moved / f"renamed {video.name}")
    tour = open_tour(sample.catalog)
    hand = tour.hand
    open_title(hand)
    open_cell(tour, 1, "en")
    relink = hand.button("Relink")
    hand.answer_dialog(moved, lambda: hand.click(relink))
    hand.until(
        lambda: all("renamed" in Path(row.media.path).name for row in tour.reader.matrix(tour.code).rows if row.media), "links"
    )
    hand.until(lambda: not hand.seen(type(relink), "Relink"), "no more to relink")
    go_to_cue(hand, 2)
    hand.until_frame(108, "the first frame of cue 2 in the moved video")
