"""What an opened engine can do, by its kind: values in, values out, and nothing of where they come from."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from crossreel.domain.engines.sound_and_picture import Heard, ReadLine, TextSpot
from crossreel.domain.engines.translating import Block, Translated, Usage


class Speech(Protocol):
    """Finds where somebody speaks."""

    def likelihoods(self, sound: Iterable[NDArray[np.float32]]) -> Iterator[NDArray[np.float32]]:
        """Yield how likely somebody speaks in each 32 ms of a sound, 0 to 1, some at a time.

        Args:
            sound: one channel at 16 kHz, -1 to 1, in stretches that follow each other.
        """


class Reading(Protocol):
    """Finds lines of text in a picture, and reads them."""

    def find(self, picture: NDArray[np.uint8], most_px: int) -> list[TextSpot]:
        """Return where lines of text stand in a picture, from top to bottom.

        Args:
            picture: height x width x 3, RGB.
            most_px: how long its longer side is while it is looked at; small pictures are made larger for it by half at most. It
                decides how small a text is found, and the time it takes.
        """

    def read(self, lines: Sequence[NDArray[np.uint8]]) -> list[ReadLine]:
        """Return what stands in each picture.

        Args:
            lines: height x width x 3, RGB, each cut to one line of text.
        """


Tell = Callable[[float], None]


def nobody(share: float) -> None:
    """Tell nobody how far it is."""


class Hearing(Protocol):
    """Writes down what is said."""

    def hear(self, sound: NDArray[np.float32], language: str, check: Callable[[], None], tell: Tell = nobody) -> Heard:
        """Return the words of a sound with their times.

        Args:
            sound: one channel at 16 kHz, -1 to 1.
            language: BCP 47 tag of what is spoken, "" where nobody knows.
            check: asked now and then; stops everything by raising.
            tell: told now and then how much of the sound was heard, 0 to 1.

        Raises:
            CrossreelError: the engine or its server failed; says how.
            Cancelled: `check` raised it.
        """


class Translating(Protocol):
    """Puts lines into another language. It may be asked from several threads at once."""

    def estimate(self, block: Block) -> Usage:
        """Return what a block will use, roughly; nothing is asked for it."""

    def translate(self, block: Block, check: Callable[[], None]) -> Translated:
        """Return the translations of a block that hold, and why others do not.

        Args:
            block: what is wanted.
            check: asked several times a second; stops everything by raising.

        Raises:
            CrossreelError: nothing at all could be had; says why.
            Cancelled: `check` raised it. Once something is to be paid, what came is returned instead of either.
        """
