"""Playing under real keys and a real mouse: the chosen cue stays, a cue ends on its very frame, the picture shows all there is."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from crossreel.domain.cues.cue import Cue
from crossreel.domain.text.timecode import frame_start_ms
from crossreel.media.probe import probe
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.editing.cues import Editing
from crossreel.storage.database import Database
from tests.builders import make_drama
from tests.hands.conftest import Opener
from tests.hands.hands import Hands
from tests.unit.media.movies import make_movie, number_in, tone

RATE = 30
CHAINED_MS = 1500  # from one cue to the next
SOURCE = "zh-Hans"
WHITE = 250


def make(catalog: Path) -> None:
    """Two episodes with numbered frames: chained cues in the first; a sign over the dialogue in the second."""
    movie = make_movie(catalog.parent / "numbered.mp4", frames=240, samples=tone(8))
    database = Database.open(catalog, author="Ana")
    drama = make_drama(catalog, episodes=2, cues=5, database=database)
    cataloging, editing, info = Cataloging(database), Editing(database), probe(movie).info
    for episode_id in drama.episode_ids:
        cataloging.set_media(episode_id, movie, info)
    with database.read() as uow:
        asked = ((1, SOURCE), (2, SOURCE), (2, "en"))
        rows, signs, shown = (sorted(uow.where(Cue, track_id=drama.track_ids[each]), key=lambda cue: cue.order) for each in asked)
    for row, following in pairwise(rows):
        editing.set_times(row.id, row.start_ms, following.start_ms)
    editing.set_times(signs[1].id, signs[1].start_ms, signs[2].end_ms)
    editing.set_placement([shown[1].id], "8")
    database.close()


@pytest.fixture(scope="module")
def hands(hands_on: Opener) -> Hands:
    """The program on that title."""
    return hands_on(make)


def picture(hands: Hands) -> np.ndarray:
    """Return the picture as it is seen, without what is beside it."""
    seen = hands.look("picture")
    height, width = seen.shape[:2]
    shown = round(min(width, height * 9 / 16))
    left = (width - shown) // 2
    return seen[:, left : left + shown]


def shows(hands: Hands, number: int) -> None:
    """Wait until a frame is seen."""
    hands.wait_for(lambda: number_in(picture(hands)) == number, f"frame {number} on the picture")


def plays(hands: Hands, key: str) -> None:
    """Press a key that plays a stretch, and wait until it is over."""
    before = hands.state().playhead_ms
    hands.key(key)
    hands.wait_for(lambda: hands.state().playing or hands.state().playhead_ms != before, "that it plays")
    hands.wait_for(lambda: not hands.state().playing, "the end", 15)


@contextmanager
def busy() -> Iterator[None]:
    """Keep both processors at work."""
    toil = [subprocess.Popen([sys.executable, "-c", "while True: sum(range(100000))"]) for _ in range(2)]
    try:
        yield
    finally:
        for each in toil:
            each.kill()
            each.wait()


def white(seen: np.ndarray, top: float, bottom: float) -> int:
    """Count the white pixels of captions between two heights of the picture."""
    height = seen.shape[0]
    return int((seen[int(height * top) : int(height * bottom)] >= WHITE).all(axis=2).sum())


def test_f5_on_a_chained_cue_ends_on_its_last_frame_and_the_next_key_goes_to_that_cue(hands: Hands) -> None:
    hands.open(1, cue=2, language="en")
    shows(hands, 45)
    plays(hands, "F5")
    shows(hands, 89)
    assert (hands.state().row, hands.state().playhead_ms) == (2, frame_start_ms(89, RATE))
    after = hands.cues(SOURCE)[2]
    hands.key("F12")
    hands.wait_for(lambda: hands.cues(SOURCE)[1].end_ms == frame_start_ms(89, RATE), "the out of the cue that was played")
    assert hands.cues(SOURCE)[2].start_ms == after.start_ms
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: hands.cues(SOURCE)[1].end_ms == 2 * CHAINED_MS, "its out taken back")


def test_steps_in_quick_succession_are_all_gone_and_the_next_key_counts_them(hands: Hands) -> None:
    hands.open(1, cue=1, language="en")
    hands.open(1, cue=2, language="en")
    shows(hands, 45)
    hands.key("Ctrl+Right", times=5)
    hands.key("F11")
    shows(hands, 50)
    hands.wait_for(lambda: hands.cues(SOURCE)[1].start_ms == frame_start_ms(50, RATE), "the in time at the fifth frame after")
    hands.key("Ctrl+Z")
    hands.key("Ctrl+Left", times=4)
    shows(hands, 46)
    hands.wait_for(lambda: hands.cues(SOURCE)[1].start_ms == CHAINED_MS, "its in taken back")


def test_a_cue_ends_on_its_last_frame_beside_busy_processes(hands: Hands) -> None:
    hands.open(1, cue=1, language="en")
    with busy():
        for row in (1, 2, 3):
            shows(hands, (row - 1) * 45)
            plays(hands, "F5")
            shows(hands, row * 45 - 1)
            assert (hands.state().row, hands.state().playhead_ms) == (row, frame_start_ms(row * 45 - 1, RATE))
            hands.key("Alt+Down")


def test_after_f6_the_hands_are_on_the_same_cue(hands: Hands) -> None:
    hands.open(1, cue=3, language="en")
    shows(hands, 90)
    plays(hands, "F6")
    assert hands.state().row == 3
    shows(hands, 155)
    before = hands.cues(SOURCE)[3]
    hands.key("F12")
    hands.wait_for(lambda: hands.cues(SOURCE)[2].end_ms == frame_start_ms(155, RATE), "the out of the cue that was played around")
    assert hands.cues(SOURCE)[3] == before
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: hands.cues(SOURCE)[2].end_ms == 3 * CHAINED_MS, "its out taken back")


def test_set_out_and_go_to_next_goes_to_the_next_cue_while_it_plays(hands: Hands) -> None:
    hands.open(1, cue=2, language="en")
    hands.key("F8")
    hands.wait_for(lambda: hands.state().playhead_ms > CHAINED_MS + 400, "the middle of the cue")
    hands.key("Shift+F12")
    hands.wait_for(lambda: hands.cues(SOURCE)[1].end_ms < 2 * CHAINED_MS, "its out")
    hands.wait_for(lambda: hands.state().playhead_ms > 2 * CHAINED_MS + 100, "the next cue")
    assert hands.state().row == 3
    hands.key("F8", "Ctrl+Z")
    hands.wait_for(lambda: hands.cues(SOURCE)[1].end_ms == 2 * CHAINED_MS, "its out taken back")


def test_a_click_on_a_row_while_it_plays_stays(hands: Hands) -> None:
    hands.open(1, cue=1, language="en")
    hands.key("F8")
    hands.wait_for(lambda: hands.state().playing, "that it plays")
    hands.click(*hands.cell(5, "en").centre)
    hands.wait_for(lambda: hands.state().playhead_ms > CHAINED_MS + 200, "the second cue")
    assert hands.state().row == 5
    hands.key("F8")
    hands.wait_for(lambda: not hands.state().playing, "rest")
    hands.key("Shift+F4")
    hands.wait_for(lambda: hands.state().row == 2, "the cue under the playhead")


def test_a_cue_is_played_again_and_again_until_the_key_is_pressed_again(hands: Hands) -> None:
    hands.open(1, cue=2, language="en")
    hands.key("Shift+F5")
    hands.wait_for(lambda: hands.state().playhead_ms > CHAINED_MS + 1100, "its end")
    hands.wait_for(lambda: hands.state().playhead_ms < CHAINED_MS + 600, "its beginning again")
    assert hands.state().playing
    hands.key("Shift+F5")
    hands.wait_for(lambda: not hands.state().playing, "rest")


def test_a_sign_and_the_dialogue_under_it_are_both_seen(hands: Hands) -> None:
    hands.open(2, cue=2, language="en")
    hands.wait_for(lambda: white(picture(hands), 0.05, 0.2) > 20, "the sign at the top")
    assert white(picture(hands), 0.65, 0.85) == 0
    hands.click(hands.timeline_x(3500), hands.place_of("timeline").y + 8)
    hands.wait_for(lambda: white(picture(hands), 0.65, 0.85) > 20, "the dialogue at the bottom")
    assert white(picture(hands), 0.05, 0.2) > 20


def test_the_picture_says_what_the_box_says_also_after_an_undo(hands: Hands) -> None:
    hands.open(2, cue=1, language="en")
    hands.key("Return")
    hands.wait_for(lambda: white(picture(hands), 0.65, 0.85) > 20, "the caption")
    hands.settle()
    before = picture(hands)
    hands.key("Ctrl+End")
    hands.type(" and more")
    hands.wait_for(lambda: white(picture(hands), 0.65, 0.85) > 2 * white(before, 0.65, 0.85), "the caption as it is typed")
    hands.wait_for(lambda: hands.texts("en", 2)[0].endswith("and more"), "the text in the catalog")
    hands.settle()
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: not hands.texts("en", 2)[0].endswith("more"), "the text taken back")
    hands.wait_for(lambda: (picture(hands) == before).all(), "the caption as it was")


def test_a_second_language_stands_beside_the_first(hands: Hands) -> None:
    hands.open(2, cue=1, language="en")
    hands.wait_for(lambda: white(picture(hands), 0.65, 0.85) > 20, "the caption")
    alone = white(picture(hands), 0.65, 0.85)
    hands.key("Ctrl+Alt+D")
    hands.wait_for(lambda: white(picture(hands), 0.65, 0.85) > alone * 1.3, "the second language")
    hands.key("Ctrl+Alt+D", "Ctrl+Alt+D")
    hands.wait_for(lambda: white(picture(hands), 0.65, 0.85) == alone, "one language")
