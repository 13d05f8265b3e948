"""How many episodes a title must have, and which it lacks."""

import pytest

from crossreel.domain.catalog.promise import missing_episodes


@pytest.mark.parametrize(
    ("promised", "numbers", "missing"),
    [
        (None, [1, 2, 4], (3,)),
        (None, [5, 6, 9], (7, 8)),
        (None, [], ()),
        (4, [1, 2, 4], (3,)),
        (6, [1, 2, 4], (3, 5, 6)),
        (3, [1, 2, 4], ()),
        (2, [], (1, 2)),
        (2, [1, 2, 3], ()),
    ],
)
def test_what_is_missing_follows_from_the_promise(promised: int | None, numbers: list[int], missing: tuple[int, ...]) -> None:
    assert missing_episodes(promised, numbers) == missing
