"""How cues fit to speech: how much they come late or early on the whole, and whether they run at another speed. Pure.

Cues and speech are laid upon each other at all shifts at once (a correlation, by FFT, in moments of `STEP_MS`), at every speed by
which two frame rates may have been taken for each other. That finds the place; since cues stay longer than what is said, how late
they come is then told by their beginnings alone, each beside the beginning of speech nearest to it. Nothing is said of cues that
fit nowhere much better than elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import permutations
from statistics import median
from typing import TYPE_CHECKING, Any

from crossreel.domain.picture.mark import Span
from crossreel.domain.speech.regions import SpeechRegions

if TYPE_CHECKING:
    import numpy as np

    Signal = np.ndarray[Any, np.dtype[np.float32]]

Times = tuple[int, int]
STEP_MS = 10
FARTHEST_MS = 15_000
RATES = (Fraction(24_000, 1001), Fraction(24), Fraction(25), Fraction(30_000, 1001), Fraction(30))
LEAST_CUES = 6
NEAR_MS = 600
"""How far from where the correlation puts it a cue's beginning is looked for."""
TOGETHER_MS = 150
"""Beginnings that lie no further apart than so mean the same one."""
BREATH_MS = 200
"""Speech begins anew after so long a silence."""
LEAST_FIT, LEAST_MARGIN, LEAST_SHARE = 0.40, 0.12, 0.45
FAVOUR = 0.04
"""How much better another speed must fit than none."""
PLAIN_FIT, SLIGHTEST = 0.7, Fraction(1, 1000)
"""Where cues fit so well as they run, and the slightest other speed would show less than `TOGETHER_MS`, none is tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How the cues of a track fit to speech.

    Attributes:
        late_ms: how much later cues begin than what is said, in the middle of them; negative where they come early.
        factor: by which the times of cues must be divided to run as the speech does, 1 where they do.
        score: how well they fit where they fit best, from -1 to 1; `margin` is how much better than anywhere else.
        share: the share of cues that begin where speech does, once moved there.
        at_zero: how well they fit as they stand.
        is_sure: whether there is enough of it all to say so.
    """

    late_ms: int = 0
    factor: Fraction = Fraction(1)
    score: float = 0.0
    margin: float = 0.0
    share: float = 0.0
    at_zero: float = 0.0
    is_sure: bool = False

    def placed(self, at_ms: int) -> int:
        """Return where a time of a cue belongs."""
        return round(Fraction(at_ms) / self.factor) - self.late_ms


@lru_cache(maxsize=1)
def factors() -> tuple[Fraction, ...]:
    """Return the speeds at which times may run: as they should, and those of one frame rate taken for another."""
    found = {Fraction(1), *(one / other for one, other in permutations(RATES, 2))}
    return tuple(sorted((each for each in found if Fraction(3, 4) < each < Fraction(4, 3)), key=lambda each: abs(each - 1)))


def fit(cues: Sequence[Times], regions: SpeechRegions, length_ms: int) -> Fit:
    """Return how cues fit to speech.

    Args:
        cues: their times in order.
        regions: the speech of the sound they belong to.
        length_ms: how long the sound is.
    """
    if len(cues) < LEAST_CUES or len(regions.spans) < LEAST_CUES:
        return Fit()
    return Heard(regions, length_ms).fit(cues)


@dataclass(frozen=True, slots=True)
class _Tried:
    factor: Fraction
    late_ms: int
    score: float
    margin: float
    at_zero: float


