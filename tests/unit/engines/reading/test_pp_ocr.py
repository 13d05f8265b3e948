"""The models find lines in a picture and read them."""

import numpy as np
import pytest

from crossreel.domain.engines.engine_info import EngineKind
from crossreel.engines.engine import Opening
from crossreel.engines.reading.pp_ocr import ENGINE, PpOcr
from crossreel.engines.registry import get_engine, without_setting
from crossreel.engines.resizing import resized
from crossreel.engines.text_spots import spots_of
from crossreel.media.planes import read_planes
from tests.unit.media.burned import Line, burn, has_ffmpeg


@pytest.fixture(scope="module")
def eye() -> PpOcr:
    """The engine, as the registry opens it."""
    engine = get_engine("pp_ocr")
    assert engine is ENGINE and engine.kind is EngineKind.READING
    opened = engine.open(Opening(setting=without_setting(engine)))
    assert isinstance(opened, PpOcr)
    return opened


@pytest.mark.skipif(not has_ffmpeg(), reason="FFmpeg's own program burns the text; apt-get install ffmpeg")
def test_two_lines_in_two_looks_are_found_and_read(eye: PpOcr, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = burn(
        None,
        tmp_path_factory.mktemp("read") / "two.mp4",
        [Line(first=0, stop=3, text="把孩子还给我\nOK, 8:30")],
        size=(360, 640),
        frames=1,
    )
    [picture] = read_planes(path)
    pixels = picture.colours((0, 0, picture.width, picture.height))
    spots = eye.find(pixels, 640)
    assert len(spots) == 2 and all(0.65 < spot.top < spot.bottom < 0.85 for spot in spots)
    lines = [pixels[round(s.top * 640) : round(s.bottom * 640), round(s.left * 360) : round(s.right * 360)] for s in spots]
    read = eye.read(lines)
    assert [each.text.replace(" ", "") for each in read] == ["把孩子还给我", "OK,8:30"]
    assert all(each.confidence > 900 for each in read)


def test_nothing_is_read_in_nothing(eye: PpOcr) -> None:
    assert eye.find(np.full((64, 96, 3), 40, np.uint8), 640) == []
    grey, empty = eye.read([np.full((48, 200, 3), 40, np.uint8), np.zeros((0, 10, 3), np.uint8)])
    assert (grey.text, empty.text) == ("", "")


def test_a_picture_in_another_size_keeps_its_brightness() -> None:
    flat = np.full((50, 70, 3), 77, np.uint8)
    for width, height in ((33, 20), (140, 100), (70, 50)):
        scaled = resized(flat, width, height)
        assert scaled.shape == (3, height, width) and abs(scaled - 77).max() < 0.01
    halves = np.zeros((8, 8, 3), np.uint8)
    halves[:, 4:] = 200
    dark, light = resized(halves, 2, 2)[0].mean(axis=0)
    assert dark < 60 and light > 140 and dark + light == pytest.approx(200, abs=0.1)


def test_spots_are_patches_of_the_map() -> None:
    shares = np.zeros((64, 128), np.float32)
    shares[8:16, 20:100] = 0.9
    shares[40:48, 20:60] = 0.8
    shares[60:62, 100:104] = 0.9
    assert [(round(s.left, 1), round(s.confidence, -2)) for s in spots_of(shares)] == [(0.1, 900), (0.1, 800)]
