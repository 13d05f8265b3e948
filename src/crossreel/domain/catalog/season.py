"""Seasons of a title."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """Episodes of a title that belong together, by their numbers, the last one included; a title without any is one season.

    `release_day` is "YYYY-MM-DD", or "" while nobody knows.
    """

    id: int
    title_id: int
    number: int
    first_episode: int
    last_episode: int
    name: str = ""
    release_day: str = ""

    def holds(self, episode_number: int) -> bool:
        """Tell whether an episode is one of it."""
        return self.first_episode <= episode_number <= self.last_episode


def season_of(seasons: Iterable[Season], episode_number: int) -> Season | None:
    """Return the season of an episode, None where none holds it."""
    return next((each for each in seasons if each.holds(episode_number)), None)
