"""Splitting, merging and deleting cues of one language."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.cues import spine as laws
from crossreel.domain.cues.anchoring import anchor, match_source
from crossreel.domain.cues.cue import Cue, Origin, text_digest
from crossreel.domain.cues.cutting import delete, merge, replace_source, split
from crossreel.domain.cues.spine import Spine, digest_of, span, spine_of
from crossreel.domain.errors import BadInput
from crossreel.domain.text.frame_grid import FrameGrid
from tests.builders import cue
from tests.strategies import tracks_of_cues
from tests.unit.domain.cues.laws import assert_lawful
from tests.unit.domain.cues.test_spine import episode, follower, times


def is_fresh(spine: Spine, cue_id: int) -> bool:
    found = spine.get(cue_id)
    return found.source_digest == digest_of(span(spine.cues, spine.positions(), found))


def test_splitting_a_source_cue_flags_its_followers_and_leaves_their_times() -> None:
    before = laws.settle(spine_of(1, [cue(1, 0, 1000, "你好吗我很好"), follower(11, 1), follower(21, 1, track_id=3, pinned=True)]))
    after = split(before, 1, 400, 3, 50)
    assert [(each.id, each.start_ms, each.end_ms, each.text) for each in after.cues] == [
        (1, 0, 400, "你好吗"),
        (50, 400, 1000, "我很好"),
    ]
    for id in (11, 21):
        found = after.get(id)
        assert (found.anchor_id, found.anchor_last_id, found.source_digest, times(after, id)) == (1, 50, "", (0, 1000))
    assert (after.get(11).pinned, after.get(21).pinned) == (False, True)


def test_splitting_the_end_of_a_span_widens_it() -> None:
    after = split(episode(follower(11, 1, 2)), 2, 1400, 1, 50)
    assert (after.get(11).anchor_id, after.get(11).anchor_last_id) == (1, 50)
    inside = split(episode(follower(11, 1, 3)), 2, 1400, 1, 50)
    assert (inside.get(11).anchor_id, inside.get(11).anchor_last_id) == (1, 3)
    assert not is_fresh(inside, 11)


def test_halves_of_a_follower_divide_its_span() -> None:
    after = split(episode(follower(11, 1, 2, text="one two")), 11, 1200, 4, 50)
    assert [(each.text, each.anchor_id, each.anchor_last_id, each.pinned) for each in after.followers] == [
        ("one", 1, 1, False), ("two", 2, 2, False),
    ]  # fmt: skip
    assert is_fresh(after, 11) and is_fresh(after, 50)


def test_halves_of_a_follower_of_one_cue_share_it_pinned() -> None:
    after = split(episode(follower(11, 1, text="one two")), 11, 600, 4, 50)
    assert [(each.anchor_id, each.pinned, times(after, each.id)) for each in after.followers] == [
        (1, True, (0, 600)), (1, True, (600, 1000)),
    ]  # fmt: skip


def test_the_first_half_ends_the_gap_before_the_second_begins() -> None:
    thirty = FrameGrid(rate=Fraction(30))
    for id in (1, 11):
        after = split(episode(follower(11, 1, text="one two")), id, 500, 1, 50, thirty)
        assert (times(after, id)[0], times(after, id)[1], times(after, 50)) == (0, 434, (500, 1000))
    with pytest.raises(BadInput, match=r"editing\.split_no_room"):
        split(episode(), 1, 60, 1, 50, thirty)


def test_halves_that_are_merged_again_follow_again() -> None:
    before = episode(follower(11, 1, text="one two"))
    after = merge(split(before, 11, 600, 4, 50, FrameGrid(rate=Fraction(30))), [11, 50])
    assert after == laws.mapped(before, {11}, lambda cue: replace(cue, text="one\ntwo"))


@pytest.mark.parametrize("at_ms", [0, 1000, 5000])
def test_a_cut_outside_the_cue_is_refused(at_ms: int) -> None:
    with pytest.raises(BadInput, match=r"editing\.split_outside"):
        split(episode(), 1, at_ms, 0, 50)


def test_merging_source_cues_leaves_their_followers_apart() -> None:
    before = episode(follower(11, 1), follower(12, 2), follower(31, 1, 2, track_id=4), follower(41, 2, 3, track_id=5))
    after = merge(before, [2, 1])
    assert [(each.id, each.text, times(after, each.id)) for each in after.cues] == [
        (1, "甲\n乙", (0, 2000)),
        (3, "丙", (3000, 4000)),
    ]
    assert {each.id: (each.text, each.anchor_id, each.anchor_last_id, each.pinned) for each in after.followers} == {
        11: ("f11", 1, 1, True), 12: ("f12", 1, 1, True), 31: ("f31", 1, 1, False), 41: ("f41", 1, 3, False),
    }  # fmt: skip
    assert (times(after, 11), times(after, 12)) == ((0, 1000), (1000, 2000))
    assert [is_fresh(after, id) for id in (11, 12, 31, 41)] == [False, False, True, False]


def test_merging_followers_widens_the_span() -> None:
    after = merge(episode(follower(11, 1), follower(12, 2, source_digest="")), [11, 12])
    found = after.get(11)
    assert (found.text, found.anchor_id, found.anchor_last_id, found.pinned, times(after, 11)) == (
        "f11\nf12",
        1,
        2,
        False,
        (0, 2000),
    )
    assert found.source_digest == "", "one half was not up to date"


@pytest.mark.parametrize(
    ("ids", "code"), [([1], "merge_one"), ([1, 3], "merge_apart"), ([1, 11], "merge_apart"), ([], "merge_one")]
)
def test_only_neighbours_of_one_track_are_merged(ids: list[int], code: str) -> None:
    with pytest.raises(BadInput) as caught:
        merge(episode(follower(11, 1)), ids)
    assert caught.value.code == f"editing.{code}"


def test_deleting_a_source_cue_keeps_what_a_person_wrote() -> None:
    before = episode(
        follower(11, 1, origin=Origin.TYPED), follower(21, 1, track_id=3, origin=Origin.MACHINE),
        follower(31, 1, track_id=4, origin=Origin.IMPORTED, text=" "), follower(41, 1, track_id=5, origin=Origin.IMPORTED),
    )  # fmt: skip
    after = delete(before, [1])
    assert [each.id for each in after.cues] == [2, 3]
    assert [each.id for each in after.followers] == [11, 41]
    for left in after.followers:
        assert (left.anchor_id, left.anchor_last_id, left.pinned, left.source_digest) == (None, None, True, "")
        assert times(after, left.id) == (0, 1000)


def test_a_span_that_loses_an_end_renders_the_rest() -> None:
    after = delete(episode(follower(11, 1, 3)), [1, 3])
    found = after.get(11)
    assert (found.anchor_id, found.anchor_last_id, found.source_digest, times(after, 11)) == (2, 2, "", (1000, 2000))


def test_a_new_source_moves_the_followers_of_the_cues_it_continues() -> None:
    before = episode(follower(11, 1), follower(12, 2), follower(13, 3, origin=Origin.MACHINE))
    match = match_source(before.cues, [cue(101, 20, 1020, "甲"), cue(102, 1000, 2000, "贰")])
    after = replace_source(before, match.cues, match.removed)
    assert [(each.id, times(after, each.id)) for each in after.followers] == [(11, (20, 1020)), (12, (1000, 2000))]
    assert [is_fresh(after, id) for id in (11, 12)] == [True, False]


@given(
    tracks_of_cues(1, 1), tracks_of_cues(2, 101), tracks_of_cues(3, 201),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 40), st.integers(0, 40), st.integers(1, 4000)), max_size=12),
)  # fmt: skip
def test_the_laws_hold_whatever_is_done(
    source: list[Cue], english: list[Cue], arabic: list[Cue], steps: list[tuple[int, int, int, int]]
) -> None:
    spine = spine_of(1, [*source, *anchor(source, english, 50), *anchor(source, arabic, 50)])
    for number, (what, first, count, ms) in enumerate(steps):
        every = [*spine.cues, *spine.followers]
        if not every:
            return
        one = every[first % len(every)]
        ids = [each.id for each in every[first % len(every) :][: count % 4 + 1]]
        try:
            match what:
                case 0:
                    spine = laws.retime(spine, one.id, ms, ms + 500)
                case 1:
                    spine = split(spine, one.id, one.start_ms + ms % max(one.duration_ms, 1), count, 1000 + number)
                case 2:
                    spine = merge(spine, ids)
                case 3:
                    spine = delete(spine, ids[:1])
                case 4:
                    spine = laws.unpin(laws.shift(spine, ids, ms - 2000), ids)
                case 5 if spine.cues:
                    spine = laws.fill(spine, spine.cues[first % len(spine.cues)].id, 2 + count % 2, "x", 1000 + number)
        except BadInput:
            continue
        assert_lawful(spine)


def test_words_of_a_merge_and_its_undoing_digest_alike() -> None:
    assert text_digest(["甲", "乙"]) == text_digest(["甲\n乙"])
