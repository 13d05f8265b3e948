"""One file that holds three episodes: pictures, steps, sound, waveform and shots of each, exact to the frame."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from crossreel.domain.catalog.cut import WHOLE, Clip, Cut
from crossreel.domain.errors import BadInput
from crossreel.domain.picture.caption import Peaks
from crossreel.domain.picture.mark import Span
from crossreel.domain.picture.player import PlayerState
from crossreel.media.cache import MediaCache, peaks_within, spans_within
from crossreel.media.frame_times import FrameTimes, read_frame_times
from crossreel.media.frames import FrameReader
from crossreel.media.poster import read_poster
from crossreel.media.probe import probe, probe_any
from crossreel.media.sound import copy_sound, lead_ms
from crossreel.media.vlc_engine import VlcEngine
from crossreel.media.waveform import read_peaks
from tests.unit.media.movies import make_movie, number_in
from tests.unit.media.test_player import HEIGHT, WIDTH, Screen

RATE = Fraction(30000, 1001)
FIRST, SECOND, THIRD = Cut(out_ms=1502), Cut(in_ms=1502, out_ms=3003), Cut(in_ms=3003)
"""Frames 0 to 44, 45 to 89, 90 to 149: as the in point of each begins its frame, so the out point of the one before ends there."""


@pytest.fixture(scope="module")
def reel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three episodes in one file; the sound is a click at the beginning of each."""
    samples = np.zeros(5 * 48000, np.float32)
    for at_ms in (0, 1502, 3003):
        samples[at_ms * 48 : at_ms * 48 + 2400] = 0.8
    return make_movie(tmp_path_factory.mktemp("reel") / "EP07-09.mp4", frames=150, rate=RATE, samples=samples)


@pytest.fixture(scope="module")
def times(reel: Path) -> FrameTimes:
    return read_frame_times(reel)


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


