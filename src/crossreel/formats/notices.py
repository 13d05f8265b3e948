"""Collecting what a codec wants said: one notice per code, with the first line and how often."""

from crossreel.domain.errors import Fact
from crossreel.domain.text.document import Notice


class Notices:
    """Gathers notices while a file is read or written.

    A fault that a file has ten thousand times is one notice with `count`; `line` and the other facts are those of the first.
    """

    def __init__(self) -> None:
        self._first: dict[str, tuple[int, dict[str, Fact]]] = {}
        self._count: dict[str, int] = {}

    def add(self, code: str, line: int = 0, /, **facts: Fact) -> None:
        """Note something at a line (1-based; 0 for the whole file)."""
        if code not in self._first:
            self._first[code] = (line, facts)
        self._count[code] = self._count.get(code, 0) + 1

    def add_at(self, code: str, source: str, offset: int, /, **facts: Fact) -> None:
        """Note something at an offset of a text; the line is counted for the first of a code only."""
        if code not in self._first:
            self.add(code, source.count("\n", 0, offset) + 1, **facts)
        else:
            self._count[code] += 1

    def add_many(self, code: str, count: int, line: int = 0, /, **facts: Fact) -> None:
        """Note something that happened `count` times."""
        if count:
            self.add(code, line, **facts)
            self._count[code] += count - 1

    def merge(self, other: "Notices") -> None:
        """Take over everything another collector gathered."""
        for code, (line, facts) in other._first.items():
            self.add_many(code, other._count[code], line, **facts)

    def all(self) -> tuple[Notice, ...]:
        """Return the notices in the order they came up first."""
        return tuple(
            Notice(code=code, line=line, facts={**facts, "line": line, "count": self._count[code]})
            for code, (line, facts) in self._first.items()
        )
