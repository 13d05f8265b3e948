"""Collecting what a codec wants said: one notice per code with its first line and count, and one per feature left out."""

from crossreel.domain.errors import Fact
from crossreel.domain.text.document import Notice

READ_DROPPED, WRITE_DROPPED = "read.dropped", "write.dropped"
Key = tuple[str, str]
"""A code, and the feature it speaks of."""


class Notices:
    """Gathers notices while a file is read or written.

    A fault that a file has ten thousand times is one notice with `count`; `line` and the other facts are those of the first.
    """

    def __init__(self) -> None:
        self._first: dict[Key, tuple[int, dict[str, Fact]]] = {}
        self._count: dict[Key, int] = {}

    def add(self, code: str, line: int = 0, /, **facts: Fact) -> None:
        """Note something at a line (1-based; 0 for the whole file)."""
        self._add((code, ""), 1, line, facts)

    def drop(self, feature: str, line: int = 0, /, *, count: int = 1, code: str = READ_DROPPED) -> None:
        """Note that something of the file is left out, by name.

        Args:
            feature: what, a word of `i18n/sentences/features.py` ("karaoke"), or a tag as it is written (`<blink>`).
            line: where it was seen first (1-based; 0 for the whole file).
            count: in how many subtitles, or how often.
            code: `READ_DROPPED` for a reader, `WRITE_DROPPED` for a writer.
        """
        if count:
            self._add((code, feature), count, line, {"feature": feature})

    def _add(self, key: Key, count: int, line: int, facts: dict[str, Fact]) -> None:
        if key not in self._first:
            self._first[key] = (line, facts)
        self._count[key] = self._count.get(key, 0) + count

    def add_at(self, code: str, source: str, offset: int, /, **facts: Fact) -> None:
        """Note something at an offset of a text; the line is counted for the first of a code only."""
        if (code, "") not in self._first:
            self.add(code, source.count("\n", 0, offset) + 1, **facts)
        else:
            self._count[code, ""] += 1

    def add_many(self, code: str, count: int, line: int = 0, /, **facts: Fact) -> None:
        """Note something that happened `count` times."""
        if count:
            self._add((code, ""), count, line, facts)

    def count(self, code: str) -> int:
        """Return how often a code was noted."""
        return self._count.get((code, ""), 0)

    def merge(self, other: "Notices") -> None:
        """Take over everything another collector gathered."""
        for key, (line, facts) in other._first.items():
            self._add(key, other._count[key], line, facts)

    def all(self) -> tuple[Notice, ...]:
        """Return the notices in the order they came up first."""
        return tuple(
            Notice(code=key[0], line=line, facts={**facts, "line": line, "count": self._count[key]})
            for key, (line, facts) in self._first.items()
        )
