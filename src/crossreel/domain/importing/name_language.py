"""Which language, or which two, a name speaks of."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from crossreel.domain.importing.name_words import NameWords, any_of, is_glued, key
from crossreel.domain.text.language import base_of, normalize_tag
from crossreel.domain.text.language_names import REGIONS, compounds, language_of
from crossreel.domain.text.numerals import plain

LONGEST_NAME = 7
KEPT = 4096
_BRACKETED = re.compile(r"[\[(【（{]([^\[\](){}【】（）]*)[\])】）}]")
_TOKEN = re.compile(r"[^\s._\-+&,;~@=|/\[\](){}【】（）「」]+")
_JOINED = re.compile(r"\s*[&+/]\s*")
_GLUED_SUB = re.compile(r"^subs?(?=[a-z]{2,4}$)|(?<=^[a-z]{2})subs?$|(?<=^[a-z]{3})subs?$|(?<=^[a-z]{4})subs?$")
_ENGLISH_WORDS = frozenset(
    ["am", "an", "as", "be", "de", "he", "hi", "in", "is", "it", "la", "me", "my", "no", "or", "si", "so", "te", "us"]
)
Found = tuple[str, str]
"""A language and, of a bilingual file, the second one; "" where there is none."""
NONE: Found = ("", "")


class LanguageFinder:
    """Finds languages by the words it was made with."""

    def __init__(self, words: NameWords) -> None:
        self._of = lru_cache(KEPT)(self._look_up)
        self._names = words.languages
        self._countries = words.countries
        self._one_sign = words.one_sign
        self._also_words = words.also_words
        self._roles = {word.casefold() for word in words.roles}
        round_words = sorted({plain(word).casefold() for word in words.round_language}, key=lambda word: -len(word))
        self._glued_round = tuple(word for word in round_words if is_glued(word))
        self._round = frozenset(round_words)
        beside = (*words.versions["later"], *words.versions["old"], *words.folder_kinds)
        self._beside = frozenset(key(word) for word in beside)
        self._subtitles = re.compile(any_of(words.subtitles), re.IGNORECASE)
        self._bilingual = re.compile(any_of(words.bilingual), re.IGNORECASE)

    def in_name(self, stem: str, start: int, end: int) -> Found:
        """Return the language of a file's name; its number stands from `start` to `end`, both 0 where there is none."""
        for group in reversed(_BRACKETED.findall(stem)):
            found = self._whole(group) or self._last(group)
            if found:
                return found
        before, after = (stem[:start], stem[end:]) if end else ("", stem)
        return self._last(after) or self._whole(before.strip(" ._-")) or self._tail(before) or NONE

    def says_subtitles(self, stem: str) -> bool:
        """Tell whether a name speaks of subtitles: in that of a picture they are burned in."""
        return self._subtitles.search(stem) is not None

    def only_says_subtitles(self, folder: str) -> bool:
        """Tell whether a folder's name speaks of subtitles and of nothing else."""
        left, count = self._subtitles.subn("", folder)
        return count > 0 and not re.search(r"[^\W\d_]", left)

    def in_folder(self, name: str) -> Found:
        """Return the language a folder tells, of `en`, `Subs_es-419`, `04_Deutsch`, `JP_SUB` or `Português (Brasil)`."""
        whole = self._whole(name)
        if whole:
            return whole
        pairs = compounds(name)
        if pairs and all(self._says_nothing(token) for token in _tokens(name[: pairs[0][0]] + " " + name[pairs[-1][1] :])):
            return pairs[-1][2], ""
        tokens = [token for token in _tokens(name) if not self._is_beside(token)]
        joined = " ".join(tokens)
        tag = self._of(joined) or self._countries.get(key(joined), "")
        if tag:
            return tag, ""
        tags = [self._of(token) for token in tokens]
        if tags and all(tags):
            one, *others = dict.fromkeys(tags)
            return (one, others[0]) if others and self._is_bilingual(name) else (tags[-1], "")
        return NONE

    def _is_bilingual(self, text: str) -> bool:
        return bool(self._bilingual.search(text) or _JOINED.search(text))

    def _look_up(self, word: str) -> str:
        """Return the tag of one name of a language, "" for other words."""
        word = word.strip(" ._-")
        tag = language_of(word) or self._names.get(key(word))
        if tag:
            return tag
        first, _sign, region = key(word).partition(" ")
        base = base_of(language_of(first) or "")
        if base and region and region in REGIONS.get(base, "").split():
            return normalize_tag(f"{base}-{region}") or ""
        bare = _GLUED_SUB.sub("", key(word)) if _GLUED_SUB.search(key(word)) else self._bare(key(word))
        return (language_of(bare) or self._names.get(bare, "")) if bare != key(word) else ""

    def _bare(self, word: str) -> str:
        """Return a word without what stands round a language: "英文" of "英文字幕版"."""
        going = True
        while going:
            going = False
            for each in self._glued_round:
                if (word != each and word.endswith(each)) or (word != each and word.startswith(each)):
                    word = word.removesuffix(each) if word.endswith(each) else word.removeprefix(each)
                    going = True
        return word.strip(" ._-")

    def _pair(self, word: str) -> Found | None:
        """Return both languages of "中英" and "简英双语"."""
        if self._of_exact(key(word)):
            return None
        bare = self._bilingual.sub("", self._bare(key(word))).strip(" ._-").removesuffix("文").removesuffix("语")
        if len(bare) in (2, 3) and all(sign in self._one_sign for sign in bare):
            tags = [self._of(sign) for sign in bare if self._of(sign)]
            if len(dict.fromkeys(tags)) > 1:
                return tags[0], tags[1]
        return None

    def _whole(self, text: str) -> Found | None:
        pair = self._pair(text)
        if pair:
            return pair
        tag = self._of(text)
        if tag:
            return tag, ""
        parts = [part for part in _JOINED.split(text) if part.strip()]
        tags = [self._of(part) for part in parts]
        return (tags[0], tags[1]) if len(tags) == 2 and all(tags) and tags[0] != tags[1] else None

    def _last(self, text: str) -> Found | None:
        """Return the last language named in a text; English words count only where no blank stands before them."""
        pairs = compounds(text)
        if pairs:
            return pairs[-1][2], ""
        tokens = list(_TOKEN.finditer(text))
        for index in range(len(tokens) - 1, -1, -1):
            pair = self._pair(tokens[index].group())
            if pair:
                return pair
            tag = self._ending_at(text, tokens, index)
            if tag:
                first = self._before(text, tokens, index)
                return (first, tag) if first and first != tag else (tag, "")
        return None

    def _ending_at(self, text: str, tokens: Sequence[re.Match[str]], index: int) -> str:
        word = tokens[index].group()
        if word.casefold() == "hi" and index and self._of(tokens[index - 1].group()):
            return ""
        before = text[tokens[index].start() - 1] if tokens[index].start() else "."
        if word.casefold() in _ENGLISH_WORDS and before in " (":
            return ""
        for length in range(min(LONGEST_NAME, index + 1), 0, -1):
            several = " ".join(token.group() for token in tokens[index - length + 1 : index + 1])
            tag = self._of(several)
            if tag and not (length == 1 and key(several) in self._also_words and before == " "):
                return tag
        return self._suffix(word)

    def _before(self, text: str, tokens: Sequence[re.Match[str]], index: int) -> str:
        """Return the language joined to that of a token: `chs` of "chs&eng"."""
        if not index:
            return ""
        between = text[tokens[index - 1].end() : tokens[index].start()]
        joined = _JOINED.fullmatch(between) or (between in "-_." and self._bilingual.search(text))
        return self._of(tokens[index - 1].group()) if joined else ""

    def _suffix(self, word: str) -> str:
        """Return the language a word of a script without blanks ends with."""
        bare = self._bare(key(word))
        if not is_glued(bare):
            return ""
        return next((tag for size in range(min(8, len(bare) - 1), 1, -1) if (tag := self._of_exact(bare[-size:]))), "")

    def _of_exact(self, word: str) -> str:
        return language_of(word) or self._names.get(word, "")

    def _tail(self, before: str) -> Found | None:
        trimmed = before.rstrip(" ._-[(")
        for _, end, tag in compounds(trimmed):
            if end == len(trimmed):
                return tag, ""
        words = [token for token in _tokens(trimmed) if token.casefold() not in self._roles and not self._says_nothing(token)]
        if not words or words[-1].casefold() in _ENGLISH_WORDS:
            return None
        pair = self._pair(words[-1])
        if pair:
            return pair
        alone = len(words) == 1 or re.search(rf"[._\-]{re.escape(words[-1])}\W*", trimmed)
        tag = self._of(words[-1]) if alone else ""
        return (tag, "") if tag else None

    def _is_beside(self, token: str) -> bool:
        """Tell whether a word of a folder's name says nothing against the language in it."""
        return self._says_nothing(token) or key(token) in self._beside or re.fullmatch(r"v?\d+", token.casefold()) is not None

    def _says_nothing(self, token: str) -> bool:
        return token.casefold() in self._round and not language_of(token)


def _tokens(text: str) -> Iterator[str]:
    return (found.group() for found in _TOKEN.finditer(text))
