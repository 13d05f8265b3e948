"""Which words are a matter of spelling, and which of them a title knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.language.spelling import is_known, is_spelled, known_forms, spelled_words, spelling_of


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Don’t wait 25 min, a@b.co or www.x.org!", "en", ["Don’t", "wait", "min", "or"]),
        ("I saw the 3rd heir of Café Gu", "en", ["saw", "the", "heir", "of", "Café", "Gu"]),
        ("قال OK نعم", "ar", ["قال", "نعم"]),
        ("Он сказал Hello", "ru", ["Он", "сказал"]),
        ("הוא אמר OK", "he", ["הוא", "אמר"]),
        ("¿Dónde estás?", "es-419", ["Dónde", "estás"]),
        ("你好 world", "en", ["world"]),
    ],
)
def test_words_are_those_that_a_dictionary_may_judge(text: str, language: str, expected: list[str]) -> None:
    assert [word for _at, word in spelled_words(text, language)] == expected
    assert all(text[at : at + len(word)] == word for at, word in spelled_words(text, language))


@pytest.mark.parametrize("language", ["zh-Hans", "ja", "th", "km"])
def test_languages_without_spaces_are_left_alone(language: str) -> None:
    assert not is_spelled(language)


def test_words_are_looked_up_as_dictionaries_write_them() -> None:
    assert spelling_of("Don’t") == "Don't"
    assert spelling_of("مُحَمَّد") == "محمد"
    assert spelling_of("cafe\u0301") == "café"


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [("Lin", "en", True), ("LIN", "en", True), ("Lin’s", "en", True), ("Linn", "en", False), ("Дмитрия", "ru", True)],
)
def test_names_are_known_in_every_form(word: str, language: str, expected: bool) -> None:
    assert is_known(word, known_forms(["Lin Wan", "Дмитрий Гу"], language), language) is expected


@given(st.text(max_size=60), st.sampled_from(["en", "ar", "ru", "he", "fr", "ko"]))
def test_words_stand_where_they_are_told_to(text: str, language: str) -> None:
    for at, word in spelled_words(text, language):
        assert text[at : at + len(word)] == word and len(word) > 1
