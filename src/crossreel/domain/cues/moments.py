"""The cues of one track in order of time: which of them are shown at a moment."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from crossreel.domain.cues.cue import Cue


class Moments:
    """Finds cues by time, however long the one that lies over others."""

    def __init__(self, cues: Iterable[Cue] = ()) -> None:
        self._cues = sorted(cues, key=_order)
        self._count()

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
        """Take cues in the place of others."""
        for cue in gone:
            at = bisect_left(self._cues, cue.order, key=_order)
            if at < len(self._cues) and self._cues[at].id == cue.id:
                del self._cues[at]
        for cue in came:
            self._cues.insert(bisect_left(self._cues, cue.order, key=_order), cue)
        self._count()

    def _count(self) -> None:
        self._starts = [cue.start_ms for cue in self._cues]
        self._latest = list(accumulate((cue.end_ms for cue in self._cues), max))  # end of all up to there


def _order(cue: Cue) -> tuple[int, int, int]:
    return cue.order
