"""How near a master comes to what the preview shows."""

from dataclasses import dataclass

MOST_ERROR = 12.0
"""Mean difference (of 255) within the boxes of captions above which a master is not what the preview shows. Measured: 2 to 5 at
quality 18, 4 to 8 at 28; a single changed letter of two lines 17 to 40, a missing line 45 to 70 (docs/burn-in.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What came of comparing frames of a master with the preview.

    Attributes:
        frames: how many were compared.
        error: the largest mean difference within the boxes of a frame's captions and of what is hidden, of 255; of the whole
            picture where nothing is drawn.
        psnr_db: the same place as a peak signal-to-noise ratio, in decibels; 0 where nothing was compared.
        at_ms: which frame that is.
    """

    frames: int
    error: float = 0.0
    psnr_db: float = 0.0
    at_ms: int = 0

    @property
    def holds(self) -> bool:
        """Whether the master is what the preview shows."""
        return self.error <= MOST_ERROR
