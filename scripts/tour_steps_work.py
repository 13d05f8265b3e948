"""The tour's first part: import, watch, edit, time, check, be refused, and be killed in the middle of typing."""

import os
import signal
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTableView, QWidget

from crossreel.domain.text.timecode import frame_at
from crossreel.ui.kit.edit_box import EditBox
from crossreel.ui.kit.waveform import Waveform
from tour_steps_hand import Hand

if TYPE_CHECKING:
    from tour import Tour

AUTHOR = "Ana"
EPISODES, LANGUAGES = 6, {"zh-Hans", "en", "es-419", "ar", "th"}
RATE = Fraction(30)
FULL, SMALL = (1920, 1080), (1280, 720)
HALF_TYPED = "He is my grand"


def work(tour: "Tour") -> None:
    """Run the part; it ends by SIGKILL."""
    hand = tour.hand
    with tour.step("the window opens on an empty catalog"):
        hand.window.resize(*FULL)
        hand.rest()
        hand.shot("catalog-empty")
    with tour.step("the author's name is given in the preferences"):
        hand.press("Ctrl+,")
        hand.find(QWidget, "Preferences")
        hand.fill(hand.find(QLineEdit, "Your name"), AUTHOR)
        hand.press("Tab")
        hand.press("Escape")
        hand.until(lambda: hand.window.current_dialog() is None, "the preferences closed")
    import_sample(tour)
    watch(tour)
    edit(tour)
    retime(tour)
    be_refused(tour)
    die_typing(tour)


def import_sample(tour: "Tour") -> None:
    """Import the sample's folder into a new title, its code and name given by hand."""
    hand = tour.hand
    with tour.step("the plan of an import is shown before anything is written"):
        hand.press("Ctrl+I")
        hand.shot("import-empty")
        button = hand.button("Choose folder")
        hand.answer_dialog(tour.episodes, lambda: hand.click(button))
        hand.find(QTableView, "Files of this import")
        hand.rest()
        assert not tour.reader.desk.cataloging.titles(), "something was written before the plan was accepted"
        hand.until(lambda: hand.reads("4 th"), "the missing Thai episode 4 in the plan")
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


def watch(tour: "Tour") -> None:
    """Open a cell, go to cues, step frames, play: the picture shows what it should."""
    hand, reader = tour.hand, tour.reader
    with tour.step("a double click on a cell opens the editor on it"):
        open_cell(tour, 1, "en")
        hand.shot("editor")
    with tour.step("the picture shows the frame of each cue that is gone to"):
        spine = reader.spine(tour.code, 1)
        for number in (3, 6, 2):
            go_to_cue(hand, number)
            hand.until_frame(frame_at(spine[number - 1].start_ms, RATE), f"the first frame of cue {number}")
    with tour.step("frame steps go exactly one frame on and back"):
        here = hand.frame()
        assert here is not None
        for keys, by in (("Ctrl+Right", 1), ("Ctrl+Right", 2), ("Ctrl+Left", 1), ("Ctrl+Left", 0), ("Ctrl+Left", -1)):
            hand.press(keys)
            hand.until_frame(here + by, f"the frame after {keys}")
    with tour.step("a cue plays and stops at its end"):
        go_to_cue(hand, 6)
        hand.press("F5")
        hand.until(lambda: (hand.frame() or 0) >= frame_at(spine[5].start_ms + 500, RATE), "moving pictures")
        hand.until(lambda: not hand.seen(QAbstractButton, "Pause"), "the end of the cue")
        hand.wait(300)
        last = frame_at(spine[5].end_ms, RATE)
        assert abs((hand.frame() or 0) - last) <= 4, f"stopped at frame {hand.frame()}, the cue ends at {last}"


def edit(tour: "Tour") -> None:
    """Type, split, merge, undo and redo."""
    hand, reader = tour.hand, tour.reader
    with tour.step("what is typed is in the catalog a moment later"):
        go_to_cue(hand, 1)
        hand.press("Return")
        box = hand.find(EditBox, "Text in English")
        hand.until(box.hasFocus, "the caret in the English text")
        hand.press("Ctrl+A")
        hand.write("Late again,\nare we?")
        hand.until(lambda: reader.text(tour.code, 1, 1, "en") == "Late again,\nare we?", "the typed text in the catalog")
        hand.shot("editor-typed")
        history = reader.desk.history.lines(reader.title(tour.code).id)
        assert history[0].author == AUTHOR, f"the edit is signed {history[0].author}"
    with tour.step("one undo takes the typing back, one redo brings it again"):
        hand.press("Ctrl+Z")
        hand.until(lambda: reader.text(tour.code, 1, 1, "en") == "You're late again.", "the old text")
        hand.press("Ctrl+Shift+Z")
        hand.until(lambda: reader.text(tour.code, 1, 1, "en") == "Late again,\nare we?", "the new text")
    with tour.step("Ctrl+Enter goes to the next cue; split and merge change every language, and come back"):
        hand.press("Ctrl+Return")
        hand.until(lambda: box.toPlainText().startswith("It was raining"), "the next cue in the box")
        before = reader.digest()
        count = len(reader.spine(tour.code, 1))
        hand.click(hand.find(EditBox, "Text in Chinese"))
        hand.press("Ctrl+Alt+S")
        hand.until(lambda: len(reader.spine(tour.code, 1)) == count + 1, "one cue more")
        hand.rest()
        hand.press("Ctrl+Z")
        hand.until(lambda: reader.digest() == before, "everything as it was before the split")
        hand.rest()
        go_to_cue(hand, 2)
        hand.press("Ctrl+M")
        hand.until(lambda: len(reader.spine(tour.code, 1)) == count - 1, "one cue less")
        hand.rest()
        hand.press("Ctrl+Z")
        hand.until(lambda: reader.digest() == before, "everything as it was before the merge")
        hand.rest()


