"""What reading a media file through once tells of every picture and of every moment of its sound: figures, no judgement yet."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

STEP_MS = 10
"""How long a moment of sound is."""
FULL_SCALE = 16_384
"""A peak of 1.0 in `SoundSeries.peaks`; decoded samples may go up to four times that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureSeries:
    """The pictures of a file, or of a stretch of it, in order.

    Attributes:
        width, height: as coded, in pixels; `rotation` in degrees is what the file asks players for.
        times_ms: when each is shown; `end_ms` is when the last one ends. Times count from the start of the stretch.
        dark: thousandths of each that are black.
        light: the mean brightness of each, of 255.
        change: how much each differs from the picture that stood before it, hundredths of a level of brightness on the mean.
        block: the same of the part that differs most, tenths of a level.
        bars: how many pixels are black at the top, bottom, left and right of each, four numbers a picture.
        variable: whether the pictures last unevenly long; `shortest_ms` and `longest_ms` are the steps between them.
        damaged: packets that could not be decoded.
    """

    width: int
    height: int
    rotation: int = 0
    times_ms: array[int] = field(default_factory=lambda: array("q"))
    end_ms: int = 0
    dark: array[int] = field(default_factory=lambda: array("H"))
    light: array[int] = field(default_factory=lambda: array("H"))
    change: array[int] = field(default_factory=lambda: array("H"))
    block: array[int] = field(default_factory=lambda: array("H"))
    bars: array[int] = field(default_factory=lambda: array("H"))
    variable: bool = False
    shortest_ms: int = 0
    longest_ms: int = 0
    damaged: int = 0

    def __len__(self) -> int:
        return len(self.times_ms)

    def stop_ms(self, at: int) -> int:
        """Return when a picture ends: when the next one is shown."""
        return self.times_ms[at + 1] if at + 1 < len(self.times_ms) else self.end_ms

    def bars_of(self, at: int) -> tuple[int, int, int, int]:
        """Return the black pixels at the top, bottom, left and right of a picture."""
        top, bottom, left, right = self.bars[4 * at : 4 * at + 4]
        return top, bottom, left, right


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundSeries:
    """The sound of a file, or of a stretch of it, in moments of `STEP_MS`.

    Attributes:
        channels: how many there are.
        peaks: of each channel the highest sample of each moment; full scale is `FULL_SCALE`.
        clips: how many waves are cut off in each moment, in all channels.
        left, right, both: of each second the mean square of the first two channels, and the mean of their product.
        integrated: loudness in LUFS, None where nothing is loud enough to be measured; `range_lu` its range in LU.
        true_peak: in dBTP, None for digital silence.
    """

    channels: int
    peaks: tuple[array[int], ...] = ()
    clips: array[int] = field(default_factory=lambda: array("H"))
    left: array[float] = field(default_factory=lambda: array("d"))
    right: array[float] = field(default_factory=lambda: array("d"))
    both: array[float] = field(default_factory=lambda: array("d"))
    integrated: float | None = None
    range_lu: float | None = None
    true_peak: float | None = None

    @property
    def length_ms(self) -> int:
        """How long it is."""
        return len(self.clips) * STEP_MS


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaReading:
    """A file read through: its picture and its sound, None for what it has not."""

    picture: PictureSeries | None = None
    sound: SoundSeries | None = None
