"""Snapping and closing gaps: done twice it changes nothing, order stays, nothing gets too short, too long or too near."""

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.snapping import Times, Zones, close_gaps, snap, snap_to_speech
from crossreel.domain.cues.spine import Spine, retime_each, settle, spine_of
from crossreel.domain.text.timecode import frame_start_ms
from tests.builders import cue
from tests.unit.domain.cues.laws import assert_lawful

RATES = (Fraction(24_000, 1_001), Fraction(25), Fraction(30), Fraction(50), Fraction(60))
Tidy = Callable[[Spine], dict[int, Times]]


def zones(rate: Fraction = Fraction(24), *, shortest_ms: int = 833, longest_ms: int = 7_000) -> Zones:
    half = round(rate) // 2
    return Zones(rate=rate, gap=2, snap=round(Fraction(7 * half, 12)), half=half, shortest_ms=shortest_ms, longest_ms=longest_ms)


def at(frame: int, rate: Fraction = Fraction(24)) -> int:
    return frame_start_ms(frame, rate)


def track(*frames: tuple[int, int]) -> Spine:
    """A spine of cues at 24 frames a second."""
    return spine_of(1, [cue(number, at(start), at(end)) for number, (start, end) in enumerate(frames, 1)])


def snapped(spine: Spine, *shots: int) -> list[tuple[int, int]]:
    """The frames of the spine after snapping to shot changes at frames."""
    moved = snap(spine, {each.id for each in spine.cues}, [at(shot) for shot in shots], {1: zones()})
    return frames_of(retime_each(spine, moved))


def frames_of(spine: Spine) -> list[tuple[int, int]]:
    return [(round(each.start_ms * 24 / 1000), round(each.end_ms * 24 / 1000)) for each in spine.cues]


@pytest.mark.parametrize(
    ("start", "wanted"),
    [(100, 100), (93, 100), (107, 100), (92, 88), (89, 88), (88, 88), (87, 87), (108, 108), (112, 112)],
)
def test_where_a_cue_begins(start: int, wanted: int) -> None:
    """In time at 24 frames: 7 frames or fewer before the cut, to the cut; 8 to 11, to 12 before it (timing_rules, Netflix)."""
    assert snapped(track((start, 160)), 100) == [(wanted, 160)]


@pytest.mark.parametrize(
    ("end", "wanted"), [(98, 98), (99, 98), (100, 98), (107, 98), (108, 108), (97, 98), (89, 98), (88, 88), (80, 80)]
)
def test_where_a_cue_ends(end: int, wanted: int) -> None:
    """Out time: two frames before the cut."""
    assert snapped(track((40, end)), 100) == [(40, wanted)]


def test_two_cues_meet_at_a_cut_with_the_gap_between() -> None:
    assert snapped(track((40, 103), (105, 160)), 100) == [(40, 98), (100, 160)]


def test_a_cue_too_short_to_be_cut_back_keeps_its_end() -> None:
    assert snapped(track((82, 104)), 100) == [(82, 104)]
    assert snapped(track((70, 104)), 100) == [(70, 98)]


def test_what_would_run_into_its_neighbour_stays() -> None:
    assert snapped(track((40, 90), (94, 160)), 100) == [(40, 98), (100, 160)]
    assert snapped(track((40, 90), (92, 160)), 100) == [(40, 90), (92, 160)]


def closed(spine: Spine, chosen: set[int] | None = None, below_ms: int | None = None) -> list[tuple[int, int]]:
    ids = {each.id for each in spine.cues} if chosen is None else chosen
    return frames_of(retime_each(spine, close_gaps(spine, ids, {1: zones()}, below_ms)))


@pytest.mark.parametrize(("free", "left"), [(2, 2), (3, 2), (11, 2), (12, 12), (40, 40), (0, 2), (1, 2)])
def test_small_gaps_are_closed_to_two_frames(free: int, left: int) -> None:
    first, second = closed(track((0, 60), (60 + free, 120)))
    assert second == (60 + free, 120)
    assert second[0] - first[1] == left


def test_chaining_reaches_as_far_as_is_said() -> None:
    spine = track((0, 60), (80, 120), (150, 200))
    assert closed(spine, below_ms=1_000) == [(0, 78), (80, 120), (150, 200)]
    assert closed(spine, below_ms=2_000) == [(0, 78), (80, 148), (150, 200)]


def test_of_several_chosen_only_the_gaps_between_them_are_closed() -> None:
    spine = track((0, 60), (65, 120), (125, 200), (205, 300))
    assert closed(spine, {2, 3}) == [(0, 60), (65, 123), (125, 200), (205, 300)]
    assert closed(spine, {2}) == [(0, 60), (65, 123), (125, 200), (205, 300)]


def test_a_cue_left_out_stays_and_the_one_before_it_does_not() -> None:
    spine = track((0, 60), (65, 120), (125, 200))
    times = close_gaps(spine, {1, 2, 3}, {1: zones()}, left_out=[2])
    assert frames_of(retime_each(spine, times)) == [(0, 63), (65, 120), (125, 200)]


def test_a_cue_does_not_become_longer_than_the_guide_allows() -> None:
    assert closed(track((0, 165), (172, 200))) == [(0, 165), (172, 200)]


def test_an_overlap_is_left_alone() -> None:
    assert closed(track((0, 100), (80, 160))) == [(0, 100), (80, 160)]


