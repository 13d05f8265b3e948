"""What is kept in memory for the next time, within a budget of bytes."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, MutableMapping
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Kept(MutableMapping[Key, Value], Generic[Key, Value]):
    """A mapping that lets go of what was asked for longest ago, as soon as all of it weighs more than its budget.

    What was put last stays, however heavy. Not for use by two threads at once.

    Args:
        most_bytes: the budget.
        weigh: about how many bytes a value holds; asked once, when it is put.
    """

    def __init__(self, most_bytes: int, weigh: Callable[[Value], int]) -> None:
        self._most_bytes = most_bytes
        self._weigh = weigh
        self._values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._bytes = 0

    @property
    def held_bytes(self) -> int:
        """About how many bytes all values hold."""
        return self._bytes

    def __getitem__(self, key: Key) -> Value:
        value, _ = self._values[key]
        self._values.move_to_end(key)
        return value

    def __setitem__(self, key: Key, value: Value) -> None:
        if key in self._values:
            del self[key]
        weight = self._weigh(value)
        self._values[key] = (value, weight)
        self._bytes += weight
        while self._bytes > self._most_bytes and len(self._values) > 1:
            del self[next(iter(self._values))]

    def __delitem__(self, key: Key) -> None:
        _, weight = self._values.pop(key)
        self._bytes -= weight

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[Key]:
        return iter(list(self._values))

    def __len__(self) -> int:
        return len(self._values)
