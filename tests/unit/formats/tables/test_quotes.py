"""Quotation marks in text in columns: letters, unless a whole cell stands between two; none swallows the rows below."""

import pytest

from tests.unit.formats.tables.sheets import lines, read

SIGNS = {"\t": "x.tsv", ",": "x.csv", ";": "x.csv"}


def text(sign: str, *cells: str) -> str:
    """Return a text in columns with a row of times for each cell."""
    rows = [f"0:{2 * at:02d}{sign}0:{2 * at + 1:02d}{sign}{cell}" for at, cell in enumerate(cells)]
    return "\n".join((sign.join(("Start", "End", "English")), *rows)) + "\n"


@pytest.mark.parametrize("sign", SIGNS)
def test_marks_within_a_cell_are_letters(sign: str) -> None:
    said = ('"Stop" is what he said', '"Go" or "no"', 'It is 5" long', '"Really?"', '""', "plain")
    sheet, notices = read(text(sign, *said), SIGNS[sign])
    meant = ('"Stop" is what he said', '"Go" or "no"', 'It is 5" long', "Really?", "", "plain")
    assert tuple(spoken for _, _, spoken in lines(sheet)) == meant
    assert "sheet.open_quote" not in notices


@pytest.mark.parametrize("sign", SIGNS)
def test_cells_between_marks_hold_what_they_hold(sign: str) -> None:
    said = f'"One{sign}two"', '"Line one\nline two"', '"He said ""no""."', '"""Yes"""'
    sheet, _ = read(text(sign, *said), SIGNS[sign])
    assert [spoken for _, _, spoken in lines(sheet)] == [f"One{sign}two".strip(), "Line one\nline two", 'He said "no".', '"Yes"']


@pytest.mark.parametrize("sign", SIGNS)
def test_a_mark_that_nobody_closed_swallows_no_row(sign: str) -> None:
    sheet, notices = read(text(sign, '"I told you', 'to leave."', "He left.", '"Really?', "Yes."), SIGNS[sign])
    assert lines(sheet) == [
        (0, 1000, '"I told you'), (2000, 3000, 'to leave."'), (4000, 5000, "He left."), (6000, 7000, '"Really?'),
        (8000, 9000, "Yes."),
    ]  # fmt: skip
    assert notices["sheet.open_quote"]["count"] == 2


def test_numbers_count_as_times() -> None:
    rows = ("start\tend\ttext", '0\t2000\t"I told you', '2000\t4000\tto leave."', "4000\t6000\tHe left.")
    assert lines(read("\n".join(rows), "x.tsv")[0]) == [
        (0, 2000, '"I told you'),
        (2000, 4000, 'to leave."'),
        (4000, 6000, "He left."),
    ]
