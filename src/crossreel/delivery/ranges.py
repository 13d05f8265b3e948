"""Numbers of episodes as people write them."""

from collections.abc import Iterable


def in_ranges(numbers: Iterable[int]) -> str:
    """Return numbers in order, neighbours as a span: `1–3, 5`."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)
