"""Numbers in digits, of any script: how groups and decimals are parted is a matter of the language."""

import unicodedata
from fractions import Fraction
from typing import NamedTuple

import regex

from crossreel.language.numbers.lexicon import Lexicon

_DATE = r"\p{Nd}{1,4}(?P<mark>[/.\-])\p{Nd}{1,2}(?P=mark)\p{Nd}{2,4}(?!\p{Nd})"
_CLOCK = r"\p{Nd}{1,2}[:：]\p{Nd}{2}(?:[:：]\p{Nd}{2})?(?!\p{Nd})|(?<!\p{Nd})(?:[01]?\d|2[0-4])h[0-5]\d(?!\p{Nd})"
_PHONE = r"\p{Nd}{3,4}(?:[-\s]\p{Nd}{4}){1,3}(?!\p{Nd})"
_SHARE = r"(?<![\p{Nd}/])\p{Nd}{1,2}/\p{Nd}{1,2}(?![\p{Nd}/])"
_PLAIN = r"\p{Nd}+(?:[.,٬٫'’\u00a0\u202f]\p{Nd}+)*"
TOKEN = regex.compile(rf"(?P<date>{_DATE})|(?P<clock>{_CLOCK})|(?P<phone>{_PHONE})|(?P<share>{_SHARE})|(?P<plain>{_PLAIN})")
_VULGAR = regex.compile(r"(?P<whole>\p{Nd}+)?(?P<share>[¼½¾⅓⅔])")
_SEPARATORS = regex.compile("[.,٬٫'’\u00a0\u202f]")
_SPACED_GROUP = regex.compile(r"(?<=(?<!\p{Nd})\p{Nd}{1,3}|\u00a0\p{Nd}{3}) (?=\p{Nd}{3}(?!\p{Nd}))")
_FOLDED = {"٬": ",", "٫": ".", "’": "'", "\u202f": "\u00a0"}


class Written(NamedTuple):
    """What stands in digits at a place: all readings of it, and whether it is a time of the day."""

    start: int
    end: int
    values: tuple[Fraction, ...]
    clock: bool = False


def written_numbers(text: str, lexicon: Lexicon) -> list[Written]:
    """Return the numbers in digits of a text; a date is three of them, a vulgar fraction belongs to the number before it."""
    found: list[Written] = []
    if " " in lexicon.groupings:
        text = _SPACED_GROUP.sub("\u00a0", text)
    for match in TOKEN.finditer(text):
        if match["date"] or match["share"]:
            found += _parts(match)
        elif match["clock"]:
            found.append(
                Written(match.start(), match.end(), hours(*map(_whole, regex.split("[:：h]", match.group())[:2])), clock=True)
            )
        elif match["phone"]:
            found.append(Written(match.start(), match.end(), (Fraction(_whole(regex.sub(r"\D", "", match.group()))),)))
        else:
            found.append(Written(match.start(), match.end(), tuple(dict.fromkeys(_readings(match.group(), lexicon)))))
    for match in _VULGAR.finditer(text):
        share = Fraction(str(unicodedata.numeric(match["share"]))).limit_denominator(12)
        found = [each for each in found if each.end <= match.start() or each.start >= match.end()]
        found.append(Written(match.start(), match.end(), (_whole(match["whole"] or "0") + share,)))
    return sorted(found)


def hours(hour: int, minute: int) -> tuple[Fraction, ...]:
    """Return a time of the day in hours, as clocks of twenty-four and of twelve hours have it."""
    time = Fraction(hour) + Fraction(minute, 60)
    return (time, time - 12) if hour > 12 else (time, time + 12) if hour < 12 else (time, time - 12, time + 12)


def _whole(digits: str) -> int:
    return int("".join(str(unicodedata.decimal(char)) for char in digits))


def _parts(match: "regex.Match[str]") -> list[Written]:
    spans = [part.span() for part in regex.finditer(r"\p{Nd}+", match.group())]
    base, numbers = match.start(), [_whole(part) for part in regex.findall(r"\p{Nd}+", match.group())]
    share = match["share"] and 0 < numbers[0] < numbers[1] <= 10
    if share:
        return [Written(match.start(), match.end(), (Fraction(*numbers), *map(Fraction, numbers)))]
    return [Written(base + start, base + end, (Fraction(number),)) for (start, end), number in zip(spans, numbers, strict=True)]


def _readings(token: str, lexicon: Lexicon) -> list[Fraction]:
    """Return what a token may be, likeliest first."""
    separators = [_FOLDED.get(mark, mark) for mark in _SEPARATORS.findall(token)]
    parts = _SEPARATORS.split(token)
    if not separators:
        return [Fraction(_whole(token))]
    together, last = Fraction(_whole("".join(parts))), parts[-1]
    decimal = Fraction(_whole("".join(parts))) / 10 ** len(last)
    if len(set(separators)) > 1:
        return [decimal]
    groups = all(len(part) in (2, 3) for part in parts[1:]) and len(last) == 3 and len(parts[0]) <= 3
    mark = separators[0]
    if len(separators) > 1:
        return [together] if groups else [*(Fraction(_whole(part)) for part in parts)]
    if mark in "'\u00a0":
        return [together] if groups else [Fraction(_whole(part)) for part in parts]
    readings = [together] if groups and mark in lexicon.groupings else []
    if mark in lexicon.decimals or not readings:
        readings.append(decimal)
    if mark == "." and len(last) == 2 and int(_whole(parts[0])) <= 24 and _whole(last) < 60:
        readings += hours(_whole(parts[0]), _whole(last))
    return readings
