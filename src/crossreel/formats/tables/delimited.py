"""Text in columns: which sign parts them, and the table they make. CSV and TSV share this."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence

from crossreel.domain.errors import BadInput
from crossreel.domain.tables.table import Table
from crossreel.formats.bounds import Bounds
from crossreel.formats.format import ReadHints
from crossreel.formats.notices import Notices
from crossreel.formats.tables.cells import guard, unguard
from crossreel.formats.tables.gathering import gathered
from crossreel.formats.tables.headers import read_header
from crossreel.formats.tables.times import looks_like_span, looks_like_time

DELIMITERS = (",", ";", "\t", "|")
SNIFFED_CHARACTERS = 16_384
SNIFFED_LINES = 40
_TIMELY = frozenset(["start", "range", "id"])


def sniff_columns(head: str) -> float:
    """Rate the beginning of a text by a line that names columns: texts or ends beside beginnings, or ids of cues."""
    sign = delimiter_of(head)
    for line in _lines(head)[:SNIFFED_LINES]:
        cells = next(_parsed([line], sign), [])
        if len(cells) < 2 or len(cells) > 64:
            continue
        roles = {role for cell in cells for role in read_header(cell).roles}
        spoken = any(read_header(cell).language for cell in cells) or {"source", "target", "text"} & roles
        if roles & _TIMELY and (spoken or {"end", "duration"} & roles):
            return 0.7
    return 0.0


def delimiter_of(text: str) -> str:
    """Return the sign that parts the columns: the one that most rows agree on, of those that make headers or times readable."""
    lines = _lines(text[:SNIFFED_CHARACTERS])[: SNIFFED_LINES + 1]
    if text.startswith("sep=") and len(lines[0]) == 5:
        return lines[0][4]
    return max(DELIMITERS, key=lambda sign: _rating(lines, sign))


def _rating(lines: Sequence[str], sign: str) -> tuple[float, int]:
    rows = [row for row in _parsed(lines, sign) if any(row)]
    if not rows:
        return 0, 0
    told = max(sum(read_header(cell).says_something for cell in row if len(row) > 1) for row in rows[:SNIFFED_LINES])
    timed = sum(any(looks_like_time(cell) or looks_like_span(cell) for cell in row) for row in rows if len(row) > 1)
    width, often = Counter(len(row) for row in rows).most_common(1)[0]
    return told + min(timed, 3) + (often / len(rows) if width > 1 else 0), width


def _parsed(lines: Sequence[str], sign: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader([line + "\n" for line in lines], delimiter=sign)
    except csv.Error:
        return


def _lines(text: str) -> list[str]:
    return text.split("\n")


def one_table(text: str, hints: ReadHints, notices: Notices) -> tuple[Table, ...]:
    """Return the one table of a text, whatever sign parts its columns."""
    return (table_of(text, hints, notices),)


def table_of(text: str, hints: ReadHints, notices: Notices) -> Table:
    """Return the table of a text.

    Raises:
        BadInput: a row cannot be parsed, or there is more than may be read.
    """
    csv.field_size_limit(hints.meter.bounds.megabytes << 20)
    sign = delimiter_of(text)
    lines = _lines(text)
    if text.startswith("sep=") and len(lines[0]) == 5:
        lines[0] = ""
    strict = _is_closed(text, sign)
    if not strict:
        notices.add("sheet.open_quote")
    try:
        given = _bounded(lines, sign, hints.meter.bounds)
        parsed = csv.reader(given, delimiter=sign) if strict else csv.reader(given, delimiter=sign, quoting=csv.QUOTE_NONE)
        return Table(rows=gathered(([_cell(cell) for cell in row] for row in parsed), hints))
    except csv.Error as error:
        raise BadInput("script.broken", name=hints.name, reason=str(error)) from error


def _is_closed(text: str, sign: str) -> bool:
    """Tell whether every quote that opens a cell is closed before the end: one that is not would swallow all the rest."""
    try:
        for _row in csv.reader(text.splitlines(keepends=True), delimiter=sign, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end" not in str(error)
    return True


def _bounded(lines: Sequence[str], sign: str, bounds: Bounds) -> Iterator[str]:
    """Give lines for the parser, which would make a row of any number of cells."""
    for line in lines:
        bounds.check("columns", line.count(sign))
        yield line + "\n"


def _cell(cell: str) -> str:
    return unguard(cell.removesuffix("\n") if cell.endswith("\n") and "\n" not in cell[:-1] else cell)


def written(table: Iterator[list[str]], sign: str) -> str:
    """Return rows as text in columns, every cell guarded against being taken for a formula."""
    return "".join(sign.join(_quoted(guard(cell), sign) for cell in row) + "\n" for row in table)


def _quoted(cell: str, sign: str) -> str:
    special = ',;"\n\t|' if sign == "," else '"\n\t'
    if any(mark in cell for mark in special) or cell != cell.strip():
        return '"' + cell.replace('"', '""') + '"'
    return cell
