"""QC of what an edit touched: rules that read no further than a cue, what it renders and its neighbours. No use case of its own.

Three groups of cues are looked at in each track. Those that changed, by all these rules; those right beside them, by the rules
that read neighbours; those that render a changed cue or are rendered by one, by the rules that read a cue for itself.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.spine import Difference, spine_of
from crossreel.domain.cues.track import Track
from crossreel.domain.quality.finding import Finding, Waiver
from crossreel.domain.quality.style_guide import PictureShape
from crossreel.qc.registry import all_rules
from crossreel.qc.rule import Rule, Scope
from crossreel.qc.runner import check
from crossreel.services.checking.inspector import Inspector, TitleRules, picture_of
from crossreel.services.checking.title import rules_of_title
from crossreel.services.episode.cues import EpisodeCues
from crossreel.services.episode.part import Place, closed
from crossreel.services.single_item import alone, trace
from crossreel.storage import neighbourhood
from crossreel.storage.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

MOST_STEPS = 64  # cues that one edit changed in an episode: of more, the whole episode is looked at, after the edit
REACH = 2  # a neighbour is looked at with its own neighbours
CONVENTION = "convention:"
READING_SOURCES = frozenset({"source", "terms"})
Step = tuple[Cue | None, Cue | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedTrack:
    """What is read of a track, and which of its cues are looked at by which rules; `spine` None where it hangs on nothing.

    `related` are cues that changed, what they render and what renders them, `beside` are cues that changed and their neighbours.
    """

    track: Track
    cues: tuple[Cue, ...]
    spine: tuple[Cue, ...] | None
    changed: frozenset[int]
    related: frozenset[int]
    beside: frozenset[int]

    def covers(self, finding: Finding) -> bool:
        """Tell whether a stored finding is found anew, or gone, once this was looked at."""
        if finding.track_id != self.track.id or finding.cue_id is None:
            return False
        scope = scopes().get(finding.rule)
        return (
            finding.cue_id in self.changed
            or (scope is Scope.CUE and finding.cue_id in self.related)
            or (scope is Scope.NEIGHBOURS and finding.cue_id in self.beside)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What holds for an episode."""

    rules: TitleRules
    picture: PictureShape


@cache
def scopes() -> Mapping[str, Scope]:
    """Return how far each rule reads, by its id."""
    return {rule.id: rule.scope for rule in all_rules()}


@cache
def rules_of(scope: Scope) -> tuple[Rule, ...]:
    """Return the rules that read so far."""
    return tuple(rule for rule in all_rules() if rule.scope is scope)


def steps_of(before: EpisodeCues, changed: Difference) -> list[Step]:
    """Return each cue of a difference before and after."""
    old = {cue.id: cue for cue in before.cues}
    return [*((old.get(cue.id), cue) for cue in changed.put), *((cue, None) for cue in changed.removed)]


def read_setting(uow: UnitOfWork, episode_id: int) -> Setting:
    """Return what holds for an episode."""
    title, media = neighbourhood.setting(uow, episode_id)
    return Setting(rules=rules_of_title(uow, title), picture=picture_of(media))


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
        made = _touched(track, own.get(track.id, []), window, spine if hangs else None, rendered | rendering)
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
        stored = [finding for finding in former if each.covers(finding)]
        ids = {finding.fingerprint: finding.id for finding in former if finding.track_id == each.track.id}
        failed: set[str] = set()

        def note(rule: Rule, error: Exception, failed: set[str] = failed) -> None:
            failed.add(rule.id)
            log.error("the rule %s failed in an edit\n%s", rule.id, trace(error))

        def id_of(mark: str, ids: Mapping[str, int] = ids) -> int:
            return ids.get(mark) or new_id()

        with alone("QC of what an edit touched") as attempt:  # typing goes on, whatever befalls the measuring of what was typed
            prepared = inspector.prepare(setting.rules, each.track, each.cues, each.spine, setting.picture)
            found += check(prepared, rules_of(Scope.CUE), id_of, report_on=each.related, failed=note)
            found += check(prepared, rules_of(Scope.NEIGHBOURS), id_of, report_on=each.beside, failed=note)
        if attempt.failed:
            failed |= {rule.id for rule in all_rules()}
        replaced += [finding for finding in stored if finding.cue_id in each.changed or finding.rule not in failed]
    return replaced, found


