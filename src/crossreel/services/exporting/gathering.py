"""Reading the episodes of a title for what is made of several of them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.text.column_name import SIGNS, column_name, language_of
from crossreel.services.episode.cues import EpisodeCues, read_groups
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.storage.unit_of_work import UnitOfWork

EPISODES_AT_ONCE = 16  # read in one go: few enough to be held, many enough that a title takes few statements


def where_episodes(uow: "UnitOfWork", title_id: int, episode_ids: Collection[int] | None) -> list[Episode]:
    """Return episodes of a title, all of them for None."""
    return [each for each in uow.where(Episode, title_id=title_id) if episode_ids is None or each.id in episode_ids]


def portions(episodes: Sequence[Episode]) -> Iterator[list[int]]:
    """Give the ids of episodes, some at a time."""
    for at in range(0, len(episodes), EPISODES_AT_ONCE):
        yield [episode.id for episode in episodes[at : at + EPISODES_AT_ONCE]]


def read_all(uow: "UnitOfWork", episodes: Sequence[Episode], job: JobContext) -> list[EpisodeCues]:
    """Return what hangs together in episodes, the signs of each after its dialogue.

    Raises:
        Cancelled: the user cancelled.
    """
    found: list[EpisodeCues] = []
    for at, some in enumerate(portions(episodes)):
        done = at * EPISODES_AT_ONCE
        job.progress(done, len(episodes), str(episodes[done].number))
        found += read_groups(uow, some)
    return found


def with_signs(languages: Sequence[str], groups: Iterable[EpisodeCues], roles: Collection[str] | None) -> Sequence[str]:
    """Return columns with those of the signs of their languages, where there are signs and nobody said which roles."""
    if roles is not None or not any(each.is_signs and each.cues for each in groups):
        return languages
    return (*languages, *(column_name(each, SIGNS) for each in dict.fromkeys(map(language_of, languages))))
