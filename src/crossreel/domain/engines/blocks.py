"""Cutting the lines of an episode into blocks that are translated together: at pauses, with what stands around each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from crossreel.domain.engines.translating import Block, NearLine, WantedLine
from crossreel.domain.text.inline import plain_text

MOST_LINES = 24
NEAR = 4
LEAST_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A line of an episode in its order. `rendering` is its translation (inline markup) where it has one that stays.

    `is_wanted` says whether it is to be translated; `start_ms` and `end_ms` count from the start of the episode.
    """

    line: WantedLine
    start_ms: int
    end_ms: int
    is_wanted: bool = True
    rendering: str = ""


def blocks_of(template: Block, lines: Sequence[SourceLine], *, most: int = MOST_LINES, near: int = NEAR) -> tuple[Block, ...]:
    """Return blocks that together hold each wanted line once, in order.

    A block is cut at the longest pause in its second half, so that what belongs together is asked for together; lines between
    that are not wanted, and those before and after it, go along to be read.

    Args:
        template: what all blocks have alike; its own lines are left out.
        lines: all lines of the episode, in order.
        most: how many lines a block holds at most.
        near: how many lines before and after it, and at most between two of its lines, go along.
    """
    wanted = [place for place, line in enumerate(lines) if line.is_wanted]
    found = []
    while wanted:
        count = _length(lines, wanted, most, near)
        places, wanted = wanted[:count], wanted[count:]
        found.append(_block(template, lines, places, near))
    return tuple(found)


def _length(lines: Sequence[SourceLine], wanted: Sequence[int], most: int, near: int) -> int:
    """Return how many of the places become the next block."""
    together = next((count for count, (one, other) in enumerate(pairwise(wanted), 1) if other - one > near + 1), len(wanted))
    if together <= most:
        return together
    least = max(1, round(most * LEAST_SHARE))
    return max(range(least, most + 1), key=lambda count: (lines[wanted[count]].start_ms - lines[wanted[count] - 1].end_ms, count))


def _block(template: Block, lines: Sequence[SourceLine], places: Sequence[int], near: int) -> Block:
    before, after = lines[max(0, places[0] - near) : places[0]], lines[places[-1] + 1 : places[-1] + 1 + near]
    first = (lines[places[0]].line,)
    rest = (replace(lines[at].line, between=tuple(map(_near, lines[former + 1 : at]))) for former, at in pairwise(places))
    return replace(template, lines=(*first, *rest), before=tuple(map(_near, before)), after=tuple(map(_near, after)))


def _near(line: SourceLine) -> NearLine:
    return NearLine(text=plain_text(line.line.text), speaker=line.line.speaker, rendering=plain_text(line.rendering))
