"""What stands is what was found and not removed, and what was set; nothing that a person said is lost when it is found again."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.picture.mark import Mark, MarkKind, Span
from crossreel.domain.picture.shots import MarkChange, Shots, added, as_found, moved, removed, shots_of, taken

KEY = "video"
NEAR_MS = 16
times = st.integers(0, 60_000)
found = st.lists(st.integers(0, 60).map(lambda at: at * 1_000), max_size=12, unique=True).map(
    lambda all_of: tuple(Span(start_ms=at_ms, end_ms=at_ms) for at_ms in sorted(all_of))
)


def put(shots: Shots, change: MarkChange, key: str = KEY) -> Shots:
    """What stands after a change, as the catalog would give it back."""
    gone = {mark.id for mark in change.removed}
    own = {mark.id: mark for mark in shots.own if mark.id not in gone}
    for mark in change.put:
        made = replace(mark, id=mark.id or max([0, *own]) + 1, content_key=key)
        own[made.id] = made
    return shots_of(shots.found, own.values(), key)


@st.composite
def edited(draw: st.DrawFn) -> Shots:
    """Shots that some edits were made on."""
    shots = shots_of(draw(found), (), KEY)
    for at_ms, adds in draw(st.lists(st.tuples(times, st.booleans()), max_size=8)):
        near = shots.near(at_ms, 1_000)
        change = added(shots, at_ms, NEAR_MS) if adds or near is None else removed(shots, near, NEAR_MS)
        shots = put(shots, change)
    return shots


@given(edited(), times)
def test_what_is_added_stands_and_the_rest_stays(shots: Shots, at_ms: int) -> None:
    after = put(shots, added(shots, at_ms, NEAR_MS))
    assert after.near(at_ms, NEAR_MS) is not None
    assert set(shots.times_ms) <= set(after.times_ms)
    assert added(after, at_ms, NEAR_MS) == MarkChange()


@given(edited(), st.data())
def test_what_is_removed_is_gone_and_is_not_found_again(shots: Shots, data: st.DataObject) -> None:
    if not shots.times_ms:
        return
    at_ms = data.draw(st.sampled_from(shots.times_ms))
    after = put(shots, removed(shots, at_ms, NEAR_MS))
    assert after.near(at_ms, NEAR_MS) is None
    assert {each for each in shots.times_ms if abs(each - at_ms) > NEAR_MS} == set(after.times_ms)
    slightly_else = tuple(Span(start_ms=max(0, span.start_ms - 3), end_ms=max(0, span.end_ms - 3)) for span in shots.found or ())
    again = shots_of(slightly_else, after.own, KEY)
    assert again.near(at_ms, NEAR_MS - 3) is None
    assert set(again.own_ms) == set(after.own_ms)


@given(edited(), times, st.data())
def test_what_is_moved_stands_there_and_not_here(shots: Shots, to_ms: int, data: st.DataObject) -> None:
    if not shots.times_ms:
        return
    at_ms = data.draw(st.sampled_from(shots.times_ms))
    after = put(shots, moved(shots, at_ms, to_ms, NEAR_MS))
    assert to_ms in after.times_ms or after.near(to_ms, NEAR_MS) is not None
    others = {each for each in shots.times_ms if abs(each - at_ms) > NEAR_MS}
    assert others <= set(after.times_ms) <= others | {to_ms}


@given(edited(), st.lists(times, max_size=20), st.booleans())
def test_a_list_taken_in_stands(shots: Shots, listed: list[int], instead: bool) -> None:
    after = put(shots, taken(shots, listed, NEAR_MS, instead=instead))
    assert all(after.near(at_ms, NEAR_MS) is not None for at_ms in listed)
    if instead:
        assert set(after.times_ms) == set(listed)
        assert set(shots_of([Span(start_ms=123, end_ms=123)], after.own, KEY).times_ms) == set(listed)
    assert taken(after, listed, NEAR_MS, instead=instead) == MarkChange()


@given(edited())
def test_going_back_leaves_what_was_found(shots: Shots) -> None:
    assert put(shots, as_found(shots)).times_ms == tuple(span.start_ms for span in shots.found or ())


def test_an_own_one_keeps_its_row_when_it_is_moved() -> None:
    mark = Mark(id=7, episode_id=1, content_key=KEY, kind=MarkKind.SHOT, start_ms=500, end_ms=500)
    shots = shots_of((), [mark], KEY)
    assert moved(shots, 500, 900, NEAR_MS) == MarkChange(put=(replace(mark, start_ms=900, end_ms=900),))


def test_removing_the_removal_of_a_found_one_brings_it_back() -> None:
    shots = shots_of([Span(start_ms=1_000, end_ms=1_000)], (), KEY)
    without = put(shots, removed(shots, 1_000, NEAR_MS))
    assert without.times_ms == ()
    again = put(without, added(without, 1_004, NEAR_MS))
    assert (again.times_ms, again.own) == ((1_000,), ())


def test_marks_of_another_video_rest() -> None:
    mark = Mark(id=7, episode_id=1, content_key="other", kind=MarkKind.SHOT, start_ms=500, end_ms=500)
    assert shots_of((), [mark], KEY).times_ms == ()
    assert shots_of(None, [mark], "other").times_ms == (500,)
    assert not shots_of(None, [mark], "other").is_sought


def test_neighbours_are_found() -> None:
    shots = shots_of([Span(start_ms=at_ms, end_ms=at_ms) for at_ms in (1_000, 2_000)], (), KEY)
    assert (shots.after(1_000), shots.after(2_000), shots.before(1_000), shots.before(1_001)) == (2_000, None, None, 1_000)
    assert (shots.near(1_400, 500), shots.near(1_500, 500), shots.near(1_501, 499)) == (1_000, 1_000, 2_000)
