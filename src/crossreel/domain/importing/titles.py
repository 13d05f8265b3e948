"""Telling several titles in one folder apart: each becomes a plan of its own."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from crossreel.domain.importing.correction import suggest_code
from crossreel.domain.importing.plan import ImportPlan, ItemKind, PlanItem
from crossreel.domain.importing.verdict import settle

_SEQUEL = re.compile(r"第?[\d一二三四五六七八九十]{1,3}[季部]?|s\d{1,2}|i{2,3}|iv|v")


def titles_of(items: Iterable[PlanItem]) -> Mapping[int, str]:
    """Return the title each file belongs to, by id; nothing where all belong to one.

    Names tell titles apart by what stands before the number (`PlanItem.head`). They are several only where two heads count the
    same episodes: one title often comes under two names, with a half of its episodes under each. Videos decide where there are any.
    """
    items = tuple(items)
    numbered = [item for item in items if item.kind is ItemKind.VIDEO and item.episode is not None and item.head]
    numbered = numbered or [item for item in items if item.kind is ItemKind.SUBTITLE and item.episode is not None and item.head]
    heads = _told_apart(numbered)
    if len(heads) < 2:
        return {}
    shown = {key: Counter(item.head for item in numbered if _key(item.head) == key).most_common(1)[0][0] for key in heads}
    by_folder: dict[str, Counter[str]] = defaultdict(Counter)
    found: dict[int, str] = {}
    for item in items:
        key = _nearest(_key(item.head), heads)
        if key:
            found[item.id] = shown[key]
            by_folder[_folder(item)][shown[key]] += 1
    first = shown[heads[0]]
    for item in items:
        if item.id not in found:
            found[item.id] = _of_folder(_folder(item), by_folder) or first
    return found


def split(plan: ImportPlan, taken: Iterable[str] = ()) -> tuple[ImportPlan, ...]:
    """Return a plan for each title of a folder, the plan itself where there is one; `taken` are codes of other titles.

    A plan for a title of the catalog is never split: somebody said where its files go.
    """
    belongs = titles_of(plan.items) if plan.title_id is None else {}
    if not belongs:
        return (plan,)
    used, plans = set(taken), []
    for name in dict.fromkeys(belongs.values()):
        code = suggest_code(name, used)
        used.add(code)
        mine = tuple(item for item in plan.items if belongs[item.id] == name)
        told = Counter(item.promised for item in mine if item.promised)
        promised = told.most_common(1)[0][0] if told else 0
        plans.append(settle(replace(plan, code=code, title_name=name, items=mine, promised=promised)))
    return tuple(plans)


def split_off(plan: ImportPlan, ids: Iterable[int], name: str, code: str) -> tuple[ImportPlan, ...]:
    """Return a plan without some files, and one with them for a title of that name; the plan itself where nothing would be left.

    Args:
        plan: a plan for a new title.
        ids: the files of the other title.
        name: its name.
        code: its code, which no other title has.
    """
    mine = set(ids)
    rest = tuple(item for item in plan.items if item.id not in mine)
    theirs = tuple(item for item in plan.items if item.id in mine)
    if not rest or not theirs or plan.title_id is not None:
        return (plan,)
    other = replace(plan, code=code, title_name=name, items=theirs, promised=0, source_from="", source_language="")
    return settle(replace(plan, items=rest)), settle(other)


def put_together(plans: Iterable[ImportPlan]) -> ImportPlan:
    """Return the plans of several titles as one, under the name of the first."""
    first, *others = plans
    items = sorted((item for plan in (first, *others) for item in plan.items), key=lambda item: item.id)
    return settle(replace(first, items=tuple(items)))


def _told_apart(numbered: Iterable[PlanItem]) -> list[str]:
    """Return the heads that are titles of their own: each counts episodes that another one counts as well."""
    episodes: dict[str, set[int]] = defaultdict(set)
    for item in numbered:
        episodes[_key(item.head)].add(item.episode or 0)
    keys = [key for key in episodes if not any(_is_of(key, other) for other in episodes)]
    for key in list(episodes):
        if key not in keys:
            episodes[next(other for other in keys if _is_of(key, other))] |= episodes.pop(key)
    return [
        key
        for key in keys
        if any(
            len(episodes[key] & episodes[other]) * 2 >= min(map(len, (episodes[key], episodes[other])))
            for other in keys
            if other != key
        )
    ]


def _key(head: str) -> str:
    return "".join(sign for sign in head.casefold() if sign.isalnum())


def _is_of(key: str, other: str) -> bool:
    """Tell whether a head is another with words beside it; a number behind it makes a sequel, which is a title of its own."""
    return key != other and other in key and not _SEQUEL.fullmatch(key.removeprefix(other))


def _nearest(key: str, heads: Iterable[str]) -> str:
    """Return the head a file's own head is, begins with or contains; "" for none."""
    fitting = (head for head in heads if key and (key == head or _is_of(key, head) or _is_of(head, key)))
    return key if key in heads else next(fitting, "")


def _folder(item: PlanItem) -> str:
    return item.name.rpartition("/")[0]


def _of_folder(folder: str, by_folder: Mapping[str, Counter[str]]) -> str:
    """Return the title most files of a folder, or of one above it, belong to; "" where no folder tells."""
    while folder:
        if folder in by_folder:
            return by_folder[folder].most_common(1)[0][0]
        folder = folder.rpartition("/")[0]
    return ""
