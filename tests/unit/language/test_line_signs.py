"""What lines show on their surface."""

import pytest

from crossreel.language.line_signs import asks, denies, sentences, speaks_of, words_of
from crossreel.services.files.review_weights import sign_words


@pytest.mark.parametrize(
    ("language", "text", "asking", "denying", "person"),
    [
        ("zh-Hans", "她走了吗", True, False, "f"),
        ("zh-Hans", "我不认识他。", False, True, "m"),
        ("zh-Hans", "没错，他们来了", False, False, ""),
        ("zh-Hans", "你是谁", True, False, ""),
        ("en", "Where is she?", True, False, "f"),
        ("en", "I don't know him.", False, True, "m"),
        ("en", "He told her.", False, False, ""),
        ("es-419", "No es él.", False, True, "m"),
        ("ar", "لا أعرفك.", False, True, ""),
        ("ar", "هي لا تعرف؟", True, True, "f"),
        ("th", "ไปไหนมา", False, False, ""),
        ("th", "ไปไหม", True, False, ""),
        ("xx", "?", True, False, ""),
    ],
)  # fmt: skip
def test_signs_are_read_in_each_language(language: str, text: str, asking: bool, denying: bool, person: str) -> None:
    words = words_of(sign_words(), language)
    assert (asks(text, words), denies(text, words), speaks_of(text, words)) == (asking, denying, person)


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 1), ("走吧", 1), ("算了。我没带。", 2), ("Mr. Gu is here. Run!", 2), ("Wait… what?", 2), ("3.5 million", 1)],
)
def test_sentences_are_counted(text: str, count: int) -> None:
    assert sentences(text) == count
