"""Lines without times find their places in speech: in order, at pauses, as long as they take, and nothing outside of it."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossreel.domain.picture.mark import Span
from crossreel.domain.speech.laying import lay
from tests.unit.domain.speech.test_sync import dialogue, heard


def spans(*times: tuple[int, int]) -> list[Span]:
    return [Span(start_ms=start_ms, end_ms=end_ms) for start_ms, end_ms in times]


def test_as_many_lines_as_stretches_of_speech_stand_on_them() -> None:
    laid = lay([10, 30, 12], spans((1000, 2000), (3000, 6000), (8000, 9200)), 4)
    assert [(each.start_ms, each.end_ms) for each in laid] == [(1000, 2000), (3000, 6000), (8000, 9200)]
    assert not any(each.is_doubtful for each in laid)


def test_two_lines_share_a_stretch_and_one_takes_two() -> None:
    laid = lay([20, 20, 40], spans((1000, 5000), (7000, 9000), (9300, 11_300)), 4)
    assert [each.start_ms for each in laid] == [1000, laid[0].end_ms, 7000] and abs(laid[0].end_ms - 3000) <= 240
    assert laid[2].end_ms == 11_300


def test_speech_that_is_no_part_of_the_script_is_passed_over() -> None:
    shout_and_song = spans((1000, 2000), (3000, 4500), (20_000, 40_000))
    laid = lay([10, 15], shout_and_song, 9)
    assert [(each.start_ms, each.end_ms) for each in laid] == [(1000, 2000), (3000, 4500)]


def test_far_too_many_lines_are_laid_in_shares_and_doubtful() -> None:
    laid = lay([10] * 50, spans((1000, 3000)), 4)
    assert len(laid) == 50 and all(each.is_doubtful for each in laid)
    assert laid[0].start_ms == 1000 and laid[-1].end_ms <= 3001


def test_without_speech_or_lines_there_is_nothing() -> None:
    assert lay([10], [], 4) == [] and lay([], spans((0, 1000)), 4) == []


@pytest.mark.parametrize("seed", range(5))
def test_most_lines_of_a_scene_begin_where_they_are_said(seed: int) -> None:
    spoken = dialogue(seed)
    lengths = [(end_ms - start_ms) / 70 * (0.85, 1.0, 1.15)[at % 3] for at, (start_ms, end_ms) in enumerate(spoken)]
    laid = lay(lengths, heard(spoken).spans, 5)
    near = sum(abs(each.start_ms - start_ms) <= 250 for each, (start_ms, _) in zip(laid, spoken, strict=True))
    assert near >= 0.85 * len(spoken)


@given(
    st.lists(st.integers(1, 80), min_size=1, max_size=15),
    st.lists(st.tuples(st.integers(50, 2500), st.integers(60, 4000)), min_size=1, max_size=10),
)
@settings(deadline=None, max_examples=60)
def test_lines_stand_in_order_within_the_speech(lengths: list[int], drawn: list[tuple[int, int]]) -> None:
    listed, at_ms = list[Span](), 0
    for pause, lasting in drawn:
        listed.append(Span(start_ms=at_ms + pause, end_ms=at_ms + pause + lasting))
        at_ms += pause + lasting
    laid = lay([float(each) for each in lengths], listed, 5)
    assert len(laid) == len(lengths) and all(each.start_ms < each.end_ms for each in laid)
    assert laid[0].start_ms >= listed[0].start_ms and laid[-1].end_ms <= listed[-1].end_ms + len(lengths)
    assert all(before.start_ms <= after.start_ms for before, after in pairwise(laid))
