"""What the names of a whole folder tell together, where one name alone does not."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from crossreel.domain.importing.extra import ExtraKind
from crossreel.domain.importing.name_parts import NameParts
from crossreel.domain.importing.plan import ItemKind


def settle_names(names: Sequence[NameParts], kinds: Sequence[ItemKind]) -> list[NameParts]:
    """Return the names of a folder's files as they read beside each other.

    Args:
        names: what each name tells alone.
        kinds: what each file is, in the same order.
    """
    return _without_compilations(_without_false_extras(_seasons_apart(_counted(settle_numbers(names))), kinds), kinds)


def promised_count(names: Sequence[NameParts]) -> int:
    """Return how many episodes the names say there are, 0 where none says it or they disagree too much."""
    told = Counter(parts.promised for parts in names if parts.promised)
    return told.most_common(1)[0][0] if told else 0


def settle_numbers(names: Sequence[NameParts]) -> list[NameParts]:
    """Choose among several numbers in names of one shape: the place that changes from file to file is the episode.

    Where a second number stays the same, it is the number of episodes there are: "1-80", "2-80".
    """
    by_shape: dict[str, list[NameParts]] = {}
    for parts in names:
        if not parts.marked and len(parts.places) > 1:
            by_shape.setdefault(parts.shape, []).append(parts)
    best: dict[str, tuple[int, int]] = {}
    for shape, group in by_shape.items():
        columns = list(zip(*(parts.places for parts in group), strict=False))
        spread = [len(set(column)) for column in columns]
        if len(group) < 2 or (all(parts.last_episode for parts in group) and min(spread) > 1):
            continue
        place = max(range(len(spread)), key=lambda place: (spread[place], place))
        same = [max(column) for column, count in zip(columns, spread, strict=True) if count == 1]
        ranged = all(parts.last_episode for parts in group)
        best[shape] = (place, same[0] if ranged and same and same[0] >= max(columns[place]) else 0)
    return [_chosen(parts, *best[parts.shape]) if _may_choose(parts, best) else parts for parts in names]


def _may_choose(parts: NameParts, best: dict[str, tuple[int, int]]) -> bool:
    return not parts.marked and len(parts.places) > 1 and parts.shape in best


def _chosen(parts: NameParts, place: int, total: int) -> NameParts:
    return replace(parts, episode=parts.places[place], last_episode=None, promised=parts.promised or total)


def _counted(names: list[NameParts]) -> list[NameParts]:
    """Copies of one number without an original are counted by their brackets: "0915(1)", "0915(2)"."""
    copies: dict[tuple[str, int | None], int] = Counter((each.shape, each.episode) for each in names if each.copy_number)
    originals = {each.episode for each in names if not each.copy_number}
    return [
        replace(each, episode=each.copy_number, version=replace(each.version, copy=False), copy_number=0)
        if each.copy_number and not each.marked and copies[each.shape, each.episode] > 1 and each.episode not in originals
        else each
        for each in names
    ]


def _seasons_apart(names: list[NameParts]) -> list[NameParts]:
    """Seasons of one title that come together are titles of their own."""
    if len({parts.season for parts in names if parts.season}) < 2:
        return names
    return [replace(parts, title=f"{parts.title} S{parts.season}".strip()) if parts.season else parts for parts in names]


def _without_false_extras(names: list[NameParts], kinds: Sequence[ItemKind]) -> list[NameParts]:
    """Where every numbered video would be an extra by what stands before its number, those words are the title's own."""
    numbered = [parts for parts, kind in zip(names, kinds, strict=True) if kind is ItemKind.VIDEO and parts.episode is not None]
    heads = {parts.title for parts in numbered}
    if len(numbered) < 3 or len(heads) > 1 or not all(parts.extra_by_head and parts.marked for parts in numbered):
        return names
    return [replace(parts, extra=None, extra_by_head=False) if parts.extra_by_head else parts for parts in names]


def _without_compilations(names: list[NameParts], kinds: Sequence[ItemKind]) -> list[NameParts]:
    """A file of several episodes that are all there one by one is a compilation of them."""
    there: dict[tuple[ItemKind, str | None], set[int]] = defaultdict(set)
    for parts, kind in zip(names, kinds, strict=True):
        if parts.episode is not None and parts.last_episode is None and parts.extra is None:
            there[kind, parts.language].add(parts.episode)
    return [
        replace(parts, extra=ExtraKind.COMPILATION)
        if parts.episode is not None
        and parts.last_episode is not None
        and parts.extra is None
        and there[kind, parts.language].issuperset(range(parts.episode, parts.last_episode + 1))
        else parts
        for parts, kind in zip(names, kinds, strict=True)
    ]
