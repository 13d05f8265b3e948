"""Files of several languages in an import plan: as an item for each, or kept together. Pure; each plan is settled anew."""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from crossreel.domain.importing.cut_texts import whole_again
from crossreel.domain.importing.plan import ImportPlan, PlanItem
from crossreel.domain.importing.verdict import settle
from crossreel.domain.text.language import are_kin

TWO_LANGUAGES = "import.two_languages"
SPLIT, SPLIT_MORE = "import.split_languages", "import.split_more_languages"
SPLITS = (SPLIT, SPLIT_MORE)


class InOneCell(StrEnum):
    """What to do with a file of several languages that is meant for one cell of a title."""

    MEANT = "meant"
    APART = "apart"
    TOGETHER = "together"
    ASK = "ask"


def for_one_cell(plan: ImportPlan, language: str, choice: InOneCell) -> ImportPlan:
    """Return a plan of one file with the languages that somebody wants of it: that of the cell, each by itself, or all in one."""
    if choice is InOneCell.MEANT:
        return only_in_language(plan, language)
    return keep_together(plan, [item.id for item in plan.items]) if choice is InOneCell.TOGETHER else plan


def split_languages(plan: ImportPlan, ids: Iterable[int] | None = None) -> ImportPlan:
    """Return a plan in which bilingual files, all or some, stand as an item for each of their languages."""
    chosen = None if ids is None else set(ids)
    free = max((item.id for item in plan.items), default=0) + 1
    items: list[PlanItem] = []
    parted = {
        item.path for item in plan.items if len(item.halves) > 1 and item.half is None and (chosen is None or item.id in chosen)
    }
    for item in whole_again(plan.items, parted):
        if len(item.halves) < 2 or item.half is not None or (chosen is not None and item.id not in chosen):
            items.append(item)
            continue
        items += (_half(item, free + at - 1 if at else item.id, at) for at in range(len(item.halves)))
        free += len(item.halves) - 1
    return settle(replace(plan, items=tuple(items))) if len(items) > len(plan.items) else plan


def keep_together(plan: ImportPlan, ids: Iterable[int]) -> ImportPlan:
    """Return a plan in which bilingual files come in as they stand, in their first language; `ids` are of either half."""
    paths = {item.path for item in map(plan.item, ids) if item.half is not None}
    kept = [item for item in whole_again(plan.items, paths) if item.path not in paths or not item.half]
    items = tuple(_together(item) if item.path in paths and item.half == 0 else item for item in kept)
    return settle(replace(plan, items=items)) if paths else plan


def only_in_language(plan: ImportPlan, language: str) -> ImportPlan:
    """Return a plan in which bilingual files come in with the one language that is asked for; as they stand where none is it."""
    meant = {item.id for item in plan.items if item.half is not None and are_kin(item.language, language)}
    if not meant:
        return keep_together(plan, [item.id for item in plan.items])
    paths = {plan.item(item_id).path for item_id in meant}
    return settle(replace(plan, items=tuple(item for item in plan.items if item.path not in paths or item.id in meant)))


def half_of(item: PlanItem, at: int) -> PlanItem:
    """Return one of the languages of a bilingual file that was read anew as a whole."""
    return _half(item, item.id, at)


def _half(item: PlanItem, item_id: int, at: int) -> PlanItem:
    half = item.halves[at]
    return replace(
        item,
        id=item_id,
        half=at,
        whole=item.document,
        document=half.document,
        language=half.language,
        language_from="text",
        also_language="",
        digest=f"{item.digest}:{half.language}",
        doubts=tuple(doubt for doubt in item.doubts if doubt.code != TWO_LANGUAGES),
    )


def _together(item: PlanItem) -> PlanItem:
    digest = item.digest.removesuffix(f":{item.halves[0].language}")
    notices = tuple(notice for notice in item.notices if notice.code not in SPLITS)
    also = item.halves[1].language
    return replace(item, half=None, document=item.whole, whole=None, also_language=also, digest=digest, notices=notices)
