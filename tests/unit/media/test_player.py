"""The player on real libVLC: what is on the screen is read back from the numbers in the frames."""

import gc
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from crossreel.domain.catalog.cut import Clip
from crossreel.domain.picture.player import PlayerState
from crossreel.domain.text.timecode import frame_start_ms
from crossreel.media.frames import FrameReader
from crossreel.media.probe import probe
from crossreel.media.vlc_engine import VlcEngine, engine_options
from crossreel.media.vlc_player import VlcPlayer
from tests.unit.media.movies import number_in

WIDTH, HEIGHT = 90, 160
PATIENCE_S = 60


class Screen:
    """A player with what it showed: (frame number, position) of every picture, and its states."""

    def __init__(self, engine: VlcEngine) -> None:
        self.player = VlcPlayer(engine)
        self.shown: list[tuple[int, int]] = []
        self.states: list[PlayerState] = []

    def open(self, path: Path) -> None:
        self.shown.clear()
        self.player.open(Clip(path=path), WIDTH, HEIGHT, self._frame, self.states.append)
        self.until(lambda: self.player.state() in (PlayerState.PAUSED, PlayerState.FAILED))

    def _frame(self) -> None:
        self.shown.append((self.number(), self.player.position_ms()))

    def number(self) -> int:
        frame = self.player.frame()
        assert frame is not None
        assert len(frame) == WIDTH * HEIGHT * 4
        return number_in(np.frombuffer(frame, np.uint8).reshape(HEIGHT, WIDTH, 4))

    def until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not holds():
            assert time.monotonic() < end, (self.states, self.shown[-5:], self.player.position_ms())
            time.sleep(0.005)

    def seek(self, at_ms: int, number: int) -> None:
        self.player.seek(at_ms)
        self.until(lambda: bool(self.shown) and self.number() == number)


@pytest.fixture(scope="module")
def engine() -> Iterator[VlcEngine]:
    made = VlcEngine()
    yield made
    made.close()


@pytest.fixture
def screen(engine: VlcEngine) -> Iterator[Screen]:
    made = Screen(engine)
    yield made
    made.player.close()


def test_opening_shows_the_first_frame_paused(screen: Screen, ntsc_movie: Path) -> None:
    assert screen.player.frame() is None
    assert screen.player.state() is PlayerState.IDLE
    screen.open(ntsc_movie)
    assert screen.states == [PlayerState.PAUSED]
    assert (screen.number(), screen.player.position_ms()) == (0, 0)


def test_a_seek_asked_of_the_file_before_takes_nothing_from_the_one_after(screen: Screen, ntsc_movie: Path) -> None:
    screen.open(ntsc_movie)
    busy = threading.Event()
    screen.player._commands.put(lambda: bool(busy.wait(PATIENCE_S)))  # type: ignore[arg-type,return-value]
    screen.player.seek(500)
    screen.player.let_go()
    screen.shown.clear()
    screen.player.open(Clip(path=ntsc_movie), WIDTH, HEIGHT, screen._frame, screen.states.append)
    screen.player.seek(1001)
    busy.set()
    screen.until(lambda: bool(screen.shown) and screen.number() == 30)


def test_a_seek_while_paused_shows_exactly_the_frame_of_that_time(screen: Screen, ntsc_movie: Path) -> None:
    rate = probe(ntsc_movie).info.frame_rate
    screen.open(ntsc_movie)
    for number in (1, 2, 60, 59, 149, 61, 30, 100, 148, 3, 0):
        at_ms = frame_start_ms(number, rate)
        screen.seek(at_ms, number)
        assert screen.player.position_ms() == at_ms
        if number:
            screen.seek(at_ms - 1, number - 1)
    time.sleep(0.2)
    assert screen.number() == 0, "libVLC following behind must not show"


def test_quick_seeks_are_joined_into_the_last(screen: Screen, ntsc_movie: Path) -> None:
    screen.open(ntsc_movie)
    before = len(screen.shown)
    for at_ms in range(0, 4000, 10):
        screen.player.seek(at_ms)
    assert screen.player.position_ms() == 3990
    screen.until(lambda: screen.number() == 119)
    assert len(screen.shown) - before < 200


