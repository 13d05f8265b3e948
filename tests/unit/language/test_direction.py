"""In which direction a text runs."""

import pytest

from crossreel.language.direction import has_direction, runs_from_the_right


@pytest.mark.parametrize(
    ("text", "right_to_left", "expected"),
    [
        ("12:30 مرحبا", False, True),
        ("OK، حسنًا", True, False),
        ("“שלום” he said", False, True),
        ("3.5 %", True, True),
        ("3.5 %", False, False),
        ("", True, True),
    ],
)
def test_the_first_letter_decides_and_the_language_where_there_is_none(text: str, right_to_left: bool, expected: bool) -> None:
    assert runs_from_the_right(text, right_to_left) is expected
    assert has_direction(text) is any(letter.isalpha() for letter in text)
