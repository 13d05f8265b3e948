"""Whether what came for a line is its translation, as far as that can be told without understanding it."""

import re
from functools import lru_cache

from crossreel.domain.errors import Told
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.language import are_kin, script_of
from crossreel.engines.question import words
from crossreel.language.scripts import left_over

WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
LETTER = re.compile(r"[^\W\d_]")
GARBLED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffd]")
OF_WIDE = 3
MOST_TIMES, MOST_BESIDE = 4, 40
COPIED_WORDS = 3
HAN = frozenset({"Hans", "Hant", "Jpan"})


def what_is_wrong(source: str, text: str, source_language: str, language: str) -> Told | None:
    """Return why a text is no translation of a line, or None where nothing speaks against it.

    Args:
        source: the line, inline markup.
        text: what came for it, inline markup.
        source_language: BCP 47 tag of the line.
        language: that of the translation.
    """
    before, after = plain_text(source), plain_text(text)
    if not after.strip():
        return Told("engines.empty_line", {})
    if GARBLED.search(after):
        return Told("engines.garbled", {"text": GARBLED.sub("\ufffd", after)})
    if LETTER.search(before) and not LETTER.search(after):
        return Told("engines.no_words", {"text": after})
    if _chatter().search(after) and not _chatter().search(before):
        return Told("engines.chatter", {"text": after[:80]})
    if weight(after) > MOST_BESIDE + MOST_TIMES * weight(before):
        return Told("engines.too_long", {"characters": len(after), "source_characters": len(before)})
    if are_kin(source_language, language):
        return None
    if _is_copy(before, after, source_language, language):
        return Told("engines.copied", {"text": after})
    left = left_over(after, language, before, source_language)
    return Told("engines.script_left", {"found": left}) if left else None


def weight(text: str) -> int:
    """Return how much a text says, roughly, by its characters: one of Chinese, Japanese or Korean for three of other scripts."""
    return len(text) + (OF_WIDE - 1) * len(WIDE.findall(text))


def _is_copy(before: str, after: str, source_language: str, language: str) -> bool:
    """Tell whether the line itself came back: names may, and so may what is short in the same script."""
    if before.split() != after.split() or len(LETTER.findall(after)) < 2:
        return False
    scripts = {script_of(source_language), script_of(language)}
    if len(scripts) > 1 and not scripts <= HAN:
        return True
    return len(after.split()) >= COPIED_WORDS and not after.istitle() and not after.isupper()


@lru_cache(maxsize=1)
def _chatter() -> re.Pattern[str]:
    return re.compile("|".join(words()["chatter"]), re.IGNORECASE)
