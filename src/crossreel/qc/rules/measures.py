"""Measures are those of the audience, written as its guide writes them.

Where the metric system is in use a number of miles, gallons or degrees Fahrenheit was left untranslated
(`resources/word_lists/measures.toml`, only words that are no other thing). In Brazil an abbreviated unit stands close to its
number. Symbols are written km and kg everywhere: not in capitals, with no s and no full stop of their own, but in a cue that is
all in capitals. Miles as a way of speaking have no number in figures and are left alone. The space and the symbol are repaired; a
number is not converted.

Bad:
    Está a 5 millas.
    5 km   (pt-BR)
    10 KG
Good:
    Está a ocho kilómetros.
    5km   (pt-BR)
    10 kg
"""

import re
from collections.abc import Iterator
from functools import cache

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.language.breaking import is_unspaced
from crossreel.qc.checked_track import CheckedTrack, checked_of, first_of_each
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import word_list

SYMBOL = r"(?:K[Gg]|K[Mm])s?(?![\w/])|(?:k[gm]|cm)s(?!\w)|(?:k[gm]|cm)\.(?= [a-zà-ÿ])"
FIGURE = re.compile(r"\d")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with such a measure."""
    if not FIGURE.search(track.texts.text):
        return
    pattern = _pattern(track.language)
    for checked, match in first_of_each(track.matches(pattern)):
        kind = _kind(match)
        facts = {"found": match.group()}
        if kind == "symbol":
            if checked.text.isupper():
                continue
            facts["expected"] = _mended(match)
        yield Remark(
            cue=checked.cue, severity=Severity.WARNING, kind=kind, facts=facts, read=(checked.text,), repairable=kind != "foreign"
        )


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Close the space between a number and its unit, and write its symbol as it is."""
    pattern = _pattern(track.language)
    if remark.cue is None:
        return None
    text = checked_of(track, remark.cue).text
    return with_text(remark.cue, pattern.sub(_mended, text))


def _kind(found: re.Match[str]) -> str:
    return "symbol" if found["symbol"] else "foreign" if found["spaced"] is None else "spaced"


def _mended(found: re.Match[str]) -> str:
    if found["symbol"]:
        return found.group().replace(found["symbol"], found["symbol"].lower()[:2])
    return found.group() if found["spaced"] is None else "".join(found.group().split())


@cache
def _pattern(language: str) -> re.Pattern[str]:
    listed = word_list("measures")
    foreign, close = listed.words(language, "foreign").listed, listed.words(language, "close").listed
    number = r"(?<![\dA-Za-z.,])\d+(?:[.,]\d+)*"
    alternatives = "|".join(map(re.escape, foreign)) or "(?!x)x"
    end = "" if is_unspaced(language) else r"(?!\w)"
    units = "|".join(map(re.escape, close)) or "(?!x)x"
    return re.compile(
        rf"{number}(?:\s?(?P<symbol>(?-i:{SYMBOL}))|\s?(?:{alternatives}){end}|(?P<spaced>[ \u00a0])(?-i:{units})(?!\w))",
        re.IGNORECASE,
    )


RULE = Rule(id="measures", title=N_("Measures"), severity=Severity.WARNING, scope=Scope.CUE, check=check, repair=repair)
