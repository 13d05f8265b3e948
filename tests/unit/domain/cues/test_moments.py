"""The cues of a moment, however they overlap."""

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
