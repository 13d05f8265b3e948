"""Text in columns as spreadsheets put it on the clipboard: tabs between cells, quotes round what holds tabs, quotes or lines."""

import csv
import io
from collections.abc import Iterable, Sequence


def write_columns(rows: Iterable[Sequence[str]]) -> str:
    """Return rows of cells as text in columns, each row ended by a line break."""
    out = io.StringIO()
    csv.writer(out, dialect="excel-tab", lineterminator="\n").writerows(rows)
    return out.getvalue()


def read_columns(text: str) -> list[list[str]]:
    """Return the cells of text in columns; empty rows at the end are none. A quote that is not closed is a letter."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    try:
        rows = list(csv.reader(io.StringIO(plain, newline=""), dialect="excel-tab", strict=True))
    except csv.Error:
        rows = [line.split("\t") for line in plain.split("\n")]
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows
