"""What explains the times of a track beside its source: nothing, an offset, another speed, another episode."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.cues.timing_fit import CLOSE_MS, fits_better, timing_fit

PAL = Fraction(25) / Fraction(24000, 1001)


def episode(seed: int, count: int = 40) -> list[int]:
    """Starts of an episode's dialogue: lines 1 s and more apart, most of them 2 to 4 s."""
    random, at, starts = Random(seed), 0, []
    for _ in range(count):
        at += 1000 + int(random.expovariate(1 / 1500))
        starts.append(at)
    return starts


def by_hand(starts: list[int], seed: int, spread_ms: float = 30) -> list[int]:
    random = Random(seed)
    return sorted(max(0, round(start + random.gauss(0, spread_ms))) for start in starts)


@given(st.integers(0, 10_000), st.sampled_from([8, 12, 25, 40, 80]), st.sampled_from([-5300, -1980, -700, 640, 2000, 12_000]))
def test_a_constant_is_found_however_the_lines_fall(seed: int, count: int, late_ms: int) -> None:
    spine = [start + 15_000 for start in episode(seed, count)]
    fit = timing_fit(spine, by_hand([start + late_ms for start in spine], seed))
    assert abs(fit.offset_ms + late_ms) <= CLOSE_MS and fit.ratio == 1
    assert fit.agree >= 0.9 * count and fit.total == count


@given(st.integers(0, 10_000), st.sampled_from([25, 40, 80]), st.sampled_from([PAL, 1 / PAL, Fraction(24, 25), Fraction(5, 6)]))
def test_frames_counted_at_another_rate_are_found(seed: int, count: int, ratio: Fraction) -> None:
    spine = episode(seed, count)
    fit = timing_fit(spine, [round(start / ratio) for start in spine])
    assert fit.ratio == ratio and abs(fit.offset_ms) <= CLOSE_MS
    assert all(abs(fit.moved(round(start / ratio)) - start) <= CLOSE_MS for start in spine)


@given(st.integers(0, 10_000), st.sampled_from([6, 12, 25, 60]), st.sampled_from([0, 20, 60, 120]))
def test_a_translation_in_time_is_left_alone(seed: int, count: int, spread_ms: int) -> None:
    spine = episode(seed, count)
    kept = [start for at, start in enumerate(spine) if at % 5]  # a translator joins lines
    assert timing_fit(spine, by_hand(kept, seed, spread_ms)).is_plain


@given(st.integers(0, 10_000), st.sampled_from([12, 25, 60]))
def test_other_dialogue_is_explained_by_nothing(seed: int, count: int) -> None:
    fit = timing_fit(episode(seed, count), episode(seed + 20_000, count))
    assert fit.is_plain


@given(st.integers(0, 10_000))
def test_a_file_of_another_episode_is_told(seed: int) -> None:
    own, others = episode(seed), {number: episode(seed + number) for number in range(1, 20)}
    starts = by_hand(others[7], seed, 20)
    found = fits_better(iter(others.items()), starts, timing_fit(own, starts))
    assert found is not None and found[0] == 7 and found[1].agree >= 36
    assert fits_better(iter(others.items()), own, timing_fit(own, own)) is None


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_few_lines_prove_nothing(count: int) -> None:
    spine = episode(1)
    assert timing_fit(spine, [start + 2000 for start in spine[:count]]).is_plain
    assert timing_fit([], spine).is_plain


def test_lines_at_regular_times_are_taken_as_they_are() -> None:
    spine = list(range(1000, 81_000, 2000))
    assert timing_fit(spine, [start + 2000 for start in spine]).is_plain
