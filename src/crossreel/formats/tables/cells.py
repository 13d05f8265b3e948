"""A guard for cells against being taken for formulas."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t]")
_GUARDED = re.compile(r"'+[=+\-@\t]")


def guard(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would take for a formula; `unguard` takes it off again."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """Undo `guard`."""
    return cell[1:] if _GUARDED.match(cell) else cell
