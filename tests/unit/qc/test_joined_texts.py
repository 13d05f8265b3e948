"""Patterns run over all texts of a track at once and say what they would say of each text alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.cues.cue import Cue
from crossreel.domain.text.inline import plain_text
from crossreel.qc.checked_track import CheckedTrack, checked_cues
from crossreel.qc.joined_texts import CUE_END, CUE_START, JoinedTexts
from crossreel.qc.word_lists import WordList, Words
from crossreel.services.files.presets import shipped_guides

PATTERNS = [
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"no",
        r"\b(\w+)\s+\1\b",
        r"^-",
        r"\.$",
        rf"{CUE_START}a",
        rf"a{CUE_END}",
        r"(?<!\S)a",
        r"\s+\?",
        r"a*",
        r"[^b]b",
    )
]
TEXTS = st.lists(st.sampled_from(["no", "a", "b", " ", "\n", "-", ".", "?", "ß", "你"]), max_size=6).map("".join)


@given(st.lists(TEXTS, max_size=5), st.sampled_from(PATTERNS))
def test_a_match_over_all_is_a_match_in_each(texts: list[str], pattern: re.Pattern[str]) -> None:
    found = [(number, match.span()) for number, match in JoinedTexts(texts).matches(pattern)]
    assert found == [(number, match.span()) for number, text in enumerate(texts) for match in pattern.finditer(text)]


def test_a_track_yields_the_cues_that_were_hit_on_both_sides() -> None:
    cues = [Cue(id=at, track_id=1, start_ms=at * 1000, end_ms=at * 1000 + 900, text=text, anchor_id=at + 10, anchor_last_id=at + 10)
            for at, text in enumerate(["Come <i>here</i>", "No", "he\u200ere again"])]  # fmt: skip
    spine = tuple(Cue(id=at + 10, track_id=2, start_ms=at * 1000, end_ms=at * 1000 + 900, text=text)
                  for at, text in enumerate(["过来 这里", "不", "这里"]))  # fmt: skip
    track = CheckedTrack(language="en", guide=shipped_guides().get("vertical", "en"), cues=checked_cues(cues, spine), spine=spine)
    assert [(checked.cue.id, match.span()) for checked, match in track.matches(re.compile("here"))] == [(0, (5, 9)), (2, (0, 4))]
    assert [checked.cue.id for checked, _ in track.written_matches(re.compile("\u200e"))] == [2]
    assert [(cue.id, match.start()) for cue, match in track.source_matches(re.compile("这里"))] == [(10, 3), (12, 0)]
    assert track.texts.vocabulary == {"come", "here", "no", "again"}
    assert plain_text(cues[0].text) == "Come here"
    assert "k" not in track.texts.characters


def test_words_are_found_whole_in_any_case_and_with_their_phrases() -> None:
    cues = [Cue(id=at, track_id=1, start_ms=at * 1000, end_ms=at * 1000 + 900, text=text)
            for at, text in enumerate(["Vale, ¿vienes?", "Un valeroso hombre", "VALE la\npena", "prevale"])]  # fmt: skip
    track = CheckedTrack(language="es-419", guide=shipped_guides().get("vertical", "es-419"), cues=checked_cues(cues))
    found = [(checked.cue.id, match.group()) for checked, match in track.word_matches(Words(["vale", "vale la pena"]))]
    assert found == [(0, "Vale"), (2, "VALE la\npena")]
    assert list(track.word_matches(Words([]))) == []


@pytest.mark.parametrize(
    ("language", "words"), [("es-419", ("a", "b c")), ("es-ES", ("x", "y")), ("fr", ("z",)), ("es", ("x", "y"))]
)
def test_a_language_inherits_what_it_does_not_say(language: str, words: tuple[str, ...]) -> None:
    listed = WordList({"any": {"words": "z", "mark": "!"}, "es": {"words": "x y"}, "es-419": {"words": ["a", "b c"]}})
    assert listed.words(language).listed == words
    assert listed.text(language, "mark") == "!"
    assert listed.words(language, "others").listed == ()
    assert listed.pairs(language, "pairs") == {}
