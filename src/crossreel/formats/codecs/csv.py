"""CSV scripts (.csv, .tsv): cue ids, times and a column a language, for people with a spreadsheet."""

import csv
from collections.abc import Iterator, Sequence

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, WriteOptions
from crossreel.formats.bounds import Bounds
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.notices import Notices
from crossreel.formats.script import read_table, rows
from crossreel.formats.script_cells import KINDS, guard, unguard

DELIMITERS = (",", ";", "\t", "|")


def sniff(head: str, name: str) -> float:
    """Rate by a header line that names a beginning and an end, or cue ids."""
    for line in head.split("\n")[:12]:
        kinds = {KINDS.get(cell.strip().strip('"').lower(), "") for cell in line.split(_delimiter(line))}
        if {"in", "out"} <= kinds or "cue_id" in kinds:
            return 0.7 + 0.25 * name.endswith((".csv", ".tsv"))
    return 0.35 * name.endswith((".csv", ".tsv"))


def _delimiter(line: str) -> str:
    return max(DELIMITERS, key=line.count)


def read(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read the rows under the header.

    Raises:
        BadInput: there is no header, or the quotes do not balance.
    """
    lines = text.split("\n")
    header = next((line for line in lines[:12] if sniff(line, "") > 0), lines[0])
    csv.field_size_limit(hints.meter.bounds.megabytes << 20)
    try:
        delimiter = _delimiter(header)
        table = csv.reader(_bounded(lines, delimiter, hints.meter.bounds), delimiter=delimiter)
        return read_table(([_cell(cell) for cell in row] for row in table), hints, notices, FORMAT.title)
    except csv.Error as error:
        raise BadInput("script.broken", name=hints.name, reason=str(error)) from error


def _bounded(lines: list[str], delimiter: str, bounds: Bounds) -> Iterator[str]:
    """Give lines for the parser, which would make a row of any number of cells."""
    for line in lines:
        bounds.check("columns", line.count(delimiter))
        yield line + "\n"


def _cell(cell: str) -> str:
    return unguard(cell.removesuffix("\n") if cell.endswith("\n") and "\n" not in cell[:-1] else cell)


def write(document: Document, options: WriteOptions, notices: Notices) -> str:
    """Write every cell as text, guarded against being taken for a formula."""
    return "".join(_line(row) for row in rows(document, options))


def _line(row: Sequence[str]) -> str:
    return ",".join(_quoted(guard(cell)) for cell in row) + "\n"


def _quoted(cell: str) -> str:
    if any(sign in cell for sign in ',;"\n\t|') or cell != cell.strip():
        return '"' + cell.replace('"', '""') + '"'
    return cell


FORMAT = Format(
    id="csv",
    title="CSV script",
    extensions=("csv", "tsv"),
    sniff=sniff,
    read=read,
    write=write,
    options=frozenset({"language"}),
    loses=frozenset({"placement"}),
    always_bom=True,
    script=True,
)
