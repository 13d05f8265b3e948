"""How the cues of one episode in one column fit to its speech, as a line of a table."""

from dataclasses import dataclass

from crossreel.domain.speech.sync import Fit


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncLine:
    """A track beside the speech of its episode.

    Attributes:
        episode: its number.
        column: language and role.
        cues: how many have times of their own; where most have only those of the source, nothing is measured.
        is_heard: whether somebody has listened to the episode.
        fit: what was measured; nothing of it is sure where there is too little to go by.
    """

    episode_id: int
    episode: int
    column: str
    cues: int
    is_heard: bool
    fit: Fit
