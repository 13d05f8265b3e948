"""Rights that cannot stand beside each other."""

from collections.abc import Callable

import pytest

from crossreel.domain.trade.overlap import find_rival, reach_of
from crossreel.domain.trade.right import Licence, Localization, Right

ALL = frozenset({"US", "CA", "BR", "CN"})
Make = Callable[..., Right]


@pytest.fixture
def make() -> Make:
    """Make rights, each with an id of its own."""
    ids = iter(range(1, 99))

    def right(territories: str, buyer: int | None = 1, **fields: object) -> Right:
        return Right(
            id=next(ids), title_id=1, buyer_id=buyer, territories=tuple(territories.split()),
            **{"licence": Licence.SVOD, **fields},  # type: ignore[arg-type]
        )  # fmt: skip

    return right


def test_a_right_reaches_what_it_does_not_leave_out(make: Make) -> None:
    assert reach_of(make("WW", excluded=("CN",)), ALL) == {"US", "CA", "BR"}
    assert reach_of(make("US BR", excluded=("BR",)), ALL) == {"US"}


def test_one_buyer_has_a_licence_once(make: Make) -> None:
    first = make("US CA", start_day="2026-01-01", end_day="2026-12-31")
    met = find_rival(make("WW", start_day="2026-12-31"), [first], ALL)
    assert met == (first, ("CA", "US"))


@pytest.mark.parametrize(
    "apart",
    [
        {"territories": "BR"},
        {"territories": "WW", "excluded": ("US", "CA")},
        {"licence": Licence.COIN},
        {"start_day": "2027-01-01"},
        {"end_day": "2025-12-31"},
        {"languages": ("es-419",)},
        {"localization": Localization.DUBBED},
        {"season_id": 2},
        {"buyer": 2},
        {"buyer": None},
    ],
    ids=lambda each: "-".join(each),
)
def test_what_keeps_two_rights_apart(make: Make, apart: dict[str, object]) -> None:
    first = make(
        "US CA", start_day="2026-01-01", end_day="2026-12-31", languages=("en",), localization=Localization.SUBTITLED, season_id=1
    )
    fields = {"territories": "US", "languages": ("en",), "localization": Localization.SUBTITLED, "season_id": 1} | apart
    assert find_rival(make(**fields), [first], ALL) is None


@pytest.mark.parametrize("exclusive", [(True, False), (False, True), (True, True)])
@pytest.mark.parametrize("buyer", [2, None])
def test_an_exclusive_right_stands_alone(make: Make, exclusive: tuple[bool, bool], buyer: int | None) -> None:
    first = make("US", exclusive=exclusive[0])
    assert find_rival(make("US CA", buyer=buyer, exclusive=exclusive[1]), [first], ALL) == (first, ("US",))


def test_a_right_is_no_rival_of_itself(make: Make) -> None:
    first = make("US", exclusive=True)
    assert find_rival(first, [first], ALL) is None
