"""What the lines of a title say of each other, and what is odd by it."""

from itertools import product

import pytest

from crossreel.language.pairing import Pairing, units

WHO = {"林晚": "Lin Wan", "顾总": "Mr. Gu", "妈妈": "Mom", "陈默": "Chen Mo"}
DOES = {"拿走了": "took", "找到了": "found", "藏起了": "hid", "卖掉了": "sold"}
WHAT = {"戒指": "the ring", "合同": "the contract", "照片": "the photo", "钥匙": "the key"}
LINES = [(f"{who}{does}{what}", f"{WHO[who]} {DOES[does]} {WHAT[what]}.") for who, does, what in product(WHO, DOES, WHAT)]


def pairing(changed: dict[int, str]) -> Pairing:
    """The lines with some translations changed."""
    targets = [changed.get(at, target) for at, (_, target) in enumerate(LINES)]
    return Pairing([source for source, _ in LINES], targets, source_language="zh-Hans", language="en")


def test_words_are_known_by_their_stems_and_by_the_dictionary() -> None:
    assert units("She's CONTRACTING — the Ring!", "en") == ["shes", "contra", "the", "ring"]
    assert "戒指" in units("林晚的戒指。", "zh-Hans")


def test_what_others_agree_on_is_missed_where_it_is_not() -> None:
    found = pairing({10: "Lin Wan hid the letter."})
    assert ("照片", "photo") in {(each.word, each.rendering) for each in found.missed(10)}
    others = [at for at in range(len(LINES)) if at != 10]
    assert [at for at in others if found.missed(at)] == []


@pytest.mark.parametrize("at", [5, 20, 40])
def test_a_line_of_somewhere_else_is_spoken_against(at: int) -> None:
    found = pairing({at: "Nobody here believes in ghosts"})
    support = found.support()
    assert support.argmin() == at


def test_a_line_that_answers_its_neighbour_fits_that_one_better() -> None:
    found = pairing({21: LINES[22][1]})
    assert found.gain(22, 21) > found.gain(21, 21) + 0.3


def test_pairs_of_lines_are_judged_together_as_one_by_one_and_empty_ones_say_nothing() -> None:
    found = Pairing(
        ["", *(source for source, _ in LINES), "戒指"], ["Ring", *(target for _, target in LINES), ""],
        source_language="zh-Hans", language="en",
    )  # fmt: skip
    last = len(LINES) + 1
    pairs = [(0, 0), (1, 2), (5, 5), (last, last), (2, last), (7, 0)]
    together = found.gains([left for left, _ in pairs], [right for _, right in pairs])
    assert together.tolist() == [found.gain(*pair) for pair in pairs]
    assert (together[0], together[3], together[4]) == (0, 0, 0) and together[1] != 0
    assert Pairing([], [], source_language="zh-Hans", language="en").support().tolist() == []
