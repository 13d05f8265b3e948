"""QC places captions where the renderer does."""

import pytest

from crossreel.domain.caption import LANDSCAPE, VERTICAL, CaptionStyle
from crossreel.qc.placing import caption_box
from crossreel.rendering.caption import layout, widths


@pytest.mark.parametrize("style", [VERTICAL, LANDSCAPE], ids=["vertical", "landscape"])
@pytest.mark.parametrize("text", ["Where were you?", "Where were\nyou all night?", "One\ntwo, three\nfour"])
@pytest.mark.parametrize("placement", ["", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10,60,80,30"])
def test_the_box_is_the_renderers(style: CaptionStyle, text: str, placement: str) -> None:
    lines = layout(text, "en", style, placement).lines
    box = caption_box(widths(text.split("\n"), "en", style), style, placement)
    assert box.x == pytest.approx(min(line.box.x for line in lines))
    assert box.y == pytest.approx(lines[0].box.y)
    assert box.x + box.width == pytest.approx(max(line.box.x + line.box.width for line in lines))
    assert box.y + box.height == pytest.approx(lines[-1].box.y + lines[-1].box.height)


def test_a_placement_that_is_none_is_the_default() -> None:
    assert caption_box([100.0], VERTICAL, "a,b,c,d") == caption_box([100.0], VERTICAL, "")
