"""What one header may mean: roles, a language, a unit. Several meanings are left for the contents of the column to decide."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from crossreel.domain.tables.mapping import ColumnRole
from crossreel.domain.text.column_name import column_name, is_full
from crossreel.domain.text.language import base_of, normalize_tag
from crossreel.domain.text.language_names import CODES, language_of, language_of_folder
from crossreel.formats.tables.words import (
    key_of,
    roles_of_words,
    units_of_words,
    words_before_languages,
    words_for_regions,
    words_for_texts,
    words_for_variants,
)

SOURCE_MARK = " (source)"
TEXTS = frozenset(["source", "target", "text"])
CHINESE = frozenset(["zh-Hans", "zh-Hant"])
LONGEST = 80  # characters of a header; more is a sentence
GUIDE_LANGUAGES = (
    "en", "zh-Hans", "zh-Hant", "ja", "ko", "ar", "th", "hi", "ru", "es", "pt", "fr", "de", "it", "id", "ms", "vi", "tr", "pl",
    "fil", "nl",
)  # fmt: skip
_OPEN, _CLOSE = "([{（【〔<《", ")]}）】〕>》"
_NO_BRACKETS = str.maketrans(dict.fromkeys(_OPEN + _CLOSE, " "))
_PARTS = re.compile(r"\s*(?:\n|/|\||／|、|(?<=[\u2e80-\u9fff\uac00-\ud7af])\s+(?=[^\u2e80-\u9fff\uac00-\ud7af\s])|"
                    r"(?<=[^\u2e80-\u9fff\uac00-\ud7af\s])\s+(?=[\u2e80-\u9fff\uac00-\ud7af]))\s*")  # fmt: skip
_SPAN = re.compile(r"\s*(?:-->|→|[-‐-―~～/]|至|到)\s*|\s+(?:to|and|bis|und|et|y|e|a|до|i|en|至)\s+")
_CLOCK_PATTERN = re.compile(
    r"^(?:h{1,2}|m{1,2}|s{1,3}|f{1,2}|x{2,3}|n{2,3}|00|0)(?:[:;.,](?:h{1,2}|m{1,2}|s{1,3}|f{1,3}|x{1,3}|0{1,3}))+$"
)
_BEFORE_UNITS = frozenset(["in", "en", "em", "à", "w", "в"])  # "start time in milliseconds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a header may mean. `roles` are names of roles, "target" among them; `unit` is "ms", "s", "min", "frames" or "".

    A header with roles that are no texts and a language is a word for both, such as `id` or `no`.
    """

    written: str = ""
    roles: tuple[str, ...] = ()
    language: str = ""
    unit: str = ""

    @property
    def says_something(self) -> bool:
        """Whether it means anything here."""
        return bool(self.roles or self.language)


@lru_cache(maxsize=4096)
def read_header(written: str) -> Header:
    """Return what a header may mean, whatever guide language it is written in."""
    text = " ".join(unicodedata.normalize("NFKC", written.replace("\n", " / ")).split())
    if not text or len(text) > LONGEST:
        return Header(written=written)
    if text.endswith(SOURCE_MARK) and (tag := normalize_tag(text.removesuffix(SOURCE_MARK))):
        return Header(written=written, roles=("source",), language=tag)
    outside, inside = _apart(text)
    unit = next(filter(None, map(_unit, inside)), "") or _trailing_unit(outside)
    named = _named_with_tag(outside, inside)
    if named:
        return Header(written=written, language=named)
    roles = _roles(outside) or _roles(text)
    if roles and not TEXTS & set(roles):
        code = normalize_tag(outside) if len(outside) == 2 and outside.isascii() and outside.isalpha() else None
        return Header(written=written, roles=roles, language=_tag(outside) or code or "", unit=unit)
    language = next(filter(None, map(_said_in_brackets, inside)), "") or header_language(outside, inside)
    if language:
        language = _with_variant(language, key_of(text))
        roles = tuple(role for role in roles or _text_words(outside) if role in TEXTS)
    else:
        roles = roles or next(filter(None, map(_roles, inside)), ())
    return Header(written=written, roles=roles, language=language, unit=unit)


