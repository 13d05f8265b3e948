"""Numbers that are replaced, and words that differ."""

import pytest

from crossreel.domain.remembering.match import Part, PartKind
from crossreel.language.memory.adapting import parts_of, with_numbers


@pytest.mark.parametrize(
    ("was", "now", "translation", "expected"),
    [
        ("欠我500块", "欠我800块", "You owe me 500.", "You owe me 800."),
        ("3个人5天", "5个人3天", "3 people, 5 days", "5 people, 3 days"),
        ("第12集", "第13集", "<i>Episode 12</i>", "<i>Episode 13</i>"),
        ("等了10年", "等了20年", "انتظرت ١٠ سنوات", "انتظرت ٢٠ سنوات"),
        ("给我1000万", "给我2500万", "$1,000", "$2,500"),
        ("１０块", "20块", "10 yuan", "20 yuan"),
        ("1.5倍", "2.5倍", "1,5 fois", "2,5 fois"),
    ],
)
def test_a_number_that_changed_is_replaced(was: str, now: str, translation: str, expected: str) -> None:
    assert with_numbers(was, now, translation) == expected


@pytest.mark.parametrize(
    ("was", "now", "translation"),
    [
        ("欠我500块", "欠我800块", "You owe me five hundred."),
        ("3天3夜", "4天5夜", "3 days and 3 nights"),
        ("等3天", "等4天", "Wait 3 days, 3!"),
        ("等3天", "等天", "Wait 3 days"),
    ],
)
def test_a_number_that_is_not_sure_is_left_alone(was: str, now: str, translation: str) -> None:
    assert with_numbers(was, now, translation) is None


def test_words_that_differ_are_told_apart() -> None:
    assert parts_of("I hate my brother.", "I love my brother.") == (
        Part(PartKind.SAME, "I "), Part(PartKind.GONE, "hate"), Part(PartKind.NEW, "love"), Part(PartKind.SAME, " my brother."),
    )  # fmt: skip
    assert parts_of("你真的很好", "你真的不好") == (
        Part(PartKind.SAME, "你真的"), Part(PartKind.GONE, "很"), Part(PartKind.NEW, "不"), Part(PartKind.SAME, "好"),
    )  # fmt: skip
    assert {part.kind for part in parts_of("أنا هنا", "أنا هنا")} == {PartKind.SAME}
