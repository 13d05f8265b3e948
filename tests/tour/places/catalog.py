"""The catalog: importing the sample, and coming back to it after the kill."""

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTableView

from tests.tour.tour import EPISODES, FULL, LANGUAGES, Tour


def import_sample(tour: Tour) -> None:
    """Import the sample's folder into a new title, its code and name given by hand."""
    hand = tour.hand
    with tour.step("the plan of an import is shown before anything is written"):
        hand.press("Ctrl+I")
        hand.shot("import-empty")
        button = hand.button("Choose folder")
        hand.answer_dialog(tour.episodes, lambda: hand.click(button))
        hand.find(QTableView, "Import plan")
        hand.rest()
        assert not tour.reader.desk.cataloging.titles(), "something was written before the plan was accepted"
        hand.until(lambda: hand.seen(QAbstractButton, "1 hole"), "the missing Thai episode 4 in the plan")
        hand.fill(hand.find(QLineEdit, "Title code"), tour.code)
        hand.fill(hand.find(QLineEdit, "Name"), "The Hidden Heir")
        hand.shot("import-plan")
    with tour.step("the sample is imported: 6 episodes, 5 languages"):
        hand.click(next(each for each in hand.seen(QAbstractButton, "Import ") if each.property("role") == "main"))
        matrix = "Title matrix"
        hand.until(lambda: hand.seen(QAbstractButton, "Open the title") or hand.seen(QTableView, matrix), "the report", 60)
        if hand.seen(QAbstractButton, "Open the title"):
            hand.shot("import-report")
            hand.click(hand.button("Open the title"))
        hand.find(QTableView, matrix)
        hand.rest()
        read = tour.reader.matrix(tour.code)
        assert len(read.rows) == EPISODES and set(read.languages) == LANGUAGES, f"{len(read.rows)} episodes, {read.languages}"
        assert all(row.media is not None for row in read.rows), "an episode has no video"
        assert read.title.source_language == "zh-Hans"
        hand.shot("title-matrix")


def come_back(tour: Tour) -> None:
    """Open the catalog of the killed process: every row is as it was."""
    hand = tour.hand
    with tour.step("after the kill the catalog is as it was, what was typed up to the last rest included"):
        hand.window.resize(*FULL)
        hand.rest()
        assert tour.reader.digest() == tour.kept_digest.read_text(), "the catalog differs from what the killed process had stored"
        assert not hand.window.workspace.read_only, "the killed process still holds the catalog"
        hand.find(QTableView, "Cues")  # it opens where it was left
        hand.press("Ctrl+1")
        hand.rest()
        hand.shot("catalog")
        hand.press("Ctrl+2")
        hand.find(QTableView, "Title matrix")
        hand.rest()
