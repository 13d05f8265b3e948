"""What explains the times of a track beside its source: nothing, an offset, another speed, another episode."""

from fractions import Fraction
from random import Random

import pytest

from crossreel.domain.cues.timing_fit import CLOSE_MS, fits_better, timing_fit

SEEDS = range(20)
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


@pytest.mark.parametrize("late_ms", [-5300, -1980, -700, 640, 2000, 12_000])
@pytest.mark.parametrize("count", [8, 12, 25, 40, 80])
def test_a_constant_is_found_however_the_lines_fall(count: int, late_ms: int) -> None:
    for seed in SEEDS:
        spine = [start + 15_000 for start in episode(seed, count)]
        fit = timing_fit(spine, by_hand([start + late_ms for start in spine], seed))
        assert abs(fit.offset_ms + late_ms) <= CLOSE_MS and fit.ratio == 1, seed
        assert fit.agree >= 0.9 * count and fit.total == count


@pytest.mark.parametrize("ratio", [PAL, 1 / PAL, Fraction(24, 25), Fraction(5, 6)])
@pytest.mark.parametrize("count", [25, 40, 80])
def test_frames_counted_at_another_rate_are_found(count: int, ratio: Fraction) -> None:
    for seed in SEEDS:
        spine = episode(seed, count)
        fit = timing_fit(spine, [round(start / ratio) for start in spine])
        assert fit.ratio == ratio and abs(fit.offset_ms) <= CLOSE_MS, seed
        assert all(abs(fit.moved(round(start / ratio)) - start) <= CLOSE_MS for start in spine)


@pytest.mark.parametrize("spread_ms", [0, 20, 60, 120])
@pytest.mark.parametrize("count", [6, 12, 25, 60])
def test_a_translation_in_time_is_left_alone(count: int, spread_ms: int) -> None:
    """Whoever joins lines and times by hand is in time: of fifty at most one is asked about, by chance."""
    asked = 0
    for seed in SEEDS:
        spine = episode(seed, count)
        kept = [start for at, start in enumerate(spine) if at % 5]
        asked += not timing_fit(spine, by_hand(kept, seed, spread_ms)).is_plain
    assert asked <= 1


@pytest.mark.parametrize("count", [12, 25, 60])
def test_other_dialogue_is_explained_by_nothing(count: int) -> None:
    assert all(timing_fit(episode(seed, count), episode(seed + 20_000, count)).is_plain for seed in SEEDS)


def test_a_file_of_another_episode_is_told() -> None:
    for seed in SEEDS:
        own, others = episode(seed), {number: episode(seed + 100 * number) for number in range(1, 20)}
        starts = by_hand(others[7], seed, 20)
        found = fits_better(iter(others.items()), starts, timing_fit(own, starts))
        assert found is not None and found[0] == 7 and found[1].agree >= 34, seed
        assert fits_better(iter(others.items()), own, timing_fit(own, own)) is None


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_few_lines_prove_nothing(count: int) -> None:
    spine = episode(1)
    assert timing_fit(spine, [start + 2000 for start in spine[:count]]).is_plain
    assert timing_fit([], spine).is_plain


def test_lines_at_regular_times_are_taken_as_they_are() -> None:
    spine = list(range(1000, 81_000, 2000))
    assert timing_fit(spine, [start + 2000 for start in spine]).is_plain


@pytest.mark.parametrize("late_ms", [3_600_000, 36_000_000, 3_601_980])
def test_a_programme_that_starts_at_a_full_hour_is_late_by_it(late_ms: int) -> None:
    spine = episode(3)
    fit = timing_fit(spine, [start + late_ms for start in spine])
    assert abs(fit.offset_ms + late_ms) <= CLOSE_MS and fit.agree == 40
    assert timing_fit(spine, [start + late_ms for start in episode(4)]).agree < 20
