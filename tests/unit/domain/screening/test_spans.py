"""Laws of what was watched: joined in any order, cut, measured; never more than there is."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.screening.spans import Span, covered_ms, joined, missed, percent, seen, within, without

DURATION = 3000
times = st.integers(0, DURATION)
span_values = st.builds(
    lambda one, other, speed: Span(start_ms=min(one, other), end_ms=max(one, other), speed=speed),
    times, times, st.sampled_from([0, 50, 100, 150, 200]),
)  # fmt: skip
spans_of = st.lists(span_values, max_size=8)
holes_of = st.lists(st.tuples(times, times).map(lambda pair: (min(pair), max(pair))), max_size=5)


def moments(spans: list[Span]) -> dict[int, int]:
    """The slowest speed of each millisecond, the long way."""
    found: dict[int, int] = {}
    for span in spans:
        for at in range(span.start_ms, span.end_ms):
            found[at] = min(found.get(at, span.speed), span.speed)
    return found


@given(spans_of)
def test_joined_says_of_each_moment_what_the_stretches_said_and_is_one_value_for_them(spans: list[Span]) -> None:
    made = joined(spans)
    assert moments(list(made)) == moments(spans)
    assert joined(made) == made == joined(reversed(spans))
    assert all(one.end_ms < two.start_ms or (one.end_ms == two.start_ms and one.speed != two.speed)
               for one, two in itertools.pairwise(made))  # fmt: skip


@given(spans_of, holes_of)
def test_what_is_cut_out_is_gone_and_nothing_else(spans: list[Span], holes: list[tuple[int, int]]) -> None:
    cut = {at for start, end in holes for at in range(start, end)}
    assert moments(list(without(spans, holes))) == {at: speed for at, speed in moments(spans).items() if at not in cut}


@given(spans_of, times, times)
def test_inside_and_outside_of_a_time_make_the_whole(spans: list[Span], one: int, other: int) -> None:
    start, end = min(one, other), max(one, other)
    inside, outside = within(spans, start, end), without(spans, [(start, end)])
    assert covered_ms(inside) + covered_ms(outside) == covered_ms(spans)
    assert joined([*inside, *outside]) == joined(spans)


@given(spans_of, spans_of)
def test_coverage_counts_each_moment_once_and_grows_with_what_is_watched_and_with_the_speed(
    one: list[Span], other: list[Span]
) -> None:
    both = covered_ms([*one, *other])
    assert max(covered_ms(one), covered_ms(other)) <= both <= covered_ms(one) + covered_ms(other)
    by_speed = [covered_ms(one, speed) for speed in (0, 50, 100, 150, 200)]
    assert by_speed == sorted(by_speed) and by_speed[-1] == covered_ms(one)


@given(spans_of)
def test_watched_and_missed_make_the_whole(spans: list[Span]) -> None:
    gaps = missed(spans, DURATION)
    assert sum(end - start for start, end in gaps) + covered_ms(spans) == DURATION
    assert covered_ms([*spans, *(Span(start_ms=start, end_ms=end) for start, end in gaps)]) == DURATION


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_hundred_percent_is_all_of_it(part: int, whole: int) -> None:
    assert (percent(part, whole) == 100) == (part >= whole)


def test_of_nothing_nothing_was_watched() -> None:
    assert (percent(0, 0), missed((), 0), covered_ms(())) == (0, (), 0)


@given(st.lists(st.tuples(times, st.sampled_from([100, 150])), max_size=30))
def test_frames_seen_one_after_the_other_cover_what_they_cover_alone_and_gaps_within_the_tolerance(
    frames: list[tuple[int, int]],
) -> None:
    spans: tuple[Span, ...] = ()
    alone = [Span(start_ms=at, end_ms=at + 40, speed=speed) for at, speed in frames]
    for span in alone:
        spans = seen(spans, span, 250)
    assert set(moments(alone)) <= set(moments(list(spans)))
    extra = covered_ms(spans) - covered_ms(alone)
    assert 0 <= extra <= 250 * max(0, len(frames) - 1)
    for speed in (100, 150):
        assert covered_ms([span for span in alone if span.speed == speed]) <= covered_ms(
            [span for span in spans if span.speed == speed]
        )


def test_playing_on_is_one_stretch_and_a_jump_or_another_speed_begins_a_new_one() -> None:
    spans: tuple[Span, ...] = ()
    for start, speed in [(0, 100), (40, 100), (120, 100), (1000, 100), (1040, 150), (500, 150)]:
        spans = seen(spans, Span(start_ms=start, end_ms=start + 40, speed=speed), 250)
    assert [(span.start_ms, span.end_ms, span.speed) for span in spans] == [
        (0, 160, 100), (1000, 1040, 100), (1040, 1080, 150), (500, 540, 150),
    ]  # fmt: skip
