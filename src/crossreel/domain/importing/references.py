"""Which of the pictures that come in for an episode its cues are timed to."""

from collections.abc import Callable, Iterable, Sequence

from crossreel.domain.catalog.version import LOOK_ORDER, Look
from crossreel.domain.importing.picture_look import QUALITY_OF, Preference
from crossreel.domain.importing.plan import ImportPlan, ItemKind, PlanItem, reference_slot
from crossreel.domain.importing.version_label import is_newer


def reference_of(plan: ImportPlan, episode: int, files: Iterable[PlanItem] | None = None) -> PlanItem | None:
    """Return the file of an import that an episode will be timed to; None where it keeps the reference it has, or gets none.

    Args:
        plan: the plan.
        episode: the number.
        files: what is written to the episode; None to look for it.
    """
    files = plan.by_episode.get(episode, ()) if files is None else files
    there = [item for item in files if item.kind is ItemKind.VIDEO]
    if reference_slot(episode) in plan.existing:
        return next((item for item in there if item.wants_reference), None)
    return best_picture(there, plan.prefer)


def references_of(plan: ImportPlan) -> frozenset[int]:
    """Return the ids of the files that episodes will be timed to."""
    found = (reference_of(plan, number, files) for number, files in plan.by_episode.items())
    return frozenset(item.id for item in found if item is not None)


def best_picture(items: Iterable[PlanItem], prefer: Sequence[Preference] = ()) -> PlanItem | None:
    """Return the picture to time to: as somebody says, then as is preferred, clean before burned, the newest, the largest."""
    best: PlanItem | None = None
    for item in items:
        if best is None or _beats(item, best, prefer):
            best = item
    return best


def _beats(item: PlanItem, best: PlanItem, prefer: Sequence[Preference]) -> bool:
    keys: list[Callable[[PlanItem], int]] = [lambda each: not each.wants_reference]
    keys += [key_of(preference) for preference in prefer]
    keys.append(lambda each: LOOK_ORDER.index(each.look))
    for key in keys:
        if key(item) != key(best):
            return key(item) < key(best)
    if is_newer(item.version, best.version) or is_newer(best.version, item.version):
        return is_newer(item.version, best.version)
    return item.lines > best.lines


def key_of(preference: Preference) -> Callable[[PlanItem], int]:
    """Return what a preference sorts files by, the wanted one first."""
    if preference is Preference.NEWEST:
        return lambda item: -item.modified_ms
    if preference in QUALITY_OF:
        return lambda item: item.kind is ItemKind.VIDEO and item.lines != QUALITY_OF[preference]
    return lambda item: item.kind is ItemKind.VIDEO and item.look is not Look(preference.value)
