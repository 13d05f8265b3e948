"""What is said of a line that is dubbed: who speaks it, and whether it has been spoken."""

from dataclasses import dataclass
from enum import StrEnum


class DubStatus(StrEnum):
    """How far a line is. `REDO`: it was spoken and somebody wants it again."""

    OPEN = "open"
    RECORDED = "recorded"
    REDO = "redo"
    APPROVED = "approved"

    @property
    def is_spoken(self) -> bool:
        """Whether there is a take that counts."""
        return self in (DubStatus.RECORDED, DubStatus.APPROVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class DubLine:
    """A cue as the dubbing of its language has it; a cue without one is open and has no voice.

    `voice` is who speaks it, a person or a synthetic voice; `remark` what the studio is told or tells. `spoken` is the digest of
    the text that was spoken, as `cell_digest` makes it, "" while none was: a text that is changed afterwards is spoken anew.
    """

    id: int
    cue_id: int
    status: DubStatus = DubStatus.OPEN
    voice: str = ""
    remark: str = ""
    spoken: str = ""

    def status_of(self, digest: str) -> DubStatus:
        """Return how far the line is for a text of that digest: what was spoken with another text is to be spoken again."""
        stale = self.status.is_spoken and bool(self.spoken) and self.spoken != digest
        return DubStatus.REDO if stale else self.status
