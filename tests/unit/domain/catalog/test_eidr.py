"""EIDR and their check character."""

from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.catalog.eidr import check_character, is_eidr


def test_a_published_one_is_one() -> None:
    assert is_eidr("10.5240/7791-8534-2C23-9030-8610-5")


@given(st.text("0123456789ABCDEF", min_size=20, max_size=20), st.integers(0, 19), st.sampled_from("0123456789ABCDEF"))
def test_one_wrong_digit_is_told(digits: str, at: int, other: str) -> None:
    groups = "-".join(digits[start : start + 4] for start in range(0, 20, 4))
    check = check_character(digits)
    assert is_eidr(f"10.5240/{groups}-{check}")
    slipped = digits[:at] + other + digits[at + 1 :]
    assert (check_character(slipped) == check) is (slipped == digits)


def test_two_digits_beside_each_other_that_changed_places_are_told() -> None:
    assert not is_eidr("10.5240/7791-8534-2C23-9030-8601-5")
    assert not is_eidr("7791-8534-2C23-9030-8610-5") and not is_eidr("10.5240/7791-8534-2C23-9030-8610-K")
