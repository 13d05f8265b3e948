"""Imported cues find their spine cue by overlap, and a new source continues the old one."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.cues.anchoring import anchor, match_source, pin_tolerance_ms
from crossreel.domain.cues.cue import Cue, text_digest
from crossreel.domain.cues.spine import settle, spine_of
from tests.builders import cue
from tests.strategies import tracks_of_cues
from tests.unit.domain.cues.laws import assert_lawful

SPINE = [cue(1, 0, 1000, "一"), cue(2, 1000, 2000, "二"), cue(3, 3000, 6000, "三"), cue(4, 7000, 8000, "四")]


def hung(*imported: Cue, spine: list[Cue] = SPINE) -> list[tuple[int | None, int | None, bool]]:
    return [(each.anchor_id, each.anchor_last_id, each.pinned) for each in anchor(spine, imported, 50)]


@pytest.mark.parametrize(("rate", "expected"), [(Fraction(30), 50), (Fraction(15), 67), (Fraction(60), 50)])
def test_the_tolerance_is_a_frame_but_at_least_50_ms(rate: Fraction, expected: int) -> None:
    assert pin_tolerance_ms(rate) == expected


def test_rounding_is_no_pin_and_takes_the_times_of_the_spine() -> None:
    (found,) = anchor(SPINE, [cue(11, 3040, 5960, track_id=2)], 50)
    assert (found.start_ms, found.end_ms, found.pinned, found.anchor_id) == (3000, 6000, False, 3)
    assert found.source_digest == text_digest(["三"])


def test_other_times_are_pinned() -> None:
    (found,) = anchor(SPINE, [cue(11, 3200, 5500, track_id=2)], 50)
    assert (found.start_ms, found.end_ms, found.pinned, found.anchor_id) == (3200, 5500, True, 3)


def test_a_long_cue_renders_several_and_follows_all_of_them() -> None:
    (found,) = anchor(SPINE, [cue(11, 10, 1990, track_id=2)], 50)
    assert (found.anchor_id, found.anchor_last_id, found.pinned) == (1, 2, False)
    assert (found.start_ms, found.end_ms) == (0, 2000)
    assert found.source_digest == text_digest(["一", "二"])


def test_cues_that_share_an_anchor_are_pinned() -> None:
    assert hung(cue(11, 3000, 4500), cue(12, 4500, 6000)) == [(3, 3, True), (3, 3, True)]
    assert hung(cue(11, 3000, 6000), cue(12, 3000, 6000)) == [(3, 3, True), (3, 3, True)]


def test_an_exact_rendering_is_not_pinned_by_a_sign_beside_it() -> None:
    assert hung(cue(11, 3000, 6000), cue(12, 3500, 6900)) == [(3, 3, False), (None, None, True)]


def test_what_overlaps_nothing_or_only_touches_stays_unanchored() -> None:
    assert hung(cue(11, 9000, 9900), cue(12, 6040, 7010)) == [(None, None, True), (None, None, True)]
    assert anchor(SPINE, [cue(11, 9000, 9900)], 50)[0].source_digest is None
    assert hung(cue(11, 0, 10), spine=[]) == [(None, None, True)]


def test_simultaneous_cues_are_paired_one_to_one() -> None:
    twins = [cue(1, 0, 1000, "甲"), cue(2, 0, 1000, "乙")]
    assert hung(cue(11, 0, 1000), cue(12, 0, 1000), spine=twins) == [(1, 1, False), (2, 2, False)]


def test_a_sign_over_the_whole_episode_does_not_swallow_the_dialogue() -> None:
    spine = [cue(9, 0, 60_000, "标题"), *SPINE]
    assert hung(cue(11, 3100, 6100), cue(12, 0, 59_980), spine=spine) == [(3, 3, True), (9, 9, False)]


def test_the_order_given_is_kept() -> None:
    found = anchor(SPINE, [cue(13, 7000, 8000), cue(11, 0, 1000)], 50)
    assert [each.id for each in found] == [13, 11]


@given(tracks_of_cues(1, 1), tracks_of_cues(2, 101), st.integers(0, 200))
def test_anchoring_keeps_the_laws_and_the_words(spine: list[Cue], imported: list[Cue], tolerance_ms: int) -> None:
    found = anchor(spine, imported, tolerance_ms)
    assert [(each.id, each.text, each.origin) for each in found] == [(each.id, each.text, each.origin) for each in imported]
    hung_up = spine_of(1, [*spine, *found])
    assert_lawful(hung_up)
    assert settle(hung_up) == hung_up


@given(tracks_of_cues(1, 1, most=12))
def test_a_copy_of_the_spine_is_all_paired_and_unpinned(spine: list[Cue]) -> None:
    copies = [cue(each.id + 100, each.start_ms, each.end_ms, track_id=2) for each in spine]
    assert not any(each.pinned for each in anchor(spine, copies, 0))


@pytest.mark.parametrize("shape", ["in a row", "one long", "all at once", "all to the end"])
def test_ten_thousand_cues_are_anchored_without_walking_over_all_pairs(shape: str) -> None:
    shapes = {
        "in a row": lambda at: (at * 1000, at * 1000 + 900),
        "one long": lambda at: (0, 10**7) if at == 0 else (at * 1000, at * 1000 + 900),
        "all at once": lambda at: (0, 1000),
        "all to the end": lambda at: (at, 10**7),
    }
    spine = [cue(1 + at, *shapes[shape](at)) for at in range(2_000)]
    copies = [cue(10_001 + at, *shapes[shape](at), track_id=2) for at in range(2_000)]
    assert [each.pinned for each in anchor(spine, copies, 50)].count(True) == 0
    assert match_source(spine, copies).removed == ()


def test_the_same_file_again_changes_nothing() -> None:
    again = [cue(each.id + 100, each.start_ms, each.end_ms, each.text, track_id=9) for each in SPINE]
    match = match_source(SPINE, again)
    assert list(match.cues) == SPINE
    assert match.removed == ()


def test_a_new_source_keeps_ids_by_time_then_text_then_overlap() -> None:
    new = [cue(101, 0, 1000, "壹"), cue(102, 9000, 9500, "二"), cue(103, 3500, 6400, "叁"), cue(104, 20_000, 21_000, "新")]
    match = match_source(SPINE, new)
    assert {each.text: each.id for each in match.cues} == {"壹": 1, "二": 2, "叁": 3, "新": 104}
    assert [each.id for each in match.removed] == [4]
    assert {each.id: (each.start_ms, each.end_ms) for each in match.cues} == {
        1: (0, 1000), 2: (9000, 9500), 3: (3500, 6400), 104: (20_000, 21_000)
    }  # fmt: skip


def test_a_file_shifted_by_one_cue_is_followed_by_its_text() -> None:
    old = [cue(1 + at, at * 2000, at * 2000 + 1500, f"句{at}") for at in range(20)]
    later = [cue(101 + at, (at + 1) * 2000, (at + 1) * 2000 + 1500, f"句{at}") for at in range(20)]
    match = match_source(old, later)
    assert [each.id for each in match.cues] == [each.id for each in old]
    assert [each.text for each in match.cues] == [each.text for each in old]


def test_the_speaker_is_kept_unless_the_new_file_names_one() -> None:
    old = [cue(1, 0, 1000, speaker_id=7), cue(2, 2000, 3000, speaker_id=7)]
    match = match_source(old, [cue(11, 0, 1000), cue(12, 2000, 3000, speaker_id=8)])
    assert [each.speaker_id for each in match.cues] == [7, 8]


@given(tracks_of_cues(1, 1), tracks_of_cues(2, 101))
def test_every_old_cue_is_continued_or_removed(old: list[Cue], new: list[Cue]) -> None:
    match = match_source(old, new)
    kept = {each.id for each in match.cues} - {each.id for each in new}
    assert kept | {each.id for each in match.removed} == {each.id for each in old}
    assert not kept & {each.id for each in match.removed}
    assert sorted(each.text for each in match.cues) == sorted(each.text for each in new)
