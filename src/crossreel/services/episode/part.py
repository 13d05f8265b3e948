"""The part of an episode that an edit touches: chosen cues, what they render and what renders them. Never the whole episode.

A part is a `Spine` of fewer cues. Laws of the spine hold in it as in the whole, as long as it is closed: its spine cues are a
stretch without holes, every follower whose span reaches into the stretch is there, and the stretch holds all of these spans.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.cues.column import column_of
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.spine import spine_of
from crossreel.domain.cues.track import Track
from crossreel.domain.errors import BadInput, Fact, NotFound
from crossreel.services.episode.cues import EpisodeCues, group_of
from crossreel.storage import neighbourhood
from crossreel.storage.unit_of_work import UnitOfWork

Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Cues an edit was asked for, by episode and by what hangs together in it; the facts are about the first of them."""

    title_id: int
    episodes: tuple[EpisodeCues, ...]
    facts: Mapping[str, Fact]

    @property
    def only(self) -> EpisodeCues:
        """Return the one episode.

        Raises:
            BadInput: the cues are of several, or some are of signs and others are not.
        """
        if len(self.episodes) > 1:
            raise BadInput("editing.merge_apart")
        return self.episodes[0]


def read_chosen(uow: UnitOfWork, cue_ids: Collection[int]) -> Chosen:
    """Return cues and their episodes, with nothing round them.

    Raises:
        NotFound: one of them is gone, or none was named.
        BadInput: they are of several titles.
    """
    wanted = list(dict.fromkeys(cue_ids))
    found = neighbourhood.standing(uow, wanted)
    if not wanted or len(found) < len(wanted):
        raise NotFound("editing.no_cue")
    episodes = {each.episode.id: each.episode for each in found}
    if len({episode.title_id for episode in episodes.values()}) != 1:
        raise BadInput("editing.several_titles")
    tracks: dict[int, list[Track]] = {}
    for track in uow.where(Track, episode_id=list(episodes)):
        tracks.setdefault(track.episode_id, []).append(track)
    cues: dict[tuple[int, bool], list[Cue]] = {}
    for each in found:
        cues.setdefault((each.episode.id, each.track.role.is_signs), []).append(each.cue)
    uow.keep([each.cue for each in found])
    first = found[0]
    facts: dict[str, Fact] = {
        "count": len(found), "episode": first.episode.number, "language": column_of(first.track), "at_ms": first.cue.start_ms,
    }  # fmt: skip
    parts = tuple(_part(episodes[place[0]], tracks[place[0]], own, signs=place[1]) for place, own in cues.items())
    return Chosen(title_id=first.episode.title_id, episodes=parts, facts=facts)


def read_empty(uow: UnitOfWork, episode_id: int, *, signs: bool = False) -> EpisodeCues:
    """Return an episode with its tracks, or with those of its signs, and none of its cues.

    Raises:
        NotFound: there is no such episode.
    """
    return _part(uow.get(Episode, episode_id), uow.where(Track, episode_id=episode_id), (), signs=signs)


def with_sources(uow: UnitOfWork, part: EpisodeCues) -> EpisodeCues:
    """Add the spine cues from the first to the last that the part's followers render."""
    ends = _ends(uow, part.spine.followers)
    places = [cue.order for cue in ends]
    return _with(uow, part, _run(uow, part, places) if len(ends) > 1 else ends)


def alone(_uow: UnitOfWork, part: EpisodeCues) -> EpisodeCues:
    """Add nothing: the change concerns each cue for itself."""
    return part


def with_spans(uow: UnitOfWork, part: EpisodeCues) -> EpisodeCues:
    """Add everything that renders the spine cues which the part has or renders."""
    return closed(uow, part, [cue.order for cue in part.spine.cues])


def with_spine_spans(uow: UnitOfWork, part: EpisodeCues) -> EpisodeCues:
    """Add everything that renders the spine cues of the part; followers alone need nothing."""
    return with_spans(uow, part) if part.spine.cues else part


def closed(uow: UnitOfWork, part: EpisodeCues, places: Iterable[Place]) -> EpisodeCues:
    """Add the stretch of the spine from the first to the last place, and everything whose span reaches into it.

    Args:
        uow: inside the transaction that writes.
        part: the episode with the chosen cues.
        places: where cues stand or will stand on the spine; the ends of the spans of chosen followers are places too.
    """
    places = [*places, *(cue.order for cue in _ends(uow, part.spine.followers))]
    if not places or part.spine.track_id is None:
        return part
    hanging = [track_id for track_id in part.tracks if track_id != part.spine.track_id]
    while True:
        lo, hi = min(places), max(places)
        spine = _run(uow, part, places)
        found = neighbourhood.followers(uow, hanging, spine, lo, hi)
        places = [lo, hi, *(each.first for each in found), *(each.last for each in found)]
        if (min(places), max(places)) == (lo, hi):
            return _with(uow, part, [*spine, *(each.cue for each in found)])


def with_track(uow: UnitOfWork, part: EpisodeCues, track_id: int) -> EpisodeCues:
    """Add the cues of a track that stand between the first and the last of the part's own of that track."""
    places = [cue.order for cue in part.cues if cue.track_id == track_id]
    return _with(uow, part, neighbourhood.run(uow, track_id, min(places), max(places))) if places else part


def with_meeting(uow: UnitOfWork, part: EpisodeCues, start_ms: int, end_ms: int) -> EpisodeCues:
    """Add the spine cues on screen at some time from one to another, with those between them and all that renders them."""
    if part.spine.track_id is None:
        return part
    return closed(uow, part, [cue.order for cue in neighbourhood.meeting(uow, part.spine.track_id, start_ms, end_ms)])


def _part(episode: Episode, tracks: Collection[Track], cues: Iterable[Cue], *, signs: bool) -> EpisodeCues:
    return group_of(episode, {track.id: track for track in tracks if track.role.is_signs is signs}, cues, signs=signs)


def _with(uow: UnitOfWork, part: EpisodeCues, cues: Iterable[Cue]) -> EpisodeCues:
    every = {cue.id: cue for cue in (*part.cues, *cues)}
    uow.keep(every.values())
    return replace(part, spine=spine_of(part.spine.track_id, every.values()))


def _run(uow: UnitOfWork, part: EpisodeCues, places: Collection[Place]) -> list[Cue]:
    return [] if part.spine.track_id is None else neighbourhood.run(uow, part.spine.track_id, min(places), max(places))


def _ends(uow: UnitOfWork, followers: Iterable[Cue]) -> list[Cue]:
    ids = {end for cue in followers for end in (cue.anchor_id, cue.anchor_last_id) if end is not None}
    return uow.where(Cue, id=sorted(ids)) if ids else []
