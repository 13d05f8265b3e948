"""Where the files of an import plan are found again, so that a correction looks at what it changes and no more."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageTally:
    """How many subtitle files of a language count, how many of them are marked as the source, and their cues."""

    files: int = 0
    marked: int = 0
    cues: int = 0

    def plus(self, marked: int, cues: int, sign: int) -> "LanguageTally":
        """Return the tally with one file more (`sign` 1) or less (-1)."""
        return LanguageTally(files=self.files + sign, marked=self.marked + sign * marked, cues=self.cues + sign * cues)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedItem:
    """What the index needs of a file. `language` is "" for a file that has no say in which language is the source."""

    id: int
    slot: str
    episode: int | None
    language: str = ""
    marked: bool = False
    cues: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanIndex:
    """Ids of files by the place they claim and by episode, and what speaks for each language being the source."""

    positions: Mapping[int, int] = field(default_factory=dict)
    slots: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    episodes: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    languages: Mapping[str, LanguageTally] = field(default_factory=dict)


class IndexChange:
    """An index being changed: begun from one, files taken out and put in, ended as another."""

    def __init__(self, index: PlanIndex) -> None:
        self._positions = index.positions
        self._slots = dict(index.slots)
        self._episodes = dict(index.episodes)
        self._languages = dict(index.languages)

    def take(self, item: IndexedItem) -> None:
        """Take a file out."""
        if item.slot:
            _take(self._slots, item.slot, item.id)
        if item.episode is not None:
            _take(self._episodes, item.episode, item.id)
        if item.language:
            self._tally(item, -1)

    def put(self, item: IndexedItem) -> None:
        """Put a file in."""
        if item.slot:
            self._slots[item.slot] = (*self._slots.get(item.slot, ()), item.id)
        if item.episode is not None:
            self._episodes[item.episode] = (*self._episodes.get(item.episode, ()), item.id)
        if item.language:
            self._tally(item, 1)

    def ended(self) -> PlanIndex:
        """Return the index as it is now."""
        return PlanIndex(positions=self._positions, slots=self._slots, episodes=self._episodes, languages=self._languages)

    def _tally(self, item: IndexedItem, sign: int) -> None:
        tally = self._languages.get(item.language, LanguageTally()).plus(int(item.marked), item.cues, sign)
        if tally.files:
            self._languages[item.language] = tally
        else:
            self._languages.pop(item.language, None)


def _take(found: dict[Key, tuple[int, ...]], key: Key, item_id: int) -> None:
    left = tuple(each for each in found.get(key, ()) if each != item_id)
    if left:
        found[key] = left
    else:
        found.pop(key, None)
