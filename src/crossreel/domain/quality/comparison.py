"""Two QC runs of a title compared: what is new, what is gone, what is still there, what was accepted."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from crossreel.domain.quality.run import QcResult, QcRun


@dataclass(frozen=True, slots=True, kw_only=True)
class RunComparison:
    """What became of the findings of one run in another, over what both were asked for.

    Attributes:
        before, after: the runs; whichever was named first is before.
        new: open after, and not there before.
        gone: open before, and not there after.
        still: open in both, as they are after. One whose words or times changed is still there while it says the same of its cue.
        waived: accepted after.
    """

    before: QcRun
    after: QcRun
    new: tuple[QcResult, ...]
    gone: tuple[QcResult, ...]
    still: tuple[QcResult, ...]
    waived: tuple[QcResult, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each."""
        return {"new": len(self.new), "gone": len(self.gone), "still": len(self.still), "waived": len(self.waived)}


def compare(before: QcRun, after: QcRun, results: Iterable[QcResult]) -> RunComparison:
    """Compare two runs of a title; `results` are all findings that either had, and may be more."""
    common = [each for each in results if before.asked(each) and after.asked(each)]
    former = [each for each in common if each.in_run(before.number)]
    present = [each for each in common if each.in_run(after.number)]
    unmatched_former, unmatched_present = _unmatched(former, present, _identity)
    gone, new = _unmatched(unmatched_former, unmatched_present, _place)
    fresh, left = {each.id for each in new}, {each.id for each in gone}
    return RunComparison(
        before=before,
        after=after,
        new=tuple(each for each in present if each.id in fresh and not each.waived_by),
        gone=tuple(each for each in former if each.id in left and not each.waived_by),
        still=tuple(each for each in present if each.id not in fresh and not each.waived_by),
        waived=tuple(each for each in present if each.waived_by),
    )


def _identity(result: QcResult) -> Hashable:
    return result.track_id, result.version_id, result.fingerprint


def _place(result: QcResult) -> Hashable:
    return result.track_id, result.version_id, result.cue_id, result.rule, result.facts.get("kind")


def _unmatched(
    former: Sequence[QcResult], present: Sequence[QcResult], key_of: Callable[[QcResult], Hashable]
) -> tuple[list[QcResult], list[QcResult]]:
    """Return what has no partner on the other side, as many of one key as there are more of it."""
    return _beyond(former, Counter(map(key_of, present)), key_of), _beyond(present, Counter(map(key_of, former)), key_of)


def _beyond(listed: Sequence[QcResult], partners: Counter[Hashable], key_of: Callable[[QcResult], Hashable]) -> list[QcResult]:
    found = []
    for each in listed:
        key = key_of(each)
        if partners[key] > 0:
            partners[key] -= 1
        else:
            found.append(each)
    return found
