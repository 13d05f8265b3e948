"""A title as a reviewer watches it: its episodes one after the other in one language."""

from dataclasses import dataclass

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.version import Version
from crossreel.domain.cues.cue import Cue


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaylistItem:
    """One episode of a screening: its versions (`media` is the reference) and the cues of the chosen language, in order of time."""

    episode: Episode
    media: Version | None
    cues: tuple[Cue, ...]
    versions: tuple[Version, ...] = ()

    def cues_at(self, at_ms: int) -> tuple[Cue, ...]:
        """Return the cues shown at a time, in order."""
        return tuple(cue for cue in self.cues if cue.start_ms <= at_ms < cue.end_ms)

    def cue_at(self, at_ms: int) -> Cue | None:
        """Return the cue shown at a time: of several, the one that began last."""
        shown = None
        for cue in self.cues:
            if cue.start_ms > at_ms:
                break
            if at_ms < cue.end_ms:
                shown = cue
        return shown