class Heard:
    """The speech of a sound, made ready to be compared with many tracks."""

    def __init__(self, regions: SpeechRegions, length_ms: int) -> None:
        import numpy as np

        self.onsets = onsets_of(regions.spans)
        self._bins = max(-(-length_ms // STEP_MS), *(span.end_ms // STEP_MS for span in regions.spans[-1:]), 1) + 1
        self._size = 1 << (self._bins + FARTHEST_MS // STEP_MS + 1).bit_length()
        signal = _signal(regions.spans, self._bins)
        self._spectrum = np.conj(np.fft.rfft(_centred(signal), self._size))

    def fit(self, cues: Sequence[Times], *, at_speed_only: bool = False) -> Fit:
        """Return how cues fit; with `at_speed_only` no other speed is tried."""
        plain = self.correlate(cues)
        lasting_ms = cues[-1][1] - cues[0][0]
        if at_speed_only or (plain.score >= PLAIN_FIT and lasting_ms * SLIGHTEST < TOGETHER_MS):
            return self.refine(cues, plain, plain.at_zero)
        tried = [plain, *(self.correlate(cues, factor) for factor in factors()[1:])]
        best = max(tried, key=lambda each: each.score - (0 if each.factor == 1 else FAVOUR))
        return self.refine(cues, best, plain.at_zero)

    def correlate(self, cues: Sequence[Times], factor: Fraction = Fraction(1)) -> _Tried:
        """Return where cues at a speed fit best, and how well."""
        import numpy as np

        slower = float(1 / factor)
        shown = _centred(_signal([Span(start_ms=round(a * slower), end_ms=round(b * slower)) for a, b in cues], self._bins))
        raw = np.fft.irfft(np.fft.rfft(shown, self._size) * self._spectrum, self._size)
        reach = FARTHEST_MS // STEP_MS
        scores = np.concatenate((raw[-reach:], raw[: reach + 1]))
        at = int(np.argmax(scores))
        apart = np.abs(np.arange(len(scores)) - at) > 2 * NEAR_MS // STEP_MS
        rest = float(scores[apart].max())
        return _Tried(factor, (at - reach) * STEP_MS, float(scores[at]), float(scores[at]) - rest, float(raw[0]))

    def refine(self, cues: Sequence[Times], tried: _Tried, at_zero: float) -> Fit:
        """Return a fit told by the beginnings of cues and of speech, near the place that was tried."""
        starts = [round(start_ms / tried.factor) for start_ms, _ in cues]
        late_ms, share = _lateness(starts, self.onsets, tried.late_ms)
        sure = tried.score >= LEAST_FIT and tried.margin >= LEAST_MARGIN and share >= LEAST_SHARE
        return Fit(
            late_ms=late_ms, factor=tried.factor, score=tried.score, margin=tried.margin, share=share, at_zero=at_zero, is_sure=sure
        )


def onsets_of(spans: Sequence[Span]) -> list[int]:
    """Return when somebody begins to speak after a silence."""
    ended = [-BREATH_MS, *(span.end_ms for span in spans)]
    return [span.start_ms for span, before in zip(spans, ended, strict=False) if span.start_ms - before >= BREATH_MS]


def _lateness(starts: Sequence[int], onsets: Sequence[int], about_ms: int) -> tuple[int, float]:
    """Return how late beginnings come that are about so late, and the share of the onsets that have one then."""
    import numpy as np

    apart = np.subtract.outer(np.asarray(starts), np.asarray(onsets))
    near = apart[np.abs(apart - about_ms) <= NEAR_MS]
    if not len(near):
        return about_ms, 0.0
    grid = np.arange(about_ms - NEAR_MS, about_ms + NEAR_MS + 1, STEP_MS)
    close = np.exp(-(((grid[:, None] - near[None, :]) / 60.0) ** 2)).sum(axis=1)
    peak = int(grid[int(np.argmax(close))])
    mine = near[np.abs(near - peak) <= TOGETHER_MS]
    matched = (np.abs(apart - peak) <= TOGETHER_MS).any(axis=1).sum()
    return round(median(mine.tolist())), float(matched) / len(starts)


def _signal(spans: Sequence[Span], bins: int) -> "Signal":
    import numpy as np

    steps = np.zeros(bins + 1, np.float32)
    for span in spans:
        first, last = (min(max(0, at_ms // STEP_MS), bins) for at_ms in (span.start_ms, span.end_ms))
        steps[first] += 1
        steps[last] -= 1
    shown: Signal = np.minimum(np.cumsum(steps)[:bins], 1)
    return shown


def _centred(signal: "Signal") -> "Signal":
    """Return a signal without its mean, of length 1, so that a product of two is a correlation."""
    import numpy as np

    centred: Signal = signal - signal.mean()
    size = float(np.sqrt((centred * centred).sum()))
    if size:
        centred /= size
    return centred
