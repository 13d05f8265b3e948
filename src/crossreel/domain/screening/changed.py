"""What is other than a person saw it: the list that makes a second viewing short."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crossreel.domain.cues.cue import Cue
from crossreel.domain.screening.watched import Watched

LEAD_MS = 1000
"""A changed subtitle is watched from a moment before it: its first frame alone says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPlace:
    """A time at which other subtitles stand now than a person saw; `texts` are those there are, none where one went."""

    episode_id: int
    episode_number: int
    start_ms: int
    end_ms: int
    cue_id: int | None = None
    texts: tuple[str, ...] = ()

    @property
    def watch_from_ms(self) -> int:
        """Where to begin to watch it."""
        return max(0, self.start_ms - LEAD_MS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Where a person stopped watching a title in a column, and when (milliseconds since 1970)."""

    episode_id: int
    at_ms: int
    saved_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewing:
    """What one person watched of a column of a title, by episode, and the places that are other by now, in order."""

    watched: Mapping[int, Watched] = field(default_factory=dict)
    changes: tuple[ChangedPlace, ...] = ()


def changed_places(seen: Watched, number: int, cues: Sequence[Cue]) -> tuple[ChangedPlace, ...]:
    """Return what is to be watched again of a cell: a place for each stretch that changed, with the cues that stand there now.

    Args:
        seen: what the person watched of it.
        number: the number of the episode.
        cues: those that stand there, in order of time.
    """
    found: list[ChangedPlace] = []
    for start_ms, end_ms in seen.changes:
        here = [cue for cue in cues if cue.start_ms < end_ms and cue.end_ms > start_ms and cue.text.strip()]
        found.append(
            ChangedPlace(
                episode_id=seen.episode_id,
                episode_number=number,
                start_ms=start_ms,
                end_ms=end_ms,
                cue_id=here[0].id if here else None,
                texts=tuple(cue.text for cue in here),
            )
        )
    return tuple(found)
