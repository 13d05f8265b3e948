"""Odds of speech become regions: begun above one measure, ended below another, and what may be speech kept beside what is."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.picture.mark import Span
from crossreel.domain.speech.regions import STEP_MS, joined, regions_of, touching, within_speech


def odds(*stretches: tuple[float, int]) -> list[float]:
    return [likely for likely, count in stretches for _ in range(count)]


def spans(*times: tuple[int, int]) -> tuple[Span, ...]:
    return tuple(Span(start_ms=start_ms, end_ms=end_ms) for start_ms, end_ms in times)


def test_a_region_begins_a_little_before_the_detector_is_sure_and_ends_when_it_is_quiet() -> None:
    found = regions_of(odds((0.0, 10), (0.9, 20), (0.0, 20)), 50 * STEP_MS)
    assert found.spans == spans((10 * STEP_MS - 24, 30 * STEP_MS))
    assert found.speech_ms == 20 * STEP_MS + 24 and found.edges == (296, 960)


def test_a_breath_parts_no_region_and_a_click_is_none() -> None:
    found = regions_of(odds((0.9, 20), (0.0, 3), (0.9, 20), (0.0, 30), (0.9, 2), (0.0, 10)), 85 * STEP_MS)
    assert found.spans == spans((0, 43 * STEP_MS))
    assert len(found.faint) == 2, "the click may be speech all the same"


def test_what_is_neither_sure_nor_excluded_is_faint_alone() -> None:
    found = regions_of(odds((0.0, 20), (0.3, 20), (0.0, 20)), 60 * STEP_MS)
    assert found.spans == () and found.faint == spans((20 * STEP_MS - 24, 40 * STEP_MS))


def test_nothing_ends_after_the_sound() -> None:
    assert regions_of(odds((0.9, 20)), 600).spans == spans((0, 600))


def test_a_word_loses_the_silence_before_and_after_it() -> None:
    speech = spans((1000, 2000), (5000, 6000))
    assert within_speech(0, 1400, speech) == (1000, 1400)
    assert within_speech(1800, 5300, speech) == (5000, 5300), "what is said last counts: a word is given the silence before it"
    assert within_speech(5500, 7000, speech) == (5500, 6000)
    assert within_speech(2500, 3000, speech) == (2500, 3000)


@given(st.lists(st.floats(0, 1), max_size=200))
def test_regions_stand_in_order_apart_and_within_what_may_be_speech(likely: list[float]) -> None:
    found = regions_of(likely, len(likely) * STEP_MS)
    for listed in (found.spans, found.faint):
        assert all(span.start_ms < span.end_ms for span in listed)
        assert all(before.end_ms < after.start_ms for before, after in pairwise(listed))
    assert all(any(wide.start_ms <= span.start_ms and span.end_ms <= wide.end_ms for wide in found.faint) for span in found.spans)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 60)), max_size=20), st.integers(0, 600), st.integers(1, 100))
def test_what_touches_a_stretch_is_found_as_by_looking_at_each(drawn: list[tuple[int, int]], start_ms: int, length: int) -> None:
    listed = joined(spans(*((at, at + long) for at, long in drawn)))
    end_ms = start_ms + length
    assert list(touching(listed, start_ms, end_ms)) == [
        span for span in listed if span.start_ms < end_ms and span.end_ms > start_ms
    ]
