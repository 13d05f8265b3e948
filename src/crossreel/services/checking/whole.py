"""Looking at the tracks of a title, each for itself and then all at once. No use case of its own."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from crossreel.domain.errors import NotFound, Unavailable
from crossreel.domain.item import Item
from crossreel.domain.quality.finding import Finding
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.inspector import Inspector, picture_of
from crossreel.qc.rule import Rule, Scope
from crossreel.qc.runner import IdOf, check_title
from crossreel.services.checking.title import TitleToCheck, TrackToCheck
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import alone, trace

log = logging.getLogger(__name__)
PROGRESS_STEP = 16


@dataclass(slots=True, kw_only=True)
class TitleCheck:
    """What a run came to.

    Attributes:
        found: the findings.
        guides: the sets of style guides used.
        failed: tracks that could not be checked, by id.
        failed_rules: rules over the title that broke, by id.
        unasked: ids of the rules that had no say, so that what they found before stays.
    """

    found: list[Finding] = field(default_factory=list)
    guides: set[str] = field(default_factory=set)
    failed: dict[int, Item] = field(default_factory=dict)
    failed_rules: dict[str, Item] = field(default_factory=dict)
    unasked: frozenset[str] = frozenset()

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that could not be checked, and why."""
        return (*self.failed.values(), *self.failed_rules.values())

    def there(self, subject: TitleToCheck) -> list[TrackToCheck]:
        """Return the tracks that were checked."""
        return [each for each in subject.tracks if each.track.id not in self.failed]

    def splits(self, subject: TitleToCheck) -> tuple[list[Finding], list[Finding]]:
        """Return the former findings of the tracks that were checked: those that this run replaces, and those that stay."""
        former = [
            finding
            for checked in subject.tracks
            if checked.track.id not in self.failed
            for finding in subject.former.get(checked.track.id, ())
        ]
        staying = {*self.unasked, *self.failed_rules}
        return [each for each in former if each.rule not in staying], [each for each in former if each.rule in staying]


def inspect_title(
    inspector: Inspector, subject: TitleToCheck, new_id: Callable[[], int], job: JobContext, *, whole: bool
) -> TitleCheck:
    """Run every rule over the tracks of a title. One track or rule that breaks stops no other.

    Args:
        inspector: knows the rules.
        subject: the tracks.
        new_id: gives the ids of findings that are new.
        job: progress and cancel.
        whole: whether all episodes are there; otherwise the rules that read a title are not asked.

    Raises:
        NotFound: there is no such set of style guides.
        Unavailable: nothing measures captions on this computer.
        Cancelled: the user cancelled.
    """
    over_title = inspector.rulebook.of(Scope.TITLE)
    made = TitleCheck(unasked=frozenset(() if whole else (rule.id for rule in over_title)))
    ids = {each.track.id: _ids(subject.former.get(each.track.id, ()), new_id) for each in subject.tracks}
    prepared: list[CheckedTrack] = []
    for done, each in enumerate(subject.tracks):
        if done % PROGRESS_STEP == 0:
            job.progress(done, len(subject.tracks), str(each.episode.number))
        track = _inspect_track(inspector, subject, each, ids[each.track.id], made)
        if over_title and whole and track is not None:
            prepared.append(track)
    job.progress(len(subject.tracks), len(subject.tracks))

    def note(rule: Rule, error: Exception) -> None:
        made.failed_rules[rule.id] = Item(name=rule.id, code="item.unexpected", facts={"reason": type(error).__name__})
        log.error("the rule %s failed over a title\n%s", rule.id, trace(error))

    if prepared:
        made.found += check_title(prepared, over_title, lambda track: ids[track.track_id], note)
    return made


def _inspect_track(
    inspector: Inspector, subject: TitleToCheck, each: TrackToCheck, id_of: IdOf, made: TitleCheck
) -> CheckedTrack | None:
    picture = picture_of(each.media)
    made.guides.add(inspector.guide_id(subject.rules, picture))
    prepared = None
    with alone(f"{each.episode.number} {each.track.language}") as attempt:
        track = inspector.prepare(subject.rules, each.track, each.cues, each.spine, picture, episode_number=each.episode.number)
        made.found += inspector.inspect(track, id_of)
        prepared = track
    if isinstance(attempt.error, NotFound | Unavailable):
        raise attempt.error
    if attempt.failed:
        made.failed[each.track.id] = attempt.item
    return prepared


def _ids(former: Iterable[Finding], new_id: Callable[[], int]) -> IdOf:
    known = {finding.fingerprint: finding.id for finding in former}
    return lambda mark: known.get(mark) or new_id()
