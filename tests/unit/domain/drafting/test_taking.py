"""Drafts fill what is empty, and never what a person touched."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.cues.spine import Spine, spine_of
from crossreel.domain.drafting.taking import Drafted, Taken, take
from tests.builders import cue

SOURCES = [cue(at, at * 1000, at * 1000 + 800, text) for at, text in enumerate(("你来了", "坐吧", "我不坐", "随你"), start=1)]
EN = 2


def translated(at: int, text: str, origin: Origin, last: int | None = None) -> Cue:
    here = SOURCES[at - 1]
    return replace(here, id=10 + at, track_id=EN, text=text, origin=origin, anchor_id=at, anchor_last_id=last or at)


def taken(*followers: Cue, drafts: dict[int, str], again: tuple[int, ...] = ()) -> Taken:
    ids = count(100)
    drafted = {at: Drafted(text=text, confidence=900) for at, text in drafts.items()}
    return take(spine_of(1, [*SOURCES, *followers]), EN, drafted, Origin.MACHINE, lambda: next(ids), again=again)


def words(spine: Spine) -> dict[int | None, tuple[str, Origin]]:
    return {each.anchor_id: (each.text, each.origin) for each in spine.followers}


def test_empty_cells_are_filled_and_marked() -> None:
    found = taken(drafts={1: "You came", 2: "Sit"})
    assert words(found.spine) == {1: ("You came", Origin.MACHINE), 2: ("Sit", Origin.MACHINE)}
    assert [each.text for each in found.drafts.values()] == ["You came", "Sit"]
    assert [(each.start_ms, each.end_ms) for each in found.spine.followers] == [(1000, 1800), (2000, 2800)]


@pytest.mark.parametrize("origin", [Origin.TYPED, Origin.IMPORTED])
def test_what_a_person_touched_stays(origin: Origin) -> None:
    found = taken(translated(1, "So you came.", origin), drafts={1: "You came", 2: "Sit"})
    assert words(found.spine)[1] == ("So you came.", origin)
    assert found.kept == (1,) and len(found.drafts) == 1


def test_a_draft_nobody_saw_gives_way_and_the_same_again_changes_nothing() -> None:
    there = translated(1, "You come", Origin.VENDOR)
    assert words(taken(there, drafts={1: "You came"}).spine) == {1: ("You came", Origin.MACHINE)}
    same = taken(there, drafts={1: "You come"})
    assert same.same == (1,) and not same.drafts and words(same.spine) == {1: ("You come", Origin.VENDOR)}


def test_what_is_asked_for_again_is_written_over() -> None:
    found = taken(translated(1, "So you came.", Origin.TYPED), drafts={1: "You came"}, again=(1,))
    assert words(found.spine) == {1: ("You came", Origin.MACHINE)} and not found.kept


def test_a_row_that_an_earlier_translation_renders_is_not_empty() -> None:
    found = taken(translated(1, "You came, sit.", Origin.TYPED, last=2), drafts={2: "Sit", 3: "No"})
    assert found.kept == (2,) and set(words(found.spine)) == {1, 3}


def test_of_several_drafted_cues_in_a_row_one_is_left_with_the_new_words() -> None:
    halves = [replace(translated(1, text, Origin.VENDOR), id=id, pinned=True) for id, text in ((11, "You"), (12, "came"))]
    (left,) = taken(*halves, drafts={1: "You came back"}).spine.followers
    assert (left.text, left.start_ms, left.end_ms, left.pinned) == ("You came back", 1000, 1800, False)
    touched = taken(halves[0], replace(halves[1], origin=Origin.TYPED), drafts={1: "You came back"})
    assert touched.kept == (1,) and [each.text for each in touched.spine.followers] == ["You", "came"]


def test_a_drafted_line_over_several_rows_ends_where_the_next_draft_begins() -> None:
    there = translated(1, "You came. Sit. No.", Origin.MACHINE, last=3)
    apart = taken(there, drafts={1: "You came.", 3: "No."})
    assert [(each.text, each.anchor_id, each.anchor_last_id) for each in apart.spine.followers] == [
        ("You came.", 1, 2),
        ("No.", 3, 3),
    ]
    whole = taken(there, drafts={1: "You came! Sit! No!"})
    assert [(each.anchor_id, each.anchor_last_id) for each in whole.spine.followers] == [(1, 3)]


def test_a_blank_draft_fills_nothing() -> None:
    assert not taken(drafts={1: " ", 2: "<i></i>"}).spine.followers


@given(st.lists(st.sampled_from([*Origin, None]), min_size=4, max_size=4), st.sets(st.integers(1, 4)))
def test_persons_words_survive_any_drafts(origins: list[Origin | None], drafts: set[int]) -> None:
    there = [translated(at, f"by {origin}", origin) for at, origin in enumerate(origins, start=1) if origin is not None]
    found = taken(*there, drafts=dict.fromkeys(drafts, "draft"))
    for each in there:
        if not each.is_unseen:
            assert words(found.spine)[each.anchor_id] == (each.text, each.origin)
    assert drafts == {each.anchor_id for each in found.spine.followers if each.id in found.drafts} | set(found.kept)
