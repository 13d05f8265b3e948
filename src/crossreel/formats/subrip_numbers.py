"""Which lines of a SubRip file are the numbers of its cues: by where they stand and how they count on, over the whole file.

A line such as `7`, `1995`, `2个` or `#3` above the times is a number in one file and dialogue in another. Numbers count up with the
cues and stand in one place: a blank line above, the times below. What does not, stays text.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from crossreel.domain.text.numerals import chinese_number
from crossreel.formats.time_lines import TimeLine, with_plain_signs

_SHAPE = re.compile(
    r"[.:)\](\[#№*_`\"、，。,;<{| -]{0,4}(?:([^\W\d_]{1,12})[ .:#№-]{0,3})?(\d{1,9})"
    r"(?: ?/ ?\d{1,9}| ?([^\W\d_]{1,4}))?[.:)\](\[#*_`\"、。,;>}| -]{0,4}"
)
_HAN = re.compile("第?([零〇一二两三四五六七八九十百千]{1,7})[个個条條句行号號]?")
RUN = 3  # lines that count up one after another are numbers even where most cues have none
LEAP = 100  # a number further on than this is one only if the next one counts on from it: "1999" is said more often


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line above times that may be their number.

    `line` is where it stands, `plain` whether it is nothing but digits, `below_blank` and `adjacent` where: below a blank line
    (or nothing), right above the times.
    """

    number: int
    line: int
    plain: bool = True
    below_blank: bool = True
    adjacent: bool = True

    @property
    def is_in_place(self) -> bool:
        """Tell whether it stands where numbers stand."""
        return self.below_blank and self.adjacent


def number_of(written: str) -> tuple[int, bool] | None:
    """Return the number a line is, and whether it is nothing else; None where it is no number."""
    line = written.strip()
    if not line or len(line) > 40:
        return None
    if line.isdecimal() and len(line) < 10:
        return int(line), True
    found = _SHAPE.fullmatch(line)
    if found is not None:
        return int(found[2]), False
    han = _HAN.fullmatch(line)
    numeral = chinese_number(han[1]) if han is not None else None
    return (numeral, False) if numeral is not None else None


def candidates(lines: Sequence[str], timed: Sequence[tuple[int, TimeLine]]) -> list[Candidate | None]:
    """Return for each line of times what may be its number.

    Args:
        lines: of the file, with plain signs.
        timed: where lines of times stand, and what they say.
    """
    found: list[Candidate | None] = []
    floor = -1
    for at, times in timed:
        beside = number_of(with_plain_signs(times.before))
        found.append(Candidate(beside[0], at) if beside else _above(lines, at, floor))
        floor = at
    return found


def _above(lines: Sequence[str], at: int, floor: int) -> Candidate | None:
    line = at - 1
    while line > floor and not lines[line].strip():
        line -= 1
    read = number_of(lines[line]) if line > floor else None
    if read is None:
        return None
    above = line - 1
    below_blank = above < 0 or (above > floor and not lines[above].strip())
    return Candidate(read[0], line, read[1], below_blank, line == at - 1)


def numbers(found: Sequence[Candidate | None]) -> list[bool]:
    """Return for each candidate whether it is a number of a cue, rather than text."""
    numbered = _is_numbered(found)
    runs = _runs(found)
    rising = _rising(found)
    chosen: list[bool] = []
    last: tuple[int, int] | None = None
    following = _following(found)
    for at, each in enumerate(found):
        taken = each is not None and (rising[at] or _is_number(found, at, last, following[at], numbered=numbered, run=runs[at]))
        chosen.append(taken)
        if taken and each is not None:
            last = (at, each.number)
    return chosen


def _following(found: Sequence[Candidate | None]) -> list[tuple[int, int] | None]:
    """Return the next candidate behind each: its place and number."""
    after: list[tuple[int, int] | None] = []
    nearest: tuple[int, int] | None = None
    for at in range(len(found) - 1, -1, -1):
        after.append(nearest)
        each = found[at]
        nearest = nearest if each is None else (at, each.number)
    return after[::-1]


