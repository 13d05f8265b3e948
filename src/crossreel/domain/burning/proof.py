"""How near a master comes to what the preview shows."""

from dataclasses import dataclass

MOST_ERROR = 10.0
"""Mean difference of a sample (of 255) within the boxes of captions above which a master is not what the preview shows. Measured on
the sample title: 1 to 5 for any quality that is sold, above 20 where one line of two is missing (docs/burn-in.md)."""


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
