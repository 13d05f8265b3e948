"""Where the pages of a report end: on the edge of a row, never in one that a page has room for."""

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QTextDocument, QTextTable

from crossreel.qc.report import PAPER_STYLE
from crossreel.rendering.fonts import ensure_application
from crossreel.rendering.paper import _document
from crossreel.rendering.sheets import Sheet, sheets

HEIGHT = 400.0


def document(words: list[int], language: str = "en") -> QTextDocument:
    """A heading and a table with a head, whose rows have so many words, and a paragraph."""
    ensure_application()
    rows = "".join(f"<tr><td>{number}</td><td>{'word ' * count}</td><td>x</td></tr>" for number, count in enumerate(words))
    head = "<thead><tr><th>No.</th><th>Words</th><th>x</th></tr></thead>"
    table = f"<table width='100%'>{head}<tbody>{rows}</tbody></table>"
    page = (
        f"<html><head><style>{PAPER_STYLE}</style></head><body><h1>Report</h1>{table}<h2>After</h2>{table}<p>End.</p></body></html>"
    )
    return _document(page, language, QSizeF(300, HEIGHT))


def rows(made: QTextDocument) -> list[tuple[float, float]]:
    """Top and bottom of the text of each row of all tables."""
    found, layout = [], made.documentLayout()
    for table in made.rootFrame().childFrames():
        assert isinstance(table, QTextTable)
        for row in range(table.rows()):
            boxes = [layout.blockBoundingRect(table.cellAt(row, at).firstCursorPosition().block()) for at in range(3)]
            found.append((min(box.top() for box in boxes), max(box.bottom() for box in boxes)))
    return found


def cut(listed: list[Sheet], places: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(top, bottom) for top, bottom in places if any(top < sheet.bottom < bottom for sheet in listed[:-1])]


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ar"])
def test_rows_stay_whole_and_heads_come_again(language: str) -> None:
    made = document([3, 40, 90, 5, 120, 60, 8, 70, 30, 110, 20, 90], language)
    listed = list(sheets(made, HEIGHT))
    assert len(listed) > 4 and cut(listed, rows(made)) == []
    assert [sheet.top for sheet in listed[1:]] == [sheet.bottom for sheet in listed[:-1]] and listed[0].top == 0.0
    assert all(sheet.bottom - sheet.top + sheet.head <= HEIGHT + 1 for sheet in listed)
    places = rows(made)
    for head, first, last in ((places[0], places[1], places[12]), (places[13], places[14], places[25])):
        going_on = [sheet for sheet in listed if first[1] < sheet.top < last[0]]
        assert going_on and all(sheet.head_top < head[0] < head[1] < sheet.head_bottom for sheet in going_on)
    assert sum(sheet.head > 2 for sheet in listed) <= len(listed) - 1


def test_a_heading_stays_with_the_first_row_of_what_follows() -> None:
    for count in range(2, 12):
        made = document([30] * count)
        block = made.begin()
        while block.text() != "After":
            block = block.next()
        heading, first = made.documentLayout().blockBoundingRect(block).top(), rows(made)[count + 2]
        assert not [sheet for sheet in sheets(made, HEIGHT) if heading < sheet.bottom < first[1]]


def test_a_row_longer_than_a_page_breaks_between_lines() -> None:
    made = document([5, 900, 5])
    listed = list(sheets(made, HEIGHT))
    places = rows(made)
    assert {place for place in cut(listed, places) if place[1] - place[0] < HEIGHT - 60} == set()
    block = made.rootFrame().childFrames()[0].cellAt(2, 1).firstCursorPosition().block()  # type: ignore[attr-defined]
    top = made.documentLayout().blockBoundingRect(block).top()
    lines = [block.layout().lineAt(at).rect().translated(0, top) for at in range(block.layout().lineCount())]
    assert not [each for each in lines if any(each.top() + 0.1 < sheet.bottom < each.bottom() - 0.1 for sheet in listed)]
    assert listed[-1].bottom == made.documentLayout().documentSize().height()
