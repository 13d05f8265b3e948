"""Waiting for what becomes true: looked at again and again, never a rest of a fixed length."""

import time
from collections.abc import Callable
from typing import TypeVar

LOOK_AGAIN_S = 0.01
PATIENCE_S = 30.0
T = TypeVar("T")


class NotSeen(AssertionError):
    """What a test waited for and did not see."""


def until(true: Callable[[], T], what: str, patience_s: float = PATIENCE_S, told: Callable[[], str] = str) -> T:
    """Look until something is true, and return it.

    Raises:
        NotSeen: it did not become true; `told` adds what stood there instead.
    """
    end = time.monotonic() + patience_s
    while True:
        seen = true()
        if seen:
            return seen
        if time.monotonic() > end:
            raise NotSeen(f"not seen: {what}{told()}")
        time.sleep(LOOK_AGAIN_S)
