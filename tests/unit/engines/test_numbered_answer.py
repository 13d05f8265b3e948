"""Lines of an answer by their numbers, whatever stands around them."""

import pytest

from crossreel.engines.numbered_answer import read_answer

PLAIN = {1: "Where are you?", 2: "Here."}


@pytest.mark.parametrize(
    "text",
    [
        "1| Where are you?\n2| Here.",
        "1|Where are you?\r\n2|Here.\r\n",
        "```\n1| Where are you?\n2| Here.\n```",
        "```text\n1| Where are you?\n2| Here.\n```\n",
        "Sure! Here is the translation:\n\n1| Where are you?\n2| Here.\n\nLet me know if you need anything else!",
        "<think>\n1| hm\nWhat does he mean?\n</think>\n1| Where are you?\n2| Here.",
        "1. Where are you?\n2. Here.",
        "1: Where are you?\n2: Here.",
        "[1] | Where are you?\n[2] | Here.",
        "**1**| Where are you?\n**2**| Here.",
        "1 (Gu Chen, at most 20)| Where are you?\n2 (Lin)| Here.",
        "1| Where are you?\n\n2| Here.",
        "1| Where are you?\n2| Here.\n2| Here.",
    ],
)
def test_an_answer_is_read_however_it_is_dressed(text: str) -> None:
    read = read_answer(text, 2)
    assert read.texts == PLAIN and not read.doubtful and read.is_numbered(2)


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("1| Where\nare you?\n2| Here.", {1}),
        ("1| Where are you?\n2| - Here.\n- And there.", {2}),
        ("1| Where are you?\n\nHe is angry.\n2| Here.", {1}),
        ("1| Where are you?\n2| Here.\n2| There.", {2}),
    ],
)
def test_what_may_belong_to_a_line_makes_it_doubtful(text: str, doubtful: set[int]) -> None:
    read = read_answer(text, 2)
    assert read.doubtful == doubtful


@pytest.mark.parametrize(
    "text",
    [
        "1| Where are you?",
        "0| Where are you?\n1| Here.",
        "1| Where are you?\n2| Here.\n3| There.",
        "2| a\n3| b",
        "I cannot help with that.",
        "",
    ],
)
def test_other_numbers_are_seen(text: str) -> None:
    assert not read_answer(text, 2).is_numbered(2)


def test_a_dialogue_that_begins_with_a_number_is_no_number() -> None:
    assert read_answer("1| 3. floor, please\n2| 10: the code", 2).texts == {1: "3. floor, please", 2: "10: the code"}


def test_one_line_needs_no_number() -> None:
    assert read_answer("```\nWhere are you?\n```", 1).texts == {1: "Where are you?"}
    assert read_answer("Sure:\nWhere are you?", 1).texts == {}
    assert read_answer("1| Where are you?", 1).texts == {1: "Where are you?"}


def test_names_stand_at_the_end() -> None:
    read = read_answer(
        "1| Mr. Gu is here.\n2| Here.\n\n@ 顾总 = Mr. Gu (person)\n- @ 云城 = Yun City (place)\n@ 玉佩=jade pendant\n", 2
    )
    assert read.texts == {1: "Mr. Gu is here.", 2: "Here."} and not read.doubtful
    assert read.names == [("顾总", "Mr. Gu", True), ("云城", "Yun City", False), ("玉佩", "jade pendant", False)]
