"""How many frames a second the videos of an import have, for files beside them that count frames."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from crossreel.domain.catalog.episode import MediaInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRates:
    """Frame rates by episode number; what somebody says counts before them.

    Attributes:
        said: the rate for all files, where somebody said it.
        episode: the episode all files belong to, whatever their names say.
        videos: rates of each episode's videos; None stands for one whose pictures have no even length.
    """

    said: Fraction | None = None
    episode: int | None = None
    videos: Mapping[int, frozenset[Fraction | None]] = field(default_factory=dict)

    def rate_of(self, episode: int | None) -> Fraction | None:
        """Return the rate for a file of an episode; None where no video says it, or two say different ones."""
        found = self.videos.get(self.episode or episode or 0, frozenset())
        return self.said or (next(iter(found)) if len(found) == 1 else None)

    def with_videos(self, probed: Iterable[tuple[int, MediaInfo]]) -> "KnownRates":
        """Return these with the rates of probed videos, which count before those that the title has."""
        new: dict[int, frozenset[Fraction | None]] = {}
        for episode, info in probed:
            new[episode] = new.get(episode, frozenset()) | {info.even_rate}
        return KnownRates(said=self.said, episode=self.episode, videos={**self.videos, **new})
