"""Words and characters that rules look for: `resources/word_lists/<rule>.toml`, a table per language.

A language takes what its own table does not name from that of its language without region and script (`es` for `es-419`), and
then from the table `any`. Words stand in one string with blanks or line breaks between, or in a list where they have blanks
themselves.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, cached_property, lru_cache

from crossreel.domain.text.language import base_of
from crossreel.kernel.paths import resource
from crossreel.qc.joined_texts import IN_WORDS, WORD

ANY = "any"


class Words:
    """Words and phrases to be found in texts, whole and whatever their case.

    Args:
        words: each once.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.listed = tuple(words)
        keyed: dict[str, list[str]] = {}
        for word in self.listed:
            for part in WORD.findall(word.casefold())[:1]:
                keyed.setdefault(part, []).append(word)
        self._by_key = keyed
        self.keys = frozenset(keyed)

    @cached_property
    def folded(self) -> frozenset[str]:
        """The words without their case."""
        return frozenset(word.casefold() for word in self.listed)

    def pattern(self, vocabulary: frozenset[str]) -> re.Pattern[str] | None:
        """Return what finds those of the words that begin with a word of a vocabulary; None where none does."""
        if self.keys.isdisjoint(vocabulary):
            return None
        return _pattern(frozenset(word for key in self.keys & vocabulary for word in self._by_key[key]))


class WordList:
    """What one file says, by language.

    Args:
        tables: by language tag, and `any`.
    """

    def __init__(self, tables: Mapping[str, Mapping[str, object]]) -> None:
        self._tables = tables
        self._words: dict[tuple[str, str], Words] = {}

    def find(self, language: str, key: str) -> object:
        """Return what is said of a language under a key, or None."""
        for name in (language, base_of(language), ANY):
            if key in self._tables.get(name, ()):
                return self._tables[name][key]
        return None

    def text(self, language: str, key: str) -> str:
        """Return a text, for example a row of characters; "" where nothing is said."""
        return str(self.find(language, key) or "")

    def words(self, language: str, key: str = "words") -> Words:
        """Return words to be found; none where nothing is said."""
        if (language, key) not in self._words:
            value = self.find(language, key)
            listed = value.split() if isinstance(value, str) else map(str, value) if isinstance(value, list) else ()
            self._words[language, key] = Words(listed)
        return self._words[language, key]

    def pairs(self, language: str, key: str) -> Mapping[str, str]:
        """Return what stands for what; nothing where nothing is said."""
        value = self.find(language, key)
        return {str(one): str(other) for one, other in value.items()} if isinstance(value, Mapping) else {}


@cache
def word_list(rule: str) -> WordList:
    """Return the words of a rule, read once.

    Raises:
        OSError: there is no such file.
    """
    return WordList(tomllib.loads(resource("word_lists", f"{rule}.toml").read_text(encoding="utf-8")))


@lru_cache(maxsize=4096)
def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    """The longest first, so that a phrase is found before the word it begins with; a blank is any white space."""
    listed = sorted(words, key=lambda word: (-len(word), word))
    alternatives = "|".join(r"\s+".join(map(re.escape, word.split())) for word in listed)
    return re.compile(rf"(?<![{IN_WORDS}])(?:{alternatives})(?![{IN_WORDS}])", re.IGNORECASE)
