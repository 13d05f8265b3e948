"""The screening: watching on, and taking a note."""

from PySide6.QtWidgets import QLineEdit

from crossreel.domain.text.timecode import frame_at
from crossreel.ui.kit.picture_view import PictureView
from tests.tour.tour import AUTHOR, RATE, Tour


def screen(tour: Tour) -> None:
    """Watch, and take a note at a time with one key."""
    hand, reader = tour.hand, tour.reader
    with tour.step("the screening plays on, and N takes a note at its time"):
        hand.press("Ctrl+4")
        picture = hand.find(PictureView, "Picture")
        hand.until(lambda: hand.frame() is not None, "a frame")
        hand.tab_to(picture)
        begun = hand.frame() or 0
        hand.press("Space")
        hand.until(lambda: (hand.frame() or 0) > begun + 20, "moving pictures")
        hand.press("N")
        hand.find(QLineEdit, "New note")
        hand.write("Her hand is cut off here")
        hand.press("Return")
        hand.until(lambda: reader.desk.screening.notes(reader.title(tour.code).id), "the note")
        note = reader.desk.screening.notes(reader.title(tour.code).id)[0]
        assert note.author == AUTHOR, note
        hand.until_frame(frame_at(note.at_ms, RATE), "the frame the note is about")
        hand.rest()
        hand.shot("screening")