def _apart(text: str) -> tuple[str, list[str]]:
    """Return what stands outside of brackets, and what each outermost pair holds."""
    outside: list[str] = []
    inside: list[list[str]] = []
    depth = 0
    for char in text:
        if char in _OPEN:
            depth += 1
            if depth == 1:
                inside.append([])
                outside.append(" ")
                continue
        elif char in _CLOSE and depth:
            depth -= 1
            if not depth:
                continue
        (inside[-1] if depth else outside).append(char)
    return " ".join("".join(outside).split()), ["".join(piece).strip() for piece in inside]


def _said_in_brackets(text: str) -> str:
    return _tag(text) or header_language(*_apart(text))


def _named_with_tag(outside: str, inside: list[str]) -> str:
    """Return the tag of a header that says a language by name and tag, as `header_for` writes it."""
    tag = normalize_tag(inside[0]) if len(inside) == 1 and inside[0].isascii() else None
    return tag if tag and outside and _english_name(tag) == outside else ""


def _english_name(tag: str) -> str:
    import langcodes

    return str(langcodes.get(tag).display_name("en"))


def _roles(text: str) -> tuple[str, ...]:
    """Return the roles a text names: as a whole, as a span from one to the other, or in several languages at once."""
    words = roles_of_words()
    key = key_of(text)
    if key in words:
        return words[key]
    both = [words.get(key_of(part), ()) for part in _SPAN.split(text)]
    if len(both) == 2 and "start" in both[0] and "end" in both[1]:
        return ("range",)
    pieces = [words.get(key_of(part), ()) for part in _PARTS.split(text) if part.strip()]
    if len(pieces) > 1 and all(pieces):
        shared = [role for role in pieces[0] if all(role in piece for piece in pieces)]
        return tuple(shared) or ("range",) * ("start" in pieces[0] and "end" in pieces[1])
    known = [piece for piece in pieces if piece]
    if len(pieces) > 1 and len(known) == 1:
        return known[0]
    parts = [words.get(word, ()) for word in key.split()]
    ends = [role for part in parts for role in ("start", "end", "duration") if role in part]
    if parts and all(parts) and len(ends) == 1 and all("range" in part or ends[0] in part for part in parts):
        return (ends[0],)
    left = [word for word in key.split() if word not in units_of_words() and not word.isdecimal()]
    if len(left) > 1 and len(left) < len(key.split()) and left[-1] in _BEFORE_UNITS and " ".join(left) not in words:
        left.pop()
    without = " ".join(left)
    return words.get(without, ()) if len(without) > 1 else ()


def _unit(text: str) -> str:
    key = key_of(text)
    if _CLOCK_PATTERN.match(text.casefold().replace(" ", "")):
        return ""
    return units_of_words().get(key) or next((units_of_words()[word] for word in key.split() if word in units_of_words()), "")


def _trailing_unit(text: str) -> str:
    words = key_of(text).split()
    return units_of_words().get(words[-1], "") if len(words) > 1 else ""


def _tag(text: str) -> str:
    """Return the language that a text is a tag or the name of."""
    key = text.strip()
    return (language_of(key) or _full_tag(key) or "") if key else ""


def _full_tag(text: str) -> str | None:
    """Return a tag of two parts or more, of a language of the trade or any that has a region."""
    plain = text.replace("_", "-")
    return normalize_tag(plain) if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})+", plain) else None


def header_language(outside: str, inside: list[str]) -> str:
    """Return the language a header names round words for texts, with the region that it or its brackets say; "" for none."""
    hints = _hints(" ".join((outside, *inside)))
    for candidate in _without_text_words(outside):
        tag = _tag(candidate) or language_of_folder(candidate) or _name_in_any_language(candidate)
        if tag:
            return _with_region(tag, hints, candidate)
    return ""


