"""Videos whose clock does not begin at nought: picture, sound and end stand where they belong."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from crossreel.media.frames import FrameReader
from crossreel.media.probe import probe
from crossreel.media.sound import copy_sound
from crossreel.media.vlc_engine import VlcEngine
from crossreel.media.waveform import read_peaks
from tests.unit.media.movies import make_movie, number_in
from tests.unit.media.test_player import HEIGHT, WIDTH, Screen

FRAMES, LATE_S = 90, 2
BURST_S = 1.0  # of the sound's own time
KINDS = {"both": (LATE_S, LATE_S), "picture": (LATE_S, 0), "none": (0, 0)}
ON_OWN_CLOCK = (".ts", ".flv")


def burst() -> np.ndarray:
    """Three seconds of silence with a short loud tone at one second."""
    at = np.arange(3 * 48_000) / 48_000
    return np.where((at >= BURST_S) & (at < BURST_S + 0.2), 0.8 * np.sin(2 * np.pi * 440 * at), 0).astype(np.float32)


def make(folder: Path, suffix: str, kind: str) -> Path:
    """Encode a video whose picture, or picture and sound, begin two seconds late."""
    picture_s, sound_s = KINDS[kind]
    times = [number + picture_s * 30 for number in range(FRAMES)]
    return make_movie(folder / f"late{suffix}", frames=FRAMES, pts=times, samples=burst(), sound_from=sound_s * 48_000)


def first_ms(suffix: str, kind: str) -> int:
    """Return when the first picture is shown: a transport stream begins with it."""
    return 0 if suffix in ON_OWN_CLOCK else KINDS[kind][0] * 1000


def loud_ms(path: Path) -> int:
    """Return when the sound becomes loud."""
    return int(np.argmax(np.frombuffer(read_peaks(path).high, np.int8) > 40)) * 10


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv", ".ts", ".flv"])
def test_the_end_is_there_and_the_sound_stands_with_the_picture(tmp_path: Path, suffix: str, kind: str) -> None:
    path = make(tmp_path, suffix, kind)
    begin_ms = first_ms(suffix, kind)
    info = probe(path).info
    last_ms = begin_ms + (FRAMES - 1) * 1000 // 30 + 5
    assert last_ms < info.duration_ms < begin_ms + 3300
    with FrameReader(path) as reader:
        for number in (0, 1, 45, FRAMES - 1):
            rows = reader.raw(begin_ms + number * 1000 // 30 + 5, WIDTH, HEIGHT)
            assert number_in(rows) == number
    heard_ms = begin_ms + (KINDS[kind][1] - KINDS[kind][0] + BURST_S) * 1000
    if heard_ms < 0:
        return  # before the first picture, with which the file begins
    assert abs(loud_ms(path) - heard_ms) <= 40
    copy = copy_sound(path, tmp_path)
    assert copy is not None
    assert abs(loud_ms(copy) - loud_ms(path)) <= 30


@pytest.mark.parametrize("kind", ["both", "picture"])
def test_it_plays_to_its_last_frame(tmp_path: Path, kind: str) -> None:
    path = make(tmp_path, ".mp4", kind)
    engine = VlcEngine()
    screen = Screen(engine)
    try:
        screen.open(path)
        screen.seek(4800, 84)
        seen = len(screen.shown)
        screen.player.play()
        screen.until(lambda: screen.number() == FRAMES - 1)
        assert [number for number, _ in screen.shown[seen:]] == sorted(number for number, _ in screen.shown[seen:])
        assert probe(path).info.frame_rate == Fraction(30)
    finally:
        screen.player.close()
        engine.close()
