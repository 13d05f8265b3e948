"""Laws of dragging, of the timeline's scale and of its waveform, over every case Hypothesis can think of."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from crossreel.domain.picture.caption import Peaks
from crossreel.ui.kit.waveform_boxes import CueBox, Grip, dragged, room_of, snapped
from crossreel.ui.kit.waveform_scale import Scale
from crossreel.ui.kit.waveform_tiles import PITCH_PX, TILE_PX, Tiles

GAP = 67


@st.composite
def rows_of_boxes(draw: st.DrawFn) -> list[CueBox]:
    """Cues in order, none overlapping, at least a gap apart."""
    boxes, at = [], 0
    for number in range(draw(st.integers(1, 6))):
        at += draw(st.integers(GAP, 3000))
        end = at + draw(st.integers(100, 5000))
        boxes.append(CueBox(id=number, number=number, start_ms=at, end_ms=end))
        at = end
    return boxes


@given(rows_of_boxes(), st.data(), st.sampled_from(Grip), st.integers(-100_000, 100_000))
def test_a_dragged_box_never_touches_its_neighbours_or_turns_round(
    boxes: list[CueBox], data: st.DataObject, grip: Grip, delta: int
) -> None:
    index = data.draw(st.integers(0, len(boxes) - 1))
    moved = dragged(boxes[index], grip, delta, room_of(boxes, index, 120_000, GAP))
    assert moved.start_ms >= 0
    assert moved.end_ms - moved.start_ms >= 100
    if index:
        assert moved.start_ms >= boxes[index - 1].end_ms + GAP
    if index + 1 < len(boxes):
        assert moved.end_ms <= boxes[index + 1].start_ms - GAP
    if grip is Grip.BODY:
        assert moved.end_ms - moved.start_ms == boxes[index].end_ms - boxes[index].start_ms


@given(rows_of_boxes(), st.sampled_from(Grip))
def test_no_drag_is_no_change(boxes: list[CueBox], grip: Grip) -> None:
    for index, box in enumerate(boxes):
        assert dragged(box, grip, 0, room_of(boxes, index, 120_000, GAP)) == box


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


@settings(max_examples=50, deadline=None)
@given(st.binary(min_size=1, max_size=4000), st.floats(1.0, 800.0))
def test_every_bar_is_the_loudest_of_the_peaks_it_stands_for(data: bytes, px_per_second: float) -> None:
    high = (np.frombuffer(data, np.uint8) // 2).astype(np.int8)
    tiles = Tiles()
    tiles.set_peaks(Peaks(per_second=100, low=bytes(len(high)), high=high.tobytes()))
    loudest = max(24, int(high.max()))
    bars = np.concatenate([tiles.levels(index, px_per_second) for index in range(3)])
    step = PITCH_PX / px_per_second * 100
    for bar in range(min(len(bars), 3 * TILE_PX // PITCH_PX)):
        first, last = int(bar * step), max(int(bar * step) + 1, int((bar + 1) * step))
        expected = int(high[first:last].max()) / loudest if first < len(high) else 0.0
        assert abs(bars[bar] - min(1.0, expected)) < 1e-9