def looked_at(touched: Iterable[TouchedTrack]) -> frozenset[int]:
    """Return the ids of all cues that were looked at by some rule."""
    return frozenset().union(*((*each.related, *each.beside) for each in touched))


def accepted(uow: UnitOfWork, title_id: int, findings: Iterable[Finding]) -> set[str]:
    """Return those fingerprints of findings that somebody waived."""
    marks = sorted({finding.fingerprint for finding in findings})
    return {waiver.fingerprint for waiver in uow.where(Waiver, title_id=title_id, fingerprint=marks)} if marks else set()


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


def _touched(
    track: Track, steps: Sequence[Step], window: Mapping[int, Cue], spine: tuple[Cue, ...] | None, related: Collection[int]
) -> TouchedTrack:
    cues = tuple(sorted(window.values(), key=lambda cue: cue.order))
    changed = frozenset(cue.id for step in steps for cue in step if cue is not None)
    there = changed & set(window)
    beside = set(there)
    for place in (cue.order for step in steps for cue in step if cue is not None):
        before = [cue.id for cue in cues if cue.order < place]
        after = [cue.id for cue in cues if cue.order > place]
        beside.update((*before[-1:], *after[:1]))
    return TouchedTrack(
        track=track, cues=cues, spine=spine, changed=changed, related=frozenset({*there, *related}), beside=frozenset(beside)
    )


def read_whole(uow: UnitOfWork, episode: EpisodeCues, track: Track, rules: Collection[Rule]) -> tuple[list[Cue], list[Cue] | None]:
    """Return all cues of a track, and those of the spine it hangs on where one of the rules reads it."""
    cues = uow.where(Cue, track_id=track.id)
    spine_id = episode.spine.track_id
    if spine_id is None or track.id == spine_id:
        return cues, None
    return cues, uow.where(Cue, track_id=spine_id) if any(rule.needs & READING_SOURCES for rule in rules) else []


def rules_of_episode(inspector: Inspector, setting: Setting, track: Track) -> list[Rule]:
    """Return the rules that read a whole episode and may have something to say of a track in its language."""
    guide = inspector.guide(inspector.guide_id(setting.rules, setting.picture), track.language)
    return [
        rule
        for rule in rules_of(Scope.EPISODE)
        if all(guide.conventions.get(need.removeprefix(CONVENTION)) for need in rule.needs if need.startswith(CONVENTION))
    ]


def rules_on_track(inspector: Inspector, setting: Setting, track: Track, cues: Sequence[Cue], told: Collection[str]) -> list[Rule]:
    """Return the rules whose remarks on a track as a whole may be others now: they had one, or have one on changed cues alone."""
    listed = [rule for rule in all_rules() if rule.on_track]
    prepared = inspector.prepare(setting.rules, track, cues, None, setting.picture, sizes=False)
    return [rule for rule in listed if rule.id in told or check(prepared, [rule], lambda _: 0, report_on=[None])]


def is_wide(finding: Finding, rules: Iterable[Rule]) -> bool:
    """Tell whether a stored finding is one of those that rules find when they run over all of a track."""
    reading_all = {rule.id for rule in rules if rule.scope is Scope.EPISODE}
    return finding.rule in reading_all or (finding.cue_id is None and finding.rule in {rule.id for rule in rules})


def inspect_whole(
    inspector: Inspector, setting: Setting, track: Track, cues: Sequence[Cue], spine: Sequence[Cue] | None, rules: Sequence[Rule],
    id_of: Callable[[str], int],
) -> list[Finding]:  # fmt: skip
    """Run rules over all of a track: those that read an episode, and of the others what they say of the track as a whole."""
    prepared = inspector.prepare(setting.rules, track, cues, spine, setting.picture, sizes=False)
    wide = [rule for rule in rules if rule.scope is Scope.EPISODE]
    on_track = [rule for rule in rules if rule.scope is not Scope.EPISODE]
    return [*check(prepared, wide, id_of), *check(prepared, on_track, id_of, report_on=[None])]
