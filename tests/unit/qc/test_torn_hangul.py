"""Which Korean words a line break tears."""

import pytest

from crossreel.qc.torn_hangul import torn_hangul


@pytest.mark.parametrize(
    ("line", "after", "word"),
    [
        ("네가 여기 있", "을 줄 알았어", "있을"),
        ("너를 절대 용서하", "지 않을 거야", "용서하지"),
        ("우리 아버지의 회", "사를 되찾을 거야", "회사를"),
        ("네가 돌아오기만을 기", "다리고 있었어", "기다리고"),
        ("저 여자가 거짓", "말을 하고 있어요", "거짓말을"),
    ],
)
def test_a_word_that_goes_on_is_torn(line: str, after: str, word: str) -> None:
    assert torn_hangul(line, after) == word


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("이건 우리 집", "일이라고 했잖아"),
        ("저 사람은 내 부하", "지금 어디 있어"),
        ("내", "일이야"),
        ("약속", "했잖아"),
        ("사랑해", "정말이야"),
        ("OK", "사랑해"),
    ],
)
def test_words_that_stand_by_themselves_are_not(line: str, after: str) -> None:
    assert torn_hangul(line, after) == ""