@pytest.mark.parametrize(("cut", "first", "count"), [(FIRST, 0, 45), (SECOND, 45, 45), (THIRD, 90, 60), (WHOLE, 0, 150)])
def test_every_frame_of_the_file_belongs_to_one_episode(reel: Path, times: FrameTimes, cut: Cut, first: int, count: int) -> None:
    with FrameReader(reel, times, cut=cut) as reader:
        assert reader.frame_count == count
        shown = [number_in(reader.raw_frame(index, WIDTH, HEIGHT)) for index in (0, 1, count // 2, count - 1)]
        assert shown == [first, first + 1, first + count // 2, first + count - 1]
        assert reader.times.start_ms(0) == 0
        assert reader.duration_ms == cut.length_ms(probe(reel).info.duration_ms)
        last_ms = reader.times.start_ms(count - 1)
        assert number_in(reader.raw(last_ms, WIDTH, HEIGHT)) == first + count - 1
        assert number_in(reader.raw(99_000, WIDTH, HEIGHT)) == first + count - 1


def test_a_stretch_that_begins_within_a_frame_shows_that_frame(reel: Path, times: FrameTimes) -> None:
    with FrameReader(reel, times, cut=Cut(in_ms=1520, out_ms=1536)) as reader:
        assert (reader.frame_count, number_in(reader.raw(0, WIDTH, HEIGHT))) == (2, 45)
        assert [reader.times.start_ms(index) for index in range(2)] == [0, 15]
    past = times.within(Cut(in_ms=60_000))
    assert (len(past.ticks), past.step_ms(0, 1)) == (1, past.start_ms(0))


def test_steps_within_a_stretch_do_not_leave_it(times: FrameTimes) -> None:
    second = times.within(SECOND)
    assert [second.step_ms(0, frames) for frames in (-1, 1, 2)] == [0, 33, 67]
    assert second.step_ms(1400, 99) == second.start_ms(44) == 1468


def test_the_player_shows_a_stretch_and_ends_with_its_last_frame(reel: Path, screen: Screen) -> None:
    screen.player.open(Clip(path=reel, cut=SECOND), WIDTH, HEIGHT, screen._frame, screen.states.append)
    screen.until(lambda: screen.player.state() is PlayerState.PAUSED)
    assert (screen.number(), screen.player.position_ms(), screen.player.duration_ms()) == (45, 0, 1501)
    screen.seek(500, 60)
    screen.seek(499, 59)
    screen.player.seek(1300)
    screen.player.play()
    screen.until(lambda: screen.player.state() is PlayerState.ENDED)
    assert screen.number() == 89
    assert max(number for number, _at in screen.shown) == 89


def test_another_sound_is_heard_with_a_picture(reel: Path, screen: Screen, tmp_path: Path) -> None:
    dub = Clip(path=reel, cut=THIRD)
    screen.player.open(Clip(path=reel, cut=FIRST), WIDTH, HEIGHT, screen._frame, screen.states.append, dub)
    screen.until(lambda: screen.player.state() is PlayerState.PAUSED)
    sound = screen.player._sound
    assert sound is not None
    screen.player.play()
    screen.until(lambda: screen.player.state() is PlayerState.ENDED)
    assert screen.number() == 44
    assert (sound._clip, sound._lead_ms) == (dub, 1000)


@pytest.mark.parametrize("cut", [FIRST, SECOND, THIRD])
def test_the_copy_of_a_stretch_of_sound_has_its_times(reel: Path, tmp_path: Path, cut: Cut) -> None:
    copy = copy_sound(reel, tmp_path, cut=cut)
    assert copy is not None
    heard = [index for index, high in enumerate(read_peaks(copy, per_second=100).high) if high > 40]
    clicks = [first for first in heard if first - 1 not in heard]
    assert any(abs(click * 10 - lead_ms(cut)) <= 20 for click in clicks), clicks
    with av.open(str(copy)) as made:
        assert made.duration is not None
        assert made.duration // 1000 <= lead_ms(cut) + cut.length_ms(5005) + 60


def test_waveform_and_shots_of_a_stretch_are_cut_from_those_of_the_file(reel: Path, tmp_path: Path) -> None:
    cache = MediaCache(tmp_path)
    cache.put_peaks("key", read_peaks(reel, per_second=600))
    cache.put_shots("key", [Span(start_ms=at, end_ms=at) for at in (700, 1502, 2002, 3003, 4004)])
    for cut in (FIRST, SECOND, THIRD):
        kept = cache.peaks("key", 600, cut)
        assert kept is not None
        heard = [step for step, high in enumerate(kept.high) if high > 40]
        assert heard[0] <= 12 and abs(len(kept.high) - cut.length_ms(5000) * 0.6) <= 30
        assert all(step < 60 or step > len(kept.high) - 15 for step in heard), "the click of the next episode is not in this one"
    shots = [cache.shots("key", cut) for cut in (FIRST, SECOND, THIRD)]
    assert [[span.start_ms for span in found or ()] for found in shots] == [[700], [500], [1001]]
    speech = (Span(start_ms=100, end_ms=1600), Span(start_ms=1700, end_ms=3500))
    assert spans_within(speech, SECOND) == (Span(start_ms=0, end_ms=98), Span(start_ms=198, end_ms=1501))
    assert peaks_within(Peaks(per_second=10, low=bytes(30), high=bytes(range(30))), Cut(in_ms=1000, out_ms=2000)).high == bytes(
        range(10, 20)
    )


def test_the_poster_of_a_stretch_is_a_picture_of_it(reel: Path) -> None:
    for cut, numbers in ((FIRST, range(45)), (SECOND, range(45, 90)), (THIRD, range(90, 150))):
        (picture,) = read_poster(reel, [160], cut)
        rows = np.frombuffer(picture.data, np.uint8).reshape(picture.height, picture.width, 4)
        assert number_in(rows) in numbers


def test_a_sound_file_is_probed_as_one(reel: Path, tmp_path: Path) -> None:
    copy = copy_sound(reel, tmp_path)
    assert copy is not None
    info = probe_any(copy).info
    assert (info.width, info.video_codec, len(info.audio)) == (0, "", 1)
    assert abs(info.duration_ms - 5000) < 60
    assert probe_any(reel).info == probe(reel).info
    silent = make_movie(tmp_path / "silent.mp4", frames=5)
    assert probe_any(silent).info.audio == ()
    (tmp_path / "no.wav").write_bytes(b"RIFF" + bytes(40))
    with pytest.raises(BadInput):
        probe_any(tmp_path / "no.wav")
