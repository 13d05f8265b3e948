"""How late cues come is told within 50 ms, at which speed they run exactly, and of cues that fit nowhere nothing is said."""

import random
from fractions import Fraction
from itertools import product

import pytest

from crossreel.domain.picture.mark import Span
from crossreel.domain.speech.coverage import without_cue
from crossreel.domain.speech.regions import SpeechRegions
from crossreel.domain.speech.sync import NEAR_MS, Fit, Heard, Times, factors, fit

LENGTH_MS = 90_000
SHIFTS_MS = (100, -100, 250, -400, 700, -1000, 1500, 2500, -3000, 4000, -5000, 5000)


def dialogue(seed: int, length_ms: int = LENGTH_MS) -> list[Times]:
    """From when to when somebody speaks in a scene: lines of all lengths, answers at once, silences of seconds."""
    chance, at_ms, found = random.Random(seed), 800, list[Times]()
    while at_ms < length_ms - 4000:
        lasting = round(chance.choice((500, 900, 1600, 2800)) * chance.uniform(0.7, 1.3))
        found.append((at_ms, at_ms + lasting))
        at_ms += lasting + round(chance.choice((150, 250, 400, 900, 2000, 4000)) * chance.uniform(0.7, 1.3))
    return found


def heard(spoken: list[Times]) -> SpeechRegions:
    """Regions as a detector finds them: begun within 40 ms, ended a little late, quick answers joined."""
    chance, found = random.Random(len(spoken)), list[Span]()
    for start_ms, end_ms in spoken:
        span = Span(start_ms=max(0, start_ms + round(chance.uniform(-25, 40))), end_ms=end_ms + round(chance.uniform(30, 130)))
        if found and span.start_ms - found[-1].end_ms < 130:
            found[-1] = Span(start_ms=found[-1].start_ms, end_ms=span.end_ms)
        else:
            found.append(span)
    return SpeechRegions(spans=tuple(found), faint=tuple(found))


def timed(spoken: list[Times], seed: int) -> list[Times]:
    """Cues as a person sets them: begun with the line, held longer, here two lines in one and there one forgotten."""
    chance, found = random.Random(seed), list[Times]()
    lines = iter(spoken)
    for start_ms, end_ms in lines:
        if chance.random() < 0.05:
            continue
        if chance.random() < 0.12:
            end_ms = next(lines, (start_ms, end_ms))[1]
        found.append((start_ms + round(chance.gauss(0, 30)), end_ms + round(chance.uniform(0, 300))))
    return found


def shifted(cues: list[Times], by_ms: int) -> list[Times]:
    return [(start_ms + by_ms, end_ms + by_ms) for start_ms, end_ms in cues]


@pytest.mark.parametrize("seed", range(6))
def test_shifts_are_told_within_fifty_milliseconds(seed: int) -> None:
    spoken = dialogue(seed)
    cues, regions = timed(spoken, seed + 100), heard(spoken)
    for by_ms in SHIFTS_MS:
        found = fit(shifted(cues, by_ms), regions, LENGTH_MS)
        assert found.is_sure and found.factor == 1
        assert abs(found.late_ms - by_ms) <= 50, (by_ms, found)


@pytest.mark.parametrize("seed", range(8))
def test_a_good_file_is_never_off(seed: int) -> None:
    spoken = dialogue(seed)
    found = fit(timed(spoken, seed + 200), heard(spoken), LENGTH_MS)
    assert found.factor == 1 and abs(found.late_ms) <= 50 and found.at_zero > 0.6


@pytest.mark.parametrize(("made_for", "read_at"), [("25", "24000/1001"), ("24", "25"), ("30", "25"), ("25", "30000/1001")])
def test_another_speed_is_told_by_its_rates(made_for: str, read_at: str) -> None:
    spoken, factor = dialogue(3), Fraction(made_for) / Fraction(read_at)
    cues = [(round(start_ms * factor), round(end_ms * factor)) for start_ms, end_ms in timed(spoken, 7)]
    found = fit(cues, heard(spoken), LENGTH_MS)
    assert found.is_sure and abs(found.factor - factor) <= Fraction(11, 10_000), "1.001 is 90 ms in 90 seconds"
    placed = [found.placed(start_ms) for start_ms, _ in cues]
    meant = [start_ms for start_ms, _ in timed(spoken, 7)]
    assert max(abs(one - other) for one, other in zip(placed, meant, strict=True)) <= 100


def test_the_slightest_other_speed_is_told_where_a_video_is_long_enough_to_show_it() -> None:
    spoken = dialogue(5, 900_000)
    slower = Fraction(1001, 1000)
    cues = [(round(start_ms * slower), round(end_ms * slower)) for start_ms, end_ms in timed(spoken, 5)]
    found = fit(cues, heard(spoken), 900_000)
    assert found.is_sure and found.factor == slower and abs(found.late_ms) <= 50


def test_of_cues_that_belong_to_another_scene_nothing_is_sure() -> None:
    for one, other in product(range(5), range(5)):
        found = fit(timed(dialogue(one), one), heard(dialogue(other)), LENGTH_MS)
        assert found.is_sure is (one == other), (one, other, found)


def test_too_few_cues_or_too_little_speech_tell_nothing() -> None:
    spoken = dialogue(1)
    assert fit(spoken[:5], heard(spoken), LENGTH_MS) == fit(spoken, heard(spoken[:5]), LENGTH_MS) == Fit()
    assert fit(spoken, SpeechRegions(), LENGTH_MS) == Fit()


def test_one_sound_is_made_ready_once_for_many_tracks() -> None:
    spoken = dialogue(2)
    ready = Heard(heard(spoken), LENGTH_MS)
    assert [round(ready.fit(shifted(spoken, by_ms)).late_ms / 100) for by_ms in (0, 400, -2000)] == [0, 4, -20]


def test_speeds_are_tried_from_the_slightest_on() -> None:
    assert factors()[0] == 1 and Fraction(1001, 1000) in factors()[1:3] and Fraction(25) / Fraction(24_000, 1001) in factors()
    assert NEAR_MS < 1000


def test_speech_is_covered_by_cues_and_what_is_near_them() -> None:
    regions = SpeechRegions(spans=(Span(start_ms=1000, end_ms=9000),))
    assert [*without_cue([(1200, 3000), (7000, 8900)], regions)] == [Span(start_ms=3300, end_ms=6700)]
    assert [*without_cue([(1200, 3000), (4500, 8900)], regions)] == []
    assert [*without_cue([], regions)] == [Span(start_ms=1000, end_ms=9000)]
    assert [*without_cue([(0, 9000), (500, 700)], regions)] == []
