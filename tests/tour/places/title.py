"""The title: its metadata, its findings, its states."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QTableView, QWidget

from crossreel.domain.catalog.workflow import State
from crossreel.domain.text.timecode import frame_at
from tests.tour.cells import open_cell, states, type_cue
from tests.tour.hand import Hand
from tests.tour.tour import AUTHOR, RATE, TARGETS, Tour

REASON = "One pixel row, agreed with the buyer"
LONG_LINES = ((1, 3, "How long have I been\nwaiting here?"), (5, 4, "Open it and lose\neverything."))


def check(tour: Tour) -> None:
    """Check the title: the sample's deliberate mistakes are found."""
    hand, reader = tour.hand, tour.reader
    with tour.step("the check finds the sample's mistakes"):
        hand.press("Ctrl+2")
        hand.find(QTableView, "Title matrix")
        hand.press("F9")
        hand.until(lambda: reader.errors(tour.code, "en", "es-419"), "errors in the catalog")
        hand.rest()
        hand.press("Ctrl+Shift+F")
        hand.find(QWidget, "Findings")
        hand.rest()
        hand.shot("title-findings")


def describe(tour: Tour) -> None:
    """Say in the metadata panel what the title is, and give it its cover."""
    hand, reader = tour.hand, tour.reader
    with tour.step("metadata is typed in the panel, the cover chosen from a file"):
        hand.press("Ctrl+2")
        hand.press("Ctrl+Shift+M")
        for name, text in (("Original name", "隐藏的继承人"), ("Year", "2026"), ("Genres", "Romance, Revenge")):
            hand.fill(hand.find(QLineEdit, name), text)
            hand.press("Tab")
        for language, text in (("English", "The Hidden Heir"), ("Español", "El heredero oculto")):
            hand.choose(hand.find(QComboBox, "Language"), language)
            hand.fill(hand.seen(QLineEdit, "Name")[-1], text)
            hand.press("Tab")
        cover = hand.button("From a file")
        hand.answer_dialog(tour.episodes / "cover.jpg", lambda: hand.click(cover))
        hand.until(lambda: reader.desk.cataloging.cover(reader.title(tour.code).id), "the cover")
        hand.rest()
        title = reader.title(tour.code)
        assert (title.original_name, title.year, title.genres) == ("隐藏的继承人", 2026, ("Romance", "Revenge")), title
        hand.shot("title-metadata")


def mend(tour: Tour) -> None:
    """Repair what a machine can, a rule and a language at a time, and type the rest."""
    hand, reader = tour.hand, tour.reader
    with tour.step("R repairs all Spanish findings that a machine may mend, as one edit"):
        open_findings(hand)
        findings = show_findings(hand, language="Spanish")
        hand.shot("findings-spanish")
        before = len(reader.desk.history.lines(reader.title(tour.code).id))
        repair_all(hand, findings)
        hand.until(lambda: not reader.errors(tour.code, "es-419"), "no Spanish error left")
        hand.rest()
        assert reader.text(tour.code, 1, 3, "es-419").startswith("¿"), reader.text(tour.code, 1, 3, "es-419")
        assert len(reader.desk.history.lines(reader.title(tour.code).id)) == before + 1, "the repair is more than one edit"
    with tour.step("R trims the English cues that overlap"):
        findings = show_findings(hand, language="English", rule="Overlap")
        repair_all(hand, findings)
        hand.until(lambda: not [each for each in reader.errors(tour.code, "en") if each.rule == "overlap"], "no overlap left")
        hand.rest()
    for episode, number, text in LONG_LINES:
        with tour.step(f"the long line of episode {episode} is written anew"):
            hand.press("Ctrl+2")
            open_cell(tour, episode, "en")
            type_cue(tour, episode, number, "en", text)
    with tour.step("only the finding that will be accepted is left in English"):
        hand.until(lambda: [each.rule for each in reader.errors(tour.code, "en")] == ["rendered_width"], "one finding left")


def accept(tour: Tour) -> None:
    """Jump to the last error from the findings, and accept it with a reason."""
    hand, reader = tour.hand, tour.reader
    with tour.step("Enter on a finding jumps to its cue, W accepts it with a name and a reason"):
        open_findings(hand)
        findings = show_findings(hand, language="English", severity="Errors")
        hand.click_cell(findings, findings.model().index(0, 0))
        hand.press("Return")
        hand.until(lambda: hand.reads("Episode 2"), "episode 2")
        cue = reader.cue(tour.code, 2, cue_number(tour), "en")
        assert cue is not None
        hand.until_frame(frame_at(cue.start_ms, RATE), "the frame of the finding's cue")
        findings = show_findings(hand, language="English", severity="Errors")
        hand.click_cell(findings, findings.model().index(0, 0))
        hand.press("W")
        hand.find(QLineEdit, "Accept 1 finding because")
        hand.write(REASON)
        hand.shot("editor-accept")
        hand.press("Return")
        hand.until(lambda: reader.desk.checking.waivers(reader.title(tour.code).id), "the waiver")
        waiver = reader.desk.checking.waivers(reader.title(tour.code).id)[0]
        assert (waiver.author, waiver.reason) == (AUTHOR, REASON)
        hand.until(lambda: not reader.errors(tour.code, *TARGETS), "no open error")
        hand.rest()


def cue_number(tour: Tour) -> int:
    """Return the row of the last open English error."""
    found = tour.reader.errors(tour.code, "en")[0]
    rows = tour.reader.sheet(tour.code, 2).rows
    return next(at for at, row in enumerate(rows, start=1) if row.cue.start_ms == found.start_ms)


def approve(tour: Tour) -> None:
    """Choose both columns in the matrix and set their state by S."""
    hand, reader = tour.hand, tour.reader
    with tour.step("both languages are approved in the matrix"):
        hand.press("Ctrl+2")
        table = hand.find(QTableView, "Title matrix")
        languages = reader.matrix(tour.code).languages
        cells = [(row, languages.index(tag)) for row in range(table.model().rowCount()) for tag in TARGETS]
        for at, (row, column) in enumerate(cells):
            hand.click_cell(table, table.model().index(row, column), add=at > 0)
        hand.press("S")
        hand.wait(100)
        hand.shot("title-states")
        hand.menu("4")
        hand.until(lambda: states(tour) == {State.APPROVED}, "every cell approved")
        hand.rest()
        hand.shot("title-approved")


def open_findings(hand: Hand) -> None:
    """Go to the title, and have the findings open there: their key closes them where they are open already."""
    hand.press("Ctrl+2")
    hand.find(QTableView, "Title matrix")
    hand.rest()
    if not hand.seen(QComboBox, "Severity"):
        hand.press("Ctrl+Shift+F")


def show_findings(hand: Hand, *, language: str, rule: str = "All rules", severity: str = "All") -> QListView:
    """Narrow the findings panel and return its list."""
    hand.find(QComboBox, "Severity")
    hand.rest()
    for name, words in (("Severity", severity), ("Rule", "All rules"), ("Language", language), ("Rule", rule)):
        box = hand.find(QComboBox, name)
        if not box.currentText().startswith(words):
            hand.choose(box, words)
    hand.rest()
    return hand.find(QListView, "Findings")


def repair_all(hand: Hand, findings: QListView) -> None:
    """Select all findings that are listed and press R."""
    hand.click_cell(findings, findings.model().index(0, 0))
    hand.press("Ctrl+A")
    hand.press("R")
