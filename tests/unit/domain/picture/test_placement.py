"""Placements: one value, one written form, and where it puts a caption."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.picture.arranging import arrange
from crossreel.domain.picture.caption import LANDSCAPE, VERTICAL, Box, CaptionStyle, LineSize, around
from crossreel.domain.picture.placement import USUAL, Placement, box_at, find_placement, percent, read_placement

STYLES = pytest.mark.parametrize("style", [VERTICAL, LANDSCAPE], ids=["vertical", "landscape"])
PERCENTS = st.integers(0, 10_000).map(lambda hundredths: hundredths / 100)


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("", USUAL),
        ("2", USUAL),
        ("7", Placement(key=7)),
        ("10,60,80,20", Placement(key=2, box=Box(x=10, y=60, width=80, height=20))),
        ("10.0,60.00,80,20.125", Placement(key=2, box=Box(x=10, y=60, width=80, height=20.12))),
        ("80,0,90,10", Placement(key=9, box=Box(x=80, y=0, width=20, height=10))),
    ],
)
def test_a_written_placement_is_read(written: str, place: Placement) -> None:
    assert find_placement(written) == place


@pytest.mark.parametrize(
    "written",
    [
        "0",
        "10",
        "a",
        "²",
        "٣",
        "1,2,3",
        "1,2,3,x",
        "1,2,3,4,5",
        "nan,0,10,10",
        "inf,0,1,1",
        "-1,0,10,10",
        "100,0,10,10",
        "5,5,0,10",
        "1e1,2,3,4",
    ],
)
def test_what_is_no_placement_is_none_and_stands_in_the_usual_place(written: str) -> None:
    assert find_placement(written) is None
    assert read_placement(written) is USUAL


@pytest.mark.parametrize("key", range(1, 10))
def test_the_keypad_counts_from_the_bottom_left(key: int) -> None:
    place = Placement(key=key)
    assert (place.row, place.column) == divmod(key - 1, 3)
    assert find_placement(str(key)) == place
    assert find_placement(place.written) == place
    assert place.written == ("" if key == 2 else str(key))


@given(PERCENTS, PERCENTS, PERCENTS, PERCENTS)
def test_a_box_is_written_and_read_as_itself_and_stays_on_the_picture(x: float, y: float, width: float, height: float) -> None:
    place = box_at(x, y, width, height)
    if place is None:
        assert 0 in (width, height) or 100 in (x, y)
        return
    assert place.box is not None
    assert place.box.right <= 100.001
    assert place.box.bottom <= 100.001
    assert find_placement(place.written) == place
    assert find_placement(",".join(percent(value) for value in (x, y, width, height))) == place
    assert place.nearest == Placement(key=place.key)
    assert not place.is_usual


def lines(*widths: float, rise: float = 0.0) -> list[LineSize]:
    return [LineSize(text="x", width_px=width, rise_px=rise) for width in widths]


@STYLES
@pytest.mark.parametrize("rise", [0.0, 36.0])
@pytest.mark.parametrize("key", range(1, 10))
def test_captions_keep_to_the_margins_of_their_style(style: CaptionStyle, rise: float, key: int) -> None:
    placed = arrange(lines(300, 200, rise=rise), style, Placement(key=key))
    box = around(line.box for line in placed)
    assert box is not None
    first, last = placed
    assert last.baseline_px - first.baseline_px == pytest.approx(style.step_px + rise)
    assert box.height == pytest.approx(style.step_px + 2 * rise + style.ascent_px + style.descent_px)
    top, bottom = style.top_px, style.baseline_px + style.descent_px
    row, column = divmod(key - 1, 3)
    assert row != 0 or last.baseline_px == style.baseline_px
    assert row != 1 or box.y + box.bottom == pytest.approx(top + bottom)
    assert row != 2 or box.y == pytest.approx(top)
    for line in placed:
        assert column != 0 or line.box.x == style.left_px
        assert column != 1 or line.box.x + line.box.right == pytest.approx(2 * style.centre_px)
        assert column != 2 or line.box.right == pytest.approx(style.right_px)


@STYLES
def test_in_a_box_captions_stand_at_the_bottom_and_in_the_middle(style: CaptionStyle) -> None:
    for written, rise in (("10,60,80,20", 0.0), ("50,10,50,30", 36.0)):
        place = find_placement(written)
        assert place is not None
        assert place.box is not None
        placed = arrange(lines(300, 200, rise=rise), style, place)
        assert placed[-1].box.bottom == pytest.approx(place.box.bottom * style.canvas_height / 100)
        for line in placed:
            assert line.box.x + line.box.right == pytest.approx((place.box.x + place.box.right) * style.canvas_width / 100)


def test_readings_and_ink_move_with_their_line() -> None:
    reading, ink = Box(x=5, y=-80, width=40, height=30), Box(x=2, y=-50, width=96, height=55)
    size = LineSize(text="x", width_px=100, rise_px=36, readings=(reading,), ink=ink)
    [line] = arrange([size], VERTICAL, USUAL)
    assert line.readings == (Box(x=425, y=1400, width=40, height=30),)
    assert line.ink == Box(x=422, y=1430, width=96, height=55)


def test_boxes_meet_where_they_share_more_than_a_strip() -> None:
    box = Box(x=0, y=0, width=10, height=10)
    assert box.meets(Box(x=9, y=9, width=10, height=10))
    assert not box.meets(Box(x=9, y=9, width=10, height=10), 1)
    assert not box.meets(Box(x=10, y=0, width=10, height=10))
    assert not box.meets(Box(x=0, y=11, width=10, height=10))
    assert around([]) is None
    assert around([box, Box(x=20, y=-5, width=5, height=5)]) == Box(x=0, y=-5, width=25, height=15)
