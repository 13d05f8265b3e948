"""The cues of a moment, however they overlap."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.moments import Moments

CUES = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 40)), max_size=20)


def cues_of(spans: list[tuple[int, int]], first_id: int = 1) -> list[Cue]:
    return [Cue(id=at, track_id=1, start_ms=start, end_ms=start + span) for at, (start, span) in enumerate(spans, first_id)]


@given(CUES, CUES, st.data())
def test_they_are_those_that_have_begun_and_not_ended_also_after_some_were_replaced(
    first: list[tuple[int, int]], later: list[tuple[int, int]], data: st.DataObject
) -> None:
    cues, came = cues_of(first), cues_of(later, 100)
    moments = Moments(cues)
    gone = data.draw(st.lists(st.sampled_from(cues), unique_by=lambda cue: cue.id)) if cues else []
    for present in (cues, [*(cue for cue in cues if cue not in gone), *came]):
        for at_ms in range(0, 95, 3):
            expected = sorted((cue for cue in present if cue.start_ms <= at_ms < cue.end_ms), key=lambda cue: cue.order)
            assert list(moments.at(at_ms)) == expected
            coming = sorted((cue for cue in present if cue.start_ms > at_ms), key=lambda cue: cue.order)
            assert list(moments.after(at_ms, 3)) == coming[:3]
        moments.replace(gone, came)


@given(CUES, st.data())
def test_a_cue_with_another_text_stands_where_the_one_before_stood(spans: list[tuple[int, int]], data: st.DataObject) -> None:
    cues = cues_of(spans)
    gone = data.draw(st.lists(st.sampled_from(cues), unique_by=lambda cue: cue.id)) if cues else []
    came = [replace(cue, text="other") if data.draw(st.booleans()) else cue for cue in gone]
    moments = Moments(cues)
    moments.replace(gone, came)
    now = {cue.id: cue for cue in (*cues, *came)}
    for at_ms in range(0, 95, 3):
        assert [cue.text for cue in moments.at(at_ms)] == [now[cue.id].text for cue in Moments(now.values()).at(at_ms)]


class Watched(Cue):
    """A cue that counts how often one looks at it."""

    __slots__ = ()
    looks = 0

    def __getattribute__(self, name: str) -> object:
        Watched.looks += 1
        return super().__getattribute__(name)


def looks_at(count: int, start_ms: int, end_ms: int) -> int:
    """Return how often cues are looked at while the one in the middle becomes another."""
    moments = Moments(Watched(id=at, track_id=1, start_ms=at * 10, end_ms=at * 10 + 9) for at in range(1, count + 1))
    middle = moments.at(count * 5)[0]
    came = Watched(id=middle.id, track_id=1, start_ms=middle.start_ms + start_ms, end_ms=middle.end_ms + end_ms, text="b")
    Watched.looks = 0
    moments.replace([middle], [came])
    looks = Watched.looks
    assert moments.at(came.start_ms)[-1].text == "b"
    return looks


def test_a_cue_that_becomes_another_is_no_more_work_among_many_than_among_few() -> None:
    for change in ((0, 0), (3, 0), (0, 25), (-30, 0)):
        assert looks_at(8_000, *change) <= looks_at(500, *change) + 60, change  # four halvings more, of each search