def _counts_on(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    """Tell whether two numbers count up with the cues between them, of which some may have none."""
    return one is not None and other is not None and 1 <= other[1] - one[1] <= other[0] - one[0]


def _is_number(
    found: Sequence[Candidate | None],
    at: int,
    last: tuple[int, int] | None,
    following: tuple[int, int] | None,
    *,
    numbered: bool,
    run: int,
) -> bool:
    each = found[at]
    assert each is not None
    here = (at, each.number)
    on, goes_on = _counts_on(last, here), _counts_on(here, following)
    if at == 0:
        return each.plain or goes_on or (following is None and each.number <= 1)
    if on or (goes_on and each.is_in_place):
        parted = not each.below_blank and not each.adjacent
        first = found[0]
        return (numbered or run >= RUN) and (not parted or (first is not None and not first.adjacent))
    if not (numbered and (each.is_in_place or _is_usual(found, each))):
        return False
    if _counts_on(last, following):
        return False
    return each.plain or last is None or each.number > last[1]


def _rising(found: Sequence[Candidate | None]) -> list[bool]:
    """Return for each candidate whether it is of the one rising row that stands right above the times of (nearly) all cues."""
    chosen = [False] * len(found)
    row = _longest_rise([(at, each.number) for at, each in enumerate(found) if each and each.plain and each.adjacent])
    if len(row) < RUN or 10 * len(row) < 9 * len(found) or row[0][0] != 0:
        return chosen
    below_text = sum(not each.below_blank for each in found[1:] if each)
    chosen[0] = True
    for before, here, after in zip(row, row[1:], [*row[2:], None], strict=False):
        each = found[here[0]]
        assert each is not None
        is_usual = each.below_blank or 2 * below_text > len(found) - 1
        chosen[here[0]] = _counts_on(here, after) or (is_usual and here[1] - before[1] <= LEAP)
    return chosen


def _longest_rise(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most of a row of places and numbers whose numbers only rise."""
    ends: list[int] = []  # the lowest number that a rise of each length ends with
    lengths: list[int] = []
    for _, number in points:
        length = bisect_left(ends, number)
        ends[length : length + 1] = [number]
        lengths.append(length)
    row: list[tuple[int, int]] = []
    wanted = len(ends) - 1
    for point, length in zip(reversed(points), reversed(lengths), strict=True):
        if length == wanted and (not row or point[1] < row[-1][1]):
            row.append(point)
            wanted -= 1
    return row[::-1]


def _is_usual(found: Sequence[Candidate | None], each: Candidate) -> bool:
    """Tell whether most numbers of the file stand in this place: in files without blank lines below a text."""
    if not each.adjacent or len(found) > 400:  # long files have other numbers to go by
        return False
    places = [other.below_blank for other in found[1:] if other is not None and other.adjacent]
    return len(places) > RUN and 2 * places.count(each.below_blank) > len(places)


def _runs(found: Sequence[Candidate | None]) -> list[int]:
    """Return for each candidate how many in a row count up by one with each cue."""
    runs = [0] * len(found)
    begin = 0
    while begin < len(found):
        stop = begin + 1
        while stop < len(found) and _counts_on(_at(found, stop - 1), _at(found, stop)):
            stop += 1
        runs[begin:stop] = [stop - begin] * (stop - begin)
        begin = stop
    return runs


def _at(found: Sequence[Candidate | None], at: int) -> tuple[int, int] | None:
    each = found[at]
    return None if each is None else (at, each.number)


def _is_numbered(found: Sequence[Candidate | None]) -> bool:
    """Tell whether the file numbers its cues: the first has a number, or most stand in place and count up."""
    first = found[0] if found else None
    if first is not None and (first.plain or first.number <= 1 or _counts_on(_at(found, 0), _following(found)[0])):
        return True
    good = sum(
        each is not None and each.is_in_place and _counts_on(_at(found, at - 1), (at, each.number))
        for at, each in enumerate(found)
        if at
    )
    return 2 * good >= len(found) > 1
