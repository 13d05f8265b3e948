"""What is no translation of a line is told by what can be seen of it; what may be one is let alone."""

import pytest

from crossreel.engines.answer_checks import what_is_wrong
from crossreel.i18n.messages import sentence


@pytest.mark.parametrize(
    ("source", "text", "language", "code"),
    [
        ("你在哪", "", "en", "empty_line"),
        ("你在哪", "   ", "en", "empty_line"),
        ("你在哪", "?!", "en", "no_words"),
        ("你在哪", "Where are \ufffd?", "en", "garbled"),
        ("你在哪", "Where are\x00 you?", "en", "garbled"),
        ("你在哪", "Translation: Where are you?", "en", "chatter"),
        ("你在哪", "Here is the translation you asked for", "en", "chatter"),
        ("你在哪", "Where are you? (Note: informal)", "en", "chatter"),
        ("你在哪", "I'm an AI language model.", "en", "chatter"),
        ("Where are you?", "你在哪（译注：口语）", "zh-Hans", "chatter"),
        ("你在哪", "Where are you? " * 20, "en", "too_long"),
        ("你在哪", "你在哪", "en", "copied"),
        ("顾总在哪", "Where is 顾总?", "en", "script_left"),
        ("顾总在哪", "Где 顾总?", "ru", "script_left"),
        ("顾总在哪", "顾总はどこ？", "ja", None),
        ("I need to talk to you now", "I need to talk to you now", "es-419", "copied"),
    ],
)
def test_it_is_told_with_its_sentence(source: str, text: str, language: str, code: str | None) -> None:
    wrong = what_is_wrong(source, text, "en" if source.isascii() else "zh-Hans", language)
    assert (wrong and wrong.code) == (code and f"engines.{code}")
    assert wrong is None or sentence(wrong.code, wrong.facts)


@pytest.mark.parametrize(
    ("source", "text", "language"),
    [
        ("OK", "OK", "es-419"),
        ("John Smith", "John Smith", "es-419"),
        ("Gu Chen Group Holdings", "Gu Chen Group Holdings", "fr"),
        ("……", "…", "en"),
        ("3", "3", "en"),
        ("门上贴着“囍”字", "There's a “囍” on the door.", "en"),
        ("滚", "Get the hell out of my house right now!", "en"),
        ("Of course, here I am", "Claro, aquí estoy", "es-419"),
        ("当然，我在这", "Of course, I'm here", "en"),
        ("我帮不了你", "I can't help with that.", "en"),
        ("Translation: see below", "Traducción: véase abajo", "es-419"),
        ("他在这里", "Here is where he is", "en"),
        ("<i>你在哪</i>", "<i>Where are you?</i>", "en"),
        ("我去KTV", "I'm off to karaoke", "en"),
    ],
)
def test_what_may_be_a_translation_is_let_alone(source: str, text: str, language: str) -> None:
    assert what_is_wrong(source, text, "en" if source.isascii() else "zh-Hans", language) is None
