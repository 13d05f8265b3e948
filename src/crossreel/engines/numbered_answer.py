"""The lines of an answer by their numbers, and what is wrong with the numbering."""

import re
from dataclasses import dataclass, field

NUMBERED = re.compile(r"^\s*[\[(#*]*\s*(\d{1,4})\s*[\])*]*\s*(?:\([^|]*\))?\s*\|\s?(.*)$")
LENIENT = re.compile(r"^\s*[\[(#*]*\s*(\d{1,4})\s*[\])*]*\s*[.:：、)\]|]\s*(.*)$")
FENCE = re.compile(r"^\s*(```|~~~)[\w-]*\s*$")
BROUGHT = re.compile(r"^\s*[-*]?\s*@\s*(.+?)\s*=\s*(.+?)\s*\(?\s*(person|place|term|character)?\s*\)?\s*$", re.IGNORECASE)
PEOPLE = ("person", "character")
THOUGHTS = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)


@dataclass(slots=True)
class NumberedAnswer:
    """What an answer holds.

    Attributes:
        texts: by number, the first that came for it.
        doubtful: numbers that came twice with two texts, or after whose text words without a number follow.
        names: (source, rendering, whether it is a person), as the answer ends with.
    """

    texts: dict[int, str] = field(default_factory=dict)
    doubtful: set[int] = field(default_factory=set)
    names: list[tuple[str, str, bool]] = field(default_factory=list)

    def is_numbered(self, count: int) -> bool:
        """Tell whether it has each number from 1 to `count`, and no other."""
        return self.texts.keys() == set(range(1, count + 1))

    def is_beginning(self, count: int) -> bool:
        """Tell whether it has the numbers from 1 on, in their order, and no more than `count`."""
        return list(self.texts) == list(range(1, len(self.texts) + 1)) and len(self.texts) <= count


def read_answer(text: str, count: int) -> NumberedAnswer:
    """Read an answer: fences, what a model thought aloud, and words before and behind the lines are left out.

    Where one line was wanted (`count`), its answer may come without a number.
    """
    lines = ["" if FENCE.match(line) else line for line in THOUGHTS.sub("", text).splitlines()]  # what follows a fence is apart
    pattern = NUMBERED if any(map(NUMBERED.match, lines)) else LENIENT
    found, last, is_apart = NumberedAnswer(), 0, False
    final = max((place for place, line in enumerate(lines) if pattern.match(line)), default=-1)
    for place, line in enumerate(lines):
        if name := BROUGHT.match(line):
            found.names.append((name[1], name[2], (name[3] or "").lower() in PEOPLE))
            last = 0
        elif match := pattern.match(line):
            last, is_apart = int(match[1]), False
            said = match[2].strip()
            if found.texts.setdefault(last, said) != said:
                found.doubtful.add(last)
        elif not line.strip():
            is_apart = True
        elif last and (place < final or not is_apart):
            found.doubtful.add(last)
    bare = [line.strip() for line in lines if line.strip() and not BROUGHT.match(line)]
    if count == 1 and final < 0 and len(bare) == 1:
        found.texts[1] = bare[0]
    return found
