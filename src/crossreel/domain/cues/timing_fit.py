"""How the times of one track fit those of another: as they are, late by a constant, or at another speed. Pure.

Files are late because their programme had a slate or another cut's recap, and they drift because frames of one rate were counted as
frames of another. Both show in the starts of cues: one offset, or one of the few ratios between frame rates, brings nearly all of
them onto starts of the other track. Where no such explanation holds, the tracks are of different cuts, or of different episodes.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import median

CLOSE_MS = 80  # two frames at 25: rounding of formats and of hands
NEAR_MS = 200  # five frames: another hand timed it
BIN_MS = 40
WINDOW_MS = 2 * NEAR_MS + BIN_MS
FARTHEST_MS, HOUR_MS = 20 * 60_000, 3_600_000  # offsets beyond are those of programme starts, whole hours
MOST_CUES = 200  # looked at of one file while an explanation is searched for
CLEAR = 0.8  # share of starts that agree, from which on nothing better is searched for
CLOSE_SHARE, CLOSE_GAIN = 0.6, 0.25
NEAR_SHARE, NEAR_GAIN = 0.75, 0.35
NEAR_ENOUGH = 0.6  # share of starts within NEAR_MS, from which on no other speed is searched for: it would have parted them
FEWEST, FEW, MANY = 4, 8, 20  # below FEW cues all have to agree, below MANY some more: so few agree by chance somewhere
MORE = 0.15  # of share and gain, below MANY
POOR = 0.35
_RATES = (Fraction(24000, 1001), Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(30))
RATIOS = tuple(sorted({one / other for one in _RATES for other in _RATES if one != other}, key=lambda ratio: abs(ratio - 1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class TimingFit:
    """What brings a track's times onto another's: `time * ratio + offset_ms`; `agree` of `total` starts then meet one.

    `total` is the number of cues of the shorter track: the other may be cut finer.
    """

    offset_ms: int = 0
    ratio: Fraction = Fraction(1)
    agree: int = 0
    total: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether the times stand as they are."""
        return self.offset_ms == 0 and self.ratio == 1

    @property
    def is_poor(self) -> bool:
        """Whether hardly a start agrees, in a track long enough to tell."""
        return self.total >= FEW and self.agree < POOR * self.total

    @property
    def is_clear(self) -> bool:
        """Whether the starts that agree are too many for chance."""
        return self.total >= FEWEST and self.agree >= (CLOSE_SHARE if self.total >= FEW else 1) * self.total

    def moved(self, time_ms: int) -> int:
        """Return where a time of the track belongs, in ms; not before 0."""
        return max(0, round(time_ms * self.ratio) + self.offset_ms)


def timing_fit(spine: Sequence[int], starts: Sequence[int], *, drifts: bool = True) -> TimingFit:
    """Return the best explanation of a track's starts beside the spine's; the plain one unless another is clearly better.

    Args:
        spine: starts of the spine's cues, in order, in ms.
        starts: starts of the other track's cues, in order, in ms.
        drifts: whether other speeds are looked at as well, which takes longest.
    """
    total = min(len(spine), len(starts))
    hours_ms = _whole_hours_ms(spine, starts)
    if hours_ms:
        within = timing_fit(spine, [start - hours_ms for start in starts], drifts=drifts)
        return replace(within, offset_ms=within.offset_ms - round(hours_ms * within.ratio)) if within.is_clear else within
    plain = TimingFit(agree=_agreeing(spine, starts, NEAR_MS), total=total)
    close = _agreeing(spine, starts, CLOSE_MS)
    if total < FEWEST or close >= CLEAR * total:
        return plain
    shifted = _explanation(spine, starts, Fraction(1), plain.agree, close)
    if shifted or not drifts or plain.agree >= NEAR_ENOUGH * total:
        return shifted or plain
    drifting = [_explanation(spine, starts, ratio, plain.agree, close) for ratio in RATIOS]
    return min((fit for fit in drifting if fit), key=lambda fit: _distance(spine, starts, fit), default=plain)


def _whole_hours_ms(spine: Sequence[int], starts: Sequence[int]) -> int:
    """Return by how many whole hours a track begins after the spine: its programme starts at 01:00:00:00 or 10:00:00:00."""
    late_ms = starts[0] - spine[0] if spine and starts else 0
    return round(late_ms / HOUR_MS) * HOUR_MS if late_ms > FARTHEST_MS else 0


def fits_better(spines: Iterator[tuple[int, Sequence[int]]], starts: Sequence[int], own: TimingFit) -> tuple[int, TimingFit] | None:
    """Return the number of the one other episode that a track's starts fit as they are, where they do not fit their own.

    Args:
        spines: numbers of the other episodes with the starts of their spines, in ms.
        starts: starts of the track, in ms.
        own: how they fit the episode the track is said to be of.
    """
    if len(starts) < FEW or (own.is_clear and own.agree >= CLEAR * own.total):
        return None
    found = []
    for number, spine in spines:
        total = min(len(spine), len(starts))
        if total < FEW or 2 * len(starts) <= len(spine):
            continue
        agree = _agreeing(spine, starts, CLOSE_MS, needed=CLEAR * total)
        if agree >= CLEAR * total:
            found.append((number, TimingFit(agree=agree, total=total)))
    return found[0] if len(found) == 1 else None


