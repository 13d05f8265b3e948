"""Expressions of the bible in a text, and their renderings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.language.expressions import expression_spans, has_expression, has_rendering


@pytest.mark.parametrize(
    ("expression", "text", "expected"),
    [
        ("林晚", "林晚和林晚", [(0, 2), (3, 5)]),
        ("heir", "The heir's heirloom, Heir", [(4, 8), (21, 25)]),
        ("C++", "I know C++.", [(7, 10)]),
        ("", "nothing", []),
    ],
)
def test_an_expression_stands_where_it_is_a_word(expression: str, text: str, expected: list[tuple[int, int]]) -> None:
    assert list(expression_spans(expression, text)) == expected
    assert not expected or has_expression(expression, text)


@pytest.mark.parametrize(
    ("rendering", "text", "language", "expected"),
    [
        ("Lin Wan", "LIN\nWAN is back", "en", True),
        ("Lin Wan", "Lin Van", "en", False),
        ("директор", "Я видел директора", "ru", True),
        ("director", "directors and direct", "en", True),
        ("آل غو", "من آل غو", "ar", True),
    ],
)
def test_a_rendering_is_there_whatever_its_case_and_ending(rendering: str, text: str, language: str, expected: bool) -> None:
    assert has_rendering(rendering, text, language) is expected


@given(st.text(max_size=12), st.text(max_size=40))
def test_what_is_found_is_what_was_looked_for(expression: str, text: str) -> None:
    for start, end in expression_spans(expression, text):
        assert 0 <= start < end <= len(text)
