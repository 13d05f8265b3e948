"""Strange videos: each is worked with or refused with a reason, within bounds of memory, and no thread dies of one."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from crossreel.domain.catalog.cut import Clip
from crossreel.domain.errors import BadInput
from crossreel.domain.picture.caption import Picture
from crossreel.domain.picture.player import PlayerState
from crossreel.media.frame_times import read_frame_times
from crossreel.media.frames import FrameReader
from crossreel.media.poster import read_poster
from crossreel.media.probe import probe
from crossreel.media.vlc_engine import VlcEngine
from crossreel.media.vlc_player import VlcPlayer
from crossreel.media.waveform import read_peaks
from tests.unit.media import strange
from tests.unit.media.movies import make_movie, number_in, tone
from tests.unit.media.strange import MAKERS

WIDTH, HEIGHT = 90, 160
PATIENCE_S = 60
GIB = 1 << 30
CHILD = """
import json, resource, sys
from pathlib import Path
from crossreel.domain.errors import CrossreelError
from crossreel.media.frames import FrameReader
from crossreel.media.frame_times import read_frame_times
from crossreel.media.poster import read_poster
from crossreel.media.probe import probe
from crossreel.media.sound import copy_sound
from crossreel.media.waveform import read_peaks
import av, numpy

def stills(path):
    with FrameReader(path) as reader:
        for at_ms in (0, 1000, reader.duration_ms, 10**9, 500):
            reader.still(at_ms, 100)

