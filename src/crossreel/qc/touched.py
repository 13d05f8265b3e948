"""QC of what an edit touched: which cues are looked at by which rules.

Three groups of cues are looked at in each track. Those that changed, by all rules that read no further than neighbours; those
right beside them, by the rules that read neighbours; those that render a changed cue or are rendered by one, by the rules that
read a cue for itself. Rules of a whole episode, and what others say of a track as a whole, follow over all of the track.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.quality.finding import Finding
from crossreel.qc.inspector import Inspector, Setting
from crossreel.qc.rule import Rule, Scope
from crossreel.qc.rulebook import Rulebook
from crossreel.qc.runner import Failed, IdOf, check

CONVENTION = "convention:"
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

    def covers(self, finding: Finding, rulebook: Rulebook) -> bool:
        """Tell whether a stored finding is found anew, or gone, once this was looked at."""
        if finding.track_id != self.track.id or finding.cue_id is None:
            return False
        rule = rulebook.find(finding.rule)
        return (
            finding.cue_id in self.changed
            or (rule is not None and rule.scope is Scope.CUE and finding.cue_id in self.related)
            or (rule is not None and rule.scope is Scope.NEIGHBOURS and finding.cue_id in self.beside)
        )


def touched_track(
    track: Track, steps: Sequence[Step], window: Mapping[int, Cue], spine: tuple[Cue, ...] | None, related: Collection[int]
) -> TouchedTrack:
    """Return what is to be looked at of a track.

    Args:
        track: the track.
        steps: each changed cue before and after.
        window: what was read of its cues, by id: those that changed with their neighbours, and those related.
        spine: what was read of the spine; None where the track hangs on none.
        related: ids of cues that render a changed one or are rendered by one.
    """
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


def looked_at(touched: Iterable[TouchedTrack]) -> frozenset[int]:
    """Return the ids of all cues that were looked at by some rule."""
    return frozenset().union(*((*each.related, *each.beside) for each in touched))


def inspect_touched(inspector: Inspector, setting: Setting, touched: TouchedTrack, id_of: IdOf, failed: Failed) -> list[Finding]:
    """Run the rules that read no further than neighbours over what was touched of a track.

    Args:
        inspector: knows the rules.
        setting: what holds for the episode.
        touched: what to look at.
        id_of: gives a finding's id for its fingerprint.
        failed: told of a rule that raised, whose findings are then left out.
    """
    prepared = inspector.prepare(setting.rules, touched.track, touched.cues, touched.spine, setting.picture)
    rules = inspector.rulebook
    found = check(prepared, rules.of(Scope.CUE), id_of, report_on=touched.related, failed=failed)
    return [*found, *check(prepared, rules.of(Scope.NEIGHBOURS), id_of, report_on=touched.beside, failed=failed)]


def rules_of_episode(inspector: Inspector, setting: Setting, track: Track) -> list[Rule]:
    """Return the rules that read a whole episode and may have something to say of a track in its language."""
    rules = inspector.rulebook.of(Scope.EPISODE)
    if not rules:
        return []
    guide = inspector.guide(inspector.guide_id(setting.rules, setting.picture), track.language)
    return [
        rule
        for rule in rules
        if all(guide.conventions.get(need.removeprefix(CONVENTION)) for need in rule.needs if need.startswith(CONVENTION))
    ]


def rules_on_track(inspector: Inspector, setting: Setting, track: Track, cues: Sequence[Cue], told: Collection[str]) -> list[Rule]:
    """Return the rules whose remarks on a track as a whole may be others now: they had one, or have one on changed cues alone."""
    listed = inspector.rulebook.on_track
    if not listed:
        return []
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
