"""What two lines are compared by."""

import pytest
from hypothesis import given

from crossreel.language.memory.keys import digits_of, key_of, line_of
from tests.strategies import markup


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<i>Go</i> home.", "go\nhome."), ("等我10天", "等我3天"), ("你好\n吗", "你好吗"), ("ＯＫ，走", "ok,走"), ("等 我", "等我"),
    ],
)  # fmt: skip
def test_markup_breaks_case_and_numbers_do_not_count(one: str, other: str) -> None:
    assert key_of(line_of(one)) == key_of(line_of(other))


@pytest.mark.parametrize(("one", "other"), [("Go.", "Go!"), ("a b", "ab"), ("我走", "你走"), ("the 1", "the")])
def test_words_and_signs_do(one: str, other: str) -> None:
    assert key_of(line_of(one)) != key_of(line_of(other))


@given(markup())
def test_a_key_is_its_own_key(text: str) -> None:
    key = key_of(line_of(text))
    assert key_of(key) == key


def test_numbers_are_compared_by_value() -> None:
    assert digits_of("1,000") == digits_of("1.000") == digits_of("١٬٠٠٠") == "1000"
    assert digits_of("1,5") == digits_of("1.5") == "1.5"
