"""Retiming, pins and cells: what an edit of one language does to the others."""

import pytest

from crossreel.domain.cues import spine as laws
from crossreel.domain.cues.cue import Cue, Origin, text_digest
from crossreel.domain.cues.spine import Spine, spine_of
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.errors import BadInput
from crossreel.domain.views.sheet import columns, cue_rows, untranslated
from tests.builders import cue
from tests.unit.domain.cues.laws import assert_lawful

A, B, C = cue(1, 0, 1000, "甲"), cue(2, 1000, 2000, "乙"), cue(3, 3000, 4000, "丙")


def follower(id: int, anchor_id: int, last_id: int | None = None, *, track_id: int = 2, **fields: object) -> Cue:
    """A fresh, unpinned follower of the cues above."""
    sources = {1: A, 2: B, 3: C}
    last = last_id or anchor_id
    digest = text_digest(sources[at].text for at in range(anchor_id, last + 1))
    defaults: dict[str, object] = {
        "anchor_id": anchor_id, "anchor_last_id": last, "source_digest": digest,
    }  # fmt: skip
    given = {"text": f"f{id}", **defaults, **fields}
    return cue(id, sources[anchor_id].start_ms, sources[last].end_ms, track_id=track_id, **given)


def episode(*followers: Cue) -> Spine:
    return spine_of(1, [A, B, C, *followers])


def times(spine: Spine, cue_id: int) -> tuple[int, int]:
    found = spine.get(cue_id)
    return found.start_ms, found.end_ms


def test_retiming_the_source_moves_every_language_but_the_pinned() -> None:
    before = episode(follower(11, 1), follower(21, 1, track_id=3), follower(31, 1, track_id=4, pinned=True))
    after = laws.retime(before, 1, 200, 900)
    assert [times(after, id) for id in (1, 11, 21, 31)] == [(200, 900), (200, 900), (200, 900), (0, 1000)]
    assert {each.id for each in laws.difference(before, after).put} == {1, 11, 21}


def test_a_span_follows_both_of_its_ends() -> None:
    after = laws.retime(episode(follower(11, 1, 2)), 2, 1500, 2500)
    assert times(after, 11) == (0, 2500)


def test_dragging_a_follower_pins_it_and_unpin_brings_it_back() -> None:
    dragged = laws.retime(episode(follower(11, 1)), 11, 300, 1300)
    assert dragged.get(11).pinned
    assert laws.unpin(dragged, [11]).get(11) == follower(11, 1)


def test_what_shares_a_cue_or_hangs_on_none_cannot_be_unpinned() -> None:
    loose = cue(13, 50, 60, "x", track_id=2, pinned=True)
    before = laws.settle(episode(follower(11, 1), follower(12, 1, 2), loose))
    assert before.get(11).pinned and before.get(12).pinned
    assert laws.unpin(before, [11, 12, 13]) == before


def test_a_cue_moved_across_a_span_takes_its_follower_along() -> None:
    after = laws.retime(episode(follower(11, 1), follower(12, 2, 3)), 1, 2200, 2800)
    assert times(after, 11) == (2200, 2800)
    assert_lawful(after)
    assert after.get(12).pinned, "it now shares the moved cue"


def test_shifting_the_source_takes_the_unpinned_along_and_other_cues_only_if_chosen() -> None:
    before = episode(follower(11, 1), follower(12, 2, pinned=True))
    assert [times(laws.shift(before, [1, 2], 100), id) for id in (11, 12)] == [(100, 1100), (1000, 2000)]
    assert [times(laws.shift(before, [1, 2, 11, 12], 100), id) for id in (11, 12)] == [(100, 1100), (1100, 2100)]
    alone = laws.shift(before, [11], 100)
    assert (times(alone, 11), alone.get(11).pinned) == ((100, 1100), True)
    assert not laws.shift(before, [1, 11], 100).get(11).pinned


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [(-1, 5, "editing.negative_time"), (7, 7, "editing.end_before_start"), (9, 3, "editing.end_before_start"),
     (0, 360_000_000, "editing.too_late")],
)  # fmt: skip
def test_times_that_no_cue_can_have_are_refused(start: int, end: int, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        laws.retime(episode(), 1, start, end)
    assert caught.value.code == code


def test_filling_an_empty_cell_makes_an_unpinned_fresh_follower() -> None:
    after = laws.fill(episode(), 2, 2, "two", 50)
    made = after.get(50)
    assert (made.text, made.anchor_id, made.anchor_last_id, made.pinned, made.origin) == ("two", 2, 2, False, Origin.TYPED)
    assert (made.start_ms, made.end_ms, made.source_digest) == (1000, 2000, text_digest(["乙"]))


def test_filling_a_covered_cell_takes_over_the_rest_of_the_span() -> None:
    after = laws.fill(episode(follower(11, 1, 3)), 2, 2, "two", 50)
    first, second = after.get(11), after.get(50)
    assert (first.anchor_id, first.anchor_last_id, first.source_digest) == (1, 1, "")
    assert (second.anchor_id, second.anchor_last_id) == (2, 3)
    assert (times(after, 11), times(after, 50)) == ((0, 1000), (1000, 4000))


def test_confirming_takes_the_present_source_text() -> None:
    before = episode(follower(11, 1, 2, source_digest=""))
    assert laws.confirm(before, [11]).get(11).source_digest == text_digest(["甲", "乙"])


def test_rows_show_a_span_once_and_unanchored_cues_by_time() -> None:
    loose = cue(13, 2500, 2600, "x", track_id=2, pinned=True)
    rows = cue_rows(episode(follower(11, 1, 2), loose, follower(21, 3, track_id=3)), {2: "en", 3: "ar"})
    assert [(row.cue.id, row.is_spine) for row in rows] == [(1, True), (2, True), (13, False), (3, True)]
    assert [{name: [each.id for each in found] for name, found in row.followers.items()} for row in rows] == [
        {"en": [11]}, {}, {"en": [13]}, {"ar": [21]},
    ]  # fmt: skip
    assert [row.covered for row in rows] == [frozenset(), {"en"}, frozenset(), frozenset()]


def test_untranslated_counts_source_cues_with_words_that_nobody_renders() -> None:
    silent = cue(4, 5000, 6000, "<i> </i>")
    spine = spine_of(1, [A, B, C, silent, follower(11, 1, 2), follower(12, 3, text=" "), follower(21, 3, track_id=3)])
    assert (untranslated(spine, 2), untranslated(spine, 3), untranslated(spine, 9)) == (1, 2, 3)


def test_a_second_track_of_a_language_has_a_column_of_its_own() -> None:
    tracks = [
        Track(id=3, episode_id=1, language="zh-Hans", role=Role.SDH),
        Track(id=2, episode_id=1, language="en", role=Role.TRANSLATION),
        Track(id=1, episode_id=1, language="zh-Hans", role=Role.SOURCE),
    ]
    assert {name: track.id for name, track in columns(tracks, 1).items()} == {"zh-Hans": 1, "en": 2, "zh-Hans-x-sdh": 3}
