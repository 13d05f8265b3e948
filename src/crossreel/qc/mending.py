"""The cues of an episode after safe repairs, in all languages at once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.spine import Spine, confirm, digest_of, mapped, retime, span
from crossreel.domain.cues.track import Track
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.inspector import Inspector, Setting
from crossreel.qc.retext import broken_on_demand
from crossreel.qc.rule import Rule
from crossreel.qc.runner import repaired


def mend(
    inspector: Inspector, setting: Setting, tracks: Mapping[int, Track], spine: Spine, rule: Rule,
    wanted: Mapping[int, Collection[int]],
) -> Spine:  # fmt: skip
    """Return the cues of an episode after the safe repairs of one rule.

    A repair of times goes to the spine where a translation only hangs on it. A repair of the source's words changes no
    meaning: translations that were made from it stay confirmed.

    Args:
        inspector: prepares the tracks.
        setting: what holds for them.
        tracks: by id.
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
        track = tracks.get(track_id)
        if track is None or not ids:
            continue
        own = [cue for cue in (*spine.cues, *spine.followers) if cue.track_id == track_id]
        for cue in repaired(_prepared(inspector, setting, spine, track, own), rule, ids).values():
            spine = _mended(spine, cue, rule)
    return spine


def rebroken_on_demand(
    inspector: Inspector, setting: Setting, tracks: Mapping[int, Track], spine: Spine, cue_ids: Collection[int]
) -> Spine:
    """Return the cues of an episode with the lines of some broken anew, see `retext.broken_on_demand`."""
    for track in tracks.values():
        own = [cue for cue in (*spine.cues, *spine.followers) if cue.track_id == track.id and cue.id in cue_ids]
        prepared = _prepared(inspector, setting, spine, track, own) if own else None
        for checked in prepared.cues if prepared is not None else ():
            made = broken_on_demand(prepared, checked) if prepared is not None and checked.text else checked.cue
            if made.text != checked.cue.text:
                spine = _reworded(spine, made)
    return spine


def _prepared(inspector: Inspector, setting: Setting, spine: Spine, track: Track, cues: Iterable[Cue]) -> CheckedTrack:
    hangs = spine.track_id is not None and track.id != spine.track_id
    return inspector.prepare(setting.rules, track, cues, spine.cues if hangs else None, setting.picture)


def _mended(spine: Spine, cue: Cue, rule: Rule) -> Spine:
    if rule.moves:
        return retime(spine, cue.id, cue.start_ms, cue.end_ms)
    return _reworded(spine, cue)


def _reworded(spine: Spine, cue: Cue) -> Spine:
    """Give a cue other words of the same meaning: translations that were made from them stay confirmed."""
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
