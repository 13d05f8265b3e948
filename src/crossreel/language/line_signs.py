"""What a line shows on its surface that a translation usually keeps: that it asks, that it denies, how many sentences it has, of
whom it speaks. Each is a reading of signs and may be wrong; whoever compares two languages by it looks first how well they agree.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

ASKS = re.compile(r"[?？؟⁇⁈]")
ENDS = re.compile(r"[.!?。！？؟…]+(?=\s|$|[^\W\d_])")
LATIN_STOP = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sr|Sra|Srta|St|No)\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignWords:
    """Words of a language, as patterns; "" where it has none.

    `asking` makes a question without a mark, `denying` a negation, `he` and `she` speak of one man or woman, `formal` speaks to
    somebody formally.
    """

    asking: str = ""
    denying: str = ""
    he: str = ""
    she: str = ""
    formal: str = ""


NO_WORDS = SignWords()


def asks(text: str, words: SignWords) -> bool:
    """Tell whether a line asks, by its mark or by a word that asks."""
    return bool(ASKS.search(text)) or bool(words.asking and _pattern(words.asking).search(text))


def denies(text: str, words: SignWords) -> bool:
    """Tell whether a line has a word that denies."""
    return bool(words.denying and _pattern(words.denying).search(text))


def is_formal(text: str, words: SignWords) -> bool:
    """Tell whether a line speaks to somebody formally, in so many words."""
    return bool(words.formal and _pattern(words.formal).search(text))


def sentences(text: str) -> int:
    """Return how many sentences a line has, at least one."""
    return max(1, len(ENDS.findall(LATIN_STOP.sub("", text).strip())))


def speaks_of(text: str, words: SignWords) -> str:
    """Return "m" or "f" where a line speaks of a man or of a woman, "" for both or neither."""
    he = bool(words.he and _pattern(words.he).search(text))
    she = bool(words.she and _pattern(words.she).search(text))
    return "" if he is she else "m" if he else "f"


def words_of(listed: Mapping[str, SignWords], language: str) -> SignWords:
    """Return the words of a language, those of its language without region or script where it has none of its own."""
    return listed.get(language) or listed.get(language.split("-")[0], NO_WORDS)


@lru_cache(maxsize=256)
def _pattern(written: str) -> re.Pattern[str]:
    return re.compile(written, re.IGNORECASE)
