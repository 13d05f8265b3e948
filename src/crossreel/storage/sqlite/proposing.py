"""Which lines of an index may be like one: asked by its rarest words first, as long as that is cheap."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

SAMPLED = 20_000
"""Lines of which it is told how frequent words are."""
COMMON = 0.005  # share of lines with a word from which on it is not asked for
RARE = 5 / SAMPLED
MOST_SECONDS = 0.05  # of the processor: a busy machine proposes as much
ENOUGH = 2_000
AT_ONCE = 400
RAREST = 6  # words that are combined
Ask = Callable[[str, int], Iterable[int]]
"""Gives at most so many rows for an FTS5 query."""


def shares_of(lines: Iterable[str]) -> Counter[str]:
    """Return in how many lines (of at most `SAMPLED`, as the index holds them) each word stands."""
    return Counter(word for line in lines for word in set(line.split()))


def propose(ask: Ask, words: Sequence[str], shares: Counter[str]) -> list[int]:
    """Return rows that share words with a line, those that share its rarest first.

    A line that is like another one has most of its words, and so two or three of its rarest: these are asked for together, and
    what is very rare alone. Frequent words would be long lists to read and are not asked for, unless there are no others; after
    `MOST_SECONDS` nothing more is asked.
    """
    began, found = time.thread_time(), dict[int, None]()
    for query in _queries(sorted(set(words), key=lambda word: (shares[word], word)), shares):
        found.update(dict.fromkeys(ask(query, AT_ONCE)))
        if len(found) > ENOUGH or time.thread_time() - began > MOST_SECONDS:
            break
    return list(found)


def _queries(words: Sequence[str], shares: Counter[str]) -> Iterator[str]:
    asked = [word for word in words if shares[word] <= COMMON * SAMPLED][:RAREST] or list(words[:RAREST])
    more = [[word] for word in asked if shares[word] <= RARE * SAMPLED or len(words) == 1]
    more += [list(some) for count in (2, 3) for some in combinations(asked, count)]
    yield from map(_together, sorted(more, key=lambda some: (shares[some[0]], -len(some))))


def _together(words: Sequence[str]) -> str:
    return " AND ".join('"' + word.replace('"', '""') + '"' for word in words)
