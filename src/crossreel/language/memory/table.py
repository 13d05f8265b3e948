"""The lines of a language pair in memory, and the search for those that are like one."""

from array import array
from collections.abc import Collection
from heapq import nlargest

from rapidfuzz import fuzz, process

CHUNK = 20_000  # lines compared in one go: others get their turn after a millisecond or two
STRING_BYTES = 57  # of a Python text without its letters
ROW_BYTES = 32


class MemoryTable:
    """Keys (`keys.key_of`) of remembered lines with the ids of their rows, in groups that come and go together.

    Likeness is one minus the letters to take out and put in, as a share of all letters of both lines. Comparing 100,000 lines
    takes about 7 ms (benchmarks/bench_memory_search.py). Not for use by two threads at once.
    """

    def __init__(self) -> None:
        self._keys: list[list[str | None]] = []
        self._rows = array("q")
        self._groups: dict[int, array[int]] = {}
        self._free: list[int] = []
        self._letters_bytes = 0

    def __len__(self) -> int:
        return len(self._rows) - len(self._free)

    @property
    def held_bytes(self) -> int:
        """About how many bytes the table holds."""
        return self._letters_bytes + len(self._rows) * ROW_BYTES

    def add(self, group: int, row_id: int, key: str) -> None:
        """Put a line into a group."""
        if self._free:
            at = self._free.pop()
            self._keys[at // CHUNK][at % CHUNK] = key
            self._rows[at] = row_id
        else:
            at = len(self._rows)
            if at % CHUNK == 0:
                self._keys.append([])
            self._keys[-1].append(key)
            self._rows.append(row_id)
        self._groups.setdefault(group, array("q")).append(at)
        self._letters_bytes += _bytes(key)

    def drop(self, group: int) -> None:
        """Take all lines of a group out."""
        for at in self._groups.pop(group, ()):
            self._empty(at)

    def drop_rows(self, group: int, row_ids: Collection[int]) -> None:
        """Take some lines of a group out."""
        kept = array("q")
        gone = set(row_ids)
        for at in self._groups.pop(group, ()):
            if self._rows[at] in gone:
                self._empty(at)
            else:
                kept.append(at)
        if kept:
            self._groups[group] = kept

    def holds(self, group: int) -> bool:
        """Tell whether any line is of a group."""
        return group in self._groups

    def find(self, key: str, least: float, most: int) -> list[tuple[float, int]]:
        """Return the lines that are most like one: (likeness from 0 to 100, id of the row), the likest first.

        Args:
            key: of the line.
            least: the least likeness.
            most: how many at most.
        """
        found: list[tuple[float, int]] = []
        for number, keys in enumerate(self._keys):
            some = process.extract(key, keys, scorer=fuzz.ratio, score_cutoff=least, limit=None)
            found += [(score, self._rows[number * CHUNK + at]) for _key, score, at in some]
        return nlargest(most, found)

    def equal(self, keys: Collection[str]) -> dict[str, list[int]]:
        """Return the rows of lines with one of several keys, by key; those without any are left out."""
        wanted, found = frozenset(keys), dict[str, list[int]]()
        for number, chunk in enumerate(self._keys):
            for at, key in enumerate(chunk):
                if key in wanted:
                    assert key is not None
                    found.setdefault(key, []).append(self._rows[number * CHUNK + at])
        return found

    def _empty(self, at: int) -> None:
        key = self._keys[at // CHUNK][at % CHUNK]
        self._letters_bytes -= _bytes(key or "")
        self._keys[at // CHUNK][at % CHUNK] = None
        self._free.append(at)


def likeness(one: str, other: str) -> float:
    """Return how like two keys are, 0 to 100, as a table tells it."""
    return fuzz.ratio(one, other)


def _bytes(key: str) -> int:
    return STRING_BYTES + len(key) * (1 if key.isascii() else 2)