def test_playing_runs_in_real_time_and_the_clock_tells_the_frame(screen: Screen, ntsc_movie: Path) -> None:
    screen.open(ntsc_movie)
    began = time.monotonic()
    screen.player.play()
    screen.until(lambda: screen.player.position_ms() >= 800)
    assert time.monotonic() - began > 0.7
    screen.player.pause()
    screen.until(lambda: screen.player.state() is PlayerState.PAUSED)
    numbers = [number for number, _ in screen.shown[:-1]]
    assert numbers == sorted(numbers)
    assert abs(screen.number() - numbers[-1]) <= 2, "pausing rests where the picture was"
    assert len(set(numbers)) > 3
    late_ms = [at_ms - number * 1001 / 30 for number, at_ms in screen.shown[2:-1]]
    assert abs(float(np.median(late_ms))) < 50


def test_pausing_rests_at_the_frame_of_the_position(screen: Screen, ntsc_movie: Path) -> None:
    rate = probe(ntsc_movie).info.frame_rate
    screen.open(ntsc_movie)
    screen.player.play()
    screen.until(lambda: screen.player.position_ms() > 400)
    screen.player.pause()
    screen.until(lambda: screen.player.state() is PlayerState.PAUSED)
    at_ms = screen.player.position_ms()
    number = screen.number()
    assert frame_start_ms(number, rate) <= at_ms < frame_start_ms(number + 1, rate)
    time.sleep(0.1)
    assert (screen.player.position_ms(), screen.number()) == (at_ms, number)


def test_playing_starts_where_the_seek_went(screen: Screen, ntsc_movie: Path) -> None:
    screen.open(ntsc_movie)
    screen.seek(3000, 89)
    seen = len(screen.shown)
    screen.player.play()
    screen.until(lambda: len(screen.shown) > seen + 8)
    assert min(number for number, _ in screen.shown[seen:]) >= 86
    seen = len(screen.shown)
    screen.player.seek(1000)
    screen.until(lambda: len(screen.shown) > seen + 8)
    assert screen.player.state() is PlayerState.PLAYING
    assert all(26 <= number <= 80 for number, _ in screen.shown[seen + 1 :])


def test_after_the_end_seeking_and_playing_work_again(screen: Screen, ntsc_movie: Path) -> None:
    screen.open(ntsc_movie)
    screen.player.seek(4600)
    screen.player.play()
    screen.until(lambda: screen.player.state() is PlayerState.ENDED)
    assert screen.number() == 149
    assert screen.player.position_ms() >= 5000
    screen.seek(1000, 29)
    assert screen.player.state() is PlayerState.PAUSED
    screen.player.seek(4800)
    screen.player.play()
    screen.until(lambda: screen.player.state() is PlayerState.PLAYING)
    screen.until(lambda: screen.player.state() is PlayerState.ENDED)
    seen = len(screen.shown)
    screen.player.play()
    screen.until(lambda: any(0 < number < 100 for number, _ in screen.shown[seen:]))


def speed_now(screen: Screen) -> float:
    """Measure how fast it plays for a moment; what is looked at twice may be held up once."""
    began, from_ms = time.monotonic(), screen.player.position_ms()
    time.sleep(0.3)
    return (screen.player.position_ms() - from_ms) / 1000 / (time.monotonic() - began)


@pytest.mark.parametrize("rate", [0.5, 2.0])
def test_another_speed_holds_after_a_seek(screen: Screen, ntsc_movie: Path, rate: float) -> None:
    screen.open(ntsc_movie)
    screen.player.set_rate(rate)
    screen.player.seek(2000)
    screen.player.play()
    screen.until(lambda: screen.player.position_ms() > 2000 + 200 * rate)
    screen.until(lambda: abs(speed_now(screen) - rate) < 0.35 * rate)
    late_ms = [at_ms - number * 1001 / 30 for number, at_ms in screen.shown[1:]]
    assert -5 <= float(np.median(late_ms)) <= 120
    screen.player.set_rate(1.0)
    seen = len(screen.shown)
    screen.until(lambda: len(screen.shown) > seen + 3 or screen.player.state() is not PlayerState.PLAYING)
    assert screen.player.state() in (PlayerState.PLAYING, PlayerState.ENDED)


def test_a_silent_video_plays_and_ends_at_any_speed(screen: Screen, silent_movie: Path) -> None:
    for rate in (1.0, 4.0):
        screen.open(silent_movie)
        screen.player.set_rate(rate)
        screen.player.play()
        screen.until(lambda: screen.player.state() is PlayerState.ENDED)
        assert screen.number() == 29


def test_a_file_that_is_no_video_fails_with_a_reason_and_the_next_one_plays(
    screen: Screen, tmp_path: Path, ntsc_movie: Path
) -> None:
    text = tmp_path / "text.mp4"
    text.write_text("no video " * 50)
    screen.open(text)
    assert screen.player.state() is PlayerState.FAILED
    failure = screen.player.failure()
    assert failure is not None
    assert failure.code == "media.not_video"
    screen.player.play()
    screen.player.seek(100)
    screen.open(ntsc_movie)
    assert screen.player.state() is PlayerState.PAUSED
    assert screen.player.failure() is None
    assert screen.number() == 0


