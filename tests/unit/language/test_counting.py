"""Counting strategies against the figures of the style guides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.language.counting import STRATEGIES, characters_per_second, clean, count


@pytest.mark.parametrize(
    ("text", "strategy", "expected"),
    [
        ("Where are you?", "all", 14),
        ("one\ntwo", "all", 6),
        ("e\u0301te\u0301", "all", 3),
        ("\u200fأين أنت؟\u200f", "all", 8),
        ("你到底在哪里？", "cjk_half", 7),
        ("我有3个iPhone", "cjk_half", 6.5),
        ("等等…", "cjk_half", 3),
        ("“好”", "cjk_half", 3),
        ("잠깐만, 기다려…", "cjk_half", 7.5),
        ("ちょっと　待って", "cjk_half", 8),
        ("ที่นี่", "no_marks", 2),
        ("น้ำ", "no_marks", 2),
        ("أَيْنَ", "no_diacritics", 3),
        ("أَيْنَ", "all", 6),
        ("Việt Nam", "all", 8),
        ("", "cjk_half", 0),
    ],
)
def test_a_strategy_counts_as_its_guide_says(text: str, strategy: str, expected: float) -> None:
    assert count(text, strategy) == expected


def test_decomposed_vietnamese_counts_like_composed() -> None:
    assert count("Vie\u0323\u0302t", "all") == count("Việt", "all") == 4


@given(st.text(), st.sampled_from(sorted(STRATEGIES)))
def test_cleaning_twice_changes_nothing_and_counts_agree(text: str, strategy: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert count(clean(text), strategy) == count(text, strategy)


@given(st.text(), st.sampled_from(sorted(STRATEGIES)))
def test_bidi_controls_never_count(text: str, strategy: str) -> None:
    assert count(f"\u202b{text}\u202c", strategy) == count(text, strategy)


def test_speed_is_infinite_where_text_has_no_time() -> None:
    assert characters_per_second("Hello", "all", 0) == float("inf")
    assert characters_per_second("", "all", 0) == 0
    assert characters_per_second("Hello", "all", 2500) == 2
