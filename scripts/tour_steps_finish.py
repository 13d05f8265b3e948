"""The tour's second part: the catalog opens after the kill, the faults are mended or accepted, and the title is delivered."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QListView, QTableView, QWidget

from crossreel.domain.catalog.workflow import State
from crossreel.domain.text.timecode import frame_at
from crossreel.ui.kit.edit_box import EditBox
from tour_steps_hand import Hand
from tour_steps_work import AUTHOR, FULL, HALF_TYPED, RATE, go_to_cue, open_cell, type_cue

if TYPE_CHECKING:
    from tour import Tour

TARGETS = ("en", "es-419")
WHOLE = "He is my grandson."
REASON = "One pixel row, agreed with the buyer"
LONG_LINES = ((1, 3, "How long have I been\nwaiting here?"), (5, 4, "Open it and lose\neverything."))
FIRST_SHOT = 40


def finish(tour: "Tour") -> None:
    """Run the part."""
    hand = tour.hand
    hand.count_from(FIRST_SHOT)
    come_back(tour)
    go_on_typing(tour)
    describe(tour)
    mend(tour)
    accept(tour)
    approve(tour)
    screen(tour)
    deliver(tour)
    with tour.step("the window closes"):
        hand.rest()


def come_back(tour: "Tour") -> None:
    """Open the catalog of the killed process: every row is as it was."""
    hand = tour.hand
    with tour.step("after the kill the catalog is as it was, what was typed up to the last rest included"):
        hand.window.resize(*FULL)
        hand.rest()
        assert tour.reader.digest() == tour.kept_digest.read_text(), "the catalog differs from what the killed process had stored"
        assert not hand.window.workspace.read_only, "the killed process still holds the catalog"
        hand.shot("catalog")
        hand.press("Return")
        hand.find(QTableView, "Title matrix")
        hand.rest()


def go_on_typing(tour: "Tour") -> None:
    """Finish the word, and take back and redo across the kill."""
    hand, reader = tour.hand, tour.reader
    with tour.step("typing goes on where it broke off"):
        open_cell(tour, 3, "en")
        go_to_cue(hand, 3)
        hand.until_frame(frame_at(reader.spine(tour.code, 3)[2].start_ms, RATE), "the frame of the cue")
        hand.press("Return")
        box = hand.find(EditBox, "Text in English")
        hand.until(lambda: box.hasFocus() and box.toPlainText() == HALF_TYPED, "the half typed text")
        hand.press("Ctrl+End")
        hand.write(WHOLE.removeprefix(HALF_TYPED))
        hand.until(lambda: reader.text(tour.code, 3, 3, "en") == WHOLE, "the whole line in the catalog")
        hand.rest()
    with tour.step("undo goes back over the kill, and redo forward"):
        for wanted in (HALF_TYPED, ""):
            hand.press("Ctrl+Z")
            until_text(tour, wanted)
        hand.press("Ctrl+Shift+H")
        hand.find(QWidget, "History")
        hand.rest()
        hand.shot("editor-history")
        for wanted in (HALF_TYPED, WHOLE):
            hand.press("Ctrl+Shift+Z")
            until_text(tour, wanted)


def until_text(tour: "Tour", wanted: str) -> None:
    """Wait until the cell that was being typed says something in the catalog."""
    tour.hand.until(lambda: tour.reader.text(tour.code, 3, 3, "en") == wanted, f"“{wanted}” in the catalog")
    tour.hand.rest()


def describe(tour: "Tour") -> None:
    """Say in the metadata panel what the title is, and give it its cover."""
    hand, reader = tour.hand, tour.reader
    with tour.step("metadata is typed in the panel, the cover chosen from a file"):
        hand.press("Ctrl+2")
        hand.press("Ctrl+Shift+M")
        for name, text in (("Original name", "隐藏的继承人"), ("Year", "2026"), ("Genres", "Romance, Revenge")):
            hand.fill(hand.find(QLineEdit, name), text)
            hand.press("Tab")
        cover = hand.button("Cover from a file")
        hand.answer_dialog(tour.episodes / "cover.jpg", lambda: hand.click(cover))
        hand.until(lambda: reader.desk.cataloging.cover(reader.title(tour.code).id), "the cover")
        hand.rest()
        title = reader.title(tour.code)
        assert (title.original_name, title.year, title.genres) == ("隐藏的继承人", 2026, ("Romance", "Revenge")), title
        hand.shot("title-metadata")


def mend(tour: "Tour") -> None:
    """Repair what a machine can, a rule and a language at a time, and type the rest."""
    hand, reader = tour.hand, tour.reader
    with tour.step("R repairs all Spanish findings that a machine may mend, as one edit"):
        hand.press("Ctrl+2")
        hand.press("Ctrl+Shift+F")
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
            hand.wait(800)
            hand.rest()
    with tour.step("only the finding that will be accepted is left in English"):
        hand.until(lambda: {each.rule for each in reader.errors(tour.code, "en")} == {"rendered_width"}, "one rule left")
        assert len(reader.errors(tour.code, "en")) == 1, [each.rule for each in reader.errors(tour.code, "en")]


def accept(tour: "Tour") -> None:
    """Jump to the last error from the findings, and accept it with a reason."""
    hand, reader = tour.hand, tour.reader
    with tour.step("Enter on a finding jumps to its cue, W accepts it with a name and a reason"):
        hand.press("Ctrl+2")
        hand.press("Ctrl+Shift+F")
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


def cue_number(tour: "Tour") -> int:
    """Return the row of the last open English error."""
    found = tour.reader.errors(tour.code, "en")[0]
    rows = tour.reader.sheet(tour.code, 2).rows
    return next(at for at, row in enumerate(rows, start=1) if row.cue.start_ms == found.start_ms)


def approve(tour: "Tour") -> None:
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


def states(tour: "Tour") -> set[State]:
    """Return the states of what will be delivered."""
    return {row.cells[tag].state for row in tour.reader.matrix(tour.code).rows for tag in TARGETS}


def screen(tour: "Tour") -> None:
    """Watch, and take a note at a time with one key."""
    hand, reader = tour.hand, tour.reader
    with tour.step("the screening plays on, and N takes a note at its time"):
        hand.press("Ctrl+4")
        picture = hand.find(QWidget, "Picture")
        hand.until(lambda: hand.frame() is not None, "a frame")
        hand.tab_to(picture)
        begun = hand.frame() or 0
        hand.press("Space")
        hand.until(lambda: (hand.frame() or 0) > begun + 20, "moving pictures")
        hand.press("N")
        hand.find(QLineEdit, "New note")
        hand.wait(300)
        shown = hand.frame() or 0
        hand.write("Her hand is cut off here")
        hand.press("Return")
        hand.until(lambda: reader.desk.screening.notes(reader.title(tour.code).id), "the note")
        note = reader.desk.screening.notes(reader.title(tour.code).id)[0]
        assert note.author == AUTHOR and abs(frame_at(note.at_ms, RATE) - shown) <= 4, f"{note}, the picture showed {shown}"
        hand.rest()
        hand.shot("screening")


def deliver(tour: "Tour") -> None:
    """Build the package by the form, and prove it by bagit and by our own check."""
    hand, reader = tour.hand, tour.reader
    with tour.step("the gate opens and the package is built"):
        hand.press("Ctrl+2")
        hand.rest()
        hand.press("Ctrl+D")
        hand.find(QTableView, "What stands against the delivery")
        hand.rest()
        for words in ("Arabic", "Thai"):
            box = hand.find(QCheckBox, words)
            if box.isChecked():
                hand.click(box, QRect(0, 0, 16, box.height()).center())
        hand.paste(hand.find(QLineEdit, "Build in folder"), str(tour.out))
        hand.rest()
        build = hand.button("Build the package")
        hand.shot("delivery-ready")
        hand.click(build)
        hand.until(lambda: reader.desk.delivering.history(reader.title(tour.code).id), "the delivery", 60)
        hand.rest()
        hand.shot("delivery-built")
    with tour.step("the package is whole: BagIt says so, and so do we"):
        delivered = reader.desk.delivering.history(reader.title(tour.code).id)[0]
        prove_package(tour, Path(delivered.package_path))
        assert set(delivered.languages) == set(TARGETS) and delivered.author == AUTHOR
    with tour.step("the matrix shows what was delivered"):
        hand.press("Ctrl+2")
        hand.until(lambda: states(tour) == {State.DELIVERED}, "every cell delivered")
        hand.rest()
        hand.shot("title-delivered")


def prove_package(tour: "Tour", package: Path) -> None:
    """Check a package with somebody else's program, and look for what was typed."""
    import bagit

    assert package.is_dir() and package.is_relative_to(tour.out), package
    bagit.Bag(str(package)).validate()
    report = tour.reader.desk.delivering.verify(package)
    assert not report.failed, report.failed
    files = sorted(package.rglob("*_SUB_en_*.srt"))
    assert len(files) == 6, files
    assert WHOLE in next(each for each in files if "E003" in each.name).read_text("utf-8-sig")
    assert not [each for each in package.rglob("*_SUB_*") if "_ar_" in each.name or "_th_" in each.name]


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
