"""On which picture a line comes and goes, from how much of it is in each."""

import pytest

from crossreel.engines.burned_in.edges import comes_at, goes_at


@pytest.mark.parametrize(
    ("presence", "first"),
    [
        ([0.0, 0.1, -0.1, 1.0, 1.0, 0.97], 3),
        ([0.3, 0.35, 0.3, 0.98, 1.0], 3),
        ([0.0, 0.0, 0.02, 0.2, 0.4, 0.6, 0.8, 1.0, 1.0], 3),
        ([0.0, 0.1, 0.2, 0.3, 0.45, 1.0], 5),
        ([0.0, 0.9, 0.9, 0.2, 0.1, 0.2, 1.0], 6),
        ([1.0, 1.0, 1.0], 0),
        ([1.0], 0),
    ],
    ids=[
        "at once",
        "over a line much like it",
        "by a fade",
        "over something that moved into it",
        "after something like it",
        "from the start",
        "one picture",
    ],
)
def test_a_line_comes_where_it_is_seen_first(presence: list[float], first: int) -> None:
    assert comes_at(presence) == first


def test_a_line_goes_after_it_was_seen_last() -> None:
    assert goes_at([1.0, 1.0, 0.98, 0.0, 0.1]) == 3
    assert goes_at([1.0, 0.8, 0.6, 0.4, 0.2, 0.0, 0.0]) == 5
