"""An import plan as a matrix: episodes down, pictures, sounds and subtitles by language and role across. Pure.

A cell says the one thing that a person has to know of it; how it came to be stands with its files.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from crossreel.domain.cues.column import BESIDE, variant_of
from crossreel.domain.importing.plan import PLACED, ImportPlan, ItemKind, ItemStatus, PlanItem

SUBTITLE, VIDEO, SOUND = ItemKind.SUBTITLE.value, ItemKind.VIDEO.value, ItemKind.SOUND.value
_KINDS = [kind.value for kind in PLACED]


class CellState(IntEnum):
    """What there is to say of a cell; of several files the first of these."""

    CONFLICT = 0
    NOWHERE = 1
    UNDECIDED = 2
    DOUBT = 3
    REPLACE = 4
    IN = 5
    REFUSED = 6
    THERE = 7
    OUT = 8
    HOLE = 9
    EMPTY = 10


TO_DECIDE = (CellState.CONFLICT, CellState.NOWHERE, CellState.UNDECIDED)
TO_LOOK_AT = (*TO_DECIDE, CellState.DOUBT, CellState.REFUSED, CellState.HOLE)
COMING_IN = frozenset([CellState.UNDECIDED, CellState.DOUBT, CellState.REPLACE, CellState.IN])
_STATE_OF = {
    ItemStatus.CONFLICT: CellState.CONFLICT,
    ItemStatus.DUPLICATE: CellState.CONFLICT,
    ItemStatus.UNMATCHED: CellState.NOWHERE,
    ItemStatus.UNDECIDED: CellState.UNDECIDED,
    ItemStatus.REPLACE: CellState.REPLACE,
    ItemStatus.NEW: CellState.IN,
    ItemStatus.REFUSED: CellState.REFUSED,
    ItemStatus.IDENTICAL: CellState.THERE,
    ItemStatus.SKIPPED: CellState.OUT,
}


class PlanColumn(NamedTuple):
    """A column: pictures, sounds, or the subtitles of a language (`""` where nobody knows it) and role ("" for full).

    `kind` is the value of an `ItemKind`: a plain tuple of texts is found quickest.
    """

    kind: str
    language: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class PlanCell:
    """What files claim a place, by id, and what there is to say of it."""

    ids: tuple[int, ...]
    state: CellState


Place = tuple[int, PlanColumn]
NOWHERE = 0
"""The row of files whose episode nobody knows."""
NOTHING, HOLE, IN_TITLE = PlanCell((), CellState.EMPTY), PlanCell((), CellState.HOLE), PlanCell((), CellState.THERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMatrix:
    """Rows are numbers of episodes (`NOWHERE` first); a place that is neither claimed nor in `others` is empty.

    `claimed` are the places of files, `others` holes and what the title has; `missing` are rows without a file. `items` are the
    files it was made of, and `changed` the places that may look other than in the matrix before: a correction looks no further.
    """

    rows: tuple[int, ...] = ()
    columns: tuple[PlanColumn, ...] = ()
    claimed: Mapping[Place, PlanCell] = field(default_factory=dict)
    others: Mapping[Place, PlanCell] = field(default_factory=dict)
    missing: frozenset[int] = frozenset()
    items: tuple[PlanItem, ...] = field(default=(), repr=False, compare=False)
    changed: frozenset[Place] = field(default=frozenset(), repr=False, compare=False)

    def cell(self, row: int, column: PlanColumn) -> PlanCell:
        """Return what stands in a place."""
        return self.claimed.get((row, column)) or self.others.get((row, column), NOTHING)

    def where(self, *states: CellState) -> list[Place]:
        """Return the places with one of these states, row by row."""
        return [(row, column) for row in self.rows for column in self.columns if self.cell(row, column).state in states]


def state_of(item: PlanItem) -> CellState:
    """Return what there is to say of a file."""
    state = _STATE_OF[item.status]
    return CellState.DOUBT if item.doubts and state in (CellState.IN, CellState.REPLACE) else state


def places_of(item: PlanItem) -> tuple[Place, ...]:
    """Return the places a file claims: none for extras, scripts and what is no part of an import."""
    if item.kind not in PLACED or item.outside is not None:
        return ()
    if item.kind is ItemKind.SUBTITLE:
        column = PlanColumn(item.kind.value, item.language, variant_of(item.role) if item.role in BESIDE and item.role else "")
    else:
        column = PlanColumn(item.kind.value)
    if item.episode is None:
        return ((NOWHERE, column),)
    return tuple((number, column) for number in range(item.episode, (item.last_episode or item.episode) + 1))


def matrix_of(plan: ImportPlan, before: PlanMatrix | None = None) -> PlanMatrix:
    """Return the matrix of a settled plan; `before` is that of the same plan before a correction, or of another one."""
    old = before or PlanMatrix()
    same = len(old.items) == len(plan.items) and all(a is b or a.id == b.id for a, b in zip(old.items, plan.items, strict=True))
    touched: set[Place] = set() if same else set(old.claimed)
    pairs = zip(old.items, plan.items, strict=True) if same else ((None, item) for item in plan.items)
    gone: dict[Place, set[int]] = defaultdict(set)
    come: dict[Place, list[int]] = defaultdict(list)
    for former, item in pairs:
        if former is item:
            continue
        for place in places_of(former) if former is not None else ():
            gone[place].add(item.id)
        for place in places_of(item):
            come[place].append(item.id)
    touched |= gone.keys() | come.keys()
    claimed = dict(old.claimed) if same else {}
    for place in touched:
        there = claimed.pop(place, NOTHING).ids
        ids = sorted({*(item_id for item_id in there if item_id not in gone[place]), *come[place]})
        if ids:
            claimed[place] = PlanCell(tuple(ids), min(state_of(plan.item(item_id)) for item_id in ids))
    return _framed(plan, old, claimed, touched)


def _framed(plan: ImportPlan, old: PlanMatrix, claimed: Mapping[Place, PlanCell], touched: set[Place]) -> PlanMatrix:
    """Put rows, columns and what stands in unclaimed places round the places of files."""
    columns = tuple(sorted({column for _row, column in claimed}, key=lambda column: _order(plan, column)))
    numbers = {row for row, _column in claimed}
    last = max(plan.promised, max(numbers | plan.existing_episodes, default=0))
    missing = frozenset(range(1, last + 1)) - numbers - plan.existing_episodes
    rows = tuple(sorted(numbers | missing))
    others = dict(_others(plan, rows, columns, claimed, missing))
    moved = {place for place, _cell in others.items() ^ old.others.items()}
    return PlanMatrix(
        rows=rows, columns=columns, claimed=claimed, others=others, missing=missing, items=plan.items,
        changed=frozenset(touched | moved),
    )  # fmt: skip


def _order(plan: ImportPlan, column: PlanColumn) -> tuple[int, bool, bool, str, str]:
    tag = column.language
    return _KINDS.index(column.kind), not tag, tag != plan.source_language, tag, column.role


def _others(
    plan: ImportPlan,
    rows: tuple[int, ...],
    columns: tuple[PlanColumn, ...],
    claimed: Mapping[Place, PlanCell],
    missing: frozenset[int],
) -> Iterator[tuple[Place, PlanCell]]:
    """Give what stands in places no file claims: what the title has already, and holes."""
    whole = [each for each in columns if not each.role and (each.language or each.kind != SUBTITLE)]
    coming = [place for place, cell in claimed.items() if cell.state in COMING_IN]
    coming += [place for place, cell in claimed.items() if cell.state is CellState.THERE]
    needed = {column for _row, column in coming if column.kind != SOUND}
    busy = {row for row, _column in coming} | missing
    for row in rows:
        if row == NOWHERE:
            continue
        for column in whole:
            place = (row, column)
            if place in claimed:
                continue
            if plan.title_id is not None and _is_there(plan, row, column):
                yield place, IN_TITLE
            elif column in needed and row in busy:
                yield place, HOLE


def _is_there(plan: ImportPlan, row: int, column: PlanColumn) -> bool:
    if column.kind == SUBTITLE:
        return f"{row}:{column.language}:full" in plan.existing
    return column.kind == VIDEO and (row in plan.durations_ms or f"{row}:reference" in plan.existing)
