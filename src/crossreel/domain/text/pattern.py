"""What people look for: words or regular expressions, searched within a limit of time.

An ordinary expression can take for ever on an ordinary text. The engine of the standard library cannot be stopped and holds the
interpreter; `regex` stops after a time and lets other threads run. What it knows beyond that library and cannot bound is refused.
"""

import re
import time
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING

from crossreel.domain.errors import BadInput

if TYPE_CHECKING:
    import regex

LIMIT_S = 2.0  # of all searching for one pattern
MAX_LENGTH = 1000
MAX_REPEATS = 100_000  # of a literal by nested counts: the engine writes them out when it compiles
_WORD = r"\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_RECURSION = re.compile(r"(?<!\\)(?:\\\\)*+\(\?(?:R\)|[+-]?\d|&|P>)")  # takes memory as fast as time
_COUNTS = re.compile(r"\{(\d{1,9})")
_FAULTS = (IndexError, KeyError, ValueError, OverflowError, RecursionError, MemoryError)

Change = tuple[int, int, str]


@dataclass(slots=True)
class Pattern:
    """Something to look for in plain text; all searches with it together take at most its time."""

    written: str
    _compiled: "regex.Pattern[str]"
    _limit_s: float
    _left_s: float

    def fresh(self, limit_s: float) -> "Pattern":
        """Return the pattern with a time of its own; one that was given up stays so."""
        return Pattern(self.written, self._compiled, limit_s, limit_s if self._left_s > 0 else 0.0)

    def give_up(self) -> None:
        """Let every later search with it fail at once."""
        self._left_s = 0.0

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where the matches begin and end.

        Raises:
            BadInput: the time is over.
        """
        return [match.span() for match in self._matches(text)]

    def changes(self, text: str, by: str, *, template: bool) -> list[Change]:
        r"""Return where each match begins and ends and what comes in its place; `\1` in a template is a group of the match.

        Raises:
            BadInput: `by` names a group that there is not, or the time is over.
        """
        import regex

        try:
            return [(*match.span(), match.expand(by) if template else by) for match in self._matches(text)]
        except (regex.error, *_FAULTS) as error:
            raise BadInput("editing.bad_replacement", replacement=by, reason=str(error)) from error

    def _matches(self, text: str) -> "list[regex.Match[str]]":
        began = time.monotonic()
        try:
            if self._left_s <= 0:
                raise TimeoutError
            return list(self._compiled.finditer(text, timeout=self._left_s, concurrent=True))
        except (TimeoutError, MemoryError):
            self.give_up()
            raise BadInput("editing.slow_pattern", pattern=self.written, seconds=self._limit_s) from None
        finally:
            self._left_s -= time.monotonic() - began


def pattern(
    what: str, *, match_case: bool = False, expression: bool = False, whole_word: bool = False, limit_s: float = LIMIT_S
) -> Pattern:
    """Return what to look for in plain text.

    Args:
        what: words, or a regular expression.
        match_case: whether capitals count.
        expression: whether `what` is a regular expression.
        whole_word: whether only whole words match.
        limit_s: how long all searches with it may take together, in seconds.

    Raises:
        BadInput: nothing to look for, or a faulty regular expression.
    """
    import regex

    if not what:
        raise BadInput("editing.nothing_to_find")
    if len(what) > MAX_LENGTH:
        raise BadInput("editing.long_pattern", limit=MAX_LENGTH)
    if expression and (_RECURSION.search(what) or prod(int(count) or 1 for count in _COUNTS.findall(what)) > MAX_REPEATS):
        raise BadInput("editing.heavy_pattern", pattern=what)
    source = what if expression else regex.escape(what)
    if whole_word:
        source = f"(?<![{_WORD}])(?:{source})(?![{_WORD}])"
    try:
        compiled = regex.compile(source, 0 if match_case else regex.IGNORECASE)
    except (regex.error, *_FAULTS) as error:
        raise BadInput("editing.bad_pattern", pattern=what, reason=str(error)) from error
    return Pattern(what, compiled, limit_s, limit_s)
