"""An episode timed with the mouse alone, from no cue to the last frame of each, while another writes what is said in it."""

import shutil
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from crossreel.domain.text.timecode import frame_start_ms
from crossreel.kernel.paths import resource
from crossreel.media.probe import probe
from crossreel.services.cataloging.titles import Cataloging
from tests.builders import SOURCE, make_drama
from tests.hands.conftest import Opener
from tests.hands.hands import Hands

RATE = Fraction(30)
FRAME_PX = 9  # room enough that a pixel beside a frame is still that frame
EDGE_PX = 2
FIRST_CELL = "Episode 1, Chinese (Simplified)"
Frames = list[tuple[int, int]]


@pytest.fixture(scope="module")
def hands(hands_on: Opener) -> Hands:
    """The program with a title of one episode: its video and its languages, no cue."""

    def make(catalog: Path) -> None:
        drama = make_drama(catalog, episodes=1, cues=0, languages=("en", "ar"))
        movie = Path(shutil.copy(resource("sample", "EP01.mp4"), catalog.parent))
        Cataloging(drama.database).set_media(drama.episode_ids[0], movie, probe(movie).info)
        drama.database.close()

    return hands_on(make)


def x_of(hands: Hands, frame: int) -> float:
    """Return where a frame begins in the timeline."""
    return hands.timeline_x(frame_start_ms(frame, RATE))


def middle_of(hands: Hands) -> int:
    """Return the height of the middle of the timeline."""
    return hands.place_of("timeline").centre[1]


def drag(hands: Hands, start: int, end: int, off_px: float = 0) -> None:
    """Drag from one frame to another."""
    y = middle_of(hands)
    hands.drag((x_of(hands, start) + off_px, y), (x_of(hands, end) + off_px, y))


def choose(hands: Hands, frame: int, words: str) -> None:
    """Open the menu of the timeline at a frame and click on a line of it."""
    hands.click(x_of(hands, frame), middle_of(hands), button="right")
    hands.wait_for(lambda: hands.focus().where == "menu", "a menu")
    hands.click(*hands.item(words).centre)


def stand(hands: Hands, frames: Frames) -> None:
    """Wait until the cues of the catalog stand on exactly these frames, and the window shows it."""
    wanted = [(frame_start_ms(start, RATE), frame_start_ms(end, RATE)) for start, end in frames]
    hands.wait_for(lambda: [(each.start_ms, each.end_ms) for each in hands.cues(SOURCE, 1)] == wanted, f"cues at {frames}")
    hands.settle()


def open_empty_episode(hands: Hands) -> None:
    """Go from the catalog to the first cell of the title."""
    hands.click(*hands.item("HEIR").centre, times=2)
    hands.wait_for(lambda: hands.state().place == "title", "the title")
    hands.settle()
    hands.click(*hands.item(FIRST_CELL).centre, times=2)
    hands.wait_for(lambda: (hands.state().place, hands.state().language) == ("editor", SOURCE), "the source in the editor")
    hands.settle()


def zoom_in(hands: Hands) -> None:
    """Turn the wheel until single frames can be told apart."""
    place = hands.place_of("timeline")
    while x_of(hands, 1) - x_of(hands, 0) < FRAME_PX:
        hands.wheel(place.x + 4, place.centre[1], -1, keys="Ctrl")


def scroll_to(hands: Hands, frame: int) -> None:
    """Turn the wheel until a frame stands in the first part of the view."""
    place = hands.place_of("timeline")
    while x_of(hands, frame) > place.x + place.width / 5:
        hands.wheel(*place.centre, 1)


def translate_beside(hands: Hands, language: str, lines: Sequence[str]) -> None:
    """Write a translation of each cue at another desk."""
    for number, words in enumerate(lines, 1):
        hands.command("--author", "Ben", "cues", "text", "HEIR", "1", language, str(number), words)


def draw_two(hands: Hands) -> None:
    """Draw two cues on the ground, and chain them by their edges."""
    drag(hands, 12, 40)
    stand(hands, [(12, 40)])
    drag(hands, 60, 90)
    stand(hands, [(12, 40), (60, 90)])
    translate_beside(hands, "en", ["You are late.", "It is raining."])
    drag(hands, 40, 52, -EDGE_PX)
    stand(hands, [(12, 52), (60, 90)])
    drag(hands, 60, 54, EDGE_PX)
    stand(hands, [(12, 52), (54, 90)])
    drag(hands, 52, 56, -EDGE_PX)
    stand(hands, [(12, 56), (58, 90)])


def draw_third(hands: Hands) -> None:
    """Draw one further on; set its in and out by clicks, and move it as it is."""
    before = [(12, 56), (58, 90)]
    scroll_to(hands, 150)
    drag(hands, 150, 190)
    stand(hands, [*before, (150, 190)])
    hands.click(x_of(hands, 156), middle_of(hands), keys="Shift")
    stand(hands, [*before, (156, 190)])
    hands.click(x_of(hands, 184), middle_of(hands), keys="Ctrl")
    stand(hands, [*before, (156, 184)])
    drag(hands, 170, 176)
    stand(hands, [*before, (162, 190)])


def use_menus(hands: Hands) -> None:
    """Cut the third by its menu; by the menu of the ground end its second half later, and insert one more."""
    before = [(12, 56), (58, 90), (162, 174)]
    choose(hands, 176, "Split here in this language")
    stand(hands, [*before, (176, 190)])
    hands.click(x_of(hands, 186), middle_of(hands))
    hands.wait_for(lambda: hands.state().row == 4, "the second half chosen")
    choose(hands, 204, "Set out here")
    stand(hands, [*before, (176, 204)])
    choose(hands, 220, "Insert a cue here")
    stand(hands, [*before, (176, 204), (220, 265)])


def test_an_episode_is_timed_by_the_mouse_alone(hands: Hands) -> None:
    open_empty_episode(hands)
    zoom_in(hands)
    draw_two(hands)
    draw_third(hands)
    use_menus(hands)
    source = [(each.start_ms, each.end_ms) for each in hands.cues(SOURCE, 1)]
    follows = [(each.start_ms, each.end_ms, each.text) for each in hands.cues("en", 1)]
    assert follows == [(*source[0], "You are late."), (*source[1], "It is raining.")]
