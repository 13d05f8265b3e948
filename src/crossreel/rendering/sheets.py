"""Where the sheets of a document end: rows of tables stay whole, headings stay with what follows, heads of tables come again.

`QTextDocument` itself breaks a row wherever a line of it ends. So a document is set as one endless sheet, and cut here.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextDocument, QTextTable

SLACK_PT = 0.01
BORDER_PT = 1.5


@dataclass(frozen=True, slots=True)
class Sheet:
    """A piece of a document, from one height to another, and the head of the table that it goes on with: none where both are 0.

    `above` is what the border of a table takes above a place between rows.
    """

    top: float
    bottom: float
    head_top: float = 0.0
    head_bottom: float = 0.0
    above: float = 0.0

    @property
    def head(self) -> float:
        """How much room the repeated head takes, or a border alone."""
        return self.head_bottom - self.head_top or self.above


@dataclass(frozen=True, slots=True)
class _Table:
    """Where a table stands, where its head ends (its top, where it has none), and where rows begin that a sheet may begin with."""

    top: float
    bottom: float
    head_bottom: float
    rows: tuple[float, ...]


class _Places:
    """Heights at which a sheet may end, in order.

    Args:
        lines: where lines begin that stand in no table.
        tables: the tables, in order.
        tied: tops of tables that stay with the heading before.
    """

    def __init__(self, lines: list[float], tables: list[_Table], tied: set[float]) -> None:
        self._tables = tables
        self.rows = {row for table in tables for row in table.rows}
        # After a table comes an empty block that is set beside it.
        free = [line for line in lines if not any(table.top < line < table.bottom - SLACK_PT for table in tables)]
        edges = [edge for table in tables for edge in (table.top, table.bottom) if edge not in tied]
        self.ends = sorted([*free, *edges, *self.rows])

    def head_at(self, top: float) -> tuple[float, float]:
        """Return the head of the table that goes on at a height."""
        for table in self._tables:
            if table.head_bottom + SLACK_PT < top < table.bottom - SLACK_PT and table.head_bottom > table.top:
                return table.top, table.head_bottom
        return 0.0, 0.0


def sheets(document: QTextDocument, height: float) -> Iterator[Sheet]:
    """Yield the sheets of a document that is set without pages, each at most `height` points high, its repeated head counted in."""
    places = _places(document)
    whole = document.documentLayout().documentSize().height()
    lines: list[tuple[float, float]] = []
    top = 0.0
    while True:
        head = places.head_at(top)
        above = BORDER_PT if top in places.rows else 0.0
        limit = top + height - (head[1] - head[0] or above)
        if whole <= limit + SLACK_PT:
            yield Sheet(top, whole, *head, above=above)
            return
        found = bisect_right(places.ends, limit + SLACK_PT)
        bottom = places.ends[found - 1] if found else 0.0
        if bottom <= top + SLACK_PT:  # a row that is longer than a sheet
            lines = lines or [line for block in _blocks(document) for line in _lines(document, block)]
            bottom = _between_lines(lines, top, limit)
        yield Sheet(top, bottom, *head, above=above)
        top = bottom


def _places(document: QTextDocument) -> _Places:
    lines: list[float] = []
    tables: list[_Table] = []
    tied: set[float] = set()
    heading = False
    iterator = document.rootFrame().begin()
    while not iterator.atEnd():
        frame, block = iterator.currentFrame(), iterator.currentBlock()
        if isinstance(frame, QTextTable):
            tables.append(_table(document, frame))
            tied |= {tables[-1].top} if heading else set()
            heading = False
        elif block.isValid():
            lines += [top for top, _bottom in _lines(document, block)][heading:]
            heading = block.blockFormat().headingLevel() > 0 or (heading and not block.text().strip())
        iterator += 1
    return _Places(lines, tables, tied)


def _table(document: QTextDocument, table: QTextTable) -> _Table:
    layout, padding, heads = document.documentLayout(), table.format().cellPadding(), table.format().headerRowCount()
    tops: list[float] = []
    for row in range(table.rows()):
        cells = [table.cellAt(row, column) for column in range(table.columns())]
        top = min(layout.blockBoundingRect(cell.firstCursorPosition().block()).top() for cell in cells)
        if all(cell.row() == row for cell in cells):  # a cell of several rows holds them together
            tops.append(top - max(cell.format().toTableCellFormat().topPadding() or padding for cell in cells))
    begins = tops[0] - BORDER_PT
    bottom = begins + layout.frameBoundingRect(table).height() + BORDER_PT
    rows = tuple(tops[heads + 1 :] if heads else tops[1:])
    return _Table(begins, bottom, tops[heads] if 0 < heads < len(tops) else begins, rows)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _lines(document: QTextDocument, block: QTextBlock) -> list[tuple[float, float]]:
    """Return top and bottom of each line of a block."""
    top = document.documentLayout().blockBoundingRect(block).top()
    rects = [block.layout().lineAt(number).rect() for number in range(block.layout().lineCount())]
    return [(top + rect.top(), top + rect.bottom()) for rect in rects]


def _between_lines(lines: list[tuple[float, float]], top: float, limit: float) -> float:
    """Return the lowest height up to a limit that cuts no line; the limit itself where a line is higher than the sheet."""
    bottom = limit
    while cut := [line for line in lines if line[0] < bottom - SLACK_PT and line[1] > bottom + SLACK_PT]:
        bottom = min(line[0] for line in cut)
        if bottom <= top + SLACK_PT:
            return limit
    return bottom
