"""Written files put captions where the picture shows them, upright and landscape."""

import re

import pytest
from lxml import etree

from crossreel.domain.picture.arranging import arrange
from crossreel.domain.picture.caption import Box, CaptionStyle, LineSize, around, default_style
from crossreel.domain.picture.placement import read_placement
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.formats.registry import get
from crossreel.formats.writing import write

SIZES = pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080)], ids=["vertical", "landscape"])
PLACES = pytest.mark.parametrize("written", ["", *"13456789", "20,40,50,15"])
XML = "{http://www.w3.org/XML/1998/namespace}"
TTS = "{http://www.w3.org/ns/ttml#styling}"


def shown(written: str, style: CaptionStyle) -> Box:
    """Return where the picture shows two lines of 300 px, in percent of it."""
    box = around(line.box for line in arrange([LineSize("x", 300.0)] * 2, style, read_placement(written)))
    assert box is not None
    across, down = 100 / style.canvas_width, 100 / style.canvas_height
    return Box(x=box.x * across, y=box.y * down, width=box.width * across, height=box.height * down)


def written_as(format_id: str, written: str, size: tuple[int, int]) -> str:
    document = Document(cues=(DocumentCue(start_ms=0, end_ms=900, text="One\ntwo", placement=written),))
    return write(document, get(format_id), WriteOptions(width=size[0], height=size[1])).data.decode()


@SIZES
@PLACES
def test_ttml_regions_hold_captions_where_they_are_shown(written: str, size: tuple[int, int]) -> None:
    box = shown(written, default_style(*size))
    root = etree.fromstring(written_as("ttml", written, size).encode())
    [paragraph] = root.iter("{*}p")
    [region] = [each for each in root.iter("{*}region") if each.get(f"{XML}id") == paragraph.get("region")]
    x, y = (float(each.rstrip("%")) for each in region.get(f"{TTS}origin").split())
    width, height = (float(each.rstrip("%")) for each in region.get(f"{TTS}extent").split())
    align, display = paragraph.get(f"{TTS}textAlign", "center"), region.get(f"{TTS}displayAlign")
    assert {"left": x, "center": x + width / 2 - box.width / 2, "right": x + width - box.width}[align] == pytest.approx(
        box.x, abs=0.3
    )
    top = {"before": y, "center": y + height / 2 - box.height / 2, "after": y + height - box.height}[display]
    assert top == pytest.approx(box.y, abs=0.6)
    assert 0 <= x <= x + width <= 100
    assert 0 <= y <= y + height <= 100


@SIZES
@pytest.mark.parametrize("written", ["1", "3", "4", "5", "6", "7", "8", "9"])
def test_webvtt_settings_put_captions_where_they_are_shown(written: str, size: tuple[int, int]) -> None:
    box = shown(written, default_style(*size))
    line = re.search(r"--> \S+(.*)", written_as("vtt", written, size))
    assert line is not None
    settings = dict(part.split(":") for part in line.group(1).split())
    assert float(settings["line"].rstrip("%")) == pytest.approx(box.y, abs=1.6)
    edge = {"left": box.x, "right": box.right}.get(settings.get("align", ""))
    if edge is not None:
        assert float(settings["position"].rstrip("%")) == pytest.approx(edge, abs=0.3)


@SIZES
def test_script_styles_are_the_look_of_the_picture(size: tuple[int, int]) -> None:
    look = default_style(*size)
    box = shown("", look)
    text = written_as("ass", "", size)
    assert f"PlayResX: {size[0]}" in text
    fields = re.search(r"^Style: (.*)$", text, re.MULTILINE)
    assert fields is not None
    parts = fields.group(1).split(",")
    left, right, low = (int(value) for value in parts[19:22])
    assert (left + size[0] - right) / 2 == pytest.approx((box.x + box.right) / 200 * size[0], abs=1)
    assert size[0] - left - right == pytest.approx(look.max_width_px, abs=1)
    assert int(parts[2]) == pytest.approx(look.font_px * 1.362, abs=1), "ASS sizes are line heights"
    assert size[1] - low == pytest.approx(look.baseline_px + 0.293 * look.font_px, abs=1)
