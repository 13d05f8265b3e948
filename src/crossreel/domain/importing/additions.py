"""Files that join a plan after it was made. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from crossreel.domain.cues.track import Role
from crossreel.domain.importing import correction as correct
from crossreel.domain.importing.bilingual_files import only_in_language
from crossreel.domain.importing.plan import ImportPlan, ItemKind, ItemStatus, PlanItem
from crossreel.domain.importing.plan_matrix import NOWHERE, SUBTITLE, PlanColumn
from crossreel.domain.importing.verdict import settle

STAYING = (ItemStatus.IDENTICAL, ItemStatus.CONFLICT)
"""Files that do not come in, since something stands in their own place."""


def with_files(plan: ImportPlan, found: Sequence[PlanItem], episode: int, column: PlanColumn) -> ImportPlan:
    """Return a plan with more files, put where somebody put them; a file that is in the plan already is only moved there.
    A bilingual one comes in with the language it was put under, or as it stands.

    Args:
        plan: the plan.
        found: the files as they were read.
        episode: their episode, `NOWHERE` for what their names say.
        column: pictures and sounds go into their own; subtitles are in its language and role.
    """
    if column.language and episode != NOWHERE and any(item.half is not None for item in found):
        found = only_in_language(settle(ImportPlan(items=tuple(found))), column.language).items
    known = {item.path: item.id for item in plan.items if item.half is None}
    free = max((item.id for item in plan.items), default=0) + 1
    items = {item.id: item for item in plan.items}
    come: list[int] = []
    for item in found:
        item_id = known.get(item.path, free)
        free += item_id == free
        items[item_id] = replace(item, id=item_id, kind=item.content_kind, extra=None, skipped=False)
        come.append(item_id)
    plan = settle(replace(plan, items=tuple(items.values())))
    return put_here(plan, come, episode, column)


def lying_about(plan: ImportPlan, column: PlanColumn) -> list[PlanItem]:
    """Return the files of a plan that come in nowhere and could go into a column, those first that lack only a place."""
    found = [
        item
        for item in plan.items
        if not item.is_written and item.refusal is None and item.content_kind.value == column.kind and item.status not in STAYING
    ]
    return sorted(found, key=lambda item: (item.status is not ItemStatus.UNMATCHED, item.status is ItemStatus.SKIPPED, item.id))


def put_here(plan: ImportPlan, ids: Sequence[int], episode: int, column: PlanColumn) -> ImportPlan:
    """Return a plan with some of its files where somebody put them; see `with_files`."""
    if episode != NOWHERE:
        plan = correct.set_episode(plan, ids, episode)
    subtitles = [item_id for item_id in ids if plan.item(item_id).kind is ItemKind.SUBTITLE]
    if column.kind == SUBTITLE and column.language and subtitles:
        plan = correct.set_language(plan, subtitles, column.language)
        plan = correct.set_role(plan, subtitles, Role(column.role) if column.role else None)
    return plan