def _explanation(spine: Sequence[int], starts: Sequence[int], ratio: Fraction, near: int, close: int) -> TimingFit | None:
    """Return the offset that explains the starts at a speed; None where it is not clearly better, or may be chance.

    `near` and `close` are the numbers of starts that agree as they are.
    """
    offset_ms = _offset(spine, _at_speed(_some(starts), ratio))
    if offset_ms is None or (ratio == 1 and abs(offset_ms) <= CLOSE_MS):
        return None
    total = min(len(spine), len(starts))
    moved = [start + offset_ms for start in _at_speed(starts, ratio)]
    moved_close, moved_near = _agreeing(spine, moved, CLOSE_MS), _agreeing(spine, moved, NEAR_MS)
    fit = TimingFit(offset_ms=offset_ms, ratio=ratio, agree=moved_near, total=total)
    if total < FEW:
        return fit if moved_close == total and near < total else None
    more = MORE if total < MANY else 0
    if moved_close >= (CLOSE_SHARE + more) * total and moved_close - close >= (CLOSE_GAIN + more) * total:
        return fit
    return fit if moved_near >= (NEAR_SHARE + more) * total and moved_near - near >= (NEAR_GAIN + more) * total else None


def _distance(spine: Sequence[int], starts: Sequence[int], fit: TimingFit) -> tuple[float, int]:
    """Return how far off an explanation leaves the starts, in ms, for comparing speeds; a drift seldom comes with an offset."""
    left = [abs(_nearest(spine, moved) - moved) for moved in (fit.moved(start) for start in _some(starts))]
    return sum(min(each, NEAR_MS) for each in left) / len(left) + min(abs(fit.offset_ms), NEAR_MS) / 5, abs(fit.offset_ms)


def _nearest(spine: Sequence[int], time_ms: int) -> int:
    at = bisect_left(spine, time_ms)
    return min(spine[max(0, at - 1) : at + 1], key=lambda each: abs(each - time_ms))


def _at_speed(starts: Sequence[int], ratio: Fraction) -> Sequence[int]:
    """Return starts at another speed, to the nearest ms."""
    if ratio == 1:
        return starts
    by, of = ratio.numerator, ratio.denominator
    return [(2 * start * by + of) // (2 * of) for start in starts]


def _agreeing(spine: Sequence[int], starts: Sequence[int], within_ms: int, needed: float = 0) -> int:
    """Count the starts that meet one of the spine's, one to one; both are in order.

    The count is given up once it cannot come to what is `needed`.
    """
    count = at = 0
    for seen, start in enumerate(starts):
        if count + len(starts) - seen < needed:
            break
        while at < len(spine) and spine[at] < start - within_ms:
            at += 1
        if at < len(spine) and spine[at] <= start + within_ms:
            count += 1
            at += 1
    return count


def _some(starts: Sequence[int]) -> Sequence[int]:
    step = max(1, len(starts) // MOST_CUES)
    return starts[::step]


def _offset(spine: Sequence[int], starts: Sequence[int]) -> int | None:
    """Return the offset that most pairs of starts have in common, in ms; of several the smallest."""
    apart: list[int] = []
    for start in starts:
        first, last = bisect_left(spine, start - FARTHEST_MS), bisect_right(spine, start + FARTHEST_MS)
        apart += [each - start for each in spine[first:last]]
    if not _may_agree(apart, CLOSE_SHARE * min(len(spine), len(starts))):
        return None
    votes = Counter([each // BIN_MS for each in apart])
    few = max(votes.values()) / 3  # of three bins with as many together, one has a third of them
    beside = {each for place, count in votes.items() if count >= few for each in (place - 1, place, place + 1)}
    likely = (place for place in votes if place in beside)
    best = max(likely, key=lambda place: (votes[place - 1] + votes[place] + votes[place + 1], -abs(place)))
    return _refined(spine, starts, best * BIN_MS + BIN_MS // 2)


def _may_agree(apart: Sequence[int], needed: float) -> bool:
    """Tell whether so many pairs lie as close together as one offset could have them: a quick look, before a fine one."""
    votes = Counter([each // WINDOW_MS for each in apart])
    return any(count + votes.get(place + 1, 0) >= needed for place, count in votes.items())


def _refined(spine: Sequence[int], starts: Sequence[int], offset_ms: int) -> int:
    pairs = [(_nearest(spine, start + offset_ms), start) for start in starts]
    left = [nearest - start for nearest, start in pairs if abs(nearest - start - offset_ms) <= NEAR_MS]
    return round(median(left)) if left else offset_ms
