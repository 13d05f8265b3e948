"""How one list becomes another by taking out and putting in: what a model announces instead of beginning anew."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Remove:
    """Take out what stands from `first` to `last`."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Insert(Generic[T]):
    """Put `values` in before `at`."""

    at: int
    values: list[T]


def steps_between(before: Sequence[T], after: Sequence[T]) -> Iterator[Remove | Insert[T]]:
    """Give the steps from one list of different things to another, each to be done before the next.

    What stands in both in one order stays; what changed its place is taken out and put in again.
    """
    if tuple(before) == tuple(after):
        return
    kept = _kept(before, after)
    now = list(before)
    at = len(now) - 1
    while at >= 0:
        if now[at] in kept:
            at -= 1
            continue
        last = at
        while at > 0 and now[at - 1] not in kept:
            at -= 1
        del now[at : last + 1]
        yield Remove(at, last)
        at -= 1
    at = 0
    while at < len(after):
        if after[at] in kept:
            at += 1
            continue
        first = at
        while at < len(after) and after[at] not in kept:
            at += 1
        yield Insert(first, list(after[first:at]))


def _kept(before: Sequence[T], after: Sequence[T]) -> set[T]:
    """Return what stays where it is: the first ones that come in one order in both."""
    place = {each: at for at, each in enumerate(before)}
    kept: set[T] = set()
    last = -1
    for each in after:
        at = place.get(each, -1)
        if at > last:
            kept.add(each)
            last = at
    return kept
