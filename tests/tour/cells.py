"""Ways that several places need: to a cell of the matrix, to a cue, into its text."""

from PySide6.QtWidgets import QTableView

from crossreel.domain.catalog.workflow import State
from crossreel.ui.kit.edit_box import EditBox
from tests.tour.hand import Hand
from tests.tour.tour import TARGETS, Tour


def open_cell(tour: Tour, episode: int, language: str) -> None:
    """Open a cell of the title matrix by a double click, and wait for its cues."""
    hand = tour.hand
    hand.window.workspace.open_title(tour.reader.title(tour.code).id)  # the part before may have left another one open
    hand.rest()
    table = hand.find(QTableView, "Title matrix")
    languages = tour.reader.matrix(tour.code).languages
    hand.until(lambda: table.model().rowCount() >= episode, "the rows of the matrix")
    hand.click_cell(table, table.model().index(episode - 1, languages.index(language)), twice=True)
    count = len(tour.reader.sheet(tour.code, episode).rows)
    cues = hand.find(QTableView, "Cues")
    hand.until(lambda: hand.reads(f"Episode {episode}"), f"episode {episode} in the title bar")
    hand.until(lambda: cue_row(cues, count) >= 0, "the cues of the episode")
    hand.rest()


def go_to_cue(hand: Hand, number: int) -> None:
    """Click on the row of a cue."""
    cues = hand.find(QTableView, "Cues")
    hand.until(lambda: cue_row(cues, number) >= 0, f"cue {number}")
    hand.click_cell(cues, cues.model().index(cue_row(cues, number), 0))
    hand.rest()


def cue_row(cues: QTableView, number: int) -> int:
    """Return the row that carries a cue's number, -1 when there is none."""
    model = cues.model()
    return next((row for row in range(model.rowCount()) if model.index(row, 0).data() == str(number)), -1)


def type_cue(tour: Tour, episode: int, number: int, language: str, text: str) -> None:
    """Replace the text of a cue of the open episode by typing, and read it back."""
    hand = tour.hand
    go_to_cue(hand, number)
    hand.press("Return")
    box = next(each for each in hand.seen(EditBox, "Text in ") if not each.isReadOnly() and each.hasFocus())
    hand.until(lambda: box.isEnabled() and not box.isReadOnly(), "a box to type in")
    hand.press("Ctrl+A")
    hand.write(text)
    hand.until(lambda: tour.reader.text(tour.code, episode, number, language) == text, f"“{text}” in the catalog")
    hand.rest()


def states(tour: Tour) -> set[State]:
    """Return the states of what will be delivered."""
    return {row.cells[tag].state for row in tour.reader.matrix(tour.code).rows for tag in TARGETS}
