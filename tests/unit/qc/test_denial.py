"""What a line of a source denies, and what it says."""

import pytest

from crossreel.qc.denial import denials, denies, says
from crossreel.qc.joined_texts import BORDER
from crossreel.qc.word_lists import ANY, word_list


@pytest.mark.parametrize(
    ("language", "text", "thing"),
    [
        ("zh-Hans", "我不会跟你结婚", "marry"),
        ("zh-Hant", "他不是你的親生兒子", "n_son"),
        ("zh-Hans", "我没时间", "h_time"),
        ("ja", "彼女に言わないで", "tell"),
        ("ko", "나는 그 사람을 몰라요", "know"),
        ("en", "He isn't my father.", "n_father"),
    ],
)
def test_denied(language: str, text: str, thing: str) -> None:
    assert denies(text, (thing,), language)
    assert not says(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh-Hans", "我不得不相信你"),
        ("zh-Hans", "你爱不爱我"),
        ("zh-Hans", "别告诉我你爱他"),
        ("zh-Hans", "对不起，我不爱你"),
        ("ja", "行かなければ"),
        ("ja", "父さんじゃないか"),
        ("ko", "믿을 수밖에 없어"),
        ("en", "Don't you know him?"),
        ("en", "I can't help loving you."),
        ("fr", "Je ne sais pas."),
    ],
)
def test_nothing_is_denied(language: str, text: str) -> None:
    assert denials(text, language) == ()


def test_each_line_by_its_number() -> None:
    found = denials(BORDER.join(["我爱你", "我不爱你", "走", "别相信他"]), "zh-Hans")
    assert [(denied.number, denied.things) for denied in found] == [(1, ("love",)), (3, ("believe",))]


def test_said_without_a_negation() -> None:
    assert says("我相信你", "zh-Hans") == "believe"
    assert says("我相信你吗", "zh-Hans") == ""


def test_every_thing_has_words_in_chinese() -> None:
    listed = word_list("said_things")
    assert [thing for thing in listed.words(ANY, "things").listed if not listed.words("zh-Hans", thing).listed] == []
    assert set(listed.words(ANY, "added").listed) <= set(listed.words(ANY, "things").listed)
