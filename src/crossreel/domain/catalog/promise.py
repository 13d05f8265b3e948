"""What a title must have: so many episodes, without holes."""

from collections.abc import Iterable


def missing_episodes(promised: int | None, numbers: Iterable[int]) -> tuple[int, ...]:
    """Return the numbers of the episodes that a title lacks.

    With as many episodes as were promised none is lacking, whatever their numbers. Without a promise those between the first
    number and the last are: what lies beyond nobody knows.

    Args:
        promised: how many it must have, None while nobody said.
        numbers: of the episodes it has.
    """
    there = set(numbers)
    if promised is None:
        return tuple(number for number in range(min(there, default=1), max(there, default=0)) if number not in there)
    if len(there) >= promised:
        return ()
    return tuple(number for number in range(1, max(promised, max(there, default=0)) + 1) if number not in there)
