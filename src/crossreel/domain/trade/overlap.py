"""Where rights meet, and which of them cannot stand beside each other."""

from collections.abc import Iterable, Set

from crossreel.domain.trade.right import WORLD, Localization, Right


def reach_of(right: Right, territories: Set[str]) -> frozenset[str]:
    """Return the territories that a right holds in, of all that there are."""
    named = territories if WORLD in right.territories else frozenset(right.territories)
    return frozenset(named) - set(right.excluded)


def days_meet(one: Right, other: Right) -> bool:
    """Tell whether there is a day on which both hold."""
    return (not one.end_day or not other.start_day or other.start_day <= one.end_day) and (
        not other.end_day or not one.start_day or one.start_day <= other.end_day
    )


def languages_meet(one: Right, other: Right) -> bool:
    """Tell whether some language may be shown by both, in the same form."""
    forms = {one.localization, other.localization}
    in_one_form = forms != {Localization.SUBTITLED, Localization.DUBBED}
    return in_one_form and (not one.languages or not other.languages or bool(set(one.languages) & set(other.languages)))


def find_rival(right: Right, others: Iterable[Right], territories: Set[str]) -> tuple[Right, tuple[str, ...]] | None:
    """Return the first right that cannot stand beside one, and the territories where they meet; None where none is.

    Two rights contradict each other where they grant the same licence of the same season in the same territory, language and time
    to one buyer twice, or to two buyers of whom one has it alone.
    """
    reach = reach_of(right, territories)
    for other in others:
        if other.id == right.id or other.licence is not right.licence:
            continue
        same_buyer = other.buyer_id == right.buyer_id
        if not (same_buyer or other.exclusive or right.exclusive):
            continue
        if None not in (other.season_id, right.season_id) and other.season_id != right.season_id:
            continue
        both = reach & reach_of(other, territories)
        if both and days_meet(right, other) and languages_meet(right, other):
            return other, tuple(sorted(both))
    return None
