"""Sounds as they are sent: WAV files of 16 bits, long ones cut where it is quiet."""

import io
import wave
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

HERTZ = 16_000
QUIET_S = 0.2
SEARCHED_S = 30


def wave_file(sound: NDArray[np.float32]) -> bytes:
    """Return a sound, one channel from -1 to 1, as a WAV file."""
    kept = io.BytesIO()
    with wave.open(kept, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(HERTZ)
        out.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
    return kept.getvalue()


def cut_in_silence(sound: NDArray[np.float32], most_s: int) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Yield a sound in stretches of at most so many seconds, each with the number of its first sample.

    It is cut in the middle of the quietest fifth of a second of the last half minute that a stretch may have.
    """
    at = 0
    while len(sound) - at > most_s * HERTZ:
        first = at + max(1, most_s - SEARCHED_S) * HERTZ
        step = int(QUIET_S * HERTZ)
        tail = sound[first : at + most_s * HERTZ]
        energy = np.square(tail[: len(tail) // step * step].reshape(-1, step)).sum(axis=1)
        cut = first + int(np.argmin(energy)) * step + step // 2
        yield at, sound[at:cut]
        at = cut
    if len(sound) > at:
        yield at, sound[at:]
