"""Silero's voice activity detector.

Of silero's networks the one is taken that hears many moments of a sound in one call: it remembers exactly what the one for a
moment at a time does, so that nothing has to be cut in pieces for speed. (Cut in pieces that warm up for two seconds, one moment in
ten was judged otherwise: the network has a long memory.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from crossreel.domain.engines.engine_info import EngineKind, Where
from crossreel.engines.engine import Engine, Opening
from crossreel.engines.network import Network
from crossreel.kernel.marks import N_

MODEL = "silero_vad"
FRAME, CONTEXT = 512, 64
AT_ONCE = 1024
MEMORY = (1, 1, 128)


class Silero:
    """The detector, its model loaded."""

    def __init__(self) -> None:
        self._network = _loaded()

    def likelihoods(self, sound: Iterable[NDArray[np.float32]]) -> Iterator[NDArray[np.float32]]:
        """Yield how likely it is that somebody speaks, a thousand moments at a time."""
        hidden = cell = np.zeros(MEMORY, np.float32)
        waiting = np.zeros(CONTEXT, np.float32)
        for samples in sound:
            waiting = np.concatenate((waiting, samples))
            while len(waiting) >= CONTEXT + AT_ONCE * FRAME:
                odds, hidden, cell = self._hear(waiting, AT_ONCE, hidden, cell)
                waiting = waiting[AT_ONCE * FRAME :]
                yield odds
        count = -(-(len(waiting) - CONTEXT) // FRAME)
        if count:
            last = np.zeros(CONTEXT + count * FRAME, np.float32)
            last[: len(waiting)] = waiting
            yield self._hear(last, count, hidden, cell)[0]

    def _hear(
        self, sound: NDArray[np.float32], count: int, hidden: NDArray[np.float32], cell: NDArray[np.float32]
    ) -> list[NDArray[np.float32]]:
        """Return the odds of the first moments of a sound that begins with its context, and what is remembered of it."""
        stride = sound.strides[0]
        shape, steps = (count, CONTEXT + FRAME), (FRAME * stride, stride)
        moments = np.ascontiguousarray(np.lib.stride_tricks.as_strided(sound, shape, steps, writeable=False))
        return self._network.run({"input": moments, "h": hidden, "c": cell})


@lru_cache(maxsize=1)
def _loaded() -> Network:
    """Return the network, kept for the next sound: several may be listened to at once."""
    return Network(MODEL)


def open_engine(_opening: Opening) -> Silero:
    """Load the model.

    Raises:
        Unavailable: it is missing or broken, or cannot be run here.
    """
    return Silero()


ENGINE = Engine(
    id="silero", title=N_("Speech finder"), kind=EngineKind.SPEECH, where=Where.HERE, open=open_engine, models=(MODEL,),
    tells_confidence=True,
)  # fmt: skip
