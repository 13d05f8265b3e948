"""What short lines say and what they deny, of a list of plain things: for rules that compare the two sides of a cue.

Words are data: `resources/word_lists/said_things.toml` (the things, by language), `negation.toml` (how a language denies).
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from crossreel.qc.joined_texts import BORDER, IN_WORDS, JoinedTexts
from crossreel.qc.word_lists import ANY, word_list

UNSPACED = frozenset({"zh-Hans", "zh-Hant", "ja", "th", "ko"})
PARTED = re.compile(r"[,，،、;；:：\n]|[.。!！…]\s*\S")
SPACE_INSIDE = re.compile(r"\S\s+\S")
TAIL = r"[了啊呀的哦啦吧]*[.。!！…~～]*$"
MOST_TAIL, MOST_TAIL_WORDS = 5, 3
SOURCE_ONLY, TRANSLATION_ONLY = "<", ">"
NEVER = re.compile(r"(?!)")


class Denied(NamedTuple):
    """The number of a line among others, and the things that the word it denies may mean."""

    number: int
    things: tuple[str, ...]


@lru_cache(maxsize=1024)
def denials(joined: str, language: str) -> tuple[Denied, ...]:
    """Return of joined texts those that deny one plain thing in a short clause; none where nobody knows how a language denies."""
    pattern = _denying(language)
    if pattern is None:
        return ()
    found: dict[int, Denied] = {}
    for number, match in JoinedTexts(joined.split(BORDER)).matches(pattern):
        text = match.string
        if number in found or not _is_plain(text, language):
            continue
        word = next(group for group in match.groupdict().values() if group is not None)
        if word in word_list("negation").words(language, "whole_clause").listed or _ends_soon(text[match.end() :], language):
            found[number] = Denied(number, _things_of(word.casefold(), language))
    return tuple(denied for denied in found.values() if denied.things)


@lru_cache(maxsize=16_384)
def says(text: str, language: str) -> str:
    """Return the one thing, of those whose denial would be told, that a short plain line says and does not deny; else ""."""
    listed = word_list("said_things").words(ANY, "added").listed
    if not thing_pattern(listed, language, source=True).search(text) or not _is_plain(text, language):
        return ""
    if pattern_of("not", language).search(text) or _negations(text, language):
        return ""
    found = {thing for thing in listed if thing_pattern((thing,), language, source=True).search(text)}
    return found.pop() if len(found) == 1 else ""


def denies(text: str, things: tuple[str, ...], language: str) -> bool:
    """Tell whether a line denies one of some things in so many words, in a language of sources."""
    return any(not set(denied.things).isdisjoint(things) for denied in denials(text, language))


@cache
def thing_pattern(things: tuple[str, ...], language: str, *, source: bool = False) -> re.Pattern[str]:
    """Return what finds some things said in a translation, or in a source; nothing, where no word is known for them."""
    left_out = TRANSLATION_ONLY if source else SOURCE_ONLY
    listed = [word for thing in things for word in word_list("said_things").words(language, thing).listed if word[0] != left_out]
    return re.compile("|".join(_written(word, language) for word in listed), re.IGNORECASE) if listed else NEVER


@cache
def begins(things: tuple[str, ...], language: str) -> frozenset[str]:
    """Return the letters that words of some things begin with."""
    listed = (word for thing in things for word in word_list("said_things").words(language, thing).listed)
    return frozenset(_bare(word)[0] for word in listed)


@cache
def pattern_of(key: str, language: str) -> re.Pattern[str]:
    """Return a pattern of `negation.toml`, one that finds nothing where nothing is said of a language."""
    written = word_list("negation").text(language, key)
    return re.compile(written, re.IGNORECASE) if written else NEVER


def _is_plain(text: str, language: str) -> bool:
    """Tell whether a line is one short clause that neither asks nor denies in a way of speaking."""
    text = text.strip()
    if len(text) > int(word_list("negation").text(language, "most") or 0) or PARTED.search(text.rstrip(".。!！…")):
        return False
    if language in UNSPACED and language != "ko" and SPACE_INSIDE.search(text):
        return False
    if pattern_of("many", language).search(text) or pattern_of("asks", language).search(text):
        return False
    return not _other_things(language).search(text) and _negations(text, language) <= 1


@cache
def _other_things(language: str) -> re.Pattern[str]:
    listed = word_list("negation").words(language, "not_thing").listed
    return re.compile("|".join(map(re.escape, listed))) if listed else NEVER


def _negations(text: str, language: str) -> int:
    listed = word_list("negation").text(language, "negations")
    return sum(char in listed for char in text) if listed else 0


def _ends_soon(tail: str, language: str) -> bool:
    """Tell whether what stands after a denied word is no clause of its own."""
    tail = tail.strip(" .。!！…")
    if language in UNSPACED:
        return len(tail) <= MOST_TAIL and not _verbs(language).search(tail)
    return len(tail.split()) <= MOST_TAIL_WORDS


@cache
def _verbs(language: str) -> re.Pattern[str]:
    return thing_pattern(tuple(_things("")), language, source=True)


@cache
def _denying(language: str) -> re.Pattern[str] | None:
    """Return what finds a denied thing, its word in the group of its kind."""
    kinds = {"verb": ("denies", ""), "noun": ("denies_noun", "n_"), "had": ("denies_having", "h_")}
    parts = []
    for name, (key, prefix) in kinds.items():
        written = word_list("negation").text(language, key)
        listed = [word for thing in _things(prefix) for word in word_list("said_things").words(language, thing).listed]
        words = [word for word in listed if word[0] != TRANSLATION_ONLY]
        if written and words:
            whole = _alternatives(words, language)
            first, *more = written.replace("$", TAIL if language != "en" else "[.!…]*$").split("%")
            parts.append(first + "".join(f"(?P<{name}{place}>{whole}){part}" for place, part in enumerate(more)))
    lexical = word_list("negation").pairs(language, "lexical")
    if lexical:
        parts.append(f"(?P<lexical>{'|'.join(map(re.escape, lexical))})")
    return re.compile("|".join(f"(?:{part})" for part in parts), re.IGNORECASE | re.MULTILINE) if parts else None


def _things(prefix: str) -> Iterator[str]:
    for thing in word_list("said_things").words(ANY, "things").listed:
        if thing.startswith(prefix) if prefix else thing[1:2] != "_":
            yield thing


def _alternatives(words: Iterable[str], language: str) -> str:
    """The longest first; of a language whose words are written apart each with its ending."""
    listed = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(_ending(word, language) for word in listed)


def _ending(word: str, language: str) -> str:
    bare = re.escape(word.strip("<>=$").replace("_", " ")).replace(r"\ ", " ")
    if language == "en":
        return bare + (r"\b" if word.endswith("=") else r"\w*")
    return bare + (f"(?={TAIL})" if word.endswith("=") and language.startswith("zh") else "")


def _bare(word: str) -> str:
    return word.strip("<>=$").replace("_", " ")


def _written(word: str, language: str) -> str:
    bare = re.escape(_bare(word)).replace(r"\ ", r"\s")
    if word.endswith("$") or (word.endswith("=") and language.startswith("zh")):
        bare += r"(?=[\s.。!！…~～]*$)"
    if language in UNSPACED:
        return bare
    return rf"(?<![{IN_WORDS}]){bare}" + (rf"(?![{IN_WORDS}])" if word.endswith("=") else "")


@cache
def _things_of(word: str, language: str) -> tuple[str, ...]:
    """Return the things that a word of a source may mean."""
    lexical = word_list("negation").pairs(language, "lexical")
    if word in lexical:
        return (lexical[word],)
    found = []
    for thing in word_list("said_things").words(ANY, "things").listed:
        listed = word_list("said_things").words(language, thing).listed
        if any(_is_of(word, each, language) for each in listed):
            found.append(thing)
    return tuple(found)


def _is_of(word: str, listed: str, language: str) -> bool:
    bare = listed.strip("<>=$").replace("_", " ").casefold()
    return word == bare or (language == "en" and not listed.endswith("=") and word.startswith(bare))
