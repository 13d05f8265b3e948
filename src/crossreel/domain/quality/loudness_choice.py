"""By which loudness the sounds of a title are judged, and among what that is chosen."""

from dataclasses import dataclass

from crossreel.domain.quality.media_limits import LoudnessTarget


@dataclass(frozen=True, slots=True, kw_only=True)
class LoudnessChoice:
    """What a title has chosen: the id of an offer. A title without one is judged by no target."""

    id: int
    title_id: int
    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoudnessOffer:
    """A target that can be chosen: one that ships (`name` is empty, its words are the interface's), or a delivery profile's."""

    id: str
    name: str
    target: LoudnessTarget
