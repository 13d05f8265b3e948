"""Laws of the timeline's lanes, of its scale and of its waveform, over every case Hypothesis can think of."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from crossreel.domain.picture.caption import Peaks
from crossreel.domain.text.timecode import frame_at, frame_start_ms
from crossreel.ui.kit.waveform_boxes import CueBox, box_order, lanes_of, snapped
from crossreel.ui.kit.waveform_scale import Scale
from crossreel.ui.kit.waveform_shown import Shown
from crossreel.ui.kit.waveform_tiles import Tiles


@st.composite
def many_boxes(draw: st.DrawFn) -> list[CueBox]:
    """Cues in order of time, overlapping as they like, in two bands."""
    times = draw(st.lists(st.tuples(st.integers(0, 20_000), st.integers(1, 5000), st.integers(0, 1)), max_size=9))
    boxes = [
        CueBox(id=number, number=number, start_ms=start, end_ms=start + length, band=band)
        for number, (start, length, band) in enumerate(times)
    ]
    return sorted(boxes, key=box_order)


@given(many_boxes())
def test_cues_of_a_band_that_overlap_never_share_a_lane_and_those_alone_have_the_whole_height(boxes: list[CueBox]) -> None:
    lanes = lanes_of(boxes)
    for box in boxes:
        meets = [
            other
            for other in boxes
            if other.id != box.id and other.band == box.band and other.start_ms < box.end_ms and box.start_ms < other.end_ms
        ]
        assert all(lanes[box.id][0] != lanes[other.id][0] and lanes[box.id][1] == lanes[other.id][1] for other in meets)
        assert box.id not in lanes or 0 <= lanes[box.id][0] < lanes[box.id][1]
    lonely = [box for box in boxes if all(box.id == o.id or o.end_ms <= box.start_ms or box.end_ms <= o.start_ms for o in boxes)]
    assert not {box.id for box in lonely} & set(lanes)


@given(many_boxes(), st.data())
def test_boxes_that_are_replaced_one_by_one_stand_where_all_of_them_set_at_once_would(
    boxes: list[CueBox], data: st.DataObject
) -> None:
    one, whole = Shown(), Shown()
    one.set_cues(boxes)
    for _change in range(data.draw(st.integers(0, 3)) if boxes else 0):
        box = data.draw(st.sampled_from(boxes))
        start = data.draw(st.integers(0, 20_000))
        moved = replace(box, start_ms=start, end_ms=start + data.draw(st.integers(1, 5000)))
        one.replace_cues([box], [moved])
        boxes = sorted([moved if each.id == box.id else each for each in boxes], key=box_order)
    whole.set_cues(boxes)
    assert one.between(0, 30_000) == whole.between(0, 30_000) == boxes
    assert [one.rect(box) for box in boxes] == [whole.rect(box) for box in boxes]


@given(st.lists(st.integers(0, 10_000), max_size=8), st.integers(0, 10_000), st.integers(0, 500))
def test_snapping_goes_to_the_nearest_within_reach_or_nowhere(targets: list[int], at: int, reach: int) -> None:
    found = snapped(at, sorted(targets), reach)
    near = [target for target in targets if abs(target - at) <= reach]
    assert found in near if near else found == at
    assert all(abs(found - at) <= abs(target - at) for target in near)


@given(st.integers(200, 3000), st.integers(1000, 5_000_000), st.lists(st.floats(0.2, 5), max_size=12), st.floats(0, 1))
def test_zooming_stays_inside_the_episode_and_turns_pixels_into_times_and_back(
    width: int, duration: int, turns: list[float], share: float
) -> None:
    scale = Scale(width=width, duration_ms=duration)
    scale.fill()
    for turn in turns:
        scale.zoom(turn, width * share)
        assert 0 <= scale.left_px <= scale.last_left_px
    at = scale.time_at(width * share)
    assert abs(scale.x_of(at) - width * share) <= 1 + scale.px_per_second / 1000


@given(
    st.sampled_from([Fraction(24000, 1001), Fraction(25), Fraction(30), Fraction(60)]),
    st.floats(1.0, 2400.0),
    st.integers(0, 500_000),
)
def test_marks_of_the_ruler_stand_on_frames_and_leave_room_for_their_labels(
    rate: Fraction, px_per_second: float, left: int
) -> None:
    scale = Scale(width=1200, duration_ms=600_000, px_per_second=px_per_second, left_px=0, frame_rate=rate)
    scale.scroll_to(left)
    ticks = list(scale.ticks(0, 1200))
    labels = [at for at, labelled in ticks if labelled]
    assert len(ticks) <= 800
    for one, two in pairwise(labels):
        assert scale.x_of(two) - scale.x_of(one) >= 90
    for at in (each for each in labels if each % 1000):
        number = frame_at(at, rate)
        assert frame_start_ms(number, rate) == at
    frames = list(scale.frames(0, 1200))
    assert bool(frames) == (px_per_second / rate >= 6)
    assert all(frame_start_ms(frame_at(at, rate), rate) == at for at in frames)


@settings(max_examples=50, deadline=None)
@given(st.binary(min_size=1, max_size=4000), st.floats(1.0, 2400.0), st.sampled_from([1.0, 2.0]))
def test_every_column_reaches_as_far_as_the_loudest_of_the_peaks_it_stands_for(
    data: bytes, px_per_second: float, ratio: float
) -> None:
    high = (np.frombuffer(data, np.uint8) // 2).astype(np.int8)
    tiles = Tiles()
    tiles.set_peaks(Peaks(per_second=600, low=(-high).tobytes(), high=high.tobytes()))
    loudest = max(24, int(high.max()))
    made = [tiles.columns(index, px_per_second, ratio) for index in range(3)]
    up = np.concatenate([each.high for each in made])
    step = 600 / (px_per_second * ratio)
    for column in range(len(up)):
        edges = column * step, (column + 1) * step
        first, last = int(edges[0]), max(int(edges[0]) + 1, int(edges[1]))
        inside = high[first:last]
        if step >= 1:
            assert abs(up[column] - (int(inside.max()) / loudest if inside.size else 0.0)) < 1e-5
        else:
            around = high[max(0, first - 2) : last + 2]
            assert up[column] <= (int(around.max()) / loudest if around.size else 0.0) + 1e-5
    assert np.allclose(np.concatenate([each.low for each in made]), -up, atol=1e-5)
