"""One of several sounds of a file: listed by number, drawn, copied and played alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crossreel.domain.catalog.cut import Clip, Cut
from crossreel.media.probe import probe, probe_sound
from crossreel.media.sound import copy_sound
from crossreel.media.vlc_engine import VlcEngine
from crossreel.media.vlc_sound import VlcSound
from crossreel.media.waveform import read_peaks
from tests.unit.media.movies import make_heard

LOUD, QUIET = 1.0, 0.1


@pytest.fixture(scope="module", params=["mkv", "mp4", "mov"])
def heard(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """Give a video that is quiet in Chinese and loud in English."""
    path = tmp_path_factory.mktemp("heard") / f"EP01.{request.param}"
    return make_heard(path, [("chi", "Original", QUIET), ("eng", "Dub", LOUD)])


@pytest.fixture(scope="module")
def engine() -> Iterator[VlcEngine]:
    made = VlcEngine()
    yield made
    made.close()


def loudness(path: Path, stream: int | None = None) -> int:
    """Return the highest sample, of 127."""
    return max(each - 256 if each > 127 else each for each in read_peaks(path, stream=stream).high)


def test_each_sound_has_its_number(heard: Path) -> None:
    assert [(each.index, each.language) for each in probe(heard).info.audio] == [(1, "chi"), (2, "eng")]


def test_the_waveform_and_the_copy_are_those_of_the_sound_that_is_meant(heard: Path, tmp_path: Path) -> None:
    assert loudness(heard) == loudness(heard, 1) < 20
    assert loudness(heard, 2) > 60
    for stream, is_loud in ((None, False), (1, False), (2, True)):
        copy = copy_sound(heard, tmp_path, cut=Cut(in_ms=200, out_ms=800), stream=stream)
        assert copy is not None and (loudness(copy) > 60) is is_loud
    assert copy_sound(heard, tmp_path, stream=7) is None
    assert read_peaks(heard, stream=0).high == b""


def test_libvlc_is_given_that_sound_alone(heard: Path, engine: VlcEngine) -> None:
    sound = VlcSound(engine, Clip(path=heard, stream=2), lambda _start, _at_ms: None)
    try:
        sound.prepare()
        assert sound._copy is not None and loudness(sound._copy) > 60
        assert len(probe_sound(sound._copy).info.audio) == 1
    finally:
        sound.close()
