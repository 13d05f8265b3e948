"""Reading from the catalog what people watched of a title, measured against what stands there now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.version import Medium, Version
from crossreel.domain.cues.column import column_of
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.screening.sitting import Sitting, shown
from crossreel.domain.screening.watched import Watched, watched
from crossreel.storage import queries
from crossreel.storage.unit_of_work import UnitOfWork

Place = tuple[int, str]
"""A cell: the id of its episode, and its column."""
Cells = Mapping[Place, list[Cue]]


def read_watched(uow: UnitOfWork, title_id: int, **equals: object) -> dict[Place, tuple[Watched, ...]]:
    """Return what each person watched of each cell of a title, by name; cells that nobody watched are not among them.

    Args:
        uow: where it is read.
        title_id: the title.
        equals: columns of `Sitting` that must have a value: `person`, `language`, `role`.
    """
    return _watched(uow, title_id, uow.where(Sitting, title_id=title_id, **equals))[0]


def read_cells(uow: UnitOfWork, title_id: int, **equals: object) -> tuple[dict[Place, tuple[Watched, ...]], Cells]:
    """Return what `read_watched` does, and the cues that it was measured against."""
    return _watched(uow, title_id, uow.where(Sitting, title_id=title_id, **equals))


def _watched(uow: UnitOfWork, title_id: int, sittings: list[Sitting]) -> tuple[dict[Place, tuple[Watched, ...]], Cells]:
    if not sittings:
        return {}, {}
    cues, pictures = cues_of_cells(uow, title_id, {each.language for each in sittings}), _pictures(uow, title_id)
    by_person: dict[tuple[Place, str], list[Sitting]] = defaultdict(list)
    for each in sittings:
        by_person[(each.episode_id, each.column), each.person].append(each)
    found: dict[Place, list[Watched]] = defaultdict(list)
    for (place, _person), several in sorted(by_person.items()):
        versions = pictures.get(place[0], [])
        if not versions:
            continue
        reference = next((each for each in versions if each.is_reference), versions[0])
        here = {(each.id, each.content_key) for each in versions}
        found[place].append(watched(several, shown(cues.get(place, ())), reference.duration_ms, here))
    return {place: tuple(several) for place, several in found.items()}, cues


def best_of(several: Iterable[Watched]) -> Watched | None:
    """Return the most that one person watched of a cell as it is now."""
    return max(several, key=lambda each: (each.current_percent, each.attentive_percent, each.last_ms), default=None)


def cues_of_cells(uow: UnitOfWork, title_id: int, languages: Iterable[str]) -> Cells:
    """Return the cues of the cells of some languages."""
    spoken = sorted(set(languages))
    episodes = uow.where(Episode, title_id=title_id)
    tracks = uow.where(Track, episode_id=[episode.id for episode in episodes], language=spoken)
    cues = queries.cues_by_track(uow, title_id, languages=spoken)
    return {(track.episode_id, column_of(track)): cues.get(track.id, []) for track in reversed(tracks)}


def _pictures(uow: UnitOfWork, title_id: int) -> Mapping[int, list[Version]]:
    found: dict[int, list[Version]] = defaultdict(list)
    for each in queries.versions(uow, title_id):
        if each.medium is Medium.PICTURE:
            found[each.episode_id].append(each)
    return found
