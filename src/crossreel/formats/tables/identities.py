"""Ids in cells: what of them can be trusted once a spreadsheet had them."""

import re
from collections import Counter
from collections.abc import Sequence

from crossreel.domain.tables.table import Cell, text_of
from crossreel.formats.notices import Notices
from crossreel.formats.tables.times import plain

EXACT = 2**53  # beyond it a spreadsheet's numbers have gaps
MAX_ID = 2**63 - 1
SPREADSHEET_DIGITS = 15  # a spreadsheet keeps no more of a number, and fills up with zeros
_POWER = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,2}")


def ids_of(cells: Sequence[tuple[str, Cell]], notices: Notices, *, ours: bool) -> list[int | None]:
    """Return the id in each cell, None where there is none or its digits cannot be trusted: an id is never guessed.

    An id is lost when a spreadsheet made a number of it, when the digits beyond the fifteenth are all zeros in all of them, and
    when two rows have the same.

    Args:
        cells: address and content.
        notices: told of ids that are lost.
        ours: whether what is no number is a fault; the ids of others may be anything.
    """
    found = [_id(where, cell, notices, ours=ours) for where, cell in cells]
    long = [str(each) for each in found if each is not None and len(str(each)) > SPREADSHEET_DIGITS]
    rounded = len(set(long)) > 1 and all(not digits[SPREADSHEET_DIGITS:].strip("0") for digits in long)
    often = Counter(each for each in found if each is not None)
    for at, each in enumerate(found):
        if each is None:
            continue
        if rounded and len(str(each)) > SPREADSHEET_DIGITS:
            notices.add("script.id_lost_digits", 0, where=cells[at][0], text=str(each))
            found[at] = None
        elif often[each] > 1:
            notices.add("script.id_twice", 0, where=cells[at][0], id=str(each))
            found[at] = None
    return found


def _id(where: str, cell: Cell, notices: Notices, *, ours: bool) -> int | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if abs(cell) >= EXACT or cell != int(cell):
            notices.add("script.id_lost_digits", 0, where=where, text=str(cell))
            return None
        return int(cell) if cell >= 0 else None
    digits = plain(text_of(cell))
    if not digits:
        return None
    if _POWER.fullmatch(digits):
        notices.add("script.id_lost_digits", 0, where=where, text=digits)
        return None
    if digits.isascii() and digits.isdigit() and len(digits) < 20 and int(digits) <= MAX_ID:
        return int(digits)
    if ours:
        notices.add("script.bad_id", 0, where=where, text=digits[:40])
    return None
