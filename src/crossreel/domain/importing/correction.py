"""Corrections of an import plan. Each is pure and returns the plan settled anew."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace

import xxhash

from crossreel.domain.cues.track import Role
from crossreel.domain.importing.plan import ImportPlan, OnExisting, PlanItem
from crossreel.domain.importing.verdict import settle

LONGEST_CODE = 16


def set_episode(plan: ImportPlan, item_id: int, episode: int | None) -> ImportPlan:
    """Say which episode a file belongs to."""
    return _with(plan, item_id, lambda item: replace(item, episode=episode, skipped=False))


def set_language(plan: ImportPlan, item_id: int, language: str) -> ImportPlan:
    """Say which language a subtitle file is in."""
    return _with(plan, item_id, lambda item: replace(item, language=language, language_from="user", skipped=False))


def set_role(plan: ImportPlan, item_id: int, role: Role | None) -> ImportPlan:
    """Say what a subtitle file is for."""
    return _with(plan, item_id, lambda item: replace(item, role=role))


def skip(plan: ImportPlan, item_id: int, skipped: bool = True) -> ImportPlan:
    """Leave a file out, or take it in again."""
    return _with(plan, item_id, lambda item: replace(item, skipped=skipped))


def choose(plan: ImportPlan, item_id: int) -> ImportPlan:
    """Take one of several files that claim one place; the others are left out."""
    slot = plan.item(item_id).slot
    items = tuple(replace(item, skipped=item.id != item_id) if item.slot == slot and slot else item for item in plan.items)
    return settle(replace(plan, items=items))


def set_on_existing(plan: ImportPlan, choice: OnExisting, item_id: int | None = None) -> ImportPlan:
    """Say what to do with occupied places: all of them, or one file's."""
    if item_id is None:
        return settle(replace(plan, on_existing=choice, items=tuple(replace(item, on_existing=None) for item in plan.items)))
    return _with(plan, item_id, lambda item: replace(item, on_existing=choice))


def set_source(plan: ImportPlan, language: str) -> ImportPlan:
    """Say which language the title was made in; an existing title keeps its own."""
    return plan if plan.title_id is not None else settle(replace(plan, source_language=language, source_from="user"))


def set_title(plan: ImportPlan, *, code: str | None = None, name: str | None = None) -> ImportPlan:
    """Give the new title its code or name."""
    return replace(
        plan, code=plan.code if code is None else code.strip().upper(), title_name=plan.title_name if name is None else name
    )


def suggest_code(name: str, taken: Iterable[str] = ()) -> str:
    """Return a free title code made of a name's Latin letters and digits, `HIDDENHEIR` for "The Hidden Heir"."""
    words = re.sub(r"^(the|an?)\s+", "", unicodedata.normalize("NFKD", name).strip(), flags=re.IGNORECASE)
    code = re.sub(r"[^A-Z0-9]", "", words.upper())[:LONGEST_CODE]
    if len(code) < 2:
        code = f"T{xxhash.xxh3_64_hexdigest(name.encode())[:6].upper()}"
    used, number, free = set(taken), 1, code
    while free in used:
        number += 1
        free = f"{code[: LONGEST_CODE - len(str(number))]}{number}"
    return free


def _with(plan: ImportPlan, item_id: int, change: Callable[[PlanItem], PlanItem]) -> ImportPlan:
    return settle(replace(plan, items=tuple(change(item) if item.id == item_id else item for item in plan.items)))