def test_followers_go_along_and_a_pinned_one_in_the_way_stops_it() -> None:
    source = [cue(1, at(0), at(60)), cue(2, at(70), at(130))]
    free = [cue(3, at(0), at(60), track_id=2, anchor_id=1), cue(4, at(70), at(130), track_id=2, anchor_id=2)]
    spine = settle(spine_of(1, [*source, *free]))
    every = {1: zones(), 2: zones()}
    moved = close_gaps(spine, {1, 2, 3, 4}, every)
    assert set(moved) == {1}
    after = retime_each(spine, moved)
    assert after.get(3).end_ms == after.get(1).end_ms == at(68)
    early = cue(4, at(62), at(130), track_id=2, anchor_id=2, pinned=True)
    assert close_gaps(settle(spine_of(1, [*source, free[0], early])), {1, 2}, every) == {}


def spoken(spine: Spine, *frames: tuple[int, int]) -> list[tuple[int, int]]:
    """The frames of the spine after snapping to speech between frames."""
    speech = [(at(start), at(end)) for start, end in frames]
    return frames_of(retime_each(spine, snap_to_speech(spine, {each.id for each in spine.cues}, speech, {1: zones()})))


@pytest.mark.parametrize(("start", "wanted"), [(100, 100), (90, 100), (111, 100), (88, 88), (112, 112)])
def test_a_cue_begins_when_somebody_begins_to_speak(start: int, wanted: int) -> None:
    assert spoken(track((start, 160)), (100, 160)) == [(wanted, 160)]


@pytest.mark.parametrize(("end", "wanted"), [(150, 160), (160, 160), (165, 165), (148, 148)])
def test_a_cue_lasts_until_nobody_speaks_any_more_and_may_stay_longer(end: int, wanted: int) -> None:
    assert spoken(track((100, end)), (100, 160)) == [(100, wanted)]


def test_speech_between_two_frames_is_within_the_cue() -> None:
    moved = snap_to_speech(track((90, 150)), {1}, [(at(100) + 5, at(160) + 5)], {1: zones()})
    assert moved == {1: (at(100), at(161))}


@st.composite
def episodes(draw: st.DrawFn) -> tuple[Spine, list[int], Zones]:
    """An episode as people and files leave it: overlaps, pins, spans, times off the frames; shots anywhere."""
    rate = draw(st.sampled_from(RATES))
    spine_cues: list[Cue] = []
    for number in range(draw(st.integers(0, 7))):
        start_ms = draw(st.integers(0, 12_000))
        spine_cues.append(cue(number + 1, start_ms, start_ms + draw(st.integers(1, 3_000))))
    spine_cues.sort(key=lambda each: each.order)
    followers: list[Cue] = []
    for number in range(draw(st.integers(0, 6)) if spine_cues else 0):
        first, last = sorted(draw(st.tuples(*[st.integers(0, len(spine_cues) - 1)] * 2)))
        start_ms = draw(st.integers(0, 12_000))
        followers.append(
            cue(
                100 + number, start_ms, start_ms + draw(st.integers(1, 3_000)), track_id=draw(st.integers(2, 3)),
                anchor_id=spine_cues[first].id, anchor_last_id=spine_cues[last].id, pinned=draw(st.booleans()),
            )
        )  # fmt: skip
    shots = draw(st.lists(st.integers(0, 400).map(lambda frame: frame_start_ms(frame, rate)), max_size=8, unique=True).map(sorted))
    return settle(spine_of(1, [*spine_cues, *followers])), shots, zones(rate)


@st.composite
def tidies(draw: st.DrawFn) -> tuple[Spine, Tidy, Zones]:
    """An episode with something to do to it."""
    spine, shots, own = draw(episodes())
    every = [each.id for each in (*spine.cues, *spine.followers)]
    chosen = set(draw(st.lists(st.sampled_from(every), unique=True))) if every and draw(st.booleans()) else set(every)
    by_track = {1: own, 2: own, 3: own}
    below_ms = draw(st.sampled_from((None, None, 1_000)))
    if draw(st.booleans()):
        return spine, lambda each: snap(each, chosen, shots, by_track), own
    return spine, lambda each: close_gaps(each, chosen, by_track, below_ms), own


@given(tidies())
def test_done_twice_it_changes_nothing(case: tuple[Spine, Tidy, Zones]) -> None:
    spine, tidy, _own = case
    after = retime_each(spine, tidy(spine))
    assert_lawful(after)
    assert tidy(after) == {}


@given(tidies())
def test_order_length_and_gaps_are_kept(case: tuple[Spine, Tidy, Zones]) -> None:
    spine, tidy, own = case
    after = retime_each(spine, tidy(spine))
    tracks: dict[int, list[tuple[Cue, Cue]]] = {}
    for old in sorted((*spine.cues, *spine.followers), key=lambda each: each.order):
        tracks.setdefault(old.track_id, []).append((old, after.get(old.id)))
    for cues in tracks.values():
        for old, new in cues:
            assert new.duration_ms >= min(own.shortest_ms, old.duration_ms)
            assert new.duration_ms <= max(own.longest_ms, old.duration_ms)
        for (old, new), (old_next, new_next) in pairwise(cues):
            assert (old.start_ms < old_next.start_ms) <= (new.start_ms < new_next.start_ms)
        for number, (old, new) in enumerate(cues):
            for old_next, new_next in cues[number + 1 :]:
                was = old_next.start_ms - old.end_ms
                least_ms = min(was, frame_start_ms(own.gap, own.rate) - 1)
                assert new_next.start_ms - new.end_ms >= least_ms


@given(tidies())
def test_only_chosen_cues_with_times_of_their_own_are_moved(case: tuple[Spine, Tidy, Zones]) -> None:
    spine, tidy, _own = case
    moved = tidy(spine)
    after = retime_each(spine, moved)
    assert {each.id for each in after.followers if each.pinned} == {each.id for each in spine.followers if each.pinned}
    assert all((spine.get(cue_id).start_ms, spine.get(cue_id).end_ms) != times for cue_id, times in moved.items())
