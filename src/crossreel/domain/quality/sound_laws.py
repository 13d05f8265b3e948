"""From the figures of a sound to stretches: silent, cut off, one channel lost. Pure, and blind to what anybody thinks of them."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import sqrt

from crossreel.domain.picture.mark import Span
from crossreel.domain.quality.media_facts import LostChannel, SoundFacts
from crossreel.domain.quality.media_limits import MediaLimits
from crossreel.domain.quality.media_reading import FULL_SCALE, STEP_MS, SoundSeries

SECOND = 1000 // STEP_MS
NEARLY_ALL = 0.95
LEAST_S = 2  # of sound, before anything is said of channels
QUIET_CHANNEL = 1e-12


def sound_facts(series: SoundSeries, limits: MediaLimits) -> SoundFacts:
    """Return what the sound of a file comes to."""
    floor = peak_of(limits.silent_db)
    loudest = [max(every) for every in zip(*series.peaks, strict=True)]
    quiet = [peak < floor for peak in loudest]
    silent = [span for span in _spans(quiet) if span.end_ms - span.start_ms >= limits.silent_ms]
    return SoundFacts(
        channels=series.channels, length_ms=series.length_ms, silent=tuple(silent), all_silent=bool(quiet) and all(quiet),
        clipped=tuple(_clipped(series, limits)), clips=sum(series.clips),
        lost=tuple(_lost(series, limits)), inverted=_is_inverted(series, limits),
        integrated=series.integrated, range_lu=series.range_lu, true_peak=series.true_peak,
    )  # fmt: skip


def peak_of(db: float) -> float:
    """Return a level in decibels of full scale as peaks are kept."""
    return float(10 ** (db / 20) * FULL_SCALE)


def _spans(flags: Sequence[bool], step_ms: int = STEP_MS) -> Iterator[Span]:
    for is_so, run in groupby(range(len(flags)), key=flags.__getitem__):
        if is_so:
            listed = list(run)
            yield Span(start_ms=listed[0] * step_ms, end_ms=(listed[-1] + 1) * step_ms)


def _clipped(series: SoundSeries, limits: MediaLimits) -> Iterator[Span]:
    """Yield where so many waves are cut off that it is heard; what is less than a second apart is one stretch."""
    places = [at for at, count in enumerate(series.clips) if count]
    groups: list[list[int]] = []
    for at in places:
        if groups and at - groups[-1][-1] < SECOND:
            groups[-1].append(at)
        else:
            groups.append([at])
    for group in groups:
        if any(sum(series.clips[at : at + SECOND]) >= limits.clip_runs for at in group):
            yield Span(start_ms=group[0] * STEP_MS, end_ms=(group[-1] + 1) * STEP_MS)


def _lost(series: SoundSeries, limits: MediaLimits) -> Iterator[LostChannel]:
    """Yield the stretches in which one of the two first channels is silent while the other one is not."""
    if len(series.peaks) < 2:
        return
    seconds = [[max(peaks[at : at + SECOND]) for at in range(0, len(peaks), SECOND)] for peaks in series.peaks[:2]]
    floor, speaks = peak_of(limits.silent_db), peak_of(limits.channel_db)
    for channel in (0, 1):
        mine, other = seconds[channel], seconds[1 - channel]
        active = [peak >= speaks for peak in other]
        gone = [is_active and peak < floor for is_active, peak in zip(active, mine, strict=True)]
        if sum(active) >= LEAST_S and sum(gone) >= NEARLY_ALL * sum(active) and all(peak < speaks for peak in mine):
            yield LostChannel(span=Span(start_ms=0, end_ms=series.length_ms), channel=channel, whole=True)
            continue
        together = [
            is_gone or (not is_active and peak < floor) for is_gone, is_active, peak in zip(gone, active, mine, strict=True)
        ]
        for span in _spans(together, 1000):
            first, stop = span.start_ms // 1000, span.end_ms // 1000
            there = [at for at in range(first, stop) if gone[at]]
            if there and (there[-1] + 1 - there[0]) * 1000 >= limits.channel_ms and len(there) * 2 >= there[-1] + 1 - there[0]:
                end_ms = min(series.length_ms, (there[-1] + 1) * 1000)
                yield LostChannel(span=Span(start_ms=there[0] * 1000, end_ms=end_ms), channel=channel, whole=False)


def _is_inverted(series: SoundSeries, limits: MediaLimits) -> bool:
    """Tell whether left and right are each other's opposite in nearly all seconds in which something is heard."""
    told = [
        product / sqrt(left * right)
        for left, right, product in zip(series.left, series.right, series.both, strict=True)
        if left > QUIET_CHANNEL and right > QUIET_CHANNEL and left + right > _energy(limits.channel_db)
    ]
    return len(told) >= LEAST_S and sum(each <= limits.inverted_correlation for each in told) >= NEARLY_ALL * len(told)


def _energy(db: float) -> float:
    return float(10 ** (db / 10))
