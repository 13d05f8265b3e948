"""Stretches of an episode that somebody watched, each at a speed: joined, cut, measured."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

NORMAL = 100
"""The normal speed, in percent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch that was watched: from `start_ms` until before `end_ms`, at `speed` percent of the normal one (0: by frames)."""

    start_ms: int
    end_ms: int
    speed: int = NORMAL

    @property
    def length_ms(self) -> int:
        """How long it is."""
        return max(0, self.end_ms - self.start_ms)


Interval = tuple[int, int]
"""A stretch of time: from the first millisecond until before the second."""


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return what was watched as stretches in order of which none overlap; each moment has the slowest speed it was watched at.

    Neighbours of one speed are one stretch, so that equal viewings are equal values whatever the order they came in.
    """
    given = [span for span in spans if span.length_ms]
    edges = sorted({edge for span in given for edge in (span.start_ms, span.end_ms)})
    made: list[Span] = []
    waiting = sorted(given, key=lambda span: span.start_ms)
    on: list[Span] = []
    at = 0
    for start_ms, end_ms in itertools.pairwise(edges):
        while at < len(waiting) and waiting[at].start_ms <= start_ms:
            on.append(waiting[at])
            at += 1
        on = [span for span in on if span.end_ms > start_ms]
        if on:
            _append(made, Span(start_ms=start_ms, end_ms=end_ms, speed=min(span.speed for span in on)))
    return tuple(made)


def without(spans: Iterable[Span], holes: Iterable[Interval]) -> tuple[Span, ...]:
    """Return what is left of stretches outside some times."""
    left = list(joined(spans))
    for start_ms, end_ms in holes:
        if start_ms < end_ms:
            left = [part for span in left for part in _cut(span, start_ms, end_ms)]
    return joined(left)


def within(spans: Iterable[Span], start_ms: int, end_ms: int) -> tuple[Span, ...]:
    """Return what of stretches lies inside a time."""
    inside = (
        replace(span, start_ms=max(span.start_ms, start_ms), end_ms=min(span.end_ms, end_ms))
        for span in spans
        if span.start_ms < end_ms and span.end_ms > start_ms
    )
    return joined(inside)


def covered_ms(spans: Iterable[Span], up_to: int | None = None) -> int:
    """Return how many milliseconds were watched, each counted once; only those watched at up to a speed, if one is given."""
    return sum(span.length_ms for span in joined(span for span in spans if up_to is None or span.speed <= up_to))


def missed(spans: Iterable[Span], duration_ms: int) -> tuple[Interval, ...]:
    """Return the times from 0 to an end that nobody watched, in order."""
    found: list[Interval] = []
    reached = 0
    for span in within(spans, 0, duration_ms):
        if span.start_ms > reached:
            found.append((reached, span.start_ms))
        reached = span.end_ms
    if reached < duration_ms:
        found.append((reached, duration_ms))
    return tuple(found)


def percent(part_ms: int, whole_ms: int) -> int:
    """Return a share in whole percent, never rounded up: 100 is said of nothing but all of it. 0 of nothing."""
    return 0 if whole_ms <= 0 else min(100, 100 * part_ms // whole_ms)


def seen(spans: Sequence[Span], span: Span, tolerance_ms: int) -> tuple[Span, ...]:
    """Return stretches with one more at the end, in the order of seeing: the last one grows where the new one goes on from it.

    Args:
        spans: as they were watched so far; left as they are.
        span: what was just seen.
        tolerance_ms: how far after the end of the last one the new one may begin and still go on from it.
    """
    last = spans[-1] if spans else None
    if last is not None and last.speed == span.speed and last.start_ms <= span.start_ms <= last.end_ms + tolerance_ms:
        return (*spans[:-1], replace(last, end_ms=max(last.end_ms, span.end_ms)))
    return (*spans, span)


def _append(made: list[Span], span: Span) -> None:
    if made and made[-1].end_ms == span.start_ms and made[-1].speed == span.speed:
        made[-1] = replace(made[-1], end_ms=span.end_ms)
    else:
        made.append(span)


def _cut(span: Span, start_ms: int, end_ms: int) -> list[Span]:
    before = replace(span, end_ms=min(span.end_ms, start_ms))
    after = replace(span, start_ms=max(span.start_ms, end_ms))
    return [part for part in (before, after) if part.start_ms < part.end_ms]
