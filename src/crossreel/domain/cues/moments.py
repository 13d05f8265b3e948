"""The cues of one track in order of time: which of them are shown at a moment."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from crossreel.domain.cues.cue import Cue


class Moments:
    """Finds cues by time, however long the one that lies over others."""

    def __init__(self, cues: Iterable[Cue] = ()) -> None:
        self._cues = sorted(cues, key=_order)
        self._starts = [cue.start_ms for cue in self._cues]
        self._latest = list(accumulate((cue.end_ms for cue in self._cues), max))  # end of all up to there

    def at(self, at_ms: int) -> tuple[Cue, ...]:
        """Return the cues shown at a time, in order."""
        found = []
        index = bisect_right(self._starts, at_ms) - 1
        while index >= 0 and self._latest[index] > at_ms:
            if self._cues[index].end_ms > at_ms:
                found.append(self._cues[index])
            index -= 1
        return tuple(reversed(found))

    def after(self, at_ms: int, count: int) -> tuple[Cue, ...]:
        """Return the next cues that begin after a time."""
        first = bisect_right(self._starts, at_ms)
        return tuple(self._cues[first : first + count])

    def replace(self, gone: Iterable[Cue], came: Iterable[Cue]) -> None:
        """Take cues in the place of others; what stays, however many, is not looked at."""
        coming = {cue.order: cue for cue in came}
        for cue in gone:
            if coming.get(cue.order) is cue:
                del coming[cue.order]
                continue
            at = bisect_left(self._cues, cue.order, key=_order)
            if at == len(self._cues) or self._cues[at].id != cue.id:
                continue
            if cue.order in coming:
                self._cues[at] = coming.pop(cue.order)
            else:
                del self._cues[at], self._starts[at], self._latest[at]
                self._settle(at)
        for cue in coming.values():
            self._insert(cue)

    def _insert(self, cue: Cue) -> None:
        at = bisect_left(self._cues, cue.order, key=_order)
        self._cues.insert(at, cue)
        self._starts.insert(at, cue.start_ms)
        self._latest.insert(at, max(cue.end_ms, self._latest[at - 1]) if at else cue.end_ms)
        self._settle(at + 1)

    def _settle(self, at: int) -> None:
        """Make the ends right from a place on, as far as they are others than they were."""
        latest = self._latest[at - 1] if at else 0
        for index in range(at, len(self._cues)):
            latest = max(latest, self._cues[index].end_ms)
            if self._latest[index] == latest:
                return
            self._latest[index] = latest


def _order(cue: Cue) -> tuple[int, int, int]:
    return cue.order
