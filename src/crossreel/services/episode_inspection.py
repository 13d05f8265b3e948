"""Looking again at some cues of one episode, and repairing them. No use case of its own."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from crossreel.domain.cue import Cue
from crossreel.domain.episode import MediaFile
from crossreel.domain.finding import Finding
from crossreel.domain.spine import Spine, confirm, digest_of, mapped, retime, span
from crossreel.domain.style_guide import PictureShape
from crossreel.domain.track import Track
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.rule import Rule
from crossreel.qc.runner import repaired
from crossreel.services.episode_cues import EpisodeCues, read_episode
from crossreel.services.title_inspection import read_rules
from crossreel.services.track_inspection import Inspector, TitleRules, picture_of
from crossreel.storage.unit_of_work import UnitOfWork

# Neighbours a rule may need on each side of a cue, and neighbours whose findings a change may alter.
REACH, TOUCHED = 3, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeToCheck:
    """An episode with everything QC reads of it."""

    cues: EpisodeCues
    rules: TitleRules
    picture: PictureShape


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackPart:
    """Some cues of a track and the ids of those to report on."""

    track: CheckedTrack
    report_on: frozenset[int]


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


def parts(inspector: Inspector, episode: EpisodeToCheck, cue_ids: Collection[int]) -> list[TrackPart]:
    """Return what must be looked at after cues changed: they, what hangs on them, and their neighbours."""
    spine = episode.cues.spine
    positions = spine.positions()
    changed = frozenset(cue_ids) & set(positions)
    found = []
    for track in episode.cues.tracks.values():
        own = spine.cues if track.id == spine.track_id else [cue for cue in spine.followers if cue.track_id == track.id]
        spans = {
            cue.id: {source.id for source in span(spine.cues, positions, cue)} for cue in own if cue.track_id != spine.track_id
        }
        wanted = {cue.id for cue in own if cue.id in cue_ids}
        # What a changed cue renders, and what renders a changed cue, is looked at as well.
        sources = changed.union(*(spans.get(cue_id, ()) for cue_id in wanted)) if track.id != spine.track_id else frozenset()
        wanted |= {cue_id for cue_id, rendered in spans.items() if rendered & sources}
        if wanted or sources:
            shown, touched = _window(own, wanted)
            made = track_of(inspector, episode, spine, track, shown)
            found.append(TrackPart(track=made, report_on=frozenset(touched | sources)))
    return found


def inspect_parts(
    inspector: Inspector, listed: Sequence[TrackPart], ids_of: Callable[[int], Callable[[str], int]]
) -> list[Finding]:
    """Run every rule over parts of tracks; `ids_of` gives, for a track, what gives a finding's id for its fingerprint."""
    return [finding for part in listed for finding in inspector.inspect(part.track, ids_of(part.track.track_id), part.report_on)]


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


def _window(cues: Sequence[Cue], wanted: Collection[int]) -> tuple[list[Cue], set[int]]:
    at = [position for position, cue in enumerate(cues) if cue.id in wanted]
    shown = {near for position in at for near in range(position - REACH, position + REACH + 1) if 0 <= near < len(cues)}
    touched = {near for position in at for near in range(position - TOUCHED, position + TOUCHED + 1) if 0 <= near < len(cues)}
    return [cues[position] for position in sorted(shown)], {cues[position].id for position in touched}
