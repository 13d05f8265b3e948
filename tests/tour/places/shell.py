"""The window itself: opening, preferences, a second window beside the first, and a machine without libVLC."""

from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLabel, QLineEdit, QTableView, QWidget

from crossreel.domain.text.timecode import clock
from tests.tour.cells import go_to_cue, open_cell, type_cue
from tests.tour.hand import Failure, Hand
from tests.tour.tour import AUTHOR, FULL, SMALL, Tour


def begin(tour: Tour) -> None:
    """Open the window on an empty catalog and say who one is."""
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


def speak(hand: Hand, language: str) -> None:
    """Choose the interface's language in the preferences; the window is made anew."""
    before = hand.window
    hand.press("Ctrl+,")
    hand.until(lambda: hand.window.current_dialog() is not None, "the preferences")
    boxes = [box for box in hand.window.findChildren(QComboBox) if box.isVisible() and box.findText(language) >= 0]
    if not boxes:
        raise Failure(f"the preferences do not offer {language}")
    hand.choose(boxes[0], language)
    hand.until(lambda: hand.window is not before, "a window in the other language")
    hand.rest()
    hand.until(lambda: hand.window.current_dialog() is not None, "the preferences in the other language")
    hand.wait(100)
    hand.shot("preferences")
    hand.press("Escape", hand.window.current_dialog())  # a window made anew has the keys late where nobody manages windows
    hand.until(lambda: hand.window.current_dialog() is None, "the preferences closed")
    hand.rest()


def open_title(hand: Hand) -> None:
    """Open the first title of the catalog by the mouse: a window that nobody manages may have no keys yet."""
    hand.press("Ctrl+1")
    titles = hand.find(QAbstractItemView, "Titles")
    hand.until(lambda: titles.model().rowCount() > 0, "the titles")
    hand.click_cell(titles, titles.model().index(0, 0), twice=True)


def beside(tour: Tour) -> None:
    """Look at a catalog that another window has open."""
    hand = tour.hand
    with tour.step("the second window says that it only reads"):
        hand.window.resize(*SMALL)
        hand.rest()
        assert hand.window.workspace.read_only, "the second window may write"
        hand.until(lambda: any("other window" in each.text().lower() for each in shown_labels(hand)), "the banner")
        hand.shot("read-only")
    with tour.step("it shows everything and writes nothing"):
        before = tour.reader.digest()
        open_title(hand)
        open_cell(tour, 2, "en")
        go_to_cue(hand, 1)
        hand.press("Return")
        hand.write("never")
        hand.press("Ctrl+Return")
        hand.press("Ctrl+M")
        hand.wait(600)
        hand.rest()
        hand.shot("read-only-editor")
        assert tour.reader.digest() == before, "the second window wrote"


def bare(tour: Tour) -> None:
    """Open the window without libVLC, and edit without a picture."""
    hand = tour.hand
    with tour.step("the window says what to install"):
        hand.window.resize(*SMALL)
        hand.rest()
        hand.until(
            lambda: any("libvlc" in each.text().lower() or "VLC" in each.text() for each in shown_labels(hand)), "the banner"
        )
        hand.shot("no-libvlc")
    with tour.step("texts and times are edited without a picture"):
        open_title(hand)
        hand.find(QTableView, "Title matrix")
        open_cell(tour, 6, "en")
        before = tour.reader.text(tour.code, 6, 2, "en")
        type_cue(tour, 6, 2, "en", "Not a bit.")
        hand.press("Ctrl+Z")
        hand.until(lambda: tour.reader.text(tour.code, 6, 2, "en") == before, "the old text")
        go_to_cue(hand, 3)
        start_ms = tour.reader.spine(tour.code, 6)[2].start_ms
        hand.until(lambda: hand.reads(clock(start_ms, hours=False)), "the playhead at the cue")
        for _ in range(2):
            hand.press("Ctrl+Right")
            hand.rest()
        hand.press("F11")
        hand.until(lambda: 0 < tour.reader.spine(tour.code, 6)[2].start_ms - start_ms <= 67, "the new in, two frames on")
        hand.rest()
        hand.press("Ctrl+Z")
        hand.until(lambda: tour.reader.spine(tour.code, 6)[2].start_ms == start_ms, "the old in")
        hand.rest()
        hand.shot("no-libvlc-editor")


def shown_labels(hand: Hand) -> list[QLabel]:
    """Return the labels that can be seen."""
    return [each for each in hand.window.findChildren(QLabel) if each.isVisible()]
