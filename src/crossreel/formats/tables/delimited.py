"""Text in columns: which sign parts them, and the table they make. CSV and TSV share this."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from crossreel.domain.tables.table import Table
from crossreel.formats.bounds import Bounds
from crossreel.formats.format import ReadHints
from crossreel.formats.notices import Notices
from crossreel.formats.tables.cells import guard, unguard
from crossreel.formats.tables.gathering import gathered
from crossreel.formats.tables.headers import read_header
from crossreel.formats.tables.times import looks_like_span, looks_like_time, number_of

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

    A quotation mark is a letter unless the whole cell stands between two of them; a mark that opens a cell and takes in rows that
    begin with times is one that nobody closed.

    Raises:
        BadInput: there is more than may be read.
    """
    sign = delimiter_of(text)
    if text.startswith("sep=") and text[4:6] == f"{sign}\n":
        text = text[5:]
    rows = _rows(text, sign, hints.meter.bounds, notices)
    return Table(rows=gathered(([unguard(cell) for cell in row] for row in rows), hints))


def _rows(text: str, sign: str, bounds: Bounds, notices: Notices) -> Iterator[list[str]]:
    between = re.compile(rf'"((?:[^"]|"")*+)"(?=[{re.escape(sign)}\n]|\Z)')
    plain = re.compile(rf"[^{re.escape(sign)}\n]*+")
    width = text.partition("\n")[0].count(sign)
    at, row = 0, list[str]()
    while at <= len(text):
        found = between.match(text, at) if text.startswith('"', at) else None
        if found is not None and _takes_in_rows(found[1], sign, row, width):
            notices.add_at("sheet.open_quote", text, at)
            found = None
        elif found is None and text.startswith('"', at) and _is_open(text, at, sign):
            notices.add_at("sheet.open_quote", text, at)
        if found is None:
            match = plain.match(text, at)
            cell, at = (match[0], match.end()) if match is not None else ("", at)
        else:
            cell, at = found[1].replace('""', '"'), found.end()
        row.append(cell)
        bounds.check("columns", len(row))
        if not text.startswith(sign, at):
            yield row
            row = []
        at += 1


def _takes_in_rows(cell: str, sign: str, before: Sequence[str], width: int) -> bool:
    """Tell whether a cell of several lines holds rows: as wide as the table, with times and numbers where its own row has them."""
    kinds = [_kind(each) for each in before]
    if "time" not in kinds and kinds.count("number") < 2:
        return False
    rows = (line.split(sign) for line in cell.split("\n")[1:] if width and line.count(sign) == width)
    return any([_kind(each) for each in row[: len(kinds)]] == kinds for row in rows)


def _kind(cell: str) -> str:
    if looks_like_time(cell) or looks_like_span(cell):
        return "time"
    return "number" if number_of(cell) is not None else ""


def _is_open(text: str, at: int, sign: str) -> bool:
    """Tell whether the quotation mark that opens a cell has no other in its line."""
    end = text.find("\n", at)
    return '"' not in text[at + 1 : end if end >= 0 else len(text)]


def written(table: Iterator[list[str]], sign: str) -> str:
    """Return rows as text in columns, every cell guarded against being taken for a formula."""
    return "".join(sign.join(_quoted(guard(cell), sign) for cell in row) + "\n" for row in table)


def _quoted(cell: str, sign: str) -> str:
    special = ',;"\n\t|' if sign == "," else '"\n\t'
    if any(mark in cell for mark in special) or cell != cell.strip():
        return '"' + cell.replace('"', '""') + '"'
    return cell
