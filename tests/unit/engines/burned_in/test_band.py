"""Captions of a moving picture are read once each, and told to the frame; FFmpeg drew picture and text."""

from fractions import Fraction
from pathlib import Path

import pytest

from crossreel.engines.burned_in.band import BandReader
from crossreel.engines.reading.pp_ocr import PpOcr
from crossreel.media.planes import read_planes
from tests.unit.media.burned import Line, Look, burn, has_ffmpeg

pytestmark = pytest.mark.skipif(not has_ffmpeg(), reason="FFmpeg's own program burns the text; apt-get install ffmpeg")
YELLOW = Look(fill="&H00FFFF")
LINES = (
    Line(first=9, stop=31, text="你怎么现在才来"),
    Line(first=31, stop=52, text="你怎么现在才走"),
    Line(first=61, stop=85, text="这份合同\n你最好看清楚", look=YELLOW),
    Line(first=90, stop=104, text="走"),
    Line(first=108, stop=138, text="走吧"),
)


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five seconds."""
    return burn(None, tmp_path_factory.mktemp("band") / "clip.mp4", LINES, size=(360, 640), frames=150)


def test_every_caption_is_told_to_the_frame(clip: Path) -> None:
    reader = BandReader(PpOcr(), (360, 640), (0, 420, 360, 112), Fraction(25), 24)
    for picture in read_planes(clip):
        reader.add(picture)
    seen = reader.finish()
    assert [each.caption.text for each in seen] == [line.text for line in LINES]
    for each, line in zip(seen, LINES, strict=True):
        assert abs(each.first - line.first) <= 1 and abs(each.stop - line.stop) <= 1, each.caption.text
        assert each.crop.shape[0] < 100 and each.caption.confidence > 800
    assert reader.readings < reader.samples / 2, "only what changed is read"
