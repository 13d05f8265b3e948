"""SubRip files whose text stands above its times, as some tools and hands write it: told by the whole file, never by one cue.

In such a file the first times have text above them and the last ones have none below; in between every block ends with its times.
Both ends and all of the middle have to agree; a line above a usual file or an empty last cue alone changes nothing.
"""

from collections.abc import Sequence
from itertools import pairwise

from crossreel.formats.subrip_numbers import number_of

FEWEST = 3  # cues that agree are a custom
FEWEST_CLOSE = 5  # where no blank line and no number says where a cue begins


def with_text_below(lines: Sequence[str], plain: Sequence[str], timed: Sequence[int]) -> list[str] | None:
    """Return the lines with each cue's text below its times, as many as before; None where the text stands there already.

    Args:
        lines: of the file.
        plain: the same with plain signs.
        timed: where lines of times stand.
    """
    if len(timed) < FEWEST or any(line.strip() for line in plain[timed[-1] + 1 :]):
        return None
    begins = [_begin(plain, floor, at) for floor, at in zip((-1, *timed[:-1]), timed, strict=True)]
    blank = all(at + 1 >= len(plain) or not plain[at + 1].strip() for at in timed)
    number_rows = [_number_row(plain, begin, at) for begin, at in zip(begins, timed, strict=True)]
    texts = [
        [at for at in range(begin, end) if at != number and plain[at].strip()]
        for begin, end, number in zip(begins, timed, number_rows, strict=True)
    ]
    if not all(texts) or not (blank or _is_told_without_blanks(plain, begins, number_rows)):
        return None
    made = list(lines)
    for begin, at, number in zip(begins, timed, number_rows, strict=True):
        above = [] if number is None else [lines[number]]
        made[begin : at + 1] = [*above, lines[at], *(lines[row] for row in range(begin, at) if row != number)]
    return made


def _begin(plain: Sequence[str], floor: int, at: int) -> int:
    """Return where the block begins that ends with times: below the last blank line, or below the times before."""
    begin = at
    while begin - 1 > floor and plain[begin - 1].strip():
        begin -= 1
    return begin


def _number_row(plain: Sequence[str], begin: int, at: int) -> int | None:
    """Return where the number of a block stands: at its head, or right above its times."""
    return next((row for row in (begin, at - 1) if begin <= row < at and number_of(plain[row]) is not None), None)


def _is_told_without_blanks(plain: Sequence[str], begins: Sequence[int], number_rows: Sequence[int | None]) -> bool:
    """Tell whether blocks begin where they seem to: numbers count up at their heads, or there are none in many blocks."""
    found = [number_of(plain[begin]) if begin == number else None for begin, number in zip(begins, number_rows, strict=True)]
    counted = [each[0] for each in found if each is not None]
    if len(counted) == len(found):
        return all(one + 1 == other for one, other in pairwise(counted))
    return len(found) >= FEWEST_CLOSE and not any(number is not None for number in number_rows)
