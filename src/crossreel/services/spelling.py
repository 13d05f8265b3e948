"""Spelling: the words of a text, or of a title, that no dictionary has and the title does not know."""

import threading
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Character, Term, Title, TitleText
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput, NotFound
from crossreel.domain.text.column_name import language_of
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.known_word import KnownWord
from crossreel.domain.text.spelling import SpellerOf, SpellingDictionary, SpellingReport, UnknownPlace, UnknownWord, UnknownWords
from crossreel.language.spelling import is_known, is_spelled, known_forms, spelled_words, spelling_of
from crossreel.spelling.dictionaries import best_dictionary, carried_folders, find_dictionaries, usual_folders
from crossreel.spelling.speller import Speller
from crossreel.storage import queries
from crossreel.storage.database import Database
from crossreel.storage.unit_of_work import UnitOfWork

MOST_LOADED = 4


class Spelling:
    """Finds dictionaries at the first question, loads one when its language is asked for, and keeps the latest few."""

    def __init__(self, database: Database, own_folder: Path) -> None:
        """Begin.

        Args:
            database: the catalog.
            own_folder: where the user's own dictionaries lie; they come before those of the system.
        """
        self._database = database
        self.own_folder = own_folder
        self._found: tuple[SpellingDictionary, ...] | None = None
        self._loaded: dict[str, Speller] = {}
        self._lock = threading.Lock()

    def dictionaries(self) -> tuple[SpellingDictionary, ...]:
        """Return the dictionaries there are, looked for once."""
        if self._found is None:
            self._found = find_dictionaries((self.own_folder, *usual_folders(), *carried_folders()))
        return self._found

    def dictionary_for(self, language: str) -> SpellingDictionary | None:
        """Return the dictionary that serves a language, None where there is none or the language has no words between spaces."""
        language = language_of(language)
        return best_dictionary(self.dictionaries(), language) if is_spelled(language) else None

    def unknown(self, title_id: int, language: str, text: str) -> tuple[UnknownWord, ...] | None:
        """Return the words of a text (inline markup) that neither a dictionary nor the title has; None without a dictionary."""
        language = language_of(language)
        speller = self._speller(language)
        if speller is None:
            return None
        with self._database.read() as uow:
            known = _known_in(uow, title_id, language)
        return tuple(_unknown(speller, plain_text(text), language, known))

    def speller(self, title_id: int) -> SpellerOf:
        """Return what gives, for a language, what finds the unknown words of a plain text; None for one without a dictionary."""

        def of(language: str) -> UnknownWords | None:
            tag = language_of(language)
            speller = self._speller(tag)
            if speller is None:
                return None
            with self._database.read() as uow:
                known = _known_in(uow, title_id, tag)
            return lambda text: [each.word for each in _unknown(speller, text, tag, known)]

        return cache(of)

    def suggest(self, language: str, word: str) -> tuple[str, ...]:
        """Return words that may have been meant, the likeliest first."""
        speller = self._speller(language_of(language))
        return speller.suggest(spelling_of(word)) if speller is not None else ()

    def check(
        self,
        title_id: int,
        *,
        languages: Collection[str] = (),
        roles: Collection[str] | None = None,
        episode_ids: Collection[int] | None = None,
        suggest: bool = False,
    ) -> SpellingReport:
        """Look at the words of a title.

        Args:
            title_id: the title.
            languages: which; all without any.
            roles: of which columns; all without any.
            episode_ids: of which episodes; all without.
            suggest: whether to look for what may have been meant, which takes much longer.

        Raises:
            NotFound: there is no such title.
        """
        with self._database.read() as uow:
            uow.get(Title, title_id)
            episodes, tracks = _tracks_of(uow, title_id)
            chosen = list(languages) or sorted({track.language for track in tracks.values()})
            cues = queries.cues_by_track(uow, title_id, languages=chosen, roles=roles, episode_ids=episode_ids)
            known = {language: _known_in(uow, title_id, language) for language in chosen}
        spellers = {language: self._speller(language) for language in chosen}
        found: dict[tuple[str, str], UnknownPlace] = {}
        for track in sorted((tracks[id] for id in cues), key=lambda each: episodes[each.episode_id].number):
            speller = spellers[track.language]
            if speller is None:
                continue
            for cue in cues[track.id]:
                for each in _unknown(speller, plain_text(cue.text), track.language, known[track.language]):
                    _count(found, each.word, cue, track, episodes[track.episode_id])
        words = sorted(found.values(), key=lambda each: (chosen.index(each.language), -each.count, each.word.casefold()))
        if suggest:
            words = [replace(each, suggestions=self.suggest(each.language, each.word)) for each in words]
        return SpellingReport(words=tuple(words), unchecked=tuple(tag for tag in chosen if spellers[tag] is None))

    def known_words(self, title_id: int) -> tuple[KnownWord, ...]:
        """Return the words that a title takes as right, by language."""
        with self._database.read() as uow:
            return tuple(uow.where(KnownWord, title_id=title_id))

    def know(self, title_id: int, language: str, word: str) -> Edit:
        """Have a title take a word of a language as right.

        Raises:
            BadInput: it is no word, or the title knows it already.
            NotFound: there is no such title.
        """
        language, written = language_of(language), spelling_of(word.strip())
        if not written or any(map(str.isspace, written)):
            raise BadInput("spelling.no_word", word=word)

        def write(uow: UnitOfWork) -> None:
            if uow.find(Title, title_id) is None:
                raise NotFound("catalog.no_title")
            if any(each.word == written for each in uow.where(KnownWord, title_id=title_id, language=language)):
                raise BadInput("spelling.known_already", word=written)
            uow.put(KnownWord(id=uow.new_id(), title_id=title_id, language=language, word=written))

        header = EditHeader(label="edit.know_word", title_id=title_id, facts={"word": written, "language": language})
        with self._database.edit(header) as open_edit, open_edit.part() as uow:
            write(uow)
        return open_edit.edit

    def forget(self, known_word_id: int) -> Edit:
        """Have a title no longer take a word as right.

        Raises:
            NotFound: there is no such word.
        """
        with self._database.read() as uow:
            known = uow.get(KnownWord, known_word_id)
        facts = {"word": known.word, "language": known.language}
        header = EditHeader(label="edit.forget_word", title_id=known.title_id, facts=facts)
        with self._database.edit(header) as open_edit, open_edit.part() as uow:
            uow.remove(uow.get(KnownWord, known_word_id))
        return open_edit.edit

    def _speller(self, language: str) -> Speller | None:
        dictionary = self.dictionary_for(language)
        if dictionary is None:
            return None
        with self._lock:
            speller = self._loaded.pop(dictionary.name, None) or Speller(dictionary)
            self._loaded[dictionary.name] = speller
            while len(self._loaded) > MOST_LOADED:
                self._loaded.pop(next(iter(self._loaded)))
        return speller


