"""Repairing the cues of one episode. No use case of its own."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from crossreel.domain.catalog.episode import MediaFile
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.spine import Spine, confirm, digest_of, mapped, retime, span
from crossreel.domain.cues.track import Track
from crossreel.domain.quality.style_guide import PictureShape
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.rule import Rule
from crossreel.qc.runner import repaired
from crossreel.services.checking.inspector import Inspector, TitleRules, picture_of
from crossreel.services.checking.title import read_rules
from crossreel.services.episode.cues import EpisodeCues, read_episode
from crossreel.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeToCheck:
    """An episode with everything QC reads of it."""

    cues: EpisodeCues
    rules: TitleRules
    picture: PictureShape


def read_episode_to_check(uow: UnitOfWork, episode_id: int, guide: str = "") -> EpisodeToCheck:
    """Read an episode with its title's rules.

    Raises:
        NotFound: there is no such episode.
    """
    cues = read_episode(uow, episode_id)
    media = uow.where(MediaFile, episode_id=episode_id)
    rules = read_rules(uow, cues.episode.title_id, guide)
    return EpisodeToCheck(cues=cues, rules=rules, picture=picture_of(media[0] if media else None))


def track_of(inspector: Inspector, episode: EpisodeToCheck, spine: Spine, track: Track, cues: Iterable[Cue]) -> CheckedTrack:
    """Prepare some cues of a track."""
    hangs = spine.track_id is not None and track.id != spine.track_id
    return inspector.prepare(episode.rules, track, cues, spine.cues if hangs else None, episode.picture)


def mend(inspector: Inspector, episode: EpisodeToCheck, spine: Spine, rule: Rule, wanted: Mapping[int, Collection[int]]) -> Spine:
    """Return the cues of an episode after the safe repairs of one rule.

    A repair of times goes to the spine where a translation only hangs on it. A repair of the source's words changes no
    meaning: translations that were made from it stay confirmed.

    Args:
        inspector: prepares the tracks.
        episode: what holds for them.
        spine: the cues as they are now.
        rule: the rule.
        wanted: ids of the cues to repair, by track id.
    """
    positions = spine.positions()
    asked = {track_id: set(ids) for track_id, ids in wanted.items()}
    if rule.moves and spine.track_id is not None:
        hanging = [cue for cue in spine.followers if cue.id in asked.get(cue.track_id, ()) and not cue.pinned]
        for cue in hanging:
            sources = span(spine.cues, positions, cue)
            if sources:
                asked[cue.track_id].discard(cue.id)
                asked.setdefault(spine.track_id, set()).add(sources[-1].id)
    for track_id, ids in asked.items():
        track = episode.cues.tracks.get(track_id)
        if track is None or not ids:
            continue
        own = [cue for cue in (*spine.cues, *spine.followers) if cue.track_id == track_id]
        for cue in repaired(track_of(inspector, episode, spine, track, own), rule, ids).values():
            spine = _mended(spine, cue, rule)
    return spine


def _mended(spine: Spine, cue: Cue, rule: Rule) -> Spine:
    if rule.moves:
        return retime(spine, cue.id, cue.start_ms, cue.end_ms)
    positions = spine.positions()
    current = {
        follower.id
        for follower in spine.followers
        if cue.id in positions
        and (sources := span(spine.cues, positions, follower))
        and any(source.id == cue.id for source in sources)
        and follower.source_digest == digest_of(sources)
    }
    changed = mapped(spine, {cue.id}, lambda old: replace(old, text=cue.text))
    return confirm(changed, current) if current else changed
