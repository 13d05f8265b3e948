"""The tour's last part: every place in both themes, two sizes and three languages, and what is shown when something is wrong."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLabel, QTableView

from crossreel.domain.text.timecode import clock
from tour_steps_hand import Failure, Hand
from tour_steps_work import FULL, SMALL, go_to_cue, open_cell, type_cue

if TYPE_CHECKING:
    from tour import Tour

PLACES = (("Ctrl+1", "catalog"), ("Ctrl+2", "title"), ("Ctrl+3", "editor"), ("Ctrl+4", "screening"), ("Ctrl+5", "delivery"))
PANELS = (("Ctrl+Shift+M", "metadata"), ("Ctrl+Shift+C", "characters"), ("Ctrl+Shift+T", "terms"), ("Ctrl+Shift+N", "notes"))
LANGUAGES = (("简体中文", "zh"), ("العربية", "ar"))
FIRST_SHOT = {"looks": 60, "beside": 140, "bare": 150}
BESIDE_S = 60


def looks(tour: "Tour") -> None:
    """Run the part."""
    hand = tour.hand
    hand.count_from(FIRST_SHOT["looks"])
    with tour.step("every place is looked at in English, dark and light, large and small"):
        hand.window.resize(*FULL)
        hand.rest()
        hand.press("Return")
        open_cell(tour, 2, "en")
        for theme in ("dark", "light"):
            for size in (FULL, SMALL):
                look_around(hand, size, f"en-{theme}")
            hand.press("Ctrl+Shift+D")
    with tour.step("panels and sheets open by their keys"):
        look_into(tour)
    with tour.step("a window beside this one only reads, and says so"):
        run_beside(tour.target, "beside")
    with tour.step("without its video an episode says what is missing"):
        look_for_video(tour)
    for name, tag in LANGUAGES:
        with tour.step(f"the window speaks {name}"):
            speak(hand, name)
            look_around(hand, FULL, f"{tag}-dark")
            hand.press("Ctrl+Shift+D")
            look_around(hand, SMALL, f"{tag}-light")
            hand.press("Ctrl+Shift+D")
    with tour.step("and English again"):
        speak(hand, "English")


def look_around(hand: Hand, size: tuple[int, int], dress: str) -> None:
    """Go to every place and keep a picture."""
    hand.window.resize(*size)
    for keys, place in PLACES:
        hand.press(keys)
        hand.rest()
        if place in ("editor", "screening"):
            hand.until(lambda: hand.frame() is not None, f"a frame in the {place}")
        hand.wait(400)
        hand.rest()
        hand.shot(f"{place}-{dress}-{size[0]}")


def look_into(tour: "Tour") -> None:
    """Open the side panels and the sheets."""
    hand = tour.hand
    hand.window.resize(*SMALL)
    hand.press("Ctrl+2")
    for keys, name in PANELS:
        hand.press(keys)
        hand.rest()
        hand.shot(f"panel-{name}")
    hand.press("Ctrl+K")
    hand.write("ring")
    hand.rest()
    hand.wait(300)
    hand.shot("palette")
    hand.press("Escape")
    for place, keys, name in (("Ctrl+2", "F1", "keys"), ("Ctrl+1", "Ctrl+N", "new-title"), ("Ctrl+2", "Ctrl+,", "preferences")):
        hand.press(place)
        hand.rest()
        hand.press(keys)
        hand.until(lambda: hand.window.current_dialog() is not None, f"the sheet {name}")
        hand.rest()
        hand.shot(f"sheet-{name}")
        hand.press("Escape")
        hand.until(lambda: hand.window.current_dialog() is None, f"the sheet {name} closed")
    hand.press("Ctrl+3")
    hand.press("Ctrl+H")
    hand.write("ring")
    hand.rest()
    hand.shot("editor-replace")
    hand.press("Escape")
    hand.press("Ctrl+E")
    hand.rest()
    hand.shot("export")
    hand.press("Ctrl+1")
    hand.click(hand.button("Table"))
    hand.rest()
    hand.shot("catalog-table")
    hand.click(hand.button("Covers"))


def look_for_video(tour: "Tour") -> None:
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
    hand.press("Escape")
    hand.until(lambda: hand.window.current_dialog() is None, "the preferences closed")
    hand.rest()


def run_beside(target: Path, part: str, **variables: str) -> None:
    """Run a part in another process and fail where it fails."""
    command = [sys.executable, str(Path(__file__).with_name("tour.py")), str(target), "--part", part]
    ran = subprocess.run(command, env={**os.environ, **variables}, timeout=BESIDE_S, capture_output=True, text=True)
    if ran.returncode:
        raise Failure(f"the part “{part}” ended with {ran.returncode}:\n{ran.stdout}{ran.stderr}")


def beside(tour: "Tour") -> None:
    """Look at a catalog that another window has open."""
    hand = tour.hand
    hand.count_from(FIRST_SHOT["beside"])
    with tour.step("the second window says that it only reads"):
        hand.window.resize(*SMALL)
        hand.rest()
        assert hand.window.workspace.read_only, "the second window may write"
        hand.until(lambda: any("other window" in each.text().lower() for each in shown_labels(hand)), "the banner")
        hand.shot("read-only")
    with tour.step("it shows everything and writes nothing"):
        before = tour.reader.digest()
        hand.press("Return")
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


def bare(tour: "Tour") -> None:
    """Open the window without libVLC, and edit without a picture."""
    hand = tour.hand
    hand.count_from(FIRST_SHOT["bare"])
    with tour.step("the window says what to install"):
        hand.window.resize(*SMALL)
        hand.rest()
        hand.until(
            lambda: any("libvlc" in each.text().lower() or "VLC" in each.text() for each in shown_labels(hand)), "the banner"
        )
        hand.shot("no-libvlc")
    with tour.step("texts and times are edited without a picture"):
        hand.press("Return")
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
