"""What the tests of engines need."""

from collections.abc import Awaitable, Callable

import pytest

from crossreel.engines.server import Waits


class Pauses(list[float]):
    """The pauses somebody made, without making them."""

    async def sleep(self, seconds: float) -> None:
        """Take note of a pause."""
        self.append(seconds)


@pytest.fixture
def pauses() -> Pauses:
    """The pauses that were made."""
    return Pauses()


@pytest.fixture
def waits(pauses: Pauses) -> Waits:
    """How long to wait, without waiting."""
    sleep: Callable[[float], Awaitable[None]] = pauses.sleep
    return Waits(sleep=sleep, asked_every_s=0.02)
