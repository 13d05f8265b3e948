"""Whether a name is that of an extra: a trailer, a making-of, music; and what was done to a picture."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from crossreel.domain.catalog.version import Look
from crossreel.domain.importing.extra import ExtraKind
from crossreel.domain.importing.name_words import NameWords, any_of, key

_APART = re.compile(r"[_()\[\]{}【】「」+|]|\s-\s|(?<=\w)-(?=\w)|\.|&")
_FILLING = re.compile(r"[\W\d_]+")
ORDER = (
    ExtraKind.OUTTAKES, ExtraKind.BEHIND_THE_SCENES, ExtraKind.TEASER, ExtraKind.TRAILER, ExtraKind.MUSIC, ExtraKind.INTERVIEW,
    ExtraKind.COMPILATION, ExtraKind.SPECIAL, ExtraKind.PROMO, ExtraKind.SAMPLE,
)  # fmt: skip
"""Which kind wins where a name has words of two: "NG花絮" are outtakes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraFound:
    """What kind of extra a name tells; `by_head`: only by what stands before the number, which may be the title's own name."""

    kind: ExtraKind
    by_head: bool = False


class ExtraFinder:
    """Finds words of extras by the words it was made with."""

    def __init__(self, words: NameWords) -> None:
        self._words = words.extras
        self._kinds = tuple(kind for kind in ORDER if kind in words.extras)
        self._pattern = cache(self._compiled)
        every = (word for both in words.extras.values() for each in both for word in each)
        self._every = re.compile(any_of(every), re.IGNORECASE)

    def in_name(self, text: str, start: int, end: int) -> ExtraFound | None:
        """Return what a file is by its name; its number stands from `start` to `end`, both 0 where there is none."""
        if not self._every.search(text):
            return None
        head, tail = (text[:start], text[end:]) if end else ("", text)
        for kind in self._kinds:
            if self._sure(kind).search(tail):
                return ExtraFound(kind=kind)
        for kind in self._kinds:
            if end and kind is ExtraKind.COMPILATION:
                continue
            if any(_is_all(self._any(kind), part) for part in _APART.split(tail)):
                return ExtraFound(kind=kind)
        for kind in self._kinds:
            if self._ends_head(kind, head):
                return ExtraFound(kind=kind, by_head=True)
        return None

    def in_folder(self, name: str) -> ExtraKind | None:
        """Return what the files of a folder are where its name says that and nothing else."""
        for kind in self._kinds if self._every.search(name) else ():
            if _is_all(self._sure(kind) if kind is ExtraKind.COMPILATION else self._any(kind), name):
                return kind
        return None

    def without_words(self, head: str) -> str:
        """Return a head without its words for extras: the title they are extras of."""
        for kind in self._kinds:
            head = self._sure(kind).sub(" ", head)
        return head

    def _sure(self, kind: ExtraKind) -> re.Pattern[str]:
        return self._pattern(kind, False)

    def _any(self, kind: ExtraKind) -> re.Pattern[str]:
        return self._pattern(kind, True)

    def _compiled(self, kind: ExtraKind, alone: bool) -> re.Pattern[str]:
        """Make a pattern when it is first needed: most folders hold no extras."""
        sure, beside = self._words[kind]
        return re.compile(any_of((*sure, *beside) if alone else sure), re.IGNORECASE)

    def _ends_head(self, kind: ExtraKind, head: str) -> bool:
        if not head:
            return False
        if any(not _FILLING.sub("", head[found.end() :]) for found in self._sure(kind).finditer(head)):
            return True
        parts = [part for part in _APART.split(head) if part.strip()]
        return any(_is_all(self._any(kind), part) for part in parts)


class LookFinder:
    """Finds what was done to a picture by the words it was made with."""

    def __init__(self, words: NameWords) -> None:
        languages: dict[Look, list[str]] = {}
        for word, (look, _tag) in words.look_languages.items():
            languages.setdefault(look, []).append(word)
        self._languages = words.look_languages
        self._all = _patterns({look: (*each, *languages.get(look, ())) for look, each in words.looks.items()})
        self._told = re.compile(rf"(?:{any_of(words.look_languages)})(?!幕)", re.IGNORECASE)

    def find(self, text: str) -> tuple[Look, str, str]:
        """Return the look a name tells, the language its word names, and the name without it."""
        for look, pattern in self._all.items():
            found = pattern.search(text)
            if found is None:
                continue
            told = self._told.search(text)
            tag = self._languages[key(told[0])][1] if told and self._languages[key(told[0])][0] is look else ""
            return look, tag, text[: found.start()] + " " * len(found[0]) + text[found.end() :]
        return Look.UNKNOWN, "", text


def _patterns(words: Mapping[Look, Sequence[str]]) -> dict[Look, re.Pattern[str]]:
    """Return the looks in the order they are asked in: "no subtitles" before "subtitles"."""
    order = (Look.EFFECTS, Look.TEXTLESS, Look.CLEAN, Look.DUBBED, Look.BURNED)
    return {look: re.compile(rf"(?:{any_of(words[look])})(?!幕)", re.IGNORECASE) for look in order if look in words}


def _is_all(pattern: re.Pattern[str], part: str) -> bool:
    """Tell whether a stretch of a name is words of one kind, numbers and signs, and nothing else."""
    left, count = pattern.subn("", part)
    return count > 0 and not _FILLING.sub("", left)
