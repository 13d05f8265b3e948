"""Videos that several tests look at, encoded once."""

from fractions import Fraction
from pathlib import Path

import pytest

from tests.unit.media.movies import make_movie, tone


@pytest.fixture(scope="session")
def ntsc_movie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five seconds at 30000/1001 with sound; its folder and name have a space, Chinese characters and an emoji."""
    folder = tmp_path_factory.mktemp("media") / "短剧 一 🎬"
    folder.mkdir()
    return make_movie(folder / "第1集 🎬.mp4", frames=150, rate=Fraction(30000, 1001), samples=tone(5), gop=60)


@pytest.fixture(scope="session")
def plain_movie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three seconds at 30 frames a second with sound, index first."""
    return make_movie(tmp_path_factory.mktemp("media") / "plain.mp4", samples=tone(3), faststart=True)


@pytest.fixture(scope="session")
def silent_movie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One second without sound."""
    return make_movie(tmp_path_factory.mktemp("media") / "silent.mp4", frames=30)


@pytest.fixture(scope="session")
def uneven_movie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty frames that last 20, 40 and 60 ms in turn."""
    times = [0]
    for number in range(59):
        times.append(times[-1] + (20, 40, 60)[number % 3])
    return make_movie(tmp_path_factory.mktemp("media") / "uneven.mp4", frames=60, pts=times, time_base=Fraction(1, 1000))
