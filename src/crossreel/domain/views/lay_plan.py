"""A script without times laid over the speech of an episode, as a plan: nothing is written until it is applied."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidCue:
    """A cue of the plan: plain text with its lines, its times, and which line of the script it is of, from 1.

    `is_doubtful`: the line takes much more or less time than lines of its length do here. Listen to it.
    """

    line: int
    text: str
    start_ms: int
    end_ms: int
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LayPlan:
    """What would be written into an episode. `lines` counts those of the script, `name` is its file's."""

    episode_id: int
    episode: int
    title_id: int
    name: str
    language: str
    lines: int
    cues: tuple[LaidCue, ...]

    @property
    def doubtful(self) -> int:
        """How many cues somebody has to listen to."""
        return sum(cue.is_doubtful for cue in self.cues)
