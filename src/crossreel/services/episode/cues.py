"""The cues of an episode as one value, read from the catalog and written back: what every use case on cues shares."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title, TitleLanguage
from crossreel.domain.catalog.workflow import after_change
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.spine import Difference, Spine, difference, spine_of
from crossreel.domain.cues.track import Role, Track, spine_id
from crossreel.domain.errors import BadInput, NotFound
from crossreel.domain.text.language import normalize_tag
from crossreel.domain.views.sheet import columns
from crossreel.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeCues:
    """An episode with its tracks by id and all their cues, or the part of them that an edit touches, see `part`."""

    episode: Episode
    tracks: Mapping[int, Track]
    spine: Spine

    @property
    def cues(self) -> tuple[Cue, ...]:
        """Return all cues that were read, those of the spine first."""
        return (*self.spine.cues, *self.spine.followers)

    @property
    def columns(self) -> dict[str, Track]:
        """Return the tracks by the name of their column, see `sheet.columns`."""
        return columns(self.tracks.values(), self.spine.track_id)


def read_episode(uow: UnitOfWork, episode_id: int) -> EpisodeCues:
    """Return an episode with everything that hangs on its spine.

    Raises:
        NotFound: there is no such episode.
    """
    return read_episodes(uow, [episode_id])[0]


def read_episodes(uow: UnitOfWork, episode_ids: Collection[int]) -> list[EpisodeCues]:
    """Return episodes by number, each with everything that hangs on its spine, in as many SELECTs as one.

    Raises:
        NotFound: one of them does not exist.
    """
    episodes = uow.where(Episode, id=list(episode_ids))
    missing = set(episode_ids) - {episode.id for episode in episodes}
    if missing:
        raise NotFound("storage.no_row", kind="episode", id=min(missing))
    tracks: dict[int, dict[int, Track]] = {episode.id: {} for episode in episodes}
    for track in uow.where(Track, episode_id=list(tracks)):
        tracks[track.episode_id][track.id] = track
    cues: dict[int, list[Cue]] = {}
    for cue in uow.where(Cue, track_id=[track_id for own in tracks.values() for track_id in own]):
        cues.setdefault(cue.track_id, []).append(cue)
    return [
        EpisodeCues(
            episode=episode,
            tracks=tracks[episode.id],
            spine=spine_of(
                spine_track_id(tracks[episode.id].values()),
                (cue for track_id in tracks[episode.id] for cue in cues.get(track_id, ())),
            ),
        )
        for episode in episodes
    ]


def spine_track_id(tracks: Iterable[Track]) -> int | None:
    """Return the id of the track the others hang on, None without one."""
    return spine_id((track.id, track.role) for track in tracks)


def write_spine(uow: UnitOfWork, before: EpisodeCues, after: Spine) -> Difference:
    """Write what changed of an episode's cues, and take back the states of the tracks whose text or times did."""
    return write_spines(uow, [(before, after)])


def write_spines(uow: UnitOfWork, changes: Iterable[tuple[EpisodeCues, Spine]]) -> Difference:
    """Do so for many episodes at once, in as many statements as for one."""
    tracks: dict[int, Track] = {}
    put: list[Cue] = []
    removed: list[Cue] = []
    steps: list[tuple[Cue | None, Cue | None]] = []
    for before, after in changes:
        changed = difference(before.spine, after)
        old = {cue.id: cue for cue in before.cues}
        steps += [(old.get(cue.id), cue) for cue in changed.put] + [(cue, None) for cue in changed.removed]
        tracks |= before.tracks
        put += changed.put
        removed += changed.removed
    uow.put_all(put)
    uow.remove_all(removed)
    demote(uow, tracks, steps)
    return Difference(put=tuple(put), removed=tuple(removed))


def demote(uow: UnitOfWork, tracks: Mapping[int, Track], changes: Iterable[tuple[Cue | None, Cue | None]]) -> None:
    """Set the tracks whose text or times changed back to what a person may still say of them.

    Args:
        uow: where to write.
        tracks: the tracks of the changed cues, by id.
        changes: each cue before and after, None where it did not exist.
    """
    touched = {
        cue.track_id for before, after in changes if _shown(before) != _shown(after) for cue in (before, after) if cue is not None
    }
    uow.put_all(replace(track, state=after_change(track.state)) for track_id, track in tracks.items() if track_id in touched)


def checked_tag(language: str) -> str:
    """Return the catalog's tag for a language.

    Raises:
        BadInput: this is no language tag.
    """
    tag = normalize_tag(language)
    if tag is None:
        raise BadInput("catalog.unknown_language", tag=language)
    return tag


def open_column(uow: UnitOfWork, title: Title, language: str) -> None:
    """Give a language its column in the title matrix, if it has none."""
    present = uow.where(TitleLanguage, title_id=title.id)
    if language != title.source_language and language not in {row.language for row in present}:
        position = max((row.position for row in present), default=0) + 1
        uow.put(TitleLanguage(id=uow.new_id(), title_id=title.id, language=language, position=position))


def open_track(uow: UnitOfWork, title: Title, cues: EpisodeCues, language: str) -> tuple[EpisodeCues, Track]:
    """Return the track of a column, made where there is none; the first track of an episode becomes its spine."""
    track = cues.columns.get(language)
    if track is not None:
        return cues, track
    tag = checked_tag(language)
    if cues.spine.track_id is not None:
        role = Role.TRANSLATION
    else:
        role = Role.SOURCE if tag == title.source_language else Role.TEMPLATE
    track = next((found for found in cues.tracks.values() if (found.language, found.role) == (tag, role)), None)
    if track is None:
        track = Track(id=uow.new_id(), episode_id=cues.episode.id, language=tag, role=role)
        uow.put(track)
        open_column(uow, title, tag)
    tracks = {**cues.tracks, track.id: track}
    every = (*cues.spine.cues, *cues.spine.followers)
    return replace(cues, tracks=tracks, spine=spine_of(spine_track_id(tracks.values()), every)), track


def _shown(cue: Cue | None) -> tuple[str, int, int, str] | None:
    return None if cue is None else (cue.text, cue.start_ms, cue.end_ms, cue.placement)
