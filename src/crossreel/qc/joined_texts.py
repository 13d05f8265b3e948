"""Many texts as one, so that a rule asks once for a whole track and looks closer only where something was found."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

BORDER = "\n\x1e\n"
CUE_START = r"(?:\A|(?<=\x1e\n))"
CUE_END = r"(?=\n\x1e|\Z)"
# A letter may be followed by vowel signs that are no word characters to `re`: Devanagari, and the harakat of Arabic.
IN_WORDS = r"\w\u0900-\u0963\u064b-\u0652"
WORD = re.compile(f"[{IN_WORDS}]+")


class JoinedTexts:
    """The texts of a track's cues, in order, and all of them in one string with a border of line breaks between.

    What stands beside a text is a line break, so that `^` and `$` (re.MULTILINE), `\\s` and `(?!\\w)` mean the same at its ends as
    at those of any line. A pattern says `CUE_START` and `CUE_END` where it means the ends of a cue.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.text = BORDER.join(texts)

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character that stands in any of the texts (and those of the border)."""
        return frozenset(self.text)

    def has(self, character: re.Pattern[str]) -> bool:
        """Tell whether any of the texts has a character that a pattern for one character finds; asked of sixty of them."""
        return character.search(self._inventory) is not None

    @cached_property
    def _inventory(self) -> str:
        return "".join(self.characters)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the texts without its case, `d’accord` has two."""
        return frozenset(self.words)

    @cached_property
    def words(self) -> list[str]:
        """The words of the texts in order, without their case."""
        found: list[str] = []
        for part in self.text.casefold().split():
            if part.isalnum():
                found.append(part)
            else:
                found += WORD.findall(part)
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(text) + len(BORDER) for text in self.texts), initial=0))

    def matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield the number of a text and each match in it; places are those within the text.

        The pattern runs once over everything; only a text it hit is looked through by itself. A match never reaches over a border.
        """
        number, count = -1, len(self.texts)
        while number + 1 < count and (found := pattern.search(self.text, self._starts[number + 1])):
            number = bisect_right(self._starts, found.start()) - 1
            for match in pattern.finditer(self.texts[number]):
                yield number, match
