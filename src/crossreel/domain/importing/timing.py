"""How the times of files are to be read, where somebody says it."""

from dataclasses import dataclass
from fractions import Fraction

from crossreel.domain.importing.plan import OnLate


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Frames a second for files that count frames (None: that of their videos), and where the programme starts.

    `programme_start` is taken off all times: as written (`01:00:00:00`), "found" for what a file seems to have, "" for nothing.
    `on_late` is for files that are late beside their source, or drift; None asks.
    """

    frame_rate: Fraction | None = None
    programme_start: str = ""
    on_late: OnLate | None = None


AS_FOUND = Timing()
