"""What nobody asked for is taken off a translation; what the source has stays."""

import pytest

from crossreel.engines.bare_text import bare


@pytest.mark.parametrize(
    ("said", "source", "expected"),
    [
        ("“Where are you?”", "你在哪", "Where are you?"),
        ('"Where are you?"', "你在哪", "Where are you?"),
        ("「どこ？」", "你在哪", "どこ？"),
        ("“Run!” he said.", "他说快跑", "“Run!” he said."),
        ("“Run!” or “Stay!”", "跑还是留", "“Run!” or “Stay!”"),
        ("“Where are you?”", "“你在哪”", "“Where are you?”"),
        ("Gu Chen: Where are you?", "你在哪", "Where are you?"),
        ("顾晨：Where are you?", "你在哪", "Where are you?"),
        ("[Gu Chen]: “Where are you?”", "你在哪", "Where are you?"),
        ("Gu Chen: come here", "顾晨：过来", "Gu Chen: come here"),
        ("One thing: run", "一件事：跑", "One thing: run"),
        ("Gu Chen is here", "顾晨来了", "Gu Chen is here"),
        ("'Tis nothing, darlin'", "没事", "'Tis nothing, darlin'"),
        ('""', "你在哪", '""'),
    ],
)
def test_bare(said: str, source: str, expected: str) -> None:
    assert bare(said, source, ("顾晨", "Gu Chen")) == expected
