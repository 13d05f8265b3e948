"""What a translation still has in its source's script, and what is meant to be there."""

import pytest

from crossreel.language.scripts import left_over


@pytest.mark.parametrize(
    ("text", "language", "source", "found"),
    [
        ("Where is 顾总?", "en", "顾总在哪", "顾总"),
        ("Где 顾总?", "ru", "顾总在哪", "顾总"),
        ("顾总はどこ？", "ja", "顾总在哪", ""),
        ("There's a “囍” on the door.", "en", "门上贴着“囍”字", ""),
        ("She said さよなら.", "en", "她说さよなら", ""),
        ("She said さよなら.", "en", "她说再见", "さよなら"),
        ("the А plan", "en", "A计划", ""),
    ],
)
def test_left_over(text: str, language: str, source: str, found: str) -> None:
    assert left_over(text, language, source, "zh-Hans") == found
