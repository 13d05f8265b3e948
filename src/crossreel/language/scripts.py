"""Scripts: which letters a language is not written in, and which of them a translation still has of its source."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from crossreel.domain.text.language import script_of

RANGES = {
    "Hani": "\u3400-\u9fff\uf900-\ufaff々〆",
    "Kana": "\u3041-\u3096\u30a1-\u30fa\uff66-\uff9f",
    "Hang": "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
    "Thai": "\u0e01-\u0e3a\u0e40-\u0e4e",
    "Arab": "\u0621-\u063a\u0641-\u064a\u0671-\u06d3",
    "Deva": "\u0904-\u0939\u0958-\u0961",
    "Hebr": "\u05d0-\u05ea",
    "Grek": "\u0391-\u03a9\u03b1-\u03c9",
    "Cyrl": "\u0400-\u04ff",
}
OWN = {"Hans": {"Hani"}, "Hant": {"Hani"}, "Jpan": {"Hani", "Kana"}, "Kore": {"Hang"}}
ONE_IS_ENOUGH = frozenset({"Hani", "Hang"})
LOOK_ALIKES = frozenset("АВЕЅІЈКМНОРСТХаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο")
PAIRS = {"“": "”", '"': '"', "「": "」", "『": "』", "«": "»", "‘": "’", "'": "'", "《": "》", "(": ")", "（": "）"}


@cache
def stranger_letters(language: str) -> re.Pattern[str]:
    """Return what finds one letter of a script that a language is not written in."""
    return re.compile(f"[{''.join(letters for _name, letters in _strange(language))}]")


@cache
def stranger_words(language: str) -> re.Pattern[str]:
    """Return what finds words in a script that a language is not written in; one letter of an alphabet may be a sign."""
    listed = (f"[{letters}]+" if name in ONE_IS_ENOUGH else f"[{letters}]{{2,}}" for name, letters in _strange(language))
    return re.compile("|".join(listed))


def is_left_over(match: re.Match[str], sources: Iterable[str], source_language: str) -> bool:
    """Tell whether what `stranger_words` found in a translation was left there, rather than meant.

    What the source itself quotes from a third language may stay, and so may one character in quotation marks; Cyrillic or Greek
    letters beside Latin ones are look-alikes, which is another matter.
    """
    found, text = match.group(), match.string
    if LOOK_ALIKES.issuperset(found) or _is_inside_word(match):
        return False
    if len(found) == 1 and match.start() and PAIRS.get(text[match.start() - 1]) == text[match.end() : match.end() + 1]:
        return False
    quoted = source_language and stranger_words(source_language).fullmatch(found) is not None
    return not (quoted and any(found in source for source in sources))


def left_over(text: str, language: str, source: str, source_language: str) -> str:
    """Return the first words in a plain text that were left in a script it is not written in, "" where none were."""
    for match in stranger_words(language).finditer(text):
        if is_left_over(match, (source,), source_language):
            return match.group()
    return ""


def _strange(language: str) -> Iterator[tuple[str, str]]:
    script = script_of(language)
    own = OWN.get(script, {script})
    return ((name, letters) for name, letters in RANGES.items() if name not in own)


def _is_inside_word(match: re.Match[str]) -> bool:
    text, start, end = match.string, match.start(), match.end()
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    return match.group()[0] < "\u0530" and any(char.isascii() and char.isalpha() for char in beside)
