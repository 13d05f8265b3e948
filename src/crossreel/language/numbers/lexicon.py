"""How a language writes its numbers: `resources/numbers/<language>.toml`."""

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any

import regex

from crossreel.domain.text.language import base_of
from crossreel.kernel.paths import resource

WORD = regex.compile(r"[\p{L}\p{M}\u00ad\u200b]+")
_NAMED = "is_"
_INVISIBLE = {0x00AD: None, 0x200B: None}


class Role(StrEnum):
    """What a word does in a number: it adds its value, multiplies what stands before it, links, or parts the decimals."""

    ADD = "add"
    TIMES = "times"
    LINK = "link"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Form:
    """A word of numbers."""

    role: Role
    value: Fraction = Fraction(0)
    ordinal: bool = False
    unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The numbers of a language.

    `spelled` is how words of numbers stand together: "spaced", "joined" (several may make one word), "unspaced" (nothing parts them
    from others) or "hangul" (they begin a word). `forms` are found by their words; one of `tellers` (`telling` in scripts without
    spaces) is in every text that is worth reading. `wide` are tens that teens are added to; words of `first_only` stand before a
    multiplier and never after it; those of `unit_after` are units where a number stands before them; those of `after_digits` are
    abbreviations; `prefixes` are written together with the word after them; `unsure`
    are numbers in digits that stand for something else (110, 911).
    """

    language: str
    spelled: str
    forms: Mapping[tuple[str, ...], Form]
    longest: int
    groupings: str
    decimals: str
    flags: frozenset[str]
    wide: frozenset[int]
    idioms: regex.Pattern[str] | None
    measures: regex.Pattern[str] | None
    tails: regex.Pattern[str] | None
    marks: Mapping[str, regex.Pattern[str]]
    names: regex.Pattern[str] | None
    named: tuple[Fraction, ...]
    weekdays: regex.Pattern[str] | None
    units: tuple[tuple[str, regex.Pattern[str]], ...]
    letters: regex.Pattern[str] | None
    telling: regex.Pattern[str] | None
    tellers: frozenset[str]
    words_of: Mapping[Fraction, tuple[str, ...]]
    unaccented: bool = False
    first_only: frozenset[str] = frozenset()
    unit_after: frozenset[str] = frozenset()
    after_digits: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    unsure: frozenset[str] = frozenset()
    splits: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)


def folded(text: str, unaccented: bool = False) -> str:
    """Return a word as lexicons have it: small, composed, without soft hyphens; where a language writes stress, without accents."""
    small = unicodedata.normalize("NFC", text.translate(_INVISIBLE)).replace("\u0130", "i").lower()
    if not unaccented:
        return small
    return "".join(char for char in unicodedata.normalize("NFD", small) if not unicodedata.combining(char))


def find_lexicon(language: str) -> Lexicon | None:
    """Return how a language writes numbers: its own table or that of the language it is a variety of; None for others."""
    return _lexicon(language) or _lexicon(base_of(language))


@cache
def _lexicon(language: str) -> Lexicon | None:
    path = resource("numbers", f"{language}.toml")
    return _made(language, tomllib.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None


def _made(language: str, data: Mapping[str, Any]) -> Lexicon:
    unaccented, spelled = bool(data.get("unaccented")), str(data["spelled"])
    endings = data.get("endings", "").split()
    unsure = set(_words(data.get("unsure", ""), unaccented))
    forms: dict[tuple[str, ...], Form] = {}
    tables = (
        ("add", Role.ADD, False),
        ("times", Role.TIMES, False),
        ("ordinal", Role.ADD, True),
        ("ordinal_times", Role.TIMES, True),
    )
    for name, role, ordinal in tables:
        for value, listed in data.get(name, {}).items():
            for words in _expanded(_words(listed, unaccented), endings):
                forms.setdefault(words, Form(role, Fraction(value), ordinal, words in unsure))
    for role in (Role.LINK, Role.POINT):
        for words in _words(data.get(role.value, ""), unaccented):
            forms.setdefault(words, Form(role))
    bounded, marks = spelled in ("spaced", "joined"), data.get("marks", {})
    named = [name for name in marks if name.startswith(_NAMED)]
    return Lexicon(
        language=language, spelled=spelled, forms=forms, longest=max(map(len, forms), default=1),
        groupings=data.get("groupings", ","), decimals=data.get("decimals", "."), flags=frozenset(data.get("flags", "").split()),
        wide=frozenset(data.get("wide", ())), idioms=_phrases(data.get("idioms", ()), bounded, forms),
        measures=_starts(data.get("measures", "").split()), tails=_starts(data.get("tails", "").split()),
        marks={name: _mark(name, pattern, bounded) for name, pattern in marks.items() if name[:3] != _NAMED},
        names=_phrases([f"({marks[name]})" for name in named], bounded, (), sort=False), named=tuple(map(_named, named)),
        weekdays=_phrases([f"({days})" for days in data.get("weekdays", {}).values()], bounded, (), sort=False),
        units=tuple((name, _unit(words.split(), bounded)) for name, words in data.get("units", {}).items()),
        letters=_letters(forms) if spelled == "unspaced" else None, telling=_letters(_tellers(forms)), unaccented=unaccented,
        tellers=frozenset(word for words in _tellers(forms) for word in words),
        words_of=_words_of(forms),
        first_only=frozenset(data.get("first_only", "").split()), unit_after=frozenset(data.get("unit_after", "").split()),
        unsure=frozenset(word for (word, *_) in unsure if word.isdecimal()),
        after_digits=frozenset(data.get("after_digits", "").split()), prefixes=tuple(data.get("prefixes", "").split()),
    )  # fmt: skip


def _words(listed: str, unaccented: bool) -> list[tuple[str, ...]]:
    """Forms are parted by spaces, the words of one form by `_`."""
    return [tuple(folded(part, unaccented) for part in form.split("_")) for form in listed.split()]


def _expanded(forms: Iterable[tuple[str, ...]], endings: Iterable[str]) -> Iterable[tuple[str, ...]]:
    """A form that ends in `*` stands for itself with every ending of the language."""
    for words in forms:
        if words[-1].endswith("*"):
            yield from ((*words[:-1], words[-1][:-1] + ending) for ending in endings)
        else:
            yield words


def _phrases(
    listed: Iterable[str], bounded: bool, forms: Iterable[tuple[str, ...]], sort: bool = True
) -> regex.Pattern[str] | None:
    """Phrases that hold no number: whole words where spaces part them, elsewhere never a part of a number."""
    joined = "|".join(phrase.replace(" ", r"\s+") for phrase in (sorted(listed, key=len, reverse=True) if sort else listed))
    if not joined:
        return None
    if bounded:
        return regex.compile(rf"(?<![\p{{L}}\p{{M}}])(?:{joined})(?![\p{{L}}\p{{M}}])", regex.IGNORECASE)
    figures = "".join(sorted({words[0] for words in forms if len(words[0]) == 1}))
    torn = rf"(?!(?<=[{figures}\d])[{figures}\d])" if figures else ""
    return regex.compile(f"{torn}(?:{joined}){torn}", regex.IGNORECASE)


def _starts(listed: list[str]) -> regex.Pattern[str] | None:
    return regex.compile("|".join(sorted(listed, key=len, reverse=True)), regex.IGNORECASE) if listed else None


def _named(name: str) -> Fraction:
    """`is_12` are words that say twelve without a number: noon, December."""
    return Fraction(name.removeprefix(_NAMED).replace("over", "/"))


def _mark(name: str, pattern: str, bounded: bool) -> regex.Pattern[str]:
    """Marks named `…_before` end where a number begins; the others begin where it ends, or where a search finds them."""
    if name.endswith("_before"):
        left = r"(?<![\p{L}\p{M}])" if bounded else ""
        return regex.compile(rf"{left}(?:{pattern})[\s\-\u200b]*\Z", regex.IGNORECASE)
    return regex.compile(pattern, regex.IGNORECASE)


def _unit(listed: list[str], bounded: bool) -> regex.Pattern[str]:
    joined = "|".join(word.replace("_", r"\s") for word in sorted(listed, key=len, reverse=True))
    return regex.compile(rf"(?:{joined})" + (r"(?![\p{L}\p{M}])" if bounded else ""), regex.IGNORECASE)


def _words_of(forms: Mapping[tuple[str, ...], Form]) -> dict[Fraction, tuple[str, ...]]:
    found: dict[Fraction, list[str]] = {}
    for words, form in forms.items():
        if len(words) == 1 and form.role in (Role.ADD, Role.TIMES) and len(words[0]) > 2:
            found.setdefault(form.value, []).append(words[0])
    return {value: tuple(words) for value, words in found.items()}


def _tellers(forms: Mapping[tuple[str, ...], Form]) -> dict[tuple[str, ...], Form]:
    """Words of numbers beyond one, without which a text has no number worth a second look."""
    return {words: form for words, form in forms.items() if form.role in (Role.ADD, Role.TIMES) and form.value > 1}


def _letters(forms: Mapping[tuple[str, ...], Form]) -> regex.Pattern[str]:
    return regex.compile("|".join(regex.escape("".join(words)) for words in sorted(forms, key=lambda words: -len(words[0]))))