def test_closing_leaves_no_thread_and_no_callback(engine: VlcEngine, ntsc_movie: Path) -> None:
    before = set(threading.enumerate())
    screen = Screen(engine)
    screen.open(ntsc_movie)
    screen.player.play()
    screen.until(lambda: len(screen.shown) > 5)
    screen.player.close()
    shown, states = len(screen.shown), len(screen.states)
    time.sleep(0.1)
    assert (len(screen.shown), len(screen.states)) == (shown, states)
    assert set(threading.enumerate()) == before
    screen.player.close()


def test_a_player_that_lets_go_holds_nothing_and_takes_the_next_file(screen: Screen, ntsc_movie: Path) -> None:
    screen.open(ntsc_movie)
    screen.player.play()
    screen.until(lambda: screen.player.state() is PlayerState.PLAYING)
    screen.player.let_go()
    screen.until(lambda: screen.player.frame() is None)
    assert screen.player.state() is PlayerState.IDLE
    screen.player.play()
    screen.player.seek(1000)
    screen.open(ntsc_movie)
    screen.seek(1000, 29)


def test_the_memory_of_a_file_goes_with_it_and_waits_for_no_collector(screen: Screen, ntsc_movie: Path) -> None:
    held: list[weakref.ref[object]] = []
    gc.disable()
    try:
        for _ in range(3):
            screen.open(ntsc_movie)
            held += [weakref.ref(screen.player._screen), weakref.ref(screen.player._reader)]
        screen.player.let_go()
        screen.until(lambda: screen.player._screen is None)
        assert [each() for each in held] == [None] * 6
    finally:
        gc.enable()


def test_stills_are_given_back_at_rest_and_come_again(screen: Screen, ntsc_movie: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossreel.media.vlc_player.REST_S", 0.05)
    rests: list[FrameReader] = []
    rest = FrameReader.rest
    monkeypatch.setattr(FrameReader, "rest", lambda reader: (rests.append(reader), rest(reader))[1])
    screen.open(ntsc_movie)
    screen.until(lambda: bool(rests) and rests[0].is_resting)
    screen.seek(2000, 59)
    screen.until(lambda: len(rests) > 1)
    screen.seek(1966, 58)
    screen.player.play()
    screen.until(lambda: screen.player.state() is PlayerState.PLAYING)
    screen.player.pause()
    screen.until(lambda: screen.player.state() is PlayerState.PAUSED)
    screen.until(lambda: rests[0].is_resting)


def test_having_the_sound_ready_gives_way_to_a_command_and_is_done_later(
    screen: Screen, ntsc_movie: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()
    give_way = screen.player._give_way

    def slow() -> None:
        begun.set()
        time.sleep(0.05)
        give_way()

    monkeypatch.setattr(screen.player, "_give_way", slow)
    screen.open(ntsc_movie)
    assert begun.wait(PATIENCE_S)
    screen.seek(2000, 59)
    assert screen.player._sound is not None
    assert not screen.player._sound.is_prepared
    monkeypatch.setattr(screen.player, "_give_way", give_way)
    screen.until(lambda: screen.player._sound is not None and screen.player._sound.is_prepared)
    screen.player.play()
    screen.until(lambda: screen.player.state() is PlayerState.PLAYING and screen.number() > 65)


def test_volume_and_speed_may_be_set_at_any_time(screen: Screen, ntsc_movie: Path) -> None:
    screen.player.set_volume(250)
    screen.player.set_rate(9)
    screen.player.seek(500)
    screen.player.play()
    screen.open(ntsc_movie)
    screen.player.set_rate(1)
    screen.player.set_volume(-4)
    screen.seek(1000, 29)


def test_without_libvlc_the_player_says_so() -> None:
    code = (
        "from crossreel.domain.errors import Unavailable\n"
        "from crossreel.media.vlc_engine import VlcEngine\n"
        "try:\n    VlcEngine()\nexcept Unavailable as error:\n    print(error.code)\n"
    )
    environment = {"PATH": "/usr/bin:/bin", "PYTHON_VLC_LIB_PATH": "/nowhere/libvlc.so.5"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout.strip(), done.returncode) == ("media.no_vlc", 0)


def test_without_a_sound_card_libvlc_does_not_look_for_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("PULSE_SERVER", "unix:/somewhere")
    assert "--aout=dummy" not in engine_options()
