"""Line breaks: allowed places by ICU, good places by balance."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.language.breaking import NO_WORDS, BreakWords, break_offsets, graphemes, is_unspaced, joined, suggest_lines, words
from crossreel.services.files.presets import shipped_break_words

LANGUAGES = ["en", "zh-Hans", "ja", "ko", "th", "ar", "hi", "fr"]
MIXED = st.text(st.sampled_from("ab é,.?!-— 你到。？「」っーกี่น้ำ가나 क्षि👨‍👩‍👧🇫🇷أيَن"), max_size=40)


def at_most(limit: int) -> Callable[[str], bool]:
    return lambda line: len(line) <= limit


@given(MIXED, st.sampled_from(LANGUAGES))
def test_no_break_falls_inside_a_grapheme(text: str, language: str) -> None:
    edges, at = set(), 0
    for grapheme in graphemes(text):
        at += len(grapheme)
        edges.add(at)
    assert "".join(graphemes(text)) == text
    assert set(break_offsets(text, language)) <= edges


@given(MIXED, st.sampled_from(LANGUAGES), st.integers(3, 20))
def test_a_suggestion_keeps_every_character_and_fits(text: str, language: str, limit: int) -> None:
    lines = suggest_lines(text, language, fits=at_most(limit))
    if lines is not None:
        assert "".join("".join(lines).split()) == "".join(text.split())
        assert all(len(line) <= limit and line == line.strip() for line in lines)
        assert len(lines) <= 2


def test_an_emoji_outside_the_first_plane_shifts_nothing() -> None:
    text = "😀😀 one two"
    assert [text[offset:] for offset in break_offsets(text, "en")][-2:] == ["one two", "two"]


def test_korean_breaks_at_spaces_only() -> None:
    text = "엄마가 어디 있는지 알아요?"
    assert [text[offset - 1] for offset in break_offsets(text, "ko")] == [" ", " ", " "]


def test_thai_breaks_between_words() -> None:
    text = "ฉันรอเธออยู่ตรงนี้"
    assert break_offsets(text, "th") == [3, 5, 8, 12, 15]
    assert suggest_lines(text, "th", fits=at_most(12)) is not None


@pytest.mark.parametrize("mark", "」。、？！っーょ…")
def test_japanese_never_starts_a_line_with(mark: str) -> None:
    text = f"あい{mark}うえ"
    assert 2 not in break_offsets(text, "ja")


def test_an_opening_bracket_never_ends_a_line() -> None:
    assert 2 not in break_offsets("あ「いう」え", "ja")
    assert 2 not in break_offsets("他“你好”说", "zh-Hans")


@pytest.mark.parametrize(
    ("text", "language", "limit", "expected"),
    [
        ("Come in.", "en", 29, ["Come in."]),
        ("Where have you been all this time, my dear?", "en", 29, ["Where have you been", "all this time, my dear?"]),
        ("I thought that the house was on fire", "en", 25, ["I thought that", "the house was on fire"]),
        ("I know. You told me all of it.", "en", 25, ["I know.", "You told me all of it."]),
        ("你在哪里？我一直在找你", "zh-Hans", 8, ["你在哪里？", "我一直在找你"]),
        ("「ちょっと」待ってください", "ja", 9, ["「ちょっと」", "待ってください"]),
        ("엄마가 어디 있는지 알아요?", "ko", 10, ["엄마가 어디", "있는지 알아요?"]),
    ],
)
def test_good_places_win(text: str, language: str, limit: int, expected: list[str]) -> None:
    words = shipped_break_words().get(language.split("-")[0], NO_WORDS)
    assert suggest_lines(text, language, fits=at_most(limit), words=words) == expected


@pytest.mark.parametrize(
    ("text", "language", "limit", "expected"),
    [
        ("We will meet again at the old house", "en", 22, ["We will meet again", "at the old house"]),
        ("Nunca vuelvas a hablar de la boda", "es", 22, ["Nunca vuelvas", "a hablar de la boda"]),
        ("Il est parti avec la voiture", "fr", 17, ["Il est parti", "avec la voiture"]),
        ("كان ينتظرنا في البيت الكبير", "ar", 18, ["كان ينتظرنا", "في البيت الكبير"]),
    ],
)
def test_no_line_ends_with_an_article_or_a_preposition(text: str, language: str, limit: int, expected: list[str]) -> None:
    assert suggest_lines(text, language, fits=at_most(limit), words=shipped_break_words()[language]) == expected


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [("I once saw Lin Wan leave the house", "en", "Lin Wan"), ("昨天晚上我看见顾承泽走进了那间房子", "zh-Hans", "顾承泽")],
)
def test_no_line_break_tears_a_name_apart(text: str, language: str, name: str) -> None:
    for limit in range(len(text) // 2 + 3, len(text)):
        lines = suggest_lines(text, language, fits=at_most(limit), whole=[name])
        assert lines is not None and any(name in line for line in lines), lines


def test_where_no_other_place_fits_the_text_is_broken_all_the_same() -> None:
    assert suggest_lines("at the house", "en", fits=at_most(6), words=BreakWords(leaning=frozenset({"at", "the"}))) == [
        "at the",
        "house",
    ]


def test_what_does_not_fit_is_not_forced() -> None:
    assert suggest_lines("Donaudampfschifffahrtsgesellschaft", "de", fits=at_most(20)) is None
    assert suggest_lines("one two three four five six", "en", fits=at_most(9), max_lines=2) is None
    assert suggest_lines("one two three four five six", "en", fits=at_most(13), max_lines=3) == ["one two three", "four five six"]


def test_a_very_long_text_ends_soon() -> None:
    assert suggest_lines("word " * 2000, "en", fits=at_most(20), max_lines=3) is None


def test_words_and_joining() -> None:
    assert words("我找了你", "zh-Hans") == ["我", "找了", "你"]
    assert joined(["one ", "", " two"]) == "one two"
    assert is_unspaced("th") and is_unspaced("zh-Hant") and not is_unspaced("ko")
