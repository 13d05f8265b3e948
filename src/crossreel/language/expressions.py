"""Where a text has an expression of the series bible, and whether a translation has its rendering.

Expressions are looked for as whole words in scripts with spaces, anywhere in the others; case does not matter. In languages that
inflect names the beginning of each word of a rendering is enough.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from crossreel.domain.text.language import base_of
from crossreel.language.counting import clean

INFLECTING = frozenset({"ru", "pl", "tr", "de", "hi", "ar", "uk", "cs", "fi", "hu"})
STEM_LETTERS = 4


def expression_spans(expression: str, text: str) -> Sequence[tuple[int, int]]:
    """Return where an expression stands in a plain text, as (first, end) of its code points."""
    return [match.span() for match in _finder(expression).finditer(text)] if expression else []


def has_expression(expression: str, text: str) -> bool:
    """Tell whether a plain text, cleaned (`counting.clean`), has an expression."""
    return _finder(expression).search(text) is not None


def has_rendering(rendering: str, text: str, language: str) -> bool:
    """Tell whether a plain text of a language has a rendering; line breaks and case do not matter."""
    written = " ".join(text.split()).casefold()
    wanted = " ".join(clean(rendering).split()).casefold()
    if not wanted or wanted in written:
        return True
    return base_of(language) in INFLECTING and bool(_stems(wanted).search(written))


@lru_cache(maxsize=4096)
def _finder(expression: str) -> re.Pattern[str]:
    """Whole words for scripts with spaces, anywhere for the others."""
    escaped = re.escape(clean(expression))
    if re.search("[\u3040-\u9fff\u0e00-\u0e7f]", expression):
        return re.compile(escaped)
    return re.compile(rf"(?<!\w){escaped}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _stems(rendering: str) -> re.Pattern[str]:
    words = (re.escape(word[: max(STEM_LETTERS, len(word) - 2)]) + r"\w*" for word in rendering.split())
    return re.compile(r"\b" + r"\W+".join(words))
