"""The editor: watching, typing, cutting and timing, and being killed in the middle of a word."""

import os
import signal

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QWidget

from crossreel.domain.text.timecode import frame_at
from crossreel.ui.kit.edit_box import EditBox
from crossreel.ui.kit.waveform import Waveform
from tests.tour.cells import go_to_cue, open_cell
from tests.tour.tour import AUTHOR, HALF_TYPED, RATE, WHOLE, Tour


def watch(tour: Tour) -> None:
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
        hand.until_frame(frame_at(spine[5].end_ms - 1, RATE), "the last frame of the cue")


def edit(tour: Tour) -> None:
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
    with tour.step("a key goes to the next cue; split and merge change every language, and come back"):
        hand.press("Alt+Down")
        hand.until(lambda: box.toPlainText().startswith("It was raining"), "the next cue in the box")
        before = reader.digest()
        count = len(reader.spine(tour.code, 1))
        hand.click(hand.find(EditBox, "Text in Chinese"))
        hand.press("Ctrl+Alt+Shift+S")
        hand.until(lambda: len(reader.spine(tour.code, 1)) == count + 1, "one cue more")
        hand.rest()
        hand.press("Ctrl+Z")
        hand.until(lambda: reader.digest() == before, "everything as it was before the split")
        hand.rest()
        go_to_cue(hand, 2)
        hand.press("Ctrl+Alt+Shift+M")
        hand.until(lambda: len(reader.spine(tour.code, 1)) == count - 1, "one cue less")
        hand.rest()
        hand.press("Ctrl+Z")
        hand.until(lambda: reader.digest() == before, "everything as it was before the merge")
        hand.rest()


def retime(tour: Tour) -> None:
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
        near = 1000 / wave.scale.px_per_second + wave.shown.grid.frame_ms / 2 + 1
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


def die_typing(tour: Tour) -> None:
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


def go_on_typing(tour: Tour) -> None:
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


def until_text(tour: Tour, wanted: str) -> None:
    """Wait until the cell that was being typed says something in the catalog."""
    tour.hand.until(lambda: tour.reader.text(tour.code, 3, 3, "en") == wanted, f"“{wanted}” in the catalog")
    tour.hand.rest()


def look_for_video(tour: Tour) -> None:
    """Take a video away, look, and put it back."""
    hand = tour.hand
    video, aside = tour.episodes / "EP06.mp4", tour.episodes / "EP06.gone"
    video.rename(aside)
    try:
        hand.press("Ctrl+2")
        open_cell(tour, 6, "en")
        hand.button("Relink")
        hand.shot("editor-video-gone")
    finally:
        aside.rename(video)