works = {"probe": probe, "times": read_frame_times, "stills": stills, "peaks": read_peaks,
         "sound": lambda path: copy_sound(path, Path(sys.argv[2])), "poster": lambda path: read_poster(path, [96])}
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]), int(sys.argv[1])))
said = {}
for path in sys.argv[3:]:
    for name, work in works.items():
        try:
            work(Path(path))
            said.setdefault(path, {})[name] = ""
        except CrossreelError as error:
            said.setdefault(path, {})[name] = error.code
        except MemoryError as error:
            said.setdefault(path, {})[name] = repr(error)
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def videos(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {name: make(tmp_path_factory.mktemp("strange")) for name, (make, _) in MAKERS.items()}


@pytest.fixture(scope="module")
def said(videos: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """What every reader said of every video, in a process of its own that may take 3 GiB of addresses."""
    sound = tmp_path_factory.mktemp("sound") / "sound.m4a"
    arguments = [sys.executable, "-c", CHILD, str(3 * GIB), str(sound), *map(str, videos.values())]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    return {name: found[str(path)] for name, path in videos.items()}


@pytest.mark.parametrize("name", MAKERS)
def test_a_strange_video_is_read_in_little_memory_or_refused_with_a_reason(name: str, said: dict[str, dict[str, str]]) -> None:
    code = MAKERS[name][1]
    assert {said[name][reader] for reader in ("probe", "times", "stills")} == {code}
    assert set(said[name].values()) <= {code, ""}


def number_on(picture: Picture) -> int:
    return number_in(np.frombuffer(picture.data, np.uint8).reshape(picture.height, picture.width, 4))


@pytest.mark.parametrize("name", ["never sought", "fragments", "without index", "endless"])
def test_a_video_that_is_hard_to_seek_in_still_shows_every_frame_asked_for(name: str, videos: dict[str, Path]) -> None:
    with FrameReader(videos[name]) as reader:
        assert reader.frame_count == 90
        for number in (0, 89, 45, 44, 60, 1):
            assert number_on(reader.still(reader.times.start_ms(number))) == number


def test_an_absurd_length_is_not_believed(videos: dict[str, Path]) -> None:
    assert probe(videos["endless"]).info.duration_ms == 3000
    with FrameReader(videos["endless"]) as reader:
        assert reader.duration_ms == 3000


def test_sound_that_leaps_is_silent_between(tmp_path: Path) -> None:
    peaks = read_peaks(strange.sound_jumping(tmp_path, seconds=3600))
    loud = np.frombuffer(peaks.high, np.int8)
    assert 3600 * 100 < loud.size < 3610 * 100
    assert loud[:90].max() > 20
    assert not loud[200:360_000].any()
    assert loud[360_100:].max() > 20


def test_sound_hours_after_the_end_is_not_shown(videos: dict[str, Path]) -> None:
    assert 90 <= len(read_peaks(videos["sound jumping"]).high) <= 300


def test_a_jump_of_the_clock_is_told(tmp_path: Path) -> None:
    found = probe(strange.jumping(tmp_path, seconds=600))
    [notice] = [each for each in found.notices if each.code == "media.jumps"]
    assert notice.facts["at"] == 1
    assert notice.facts["seconds"] in (599, 600)
    with FrameReader(tmp_path / "jumping.mkv") as reader:
        assert number_on(reader.still(300_000)) in (43, 44, 45)
        assert number_on(reader.still(602_000)) in (58, 59, 60)


def test_times_that_come_twice_are_stepped_over_once(videos: dict[str, Path]) -> None:
    times = read_frame_times(videos["going back"])
    assert len(times.ticks) == 60
    at_ms, seen = 0, [0]
    for _ in range(59):
        at_ms = times.step_ms(at_ms, 1)
        seen.append(at_ms)
    assert len(set(seen)) == 60


def test_a_black_beginning_is_no_poster(tmp_path: Path) -> None:
    path = tmp_path / "fade.mp4"

    with av.open(str(path), "w") as out:
        video = out.add_stream("libx264", rate=30, options={"g": "30"})
        video.width, video.height, video.pix_fmt = 180, 320, "yuv420p"
        for number in range(90):
            rows = np.zeros((320, 180, 3), np.uint8)
            if number >= 40:
                rows[40:200, 20:120] = 200
            frame = av.VideoFrame.from_ndarray(rows, format="rgb24")
            frame.pts = number
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
    [small, large] = read_poster(path, [96, 160])
    assert (small.width, small.height, large.width, large.height) == (54, 96, 90, 160)
    assert np.frombuffer(small.data, np.uint8).reshape(96, 54, 4)[:, :, 0].max() > 180


def test_a_video_that_is_black_all_over_has_a_black_poster(tmp_path: Path) -> None:

    with av.open(str(tmp_path / "black.mp4"), "w") as out:
        video = out.add_stream("libx264", rate=30)
        video.width, video.height, video.pix_fmt = 180, 320, "yuv420p"
        for _ in range(10):
            out.mux(video.encode(av.VideoFrame.from_ndarray(np.zeros((320, 180, 3), np.uint8), format="rgb24")))
        out.mux(video.encode(None))
    assert read_poster(tmp_path / "black.mp4", [96])[0].height == 96


@pytest.fixture(scope="module")
def engine() -> Iterator[VlcEngine]:
    made = VlcEngine()
    yield made
    made.close()


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize("name", MAKERS)
def test_the_player_survives_a_strange_video_and_plays_the_next(
    name: str, videos: dict[str, Path], engine: VlcEngine, plain_movie: Path
) -> None:
    player = VlcPlayer(engine)
    states: list[PlayerState] = []
    try:
        player.open(Clip(path=videos[name]), WIDTH, HEIGHT, lambda: None, states.append)
        until(lambda: bool(states))
        if code := MAKERS[name][1]:
            failure = player.failure()
            assert failure is not None
            assert failure.code == code
        else:
            assert states == [PlayerState.PAUSED]
            assert player.frame() is not None
        for at_ms in (1000, 0, 10**9, 1500):
            player.seek(at_ms)
        player.play()
        until(lambda: player.state() is (PlayerState.FAILED if code else PlayerState.PLAYING) or PlayerState.ENDED in states)
        player.set_rate(2.0)
        time.sleep(0.05)
        player.set_rate(1.0)
        player.pause()
        player.open(Clip(path=plain_movie), WIDTH, HEIGHT, lambda: None, states.append)
        until(lambda: player.state() is PlayerState.PAUSED and player.frame() is not None)
        player.seek(1000)
        until(lambda: number_in(np.frombuffer(player.frame() or b"", np.uint8).reshape(HEIGHT, WIDTH, 4)) == 30)
        player.play()
        until(lambda: player.state() is PlayerState.PLAYING and player.position_ms() > 1050)
    finally:
        player.close()


def test_a_video_whose_name_is_no_text_plays(engine: VlcEngine, plain_movie: Path, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xb5\xda\xd2\xbb 100%.mp4")
    shutil.copy(plain_movie, path)
    player = VlcPlayer(engine)
    try:
        player.open(Clip(path=path), WIDTH, HEIGHT, lambda: None, lambda _: None)
        player.play()
        until(lambda: player.state() is PlayerState.PLAYING and player.position_ms() > 200)
    finally:
        player.close()


def test_a_fault_of_the_engines_ends_the_video_and_not_the_thread(
    engine: VlcEngine, plain_movie: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    player = VlcPlayer(engine)
    states: list[PlayerState] = []
    try:
        with monkeypatch.context() as broken:
            broken.setattr("crossreel.media.vlc_player.Screen", lambda *_: 1 // 0)
            player.open(Clip(path=plain_movie), WIDTH, HEIGHT, lambda: None, states.append)
            until(lambda: player.state() is PlayerState.FAILED)
        failure = player.failure()
        assert failure is not None
        assert (failure.code, failure.facts) == ("media.player_failed", {"reason": "ZeroDivisionError"})
        player.open(Clip(path=plain_movie), WIDTH, HEIGHT, lambda: None, states.append)
        until(lambda: player.state() is PlayerState.PAUSED and player.frame() is not None)
    finally:
        player.close()
    assert "gave up" in caplog.text


def test_a_player_closed_while_it_lists_a_long_video_does_not_finish_listing(
    engine: VlcEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_movie(tmp_path / "long.mkv", frames=600, width=32, height=32, samples=tone(1))
    monkeypatch.setattr("crossreel.media.frame_times.CHECK_EVERY", 1)
    player = VlcPlayer(engine)
    asked = []
    told = player._go_on

    def slow(number: int) -> None:
        asked.append(number)
        time.sleep(0.01)
        told(number)

    monkeypatch.setattr(player, "_go_on", slow)
    player.open(Clip(path=path), WIDTH, HEIGHT, lambda: None, lambda _: None)
    until(lambda: bool(asked))
    player.open(Clip(path=path), WIDTH, HEIGHT, lambda: None, lambda _: None)
    until(lambda: 2 in asked)
    assert asked.count(1) < 500
    player.close()
    assert asked.count(2) < 500


def test_the_file_of_a_rate_of_zero_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        probe(strange.slowest(tmp_path))
    assert refused.value.code == "media.no_rate"
