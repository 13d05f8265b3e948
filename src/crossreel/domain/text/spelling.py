"""Words that no dictionary has, where they stand, and the dictionaries there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

UnknownWords = Callable[[str], Sequence[str]]
"""Gives the words of a plain text that neither a dictionary nor the title knows."""
SpellerOf = Callable[[str], UnknownWords | None]
"""Gives for a language what finds its unknown words; None for one without a dictionary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownWord:
    """A word of a plain text that is in no dictionary, at its code points."""

    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellingDictionary:
    """A Hunspell dictionary: its name ("es_MX"), and the folder that holds its two files."""

    name: str
    folder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownPlace:
    """A word of a title that is in no dictionary: how often it stands there, and where first."""

    word: str
    language: str
    count: int
    episode_id: int
    episode_number: int
    cue_id: int
    start_ms: int
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellingReport:
    """Unknown words of a title, the most frequent first; `unchecked` are the languages that no dictionary is there for."""

    words: tuple[UnknownPlace, ...] = ()
    unchecked: tuple[str, ...] = ()
