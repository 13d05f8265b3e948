"""Numbers as people write them."""

import pytest

from crossreel.domain.text.numerals import chinese_number


@pytest.mark.parametrize(
    ("numerals", "value"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十一", 21),
        ("一百", 100),
        ("一百零三", 103),
        ("一百二十", 120),
        ("两百五", 250),
        ("一二", 12),
        ("x", None),
    ],
)
def test_chinese_numerals(numerals: str, value: int | None) -> None:
    assert chinese_number(numerals) == value
