"""Spelling over a title: unknown words, and those that it knows."""

from pathlib import Path

import pytest

from crossreel.domain.catalog.title import Character, Term
from crossreel.domain.errors import BadInput
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.editing.cues import Editing
from crossreel.services.history.undoing import History
from crossreel.services.spelling import Spelling
from tests.builders import Drama, make_drama


@pytest.fixture
def drama(tmp_path: Path) -> Drama:
    return make_drama(tmp_path / "catalog.crossreel", episodes=2, cues=3, languages=("en", "th"))


def words(spelling: Spelling, drama: Drama, text: str) -> list[str]:
    found = spelling.unknown(drama.title_id, "en", text)
    assert found is not None
    return [each.word for each in found]


def test_markup_numbers_and_what_the_bible_knows_have_no_red_line(drama: Drama, tmp_path: Path) -> None:
    spelling, catalog = Spelling(drama.database, tmp_path), Cataloging(drama.database)
    text = "<i>Xiaoyan</i> and Gu’s 3rd wrod, <c=#ff0000>teh</c> qigong"
    assert words(spelling, drama, text) == ["Xiaoyan", "Gu’s", "wrod", "teh", "qigong"]
    catalog.put_character(Character(id=0, title_id=drama.title_id, name="顾", names={"en": "Gu Xiaoyan"}))
    catalog.put_term(Term(id=0, title_id=drama.title_id, source="气功", renderings={"en": "qigong"}))
    assert words(spelling, drama, text) == ["wrod", "teh"]
    (first, _second) = spelling.unknown(drama.title_id, "en", text) or ()
    assert (first.start, first.end) == (21, 25), "counted in the plain text"
    drama.database.close()


def test_a_language_without_a_dictionary_is_not_judged(drama: Drama, tmp_path: Path) -> None:
    spelling = Spelling(drama.database, tmp_path)
    assert spelling.unknown(drama.title_id, "th", "กขค") is None
    assert spelling.suggest("th", "กขค") == ()
    assert spelling.check(drama.title_id).unchecked == ("th", "zh-Hans")
    drama.database.close()


def test_a_word_is_taken_as_right_by_one_edit_and_one_undo(drama: Drama, tmp_path: Path) -> None:
    spelling, history = Spelling(drama.database, tmp_path), History(drama.database)
    edit = spelling.know(drama.title_id, "en", "wrod")
    assert edit.header.label == "edit.know_word"
    assert words(spelling, drama, "Wrod wrod teh") == ["teh"]
    with pytest.raises(BadInput):
        spelling.know(drama.title_id, "en", "wrod")
    with pytest.raises(BadInput):
        spelling.know(drama.title_id, "en", "two words")
    history.undo(drama.title_id)
    assert words(spelling, drama, "wrod") == ["wrod"]
    history.redo(drama.title_id)
    (known,) = spelling.known_words(drama.title_id)
    spelling.forget(known.id)
    assert spelling.known_words(drama.title_id) == ()
    drama.database.close()


def test_unknown_words_of_a_title_are_told_with_their_first_place(drama: Drama, tmp_path: Path) -> None:
    editing, spelling = Editing(drama.database), Spelling(drama.database, tmp_path)
    for episode, cue, text in ((1, 1, "a wrod"), (0, 2, "A wrod, teh"), (1, 2, "wrod")):
        editing.set_text(drama.cues(episode + 1, "en")[cue].id, text)
    report = spelling.check(drama.title_id, languages=["en"], suggest=True)
    told = [(each.word, each.count, each.episode_number) for each in report.words if each.word != "en"]
    assert told == [("wrod", 3, 1), ("teh", 1, 1)]
    assert "word" in report.words[0].suggestions
    narrow = spelling.check(drama.title_id, languages=["en"], episode_ids=[drama.episode_ids[1]])
    assert [(each.word, each.count) for each in narrow.words if each.word != "en"] == [("wrod", 2)]
    drama.database.close()


def test_a_dictionary_of_ones_own_comes_first(drama: Drama, tmp_path: Path) -> None:
    own = tmp_path / "dictionaries"
    own.mkdir()
    (own / "en_US.aff").write_text("SET UTF-8\n", "utf-8")
    (own / "en_US.dic").write_text("2\nwrod\nteh\n", "utf-8")
    spelling = Spelling(drama.database, own)
    assert words(spelling, drama, "wrod teh word") == ["word"]
    drama.database.close()
