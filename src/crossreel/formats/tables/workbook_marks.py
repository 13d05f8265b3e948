"""What a sheet of a workbook says beside its cells: merged cells, hidden columns and rows, formulas without a value, errors.

The library does not give these while it reads row by row, and loading the whole book takes ten times the memory.
"""

import re
from dataclasses import dataclass, field

from crossreel.domain.tables.table import Merge, column_of
from crossreel.formats.bounds import Bounds

_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\"")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_HIDDEN = re.compile(rb"\shidden=\"(?:1|true)\"")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*>")
_NUMBER = re.compile(rb"\sr=\"(\d{1,7})\"")
_SPAN = re.compile(rb"\s(min|max)=\"(\d{1,6})\"")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>(.{0,4096}?)</(?:\w+:)?c>", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?(?:v>[^<]|is>)")
_ADDRESS = re.compile(rb"\br=\"([A-Z]{1,3}\d{1,7})\"")
MOST_MERGES = 20_000


@dataclass(slots=True)
class SheetMarks:
    """What stands beside the cells; addresses as a spreadsheet writes them."""

    merges: tuple[Merge, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    unvalued: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def marks_of(part: bytes, bounds: Bounds) -> SheetMarks:
    """Return the marks of a sheet's XML."""
    merges = []
    for match in _MERGE.finditer(part):
        left, top, right, bottom = (each.decode() for each in match.groups())
        merges.append(Merge(int(top), column_of(left) or 0, int(bottom), column_of(right) or 0))
        if len(merges) >= MOST_MERGES:
            break
    hidden: set[int] = set()
    for match in _COLUMN.finditer(part):
        if _HIDDEN.search(match.group()):
            ends = {name: int(number) for name, number in _SPAN.findall(match.group())}
            hidden.update(range(ends.get(b"min", 1) - 1, min(ends.get(b"max", 0), bounds.columns)))
    found = SheetMarks(merges=tuple(merges), hidden_columns=frozenset(hidden), hidden_rows=_hidden_rows(part))
    if b"<f" in part or b":f" in part or b't="e"' in part:
        for match in _CELL.finditer(part):
            attributes, content = match.groups()
            address = _ADDRESS.search(attributes)
            where = address.group(1).decode() if address else ""
            if b't="e"' in attributes:
                found.errors.append(where)
            elif (b"<f" in content or b":f" in content) and not _VALUE.search(content):
                found.unvalued.append(where)
    return found


def _hidden_rows(part: bytes) -> frozenset[int]:
    """Return the numbers of rows that are hidden, by hand, by a filter, or as a part of what is folded up."""
    if b"hidden=" not in part:
        return frozenset()
    found: set[int] = set()
    number = 0
    for match in _ROW.finditer(part):
        said = _NUMBER.search(match.group())
        number = int(said.group(1)) if said else number + 1
        if _HIDDEN.search(match.group()):
            found.add(number)
    return frozenset(found)
