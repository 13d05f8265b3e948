"""Counting characters the way the style guide of a language counts them.

A strategy is one of four names: "all" counts code points, "cjk_half" counts full-width characters 1 and others 0.5,
"no_marks" leaves out combining marks (Thai vowels and tones above and below), "no_diacritics" leaves out Arabic harakat.
Every strategy works on NFC text without bidi controls (language_limits.csv, column counting_rule; standards.md, section 1.3).
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_HARAKAT = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_HAN_OR_KANA = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def clean(text: str) -> str:
    """Return text as every count and check reads it: NFC, without bidi controls and byte order marks."""
    if text.isascii():
        return text
    return BIDI_CONTROLS.sub("", unicodedata.normalize("NFC", text))


@lru_cache(maxsize=65536)
def count(text: str, strategy: str) -> float:
    """Count the characters of a line or a cue (without markup); line breaks count nothing.

    Raises:
        KeyError: no strategy of that name.
    """
    return STRATEGIES[strategy](clean(text).replace("\n", ""))


def characters_per_second(text: str, strategy: str, duration_ms: int) -> float:
    """Return the reading speed of a cue; infinite where a text has no time at all."""
    counted = count(text, strategy)
    if duration_ms <= 0:
        return float("inf") if counted else 0.0
    return counted * 1000 / duration_ms


def _count_all(text: str) -> float:
    return len(text)


def _count_cjk_half(text: str) -> float:
    """Ambiguous widths (… — “ ”) follow their company, as UAX 11 says: full among Han and kana, half elsewhere."""
    full = "WFA" if _HAN_OR_KANA.search(text) else "WF"
    return sum(1.0 if unicodedata.east_asian_width(char) in full else 0.5 for char in text if unicodedata.category(char) != "Mn")


def _count_no_marks(text: str) -> float:
    return sum(unicodedata.category(char) not in ("Mn", "Me") for char in text)


def _count_no_diacritics(text: str) -> float:
    return len(_HARAKAT.sub("", text))


STRATEGIES: dict[str, Callable[[str], float]] = {
    "all": _count_all,
    "cjk_half": _count_cjk_half,
    "no_marks": _count_no_marks,
    "no_diacritics": _count_no_diacritics,
}
