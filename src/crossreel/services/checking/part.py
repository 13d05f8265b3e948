"""Reading what an edit touched, for the rules that read no further than neighbours, and running them. No use case of its own."""

import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.spine import Difference, spine_of
from crossreel.domain.cues.track import Track
from crossreel.domain.quality.finding import Finding
from crossreel.qc.inspector import Inspector, Setting, picture_of
from crossreel.qc.rule import Rule
from crossreel.qc.touched import Step, TouchedTrack, inspect_touched, touched_track
from crossreel.services.checking.title import rules_of_title
from crossreel.services.episode.cues import EpisodeCues
from crossreel.services.episode.part import Place, closed
from crossreel.services.single_item import alone, trace
from crossreel.storage import neighbourhood
from crossreel.storage.standing import standing
from crossreel.storage.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

MOST_STEPS = 64  # cues that one edit changed in an episode: of more, the whole episode is looked at, after the edit
REACH = 2  # a neighbour is looked at with its own neighbours
READING_SOURCES = frozenset({"source", "terms", "addresses"})


def steps_of(before: EpisodeCues, changed: Difference) -> list[Step]:
    """Return each cue of a difference before and after."""
    old = {cue.id: cue for cue in before.cues}
    return [*((old.get(cue.id), cue) for cue in changed.put), *((cue, None) for cue in changed.removed)]


def read_setting(uow: UnitOfWork, episode_id: int, *, narrow: bool = False) -> Setting:
    """Return what holds for an episode; `narrow`: without what only rules ask for that read a whole one."""
    title, media = neighbourhood.setting(uow, episode_id)
    return Setting(rules=rules_of_title(uow, title, narrow=narrow), picture=picture_of(media))


def read_touched(uow: UnitOfWork, episode: EpisodeCues, steps: Sequence[Step], *, tried: bool = False) -> list[TouchedTrack]:
    """Read what must be looked at after cues changed.

    Args:
        uow: inside the transaction that changed them, or after it.
        episode: its tracks, and any of its cues.
        steps: each changed cue before and after.
        tried: the changes are only tried out: the catalog still has the cues as they were before.
    """
    own = by_track(steps)
    part = _part(uow, episode, steps)
    near = neighbourhood.neighbours(uow, _stops(own), REACH)
    instead = {after.id: after for _, after in steps if after is not None} if tried else {}
    spine_id = episode.spine.track_id
    spine = stretch = tuple(instead.get(cue.id, cue) for cue in part.spine.cues)
    if not spine and spine_id is not None and set(own) - {spine_id}:
        spine = tuple(neighbourhood.first(uow, spine_id, 1))
    found = []
    for track in episode.tracks.values():
        hanging = [cue for cue in part.spine.followers if cue.track_id == track.id]
        every = (*near.get(track.id, ()), *hanging, *(stretch if track.id == spine_id else ()))
        window = {cue.id: instead.get(cue.id, cue) for cue in every}
        hangs = spine_id is not None and track.id != spine_id
        moved = spine_id in own
        rendered = {cue.id for cue in stretch} if hangs and (moved or track.id in own) else set()
        rendering = {cue.id for cue in hanging} if moved else set()
        made = touched_track(track, own.get(track.id, []), window, spine if hangs else None, rendered | rendering)
        if made.related or made.beside:
            found.append(made)
    return found


def inspect_part(
    inspector: Inspector, setting: Setting, touched: Sequence[TouchedTrack], former: Sequence[Finding], new_id: Callable[[], int]
) -> tuple[list[Finding], list[Finding]]:
    """Run the rules over what was touched. One that raises costs a line in the log and says nothing.

    Returns:
        The stored findings that are to be replaced, and those that were found; unchanged ones have their ids.
    """
    replaced: list[Finding] = []
    found: list[Finding] = []
    for each in touched:
        stored = [finding for finding in former if each.covers(finding, inspector.rulebook)]
        ids = {finding.fingerprint: finding.id for finding in former if finding.track_id == each.track.id}
        failed: set[str] = set()

        def note(rule: Rule, error: Exception, failed: set[str] = failed) -> None:
            failed.add(rule.id)
            log.error("the rule %s failed in an edit\n%s", rule.id, trace(error))

        def id_of(mark: str, ids: Mapping[str, int] = ids) -> int:
            return ids.get(mark) or new_id()

        with alone("QC of what an edit touched") as attempt:  # typing goes on, whatever befalls the measuring of what was typed
            found += inspect_touched(inspector, setting, each, id_of, note)
        if attempt.failed:
            failed |= {rule.id for rule in inspector.rulebook.rules}
        replaced += [finding for finding in stored if finding.cue_id in each.changed or finding.rule not in failed]
    return replaced, found


def open_now(uow: UnitOfWork, title_id: int, findings: Sequence[Finding]) -> list[Finding]:
    """Return findings as they count in their title, without those that somebody waived."""
    if not findings:
        return []
    waived, weights = standing(uow.connection, title_id, {finding.fingerprint for finding in findings})
    return weights.weighed([finding for finding in findings if finding.fingerprint not in waived])


def by_track(steps: Iterable[Step]) -> dict[int, list[Step]]:
    """Return steps by the track of their cue."""
    found: dict[int, list[Step]] = {}
    for step in steps:
        cue = step[1] or step[0]
        if cue is not None:
            found.setdefault(cue.track_id, []).append(step)
    return found


def _stops(own: Mapping[int, Sequence[Step]]) -> list[tuple[int, Place]]:
    return [(track_id, cue.order) for track_id, steps in own.items() for step in steps for cue in step if cue is not None]


def _part(uow: UnitOfWork, episode: EpisodeCues, steps: Sequence[Step]) -> EpisodeCues:
    """Return, as it is now, the stretch of the spine that the changed cues are on or render, with all that renders it."""
    spine_id = episode.spine.track_id
    known = {cue.id: cue.order for cue in episode.spine.cues}
    changed = [cue for step in steps for cue in step if cue is not None]
    places = [cue.order for cue in changed if cue.track_id == spine_id]
    ends = {end for cue in changed for end in (cue.anchor_id, cue.anchor_last_id) if end is not None}
    places += [known[end] for end in ends if end in known]
    unknown = sorted(ends - set(known))
    if unknown:
        places += [cue.order for cue in uow.where(Cue, id=unknown)]
    return closed(uow, replace(episode, spine=spine_of(spine_id, ())), places)


def read_whole(uow: UnitOfWork, episode: EpisodeCues, track: Track, rules: Collection[Rule]) -> tuple[list[Cue], list[Cue] | None]:
    """Return all cues of a track, and those of the spine it hangs on where one of the rules reads it."""
    cues = uow.where(Cue, track_id=track.id)
    spine_id = episode.spine.track_id
    if spine_id is None or track.id == spine_id:
        return cues, None
    return cues, uow.where(Cue, track_id=spine_id) if any(rule.needs & READING_SOURCES for rule in rules) else []