def _count(found: dict[tuple[str, str], UnknownPlace], word: str, cue: Cue, track: Track, episode: Episode) -> None:
    key = (track.language, word)
    if key in found:
        found[key] = replace(found[key], count=found[key].count + 1)
        return
    found[key] = UnknownPlace(
        word=word, language=track.language, count=1, episode_id=episode.id, episode_number=episode.number, cue_id=cue.id,
        start_ms=cue.start_ms,
    )  # fmt: skip


def _unknown(speller: Speller, text: str, language: str, known: frozenset[str]) -> Sequence[UnknownWord]:
    return [
        UnknownWord(start=start, end=start + len(word), word=word)
        for start, word in spelled_words(text, language)
        if not is_known(word, known, language) and not speller.knows(spelling_of(word))
    ]


def _tracks_of(uow: UnitOfWork, title_id: int) -> tuple[dict[int, Episode], dict[int, Track]]:
    """Return the episodes of a title and their tracks, by id."""
    episodes = {each.id: each for each in uow.where(Episode, title_id=title_id)}
    return episodes, {each.id: each for each in uow.where(Track, episode_id=list(episodes))}


def _known_in(uow: UnitOfWork, title_id: int, language: str) -> frozenset[str]:
    """Return what a title knows in a language: its own words, the names of its people and of itself, and the terms."""
    people, terms = uow.where(Character, title_id=title_id), uow.where(Term, title_id=title_id)
    words = [each.word for each in uow.where(KnownWord, title_id=title_id, language=language)]
    words += [name for person in people for name in (person.name, person.names.get(language, ""))]
    words += [name for term in terms for name in (term.source, term.renderings.get(language, ""))]
    words += [each.name for each in uow.where(TitleText, title_id=title_id, language=language)]
    return known_forms(words, language)
