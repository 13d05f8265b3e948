"""A stretch plays to its last frame, which stays, on a machine that is held up too; read from the numbers in the frames."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import pytest

from crossreel.domain.picture.player import PlayerState
from crossreel.domain.text.timecode import frame_start_ms
from crossreel.media.vlc_engine import VlcEngine
from tests.unit.media.test_player import Screen

NTSC = Fraction(30000, 1001)


@pytest.fixture(scope="module")
def engine() -> Iterator[VlcEngine]:
    made = VlcEngine()
    yield made
    made.close()


@pytest.fixture
def screen(engine: VlcEngine, ntsc_movie: Path) -> Iterator[Screen]:
    made = Screen(engine)
    made.open(ntsc_movie)
    yield made
    made.player.close()


@contextmanager
def busy() -> Iterator[None]:
    """Keep Python's lock taken for as long as it lets anyone, as a window does that paints and sorts."""
    over = threading.Event()

    def toil() -> None:
        while not over.is_set():
            sum(range(200_000))
            sorted(range(300_000), key=lambda number: -number)

    threads = [threading.Thread(target=toil) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def play(screen: Screen, start_ms: int, until_ms: int) -> list[int]:
    """Play a stretch to its end and return the numbers of the frames shown, and what stays last."""
    screen.seek(start_ms, int(start_ms * NTSC / 1000))
    seen = len(screen.shown)
    screen.player.play(until_ms)
    screen.until(lambda: screen.player.state() is PlayerState.PLAYING or PlayerState.PLAYING in screen.states[1:])
    screen.until(lambda: screen.player.state() is PlayerState.PAUSED)
    time.sleep(0.1)
    return [number for number, _ in screen.shown[seen:]]


STRETCHES = [(30, 31), (7, 12), (54, 65), (142, 149)]
"""One frame, some within a group of pictures, some over the beginning of the next (60), and those before the last of the file."""


@pytest.mark.parametrize(("first", "end"), STRETCHES)
def test_no_frame_after_the_end_is_shown_and_the_last_one_stays(screen: Screen, first: int, end: int) -> None:
    numbers = play(screen, frame_start_ms(first, NTSC), frame_start_ms(end, NTSC))
    assert screen.number() == end - 1
    assert max([first, *numbers]) == end - 1
    assert screen.player.position_ms() == frame_start_ms(end - 1, NTSC)


@pytest.mark.parametrize(("first", "end"), [(30, 31), (50, 65)])
def test_nor_on_a_busy_machine(screen: Screen, first: int, end: int) -> None:
    with busy():
        numbers = play(screen, frame_start_ms(first, NTSC), frame_start_ms(end, NTSC))
    assert screen.number() == end - 1
    assert max([first, *numbers]) == end - 1
    assert screen.player.position_ms() == frame_start_ms(end - 1, NTSC)


@pytest.mark.parametrize("rate", [0.5, 2.0, 4.0])
def test_at_every_speed(screen: Screen, rate: float) -> None:
    screen.player.set_rate(rate)
    last = 29 + round(10 * rate)
    numbers = play(screen, 1001, frame_start_ms(last + 1, NTSC))
    assert (screen.number(), max(numbers)) == (last, last)
    assert screen.player.position_ms() == frame_start_ms(last, NTSC)


def test_an_end_within_a_frame_shows_that_frame_and_no_other(screen: Screen) -> None:
    numbers = play(screen, 1001, frame_start_ms(38, NTSC) + 5)
    assert (screen.number(), max(numbers)) == (38, 38)


def test_an_end_after_the_end_of_the_file_rests_on_its_last_frame(screen: Screen) -> None:
    play(screen, 4738, 9000)
    assert screen.number() == 149
    assert screen.player.position_ms() == frame_start_ms(149, NTSC)


def test_every_frame_of_a_stretch_is_shown_on_a_quiet_machine(screen: Screen) -> None:
    missed = set(range(31, 60))
    while len(missed) > 6:  # a machine that is held up drops frames; it is quiet for a second sooner or later
        numbers = play(screen, 1001, 2002)
        assert numbers == sorted(numbers)
        missed = set(range(31, 60)) - set(numbers)


def test_the_position_is_always_that_of_the_frame_shown(screen: Screen) -> None:
    screen.player.play()
    wrong = []
    while len({number for number, _ in screen.shown}) < 15:
        number, at_ms, again = screen.number(), screen.player.position_ms(), screen.number()
        if number == again and not frame_start_ms(number, NTSC) <= at_ms < frame_start_ms(number + 1, NTSC):
            wrong.append((number, at_ms))
        time.sleep(0.003)
    assert wrong == []


def test_a_stretch_is_played_again_and_again_until_it_gets_another_end(screen: Screen) -> None:
    screen.player.seek(1001)
    screen.player.play(1301, 1001)
    screen.until(lambda: [number for number, _ in screen.shown].count(32) >= 3)
    numbers = [number for number, _ in screen.shown[1:]]
    assert set(numbers) <= set(range(30, 39))
    screen.player.play(1602)
    screen.until(lambda: screen.player.state() is PlayerState.PAUSED)
    assert screen.number() == 47


def test_a_pause_or_a_seek_lets_the_end_go(screen: Screen) -> None:
    screen.player.seek(1001)
    screen.player.play(4004)
    screen.until(lambda: screen.player.state() is PlayerState.PLAYING)
    screen.player.seek(3804)
    screen.until(lambda: screen.number() > 122)
    screen.player.pause()
    screen.until(lambda: screen.player.state() is PlayerState.PAUSED)
