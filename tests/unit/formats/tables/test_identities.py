"""Ids in cells: what a spreadsheet made of them is noticed, and never guessed back."""

import pytest

from crossreel.domain.tables.table import Cell
from crossreel.formats.notices import Notices
from crossreel.formats.tables.identities import ids_of

FIRST = 384574744468078592


@pytest.mark.parametrize(
    ("cells", "expected", "code"),
    [
        ([str(FIRST), f"'{FIRST + 1}", " 7 "], [FIRST, FIRST + 1, 7], None),
        ([float(FIRST), 12, 12.5], [None, 12, None], "script.id_lost_digits"),
        (["3.84574744468078E+17", "3,8457E+17", "8"], [None, None, 8], "script.id_lost_digits"),
        (["384574744468078000", "384574744468079000", "9"], [None, None, 9], "script.id_lost_digits"),
        (["384574744468078000", "384574744468079001"], [384574744468078000, 384574744468079001], None),
        (["5", "5", "6"], [None, None, 6], "script.id_twice"),
        (["a-17", "9" * 20, None], [None, None, None], "script.bad_id"),
    ],
)
def test_ids_that_can_be_trusted(cells: list[Cell], expected: list[int | None], code: str | None) -> None:
    notices = Notices()
    assert ids_of([(f"A{at}", cell) for at, cell in enumerate(cells, 2)], notices, ours=True) == expected
    assert {notice.code for notice in notices.all()} == ({code} if code else set())


def test_what_others_call_an_id_may_be_anything() -> None:
    notices = Notices()
    assert ids_of([("A2", "seg-1"), ("A3", "seg-2")], notices, ours=False) == [None, None] and notices.all() == ()
