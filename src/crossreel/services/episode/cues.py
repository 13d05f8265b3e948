"""The cues of an episode as one value, read from the catalog and written back: what every use case on cues shares."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title, TitleLanguage
from crossreel.domain.catalog.workflow import after_change
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.spine import Difference, Spine, difference, spine_of
from crossreel.domain.cues.track import Role, Track, spine_id
from crossreel.domain.drafting.draft import Draft, judged, newest
from crossreel.domain.errors import BadInput, NotFound
from crossreel.domain.text.column_name import FULL, SIGNS, column_name, is_signs, language_of, split_column
from crossreel.domain.text.language import normalize_tag
from crossreel.domain.views.sheet import columns
from crossreel.services import removing
from crossreel.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeCues:
    """What hangs together in an episode: a spine with its tracks by id and all their cues, or the part that an edit touches.

    An episode has one for what is spoken and, with `is_signs`, one for what stands on the picture. See also `part`.
    """

    episode: Episode
    tracks: Mapping[int, Track]
    spine: Spine
    is_signs: bool = False

    @property
    def cues(self) -> tuple[Cue, ...]:
        """Return all cues that were read, those of the spine first."""
        return (*self.spine.cues, *self.spine.followers)

    @property
    def columns(self) -> dict[str, Track]:
        """Return the tracks by the name of their column, see `sheet.columns`."""
        return columns(self.tracks.values(), self.spine.track_id)


def read_episode(uow: UnitOfWork, episode_id: int, *, signs: bool = False) -> EpisodeCues:
    """Return an episode with everything that hangs on its spine, or on that of its signs.

    Raises:
        NotFound: there is no such episode.
    """
    groups = read_groups(uow, [episode_id])
    found = next((each for each in groups if each.is_signs is signs), None)
    return found or EpisodeCues(episode=groups[0].episode, tracks={}, spine=Spine(track_id=None), is_signs=signs)


def read_episodes(uow: UnitOfWork, episode_ids: Collection[int]) -> list[EpisodeCues]:
    """Return episodes by number, each with everything that hangs on its spine, in as many SELECTs as one.

    Raises:
        NotFound: one of them does not exist.
    """
    return [each for each in read_groups(uow, episode_ids) if not each.is_signs]


def read_groups(uow: UnitOfWork, episode_ids: Collection[int]) -> list[EpisodeCues]:
    """Return episodes by number, each with what is spoken and then, where there are any, with its signs.

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
    found: list[EpisodeCues] = []
    for episode in episodes:
        for signs in (False, True):
            own = {track_id: track for track_id, track in tracks[episode.id].items() if track.role.is_signs is signs}
            every = (cue for track_id in own for cue in cues.get(track_id, ()))
            if own or not signs:
                found.append(group_of(episode, own, every, signs=signs))
    return found


def group_of(episode: Episode, tracks: Mapping[int, Track], cues: Iterable[Cue], *, signs: bool) -> EpisodeCues:
    """Return what hangs together, of the tracks and cues of an episode that do."""
    spine = spine_of(spine_track_id(tracks.values(), signs=signs), cues)
    return EpisodeCues(episode=episode, tracks=tracks, spine=spine, is_signs=signs)


def spine_track_id(tracks: Iterable[Track], *, signs: bool = False) -> int | None:
    """Return the id of the track that the others hang on, or that the `signs` do; None without one."""
    return spine_id(((track.id, track.role) for track in tracks), signs=signs)


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
    removing.remove(uow, *removed)
    follow(uow, tracks, steps)
    return Difference(put=tuple(put), removed=tuple(removed))


def follow(uow: UnitOfWork, tracks: Mapping[int, Track], changes: Collection[tuple[Cue | None, Cue | None]]) -> None:
    """Write what follows from changed cues: what may still be said of their tracks, and what a person made of drafts.

    Args:
        uow: where to write.
        tracks: the tracks of the changed cues, by id.
        changes: each cue before and after, None where it did not exist.
    """
    touched = {
        cue.track_id for before, after in changes if _shown(before) != _shown(after) for cue in (before, after) if cue is not None
    }
    uow.put_all(replace(track, state=after_change(track.state)) for track_id, track in tracks.items() if track_id in touched)
    judge_drafts(uow, changes)


def judge_drafts(uow: UnitOfWork, changes: Iterable[tuple[Cue | None, Cue | None]]) -> None:
    """Write what a person made of drafts, by their cues before and after."""
    cues = {after.id: after for before, after in changes if before and after and before.is_unseen and not after.is_unseen}
    drafts = newest(uow.where(Draft, cue_id=list(cues))) if cues else {}
    uow.put_all(judged(draft, cues[cue_id], author=uow.author, at_ms=uow.at_ms) for cue_id, draft in drafts.items())


def checked_tag(language: str) -> str:
    """Return the catalog's tag for a language.

    Raises:
        BadInput: this is no language tag.
    """
    tag = normalize_tag(language)
    if tag is None:
        raise BadInput("catalog.unknown_language", tag=language)
    return tag


def checked_column(written: str) -> str:
    """Return the catalog's name of a column: the tag of a language, and its role where it has one.

    Raises:
        BadInput: this is no language tag.
    """
    language, variant = split_column(written)
    return column_name(checked_tag(language), variant)


def open_column(uow: UnitOfWork, title: Title, column: str) -> None:
    """Give a language in a role its column in the title matrix, if it has none."""
    present = uow.where(TitleLanguage, title_id=title.id)
    if column != title.source_language and column not in {column_name(row.language, row.role) for row in present}:
        position = max((row.position for row in present), default=0) + 1
        language, role = split_column(column)
        uow.put(TitleLanguage(id=uow.new_id(), title_id=title.id, language=language, position=position, role=role))


def open_track(uow: UnitOfWork, title: Title, cues: EpisodeCues, language: str) -> tuple[EpisodeCues, Track]:
    """Return the track of a column, made where there is none; the first track of an episode becomes its spine.

    Raises:
        BadInput: the column is of signs and the cues are not, or the other way round.
    """
    if is_signs(language) is not cues.is_signs:
        raise BadInput("editing.no_spine_cue")
    track = cues.columns.get(language)
    if track is not None:
        return cues, track
    column = checked_column(language)
    tag, role = language_of(column), role_in(title, cues.tracks.values(), column)
    track = next((found for found in cues.tracks.values() if (found.language, found.role) == (tag, role)), None)
    if track is None:
        track = Track(id=uow.new_id(), episode_id=cues.episode.id, language=tag, role=role)
        uow.put(track)
        open_column(uow, title, column)
    tracks = {**cues.tracks, track.id: track}
    every = (*cues.spine.cues, *cues.spine.followers)
    return replace(cues, tracks=tracks, spine=spine_of(spine_track_id(tracks.values(), signs=role.is_signs), every)), track


def role_in(title: Title, tracks: Iterable[Track], column: str) -> Role:
    """Return the role of a new track of an episode in a column: what leads where nothing does yet, else what hangs on that."""
    language, variant = split_column(column)
    signs = variant == SIGNS
    led = spine_track_id(tracks, signs=signs) is not None
    if signs:
        return Role.SIGNS_TRANSLATION if led else Role.SIGNS
    if variant != FULL:
        return Role(variant)
    return Role.TRANSLATION if led else Role.SOURCE if language == title.source_language else Role.TEMPLATE


def _shown(cue: Cue | None) -> tuple[str, int, int, str] | None:
    return None if cue is None else (cue.text, cue.start_ms, cue.end_ms, cue.placement)