def _without_text_words(text: str) -> Iterator[str]:
    """Give a text, and what is left of it without a word for texts, and its parts."""
    yield text
    key = key_of(text)
    for word in words_for_texts():
        if word in key and word != key:
            apart = word.isascii() or " " in key
            rest = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", key) if apart else key.replace(word, " ")
            rest = " ".join(rest.split()).strip(" 的")
            if rest and rest != key:
                yield rest
    for word in words_before_languages():
        if key.startswith(word):
            yield key.removeprefix(word)
    for part in _PARTS.split(text):
        if part and part != text:
            yield part
    for part in re.split(r"[\s\-–—]+", text):
        if len(part) > 3 and part != text:
            yield part


def _text_words(text: str) -> tuple[str, ...]:
    """Return the role of the longest word for texts that stands in a header with a language."""
    key = f" {key_of(text)} "
    for word in words_for_texts():
        if (f" {word} " in key) if word.isascii() or " " in key.strip() else (word in key):
            return roles_of_words()[word]
    return ()


def _with_region(tag: str, hints: str, written: str) -> str:
    first = base_of(tag)
    explicit = bool(re.fullmatch(r"[a-z]{2,3}[-_][a-z0-9]{2,4}", written.strip().casefold()))
    if explicit:
        return tag
    words = set(hints.split()) - {written.strip().casefold()}
    regions = [regional for regional in words_for_regions() if base_of(regional) == first]
    return next((regional for regional in regions if _says_region(regional, hints, words)), tag)


def _says_region(regional: str, hints: str, words: Collection[str]) -> bool:
    return any(sign in words or (sign[0] == "*" and sign[1:] in hints) for sign in words_for_regions()[regional])


def _hints(text: str) -> str:
    """Return what of a header may name a region: a word for texts (台词) has nothing to do with one (台湾)."""
    key = key_of(text)
    for word in words_for_texts():
        key = key if word.isascii() else key.replace(word, " ")
    return key


def leaves_script_open(written: str) -> bool:
    """Tell whether a header that says Chinese says neither of its scripts, as 中文 or `Chinese` does."""
    hints = _hints(written.translate(_NO_BRACKETS))
    return not any(_says_region(regional, hints, hints.split()) for regional in CHINESE)


def _name_in_any_language(text: str) -> str:
    """Return the language of the trade that a text is the name of in one of the guide languages."""
    key = text.strip().casefold()
    if len(key) < 2 or key_of(key) in roles_of_words() or (key.isascii() and len(key) < 4):
        return ""
    return _names_in_guide_languages().get(_folded(key), "")


@lru_cache(maxsize=1)
def _names_in_guide_languages() -> Mapping[str, str]:
    """Return the languages of the trade by their names in all guide languages, without accents and case."""
    import langcodes

    found: dict[str, str] = {}
    for tag in dict.fromkeys(normalize_tag(code) for code in (*GUIDE_LANGUAGES, *sorted(CODES))):
        if tag:
            bare = langcodes.get(tag).language or tag
            for language in GUIDE_LANGUAGES:
                for each in (bare, tag):
                    found.setdefault(_folded(langcodes.get(each).display_name(language)), tag)
    return found


def _with_variant(language: str, key: str) -> str:
    """Return a language with what its texts are for, as the title's columns are called: `en-x-sdh`, `en-x-forced`."""
    words = set(key.split()) if is_full(language) else set()
    for variant, signs in words_for_variants().items() if words else ():
        if words & set(signs) or any(sign in key for sign in signs if len(sign) > 5 or not sign.isascii()):
            return column_name(language, variant)
    return language


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def header_for(language: str) -> str:
    """Return the header of a language's column in what we write: its tag, or name and tag where the tag is a word for a role."""
    meant = read_header(language)
    if meant.language == language and not meant.roles:
        return language
    return f"{_english_name(language)} ({language})"


ROLES = {role.value: role for role in ColumnRole} | {"target": ColumnRole.TEXT}
"""Roles by the names that headers give them."""
