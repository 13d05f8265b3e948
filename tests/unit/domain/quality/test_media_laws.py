"""Laws of picture and sound: what is said lies within the file, is long enough to be said, and comes from what was measured."""

from array import array

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.qc.media import LIMITS

from crossreel.domain.picture.mark import Span
from crossreel.domain.quality.media_facts import Edge
from crossreel.domain.quality.media_limits import media_limits
from crossreel.domain.quality.media_reading import FULL_SCALE, STEP_MS, PictureSeries, SoundSeries
from crossreel.domain.quality.picture_laws import picture_facts
from crossreel.domain.quality.sound_laws import sound_facts

STEP = 40
PICTURES = st.lists(st.tuples(st.sampled_from((0, 500, 979, 980, 1000)), st.integers(16, 235), st.integers(0, 60)), max_size=200)


def pictures(listed: list[tuple[int, int, int]], bars: tuple[int, int, int, int] = (0, 0, 0, 0)) -> PictureSeries:
    """Return pictures at 25 a second of so many thousandths black, so bright, and so much changed (hundredths of a level)."""
    return PictureSeries(
        width=1080, height=1920, times_ms=array("q", (at * STEP for at in range(len(listed)))), end_ms=len(listed) * STEP,
        dark=array("H", (each[0] for each in listed)), light=array("H", (each[1] for each in listed)),
        change=array("H", (each[2] for each in listed)), block=array("H", (0 for _ in listed)),
        bars=array("H", bars * len(listed)),
    )  # fmt: skip


@given(PICTURES)
def test_what_is_said_of_pictures_lies_within_them_and_is_long_enough(listed: list[tuple[int, int, int]]) -> None:
    facts = picture_facts(pictures(listed), LIMITS)
    active = [at for at, (dark, _light, _change) in enumerate(listed) if dark < 980]
    assert facts.first_ms == (active[0] * STEP if active else None)
    assert facts.last_ms == ((active[-1] + 1) * STEP if active else None)
    for black in (*facts.black, *facts.blinks):
        assert facts.first_ms is not None and facts.last_ms is not None
        assert facts.first_ms < black.start_ms < black.end_ms < facts.last_ms
        assert all(dark >= 980 for dark, _light, _change in listed[black.start_ms // STEP : black.end_ms // STEP])
    assert all(each.end_ms - each.start_ms >= LIMITS.black_ms for each in facts.black)
    assert all(each.end_ms - each.start_ms <= LIMITS.blink_frames * STEP for each in facts.blinks)
    assert all(each.end_ms - each.start_ms >= LIMITS.frozen_ms for each in facts.frozen)


def test_a_fade_through_black_is_no_gap_and_a_hard_one_is() -> None:
    bright, dark = (0, 120, 900), (1000, 16, 900)
    fading = [(0, light, 900) for light in range(120, 16, -8)]
    hard = picture_facts(pictures([*[bright] * 50, dark, dark, *[bright] * 50]), LIMITS)
    assert hard.blinks == (Span(start_ms=2000, end_ms=2080),)
    soft = picture_facts(pictures([*[bright] * 50, *fading, dark, dark, *reversed(fading), *[bright] * 50]), LIMITS)
    assert soft.blinks == ()
    long = picture_facts(pictures([*[bright] * 50, *[dark] * 4, *[bright] * 50]), LIMITS)
    assert long.blinks == long.black == ()


def test_an_encoder_that_begins_anew_does_not_end_a_standstill() -> None:
    moves, stands = (0, 120, 900), (0, 120, 3)
    facts = picture_facts(pictures([*[moves] * 50, *[stands] * 30, (0, 120, 60), *[stands] * 30, *[moves] * 20]), LIMITS)
    assert facts.frozen == (Span(start_ms=49 * STEP, end_ms=111 * STEP),)
    halves = picture_facts(pictures([*[moves] * 50, *[stands] * 30, moves, *[stands] * 30, *[moves] * 20]), LIMITS)
    assert halves.frozen == ()


def test_bars_are_told_by_their_sides() -> None:
    def edges(*bars: int) -> list[tuple[Edge, int]]:
        top, bottom, left, right = bars
        facts = picture_facts(pictures([(0, 120, 900)] * 300, (top, bottom, left, right)), LIMITS)
        return [(each.edge, each.pixels) for each in facts.bars]

    assert edges(656, 656, 0, 0) == [(Edge.LETTERBOX, 656)]
    assert edges(0, 0, 120, 118) == [(Edge.PILLARBOX, 120)]
    assert edges(0, 40, 0, 0) == [(Edge.BOTTOM, 40)]
    assert edges(200, 40, 0, 0) == [(Edge.TOP, 200), (Edge.BOTTOM, 40)]
    assert edges(0, 0, 0, 4) == edges(0, 0, 0, 0) == []


def sounds(*channels: list[int], clips: list[int] | None = None) -> SoundSeries:
    return SoundSeries(
        channels=len(channels), peaks=tuple(array("H", each) for each in channels),
        clips=array("H", clips or [0] * len(channels[0])),
    )  # fmt: skip


@given(st.lists(st.integers(0, 60), max_size=900))
def test_silence_is_where_no_channel_is_heard_for_long(peaks: list[int]) -> None:
    facts = sound_facts(sounds(peaks), LIMITS)
    floor = FULL_SCALE / 1000
    for each in facts.silent:
        assert each.end_ms - each.start_ms >= LIMITS.silent_ms
        assert max(peaks[each.start_ms // STEP_MS : each.end_ms // STEP_MS]) < floor
    assert facts.all_silent == (bool(peaks) and max(peaks) < floor)


def test_waves_cut_off_now_and_then_are_not_heard() -> None:
    quiet = [1000] * 600
    seldom = [int(at % 50 == 0) for at in range(600)]
    often = [int(at in range(200, 220)) for at in range(600)]
    assert sound_facts(sounds(quiet, clips=seldom), LIMITS).clipped == ()
    assert sound_facts(sounds(quiet, clips=often), LIMITS).clipped == (Span(start_ms=2000, end_ms=2200),)


def test_a_channel_is_not_lost_while_the_other_is_silent_too_or_for_a_moment() -> None:
    loud, silent = [3000] * 1000, [0] * 1000
    assert sound_facts(sounds(silent, silent), LIMITS).lost == ()
    assert sound_facts(sounds([*loud, *silent[:500], *loud], [*loud, *loud[:500], *loud]), LIMITS).lost == ()
    (lost,) = sound_facts(sounds([*loud, *silent, *loud], [*loud, *loud, *loud]), LIMITS).lost
    assert (lost.channel, lost.span) == (0, Span(start_ms=10_000, end_ms=20_000))


def test_limits_want_every_figure_with_its_source() -> None:
    import pytest

    with pytest.raises(KeyError):
        media_limits({"black_pixel": {"value": 0.1, "source": "x"}})
    with pytest.raises(TypeError):
        media_limits({"black_pixel": {"value": 0.1, "source": ""}})
