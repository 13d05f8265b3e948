"""How many tokens a text has, roughly: each model cuts texts in its own way, and tells what it counted only afterwards."""

import re

WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
PLAIN = re.compile(r"[\x00-\x7f]")
PER_WIDE, PER_PLAIN, PER_OTHER = 1.0, 0.28, 0.5
"""Tokens a character: of Han, kana and Hangul; of ASCII; of everything else (accents, Cyrillic, Arabic, Thai)."""
OUT_OF_IN = 1.6
"""How many tokens a translation has for each of its source, rather too many than too few: Chinese is short."""


def estimated_tokens(text: str) -> int:
    """Return how many tokens a text has, roughly, and never 0 for a text."""
    wide, plain = len(WIDE.findall(text)), len(PLAIN.findall(text))
    return round(wide * PER_WIDE + plain * PER_PLAIN + (len(text) - wide - plain) * PER_OTHER) or int(bool(text))
