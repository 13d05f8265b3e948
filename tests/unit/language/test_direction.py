"""Base direction and the marks a player may need."""

import pytest

from crossreel.language.direction import base_direction, has_reversed_punctuation, mark_lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [("أين أنت؟", "rtl"), ("- أين أنت؟", "rtl"), ("Hello أين", "ltr"), ("12 …", "ltr"), ("שלום", "rtl"), ("你好", "ltr")],
)
def test_the_first_strong_character_decides(text: str, expected: str) -> None:
    assert base_direction(text) == expected


def test_a_text_without_letters_takes_the_fallback() -> None:
    assert base_direction("…!", "rtl") == "rtl"


def test_only_right_to_left_lines_are_marked() -> None:
    text = "أين أنت؟\nOK"
    assert mark_lines(text, "plain") == text
    assert mark_lines(text, "rlm") == "\u200fأين أنت؟\u200f\nOK"
    assert mark_lines(text, "embed") == "\u202bأين أنت؟\u202c\nOK"


def test_punctuation_typed_in_front_is_seen() -> None:
    assert has_reversed_punctuation("؟أين أنت")
    assert not has_reversed_punctuation("أين أنت؟")
    assert not has_reversed_punctuation("…and so")
