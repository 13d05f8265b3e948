"""Splitting, merging and deleting in all languages at once."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.cues import spine as laws
from crossreel.domain.cues.anchoring import anchor
from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.cues.spine import Spine, digest_of, span, spine_of
from crossreel.domain.cues.together import delete_together, merge_together, split_together
from crossreel.domain.errors import BadInput
from crossreel.domain.text.frame_grid import FrameGrid
from crossreel.domain.text.inline import plain_text
from tests.builders import cue
from tests.strategies import tracks_of_cues
from tests.unit.domain.cues.laws import assert_lawful
from tests.unit.domain.cues.test_spine import episode, follower, times

THIRTY = FrameGrid(rate=Fraction(30))
Told = list[tuple[str, int | None, int | None, bool, tuple[int, int]]]


def is_fresh(spine: Spine, cue_id: int) -> bool:
    found = spine.get(cue_id)
    return found.source_digest == digest_of(span(spine.cues, spine.positions(), found))


def told(spine: Spine, track_id: int) -> Told:
    return [
        (each.text, each.anchor_id, each.anchor_last_id, each.pinned, (each.start_ms, each.end_ms))
        for each in spine.followers
        if each.track_id == track_id
    ]


def lines() -> Spine:
    return laws.settle(
        spine_of(1, [cue(1, 0, 1000, "你好吗我很好"), follower(11, 1, text="one two"), follower(21, 1, track_id=3, text="uno dos")])
    )


def test_a_source_cue_is_cut_with_its_translations_at_the_matching_words() -> None:
    after = split_together(lines(), 1, 500, 3, count(50), THIRTY)
    assert [(each.id, each.text, times(after, each.id)) for each in after.cues] == [
        (1, "你好吗", (0, 434)), (50, "我很好", (500, 1000)),
    ]  # fmt: skip
    assert told(after, 2) == [("one", 1, 1, False, (0, 434)), ("two", 50, 50, False, (500, 1000))]
    assert told(after, 3) == [("uno", 1, 1, False, (0, 434)), ("dos", 50, 50, False, (500, 1000))]
    assert not any(is_fresh(after, each.id) for each in after.followers), "nobody has seen where they were cut"


def test_a_translation_takes_its_source_and_the_others_along() -> None:
    after = split_together(laws.confirm(lines(), {11}), 11, 500, 4, count(50), THIRTY)
    assert [each.text for each in after.cues] == ["你好吗", "我很好"]
    assert [line[0] for line in told(after, 2)] == ["one", "two"]
    assert [line[0] for line in told(after, 3)] == ["uno", "dos"]
    assert [is_fresh(after, each.id) for each in after.followers if each.track_id == 2] == [True, True]


def test_what_has_too_few_words_renders_both_halves() -> None:
    before = episode(follower(11, 1, text="Hm!"), follower(21, 1, track_id=3, text=""), follower(31, 1, 2, track_id=4))
    after = split_together(before, 1, 500, 1, count(50), THIRTY)
    assert told(after, 2)[0][1:4] == (1, 50, False) or [line[1] for line in told(after, 2)] == [1, 50]
    assert told(after, 3) == [("", 1, 50, False, (0, 1000))]
    assert told(after, 4) == [("f31", 1, 2, False, (0, 2000))]


def test_a_pinned_translation_is_cut_inside_its_own_times() -> None:
    late = laws.retime(lines(), 11, 2000, 3000)
    after = split_together(late, 1, 500, 3, count(50), THIRTY)
    first, second = told(after, 2)
    assert (first[4][0], second[4][1], first[3], second[3]) == (2000, 3000, True, True)
    assert first[4][1] < second[4][0] == 2500


def shared_source() -> Spine:
    both = episode(follower(11, 1, pinned=True), follower(12, 1, pinned=True))
    return laws.retime(laws.retime(both, 11, 0, 400), 12, 500, 1000)


def test_of_several_that_share_the_source_each_goes_to_its_half() -> None:
    shared = shared_source()
    after = split_together(shared, 1, 500, 1, count(50), THIRTY)
    assert [line[:3] for line in told(after, 2)] == [("f11", 1, 1), ("f12", 50, 50)]


def test_halves_in_one_cell_get_a_source_each() -> None:
    shared = shared_source()
    after = merge_together(shared, [11, 12])
    assert told(after, 2) == [("f11\nf12", 1, 1, False, (0, 1000))]
    assert len(after.cues) == 3, "the source is one already"


def test_merging_source_cues_joins_their_followers() -> None:
    before = episode(follower(11, 1), follower(12, 2), follower(21, 1, track_id=3), follower(31, 1, 2, track_id=4))
    after = merge_together(before, [2, 1])
    assert [(each.id, each.text, times(after, each.id)) for each in after.cues] == [
        (1, "甲\n乙", (0, 2000)),
        (3, "丙", (3000, 4000)),
    ]
    assert {each.id: each.text for each in after.followers} == {11: "f11\nf12", 21: "f21", 31: "f31"}
    assert all(not each.pinned and times(after, each.id) == (0, 2000) for each in after.followers)
    assert [is_fresh(after, id) for id in (11, 21, 31)] == [True, False, True]


def test_a_pinned_follower_keeps_its_times_through_a_merge() -> None:
    before = laws.retime(episode(follower(11, 1), follower(12, 2)), 12, 1100, 2300)
    after = merge_together(before, [1, 2])
    assert (after.get(11).pinned, times(after, 11)) == (True, (0, 2300))


def test_translations_take_their_sources_and_the_others_along() -> None:
    before = episode(follower(11, 1), follower(12, 2), follower(21, 1, track_id=3), follower(22, 2, track_id=3))
    after = merge_together(before, [11, 12])
    assert [each.text for each in after.cues] == ["甲\n乙", "丙"]
    assert {each.id: each.text for each in after.followers} == {11: "f11\nf12", 21: "f21\nf22"}


def test_deleting_leaves_no_orphan_whoever_wrote_it() -> None:
    before = episode(
        follower(11, 1, origin=Origin.TYPED), follower(21, 1, track_id=3, origin=Origin.IMPORTED), follower(31, 1, 2, track_id=4)
    )
    for id in (1, 11):
        after = delete_together(before, [id])
        assert [each.id for each in after.cues] == [2, 3]
        assert told(after, 4) == [("f31", 2, 2, False, (1000, 2000))]
        assert len(after.followers) == 1


def words(cues: Sequence[Cue]) -> list[str]:
    return [letter for each in cues for letter in plain_text(each.text) if not letter.isspace()]


@given(
    tracks_of_cues(1, 1), tracks_of_cues(2, 101), tracks_of_cues(3, 201), st.integers(0, 40), st.integers(1, 9), st.integers(0, 9)
)  # fmt: skip
def test_split_then_merged_gives_the_words_back(
    source: list[Cue], english: list[Cue], arabic: list[Cue], pick: int, share: int, offset: int
) -> None:
    before = spine_of(1, [*source, *anchor(source, english, 50), *anchor(source, arabic, 50)])
    every = [*before.cues, *before.followers]
    if not every:
        return
    chosen = every[pick % len(every)]
    try:
        after = split_together(before, chosen.id, chosen.start_ms + chosen.duration_ms * share // 10, offset, count(1000), THIRTY)
    except BadInput:
        return
    assert_lawful(after)
    for track_id in (1, 2, 3):
        mine = [[each for each in [*one.cues, *one.followers] if each.track_id == track_id] for one in (before, after)]
        assert sorted(words(mine[0])) == sorted(words(mine[1]))
    halves = [each.id for each in [*after.cues, *after.followers] if each.track_id == chosen.track_id]
    made = [id for id in halves if id == chosen.id or (id >= 1000)]
    try:
        again = merge_together(after, made)
    except BadInput:
        return  # a neighbour stands between the halves
    assert_lawful(again)
    assert len(again.cues) <= len(before.cues)
    for track_id in (1, 2, 3):
        mine = [[each for each in [*one.cues, *one.followers] if each.track_id == track_id] for one in (before, again)]
        assert sorted(words(mine[0])) == sorted(words(mine[1]))


@given(tracks_of_cues(1, 1), tracks_of_cues(2, 101), tracks_of_cues(3, 201), st.sets(st.integers(0, 40), max_size=5))
def test_deleting_in_all_languages_leaves_no_new_orphan(
    source: list[Cue], english: list[Cue], arabic: list[Cue], picks: set[int]
) -> None:
    before = spine_of(1, [*source, *anchor(source, english, 50), *anchor(source, arabic, 50)])
    every = [*before.cues, *before.followers]
    ids = {every[pick % len(every)].id for pick in picks} if every else set()
    after = delete_together(before, ids)
    assert_lawful(after)
    was = {each.id for each in before.followers if each.anchor_id is None}
    assert {each.id for each in after.followers if each.anchor_id is None} <= was
    assert not ids & {each.id for each in [*after.cues, *after.followers]}