def retime(tour: "Tour") -> None:
    """Drag an edge in the timeline and set times at the playhead: the spine moves, and every language with it."""
    hand, reader = tour.hand, tour.reader
    wave = hand.find(Waveform, "Timeline")
    with tour.step("an edge that is dragged in the timeline moves the cue in every language"):
        go_to_cue(hand, 2)
        hand.rest()
        cue = reader.spine(tour.code, 1)[1]
        middle = wave.height() // 2
        start = QPoint(round(wave.scale.x_of(cue.end_ms)), middle)
        wanted_ms = cue.end_ms - 800
        hand.drag(wave, start, QPoint(round(wave.scale.x_of(wanted_ms)), middle))
        near = 1000 / wave.scale.px_per_second + 1
        hand.until(lambda: abs(reader.spine(tour.code, 1)[1].end_ms - wanted_ms) <= near, "the new end in the catalog")
        moved = reader.spine(tour.code, 1)[1]
        ends = {tag: cues[0].end_ms for tag, cues in reader.sheet(tour.code, 1).rows[1].followers.items()}
        assert set(ends.values()) == {moved.end_ms}, f"the translations did not follow: {ends}, the source ends at {moved.end_ms}"
        hand.shot("editor-retimed")
        hand.press("Ctrl+Z")
        hand.until(lambda: reader.spine(tour.code, 1)[1].end_ms == cue.end_ms, "the old end")
        hand.rest()
    with tour.step("in and out are set at the playhead, on whole frames"):
        go_to_cue(hand, 4)
        cue = reader.spine(tour.code, 1)[3]
        hand.press("Ctrl+Right")
        hand.until_frame(frame_at(cue.start_ms, RATE) + 1, "one frame on")
        hand.press("F11")
        hand.until(lambda: frame_at(reader.spine(tour.code, 1)[3].start_ms, RATE) == frame_at(cue.start_ms, RATE) + 1, "the new in")
        hand.rest()
        hand.click(wave, QPoint(round(wave.scale.x_of(cue.end_ms - 200)), 6))
        hand.until(lambda: abs((hand.frame() or 0) - frame_at(cue.end_ms - 200, RATE)) <= 1, "the playhead where it was clicked")
        shown = hand.frame()
        hand.press("F12")
        hand.until(lambda: frame_at(reader.spine(tour.code, 1)[3].end_ms, RATE) == shown, "the new out at the frame that is shown")
        hand.rest()
        for _ in range(2):
            hand.press("Ctrl+Z")
            hand.rest()
        hand.until(lambda: reader.spine(tour.code, 1)[3] == cue, "the times as they were")


def be_refused(tour: "Tour") -> None:
    """Check the title and plan a delivery: the gate says everything that stands against it."""
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
    with tour.step("the gate refuses the faulty sample and says why"):
        hand.press("Ctrl+D")
        refusals = hand.find(QTableView, "What stands against the delivery")
        hand.rest()
        hand.until(lambda: refusals.model().rowCount() > EPISODES, "the refusals")
        model = refusals.model()
        said = [" ".join(str(model.index(row, column).data()) for column in range(3)) for row in range(model.rowCount())]
        assert any("3" in each and "without a translation" in each for each in said), f"the missing cue is not named: {said}"
        assert any("4" in each and "Thai" in each for each in said), f"the missing episode is not named: {said}"
        assert not hand.seen(QAbstractButton, "Build the package")[0].isEnabled(), "the package could be built"
        hand.shot("delivery-refused")


def die_typing(tour: "Tour") -> None:
    """Type half a word into the empty cell and be killed: what rested a moment is kept."""
    hand, reader = tour.hand, tour.reader
    with tour.step("killed in the middle of typing"):
        hand.press("Ctrl+2")
        open_cell(tour, 3, "en")
        go_to_cue(hand, 3)
        hand.press("Return")
        box = hand.find(EditBox, "Text in English")
        hand.until(box.hasFocus, "the caret in the English text")
        hand.write(HALF_TYPED)
        hand.until(lambda: reader.text(tour.code, 3, 3, "en") == HALF_TYPED, "what was typed so far")
        hand.rest()
        hand.shot("editor-before-the-kill")
        tour.kept_digest.write_text(reader.digest())
        hand.write("s")
    print("ok      SIGKILL", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


def open_cell(tour: "Tour", episode: int, language: str) -> None:
    """Open a cell of the title matrix by a double click, and wait for its cues."""
    hand = tour.hand
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


def type_cue(tour: "Tour", episode: int, number: int, language: str, text: str) -> None:
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
