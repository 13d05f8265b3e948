"""A table of cells as a file holds it: a tab of a workbook, a text in columns, a table of a document."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from crossreel.domain.text.document import Encoding, Notice

Cell = str | int | float | bool | datetime.datetime | datetime.date | datetime.time | datetime.timedelta | None

Look = tuple[tuple[str, frozenset[str]], ...]
"""The runs of a cell's text, each with what is special of its letters: "i", "b", "u", "c=#rrggbb", "strike"."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row and its number in the file (1-based). Empty rows are left out of a table."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, column: int | None) -> Cell:
        """Return a cell, None beyond the end of the row."""
        return self.cells[column] if column is not None and 0 <= column < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells that are shown as one: rows as numbered in the file, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table. `name` is the tab's, "" where a file holds one table without a name.

    `looks` are those of cells whose letters are not all plain, by the number of their row and column.
    """

    name: str = ""
    rows: tuple[Row, ...] = ()
    merges: tuple[Merge, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden: bool = False
    looks: Mapping[tuple[int, int], Look] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max((len(row.cells) for row in self.rows), default=0)

    def where_from(self, row: int, column: int | None = None) -> str:
        """Return the address of a row or cell for people, for example `EP01!C7`, or `7` where there is one table without a name."""
        place = f"{letters(column)}{row}" if column is not None else str(row)
        return f"{self.name}!{place}" if self.name else place


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """The tables of a file as they stand, and what is worth saying of it."""

    tables: tuple[Table, ...]
    format_id: str
    encoding: Encoding | None = None
    notices: tuple[Notice, ...] = ()


def letters(column: int) -> str:
    """Return the letters a spreadsheet calls a column by: 0 is A, 26 is AA."""
    written = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        written = chr(65 + rest) + written
    return written


def column_of(written: str) -> int | None:
    """Return the column of letters such as `C` or `AA`, or None when they name none."""
    if not (1 <= len(written) <= 3 and written.isascii() and written.isalpha() and written.isupper()):
        return None
    column = 0
    for letter in written:
        column = column * 26 + ord(letter) - 64
    return column - 1


def text_of(cell: Cell) -> str:
    """Return a cell as people read it; a whole number has no decimals, and what is no text is written plainly."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return str(int(cell))
    return cell if isinstance(cell, str) else str(cell)
