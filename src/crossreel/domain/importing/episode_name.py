"""Reading a file's name and the names of its folders. Pure; the file itself is not read."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from crossreel.domain.catalog.version import Look
from crossreel.domain.cues.track import Role
from crossreel.domain.importing.episode_numbers import NumberFinder, Numbers
from crossreel.domain.importing.extra import ExtraKind
from crossreel.domain.importing.name_extras import ExtraFinder, LookFinder
from crossreel.domain.importing.name_labels import LabelFinder, Labels
from crossreel.domain.importing.name_language import LanguageFinder
from crossreel.domain.importing.name_parts import FolderParts, NameParts
from crossreel.domain.importing.name_words import NameWords, any_of, key
from crossreel.domain.importing.version_label import Stage
from crossreel.domain.text.numerals import NUMERALS, plain

KEPT = 4096  # folders and heads of names: a folder's files share them
_BRACKETED = re.compile(r"[\[(【（{][^\[\](){}【】（）]*[\])】）}]")
_SPLIT = re.compile(r"[\s._\-+&,;~@=|/\[\](){}【】（）「」]+")
_BARE_FOLDER = re.compile(r"\s*(\d{1,3})\s*")
_BATCH = re.compile(rf"\d+|第?[{NUMERALS}]+[批部卷]|(?-i:\b[IVX]+\b)|[#()._-]")
_RANGE_FOLDER = re.compile(r"\D*?(\d{1,3})\s*[-~至到_]\s*(\d{1,3})\D*")


class NameReader:
    """Reads names by the words it was made with; made once, it is used for every file."""

    def __init__(self, words: NameWords) -> None:
        self._words = words
        self._labels = LabelFinder(words)
        self._episode_word = re.compile(rf"(?:{any_of(words.episode['before'])})$", re.IGNORECASE)
        self._numbers = NumberFinder(words)
        self._extras = ExtraFinder(words)
        self._looks = LookFinder(words)
        self._languages = LanguageFinder(words)
        self._folder = lru_cache(KEPT)(self._read_folder)
        self._title = lru_cache(KEPT)(self._read_title)

    def read(self, name: str, folders: Sequence[str] = ()) -> NameParts:
        """Read a file name and the names of the folders it stands in (outermost first).

        Args:
            name: the file's name with its extension, for example `S01E003_en.srt`.
            folders: folder names below the one that was chosen, for example `("Subtitles", "en")`.
        """
        stem = plain(stem_of(name))
        inner = [self._folder(folder) for folder in reversed(folders)]
        labels = self._labels.find(stem)
        numbers = self._number(labels)
        parts = _in_folders(self._own(stem, labels, numbers), inner)
        parts = self._with_look(parts, labels.left, inner)
        parts = self._with_language(parts, stem, numbers, inner)
        return replace(
            parts,
            role=self._role(stem, parts.language) or next((folder.role for folder in inner if folder.role), None),
            shape=re.sub(r"\d+", "#", stem.casefold()),
            title=parts.title or next((folder.title for folder in reversed(inner) if folder.title), ""),
        )

    def kind_of(self, extension: str) -> str:
        """Return the kind of file an extension tells ("video", "sound", "cover", "script"), "" for others."""
        return self._words.kinds.get(extension, "")

    def folder_tells(self, name: str) -> bool:
        """Tell whether a folder's own name says which language or episode its files are, as `en` and `EP03` do."""
        parts = self.read(name)
        return bool(self._languages.in_folder(plain(name))[0]) or (parts.marked and not parts.title)

    def title_of_folder(self, name: str) -> str:
        """Return the name of a title by the name of its folder, without the number of episodes it may tell."""
        title = re.sub(r"[\s_]+", " ", self._labels.without_total(name)).strip(" -_")
        return title or re.sub(r"[\s_]+", " ", name).strip()

    def promised_by(self, folder: str) -> int:
        """Return how many episodes a folder's name says the title has, 0 where it says nothing."""
        return self._labels.find(plain(folder), folder=True).promised

    def _number(self, labels: Labels) -> Numbers:
        marked = self._numbers.marked(labels.left)
        unmarked = self._numbers.unmarked(labels.left, labels.counted_copy)
        if marked is None or (marked.weak and len(unmarked.places) > 1):
            return unmarked
        return marked

    def _own(self, stem: str, labels: Labels, numbers: Numbers) -> NameParts:
        version = labels.version
        copied, count = labels.counted_copy, 0
        if copied and numbers.episode is not None and numbers.end <= copied[0]:
            version, count = replace(version, copy=True), int(labels.left[slice(*copied)].strip(" ()"))
        extra = self._extras.in_name(labels.left, numbers.start, numbers.end)
        if numbers.odd:
            kind = extra.kind if extra else ExtraKind.SPECIAL
            return NameParts(extra=kind, title=self._title(stem[: numbers.start]), version=version, quality=labels.quality)
        head = stem[: numbers.start] if numbers.end else stem
        return NameParts(
            episode=numbers.episode,
            last_episode=numbers.last_episode,
            marked=numbers.marked,
            places=numbers.places,
            title="" if extra and not self._title(self._extras.without_words(head)) else self._title(head),
            extra=extra.kind if extra else ExtraKind.COMPILATION if _is_all_of_it(labels, numbers) else None,
            extra_by_head=bool(extra and extra.by_head),
            version=version,
            quality=labels.quality,
            promised=labels.promised or numbers.total,
            season=labels.season,
            copy_number=count,
        )

    def _read_folder(self, name: str) -> FolderParts:
        folder = plain(name)
        labels = self._labels.find(folder, folder=True)
        look, look_language, _left = self._looks.find(folder)
        language, also = self._languages.in_folder(folder)
        if not language:
            language, also = self._languages.in_folder(labels.spoken.strip(" ._-"))
        roles = (self._words.roles.get(token) for token in _SPLIT.split(key(folder)))
        return FolderParts(
            extra=self._extras.in_folder(labels.left),
            version=replace(labels.version, stage=Stage.OLD) if self._labels.is_old(folder) else labels.version,
            promised=labels.promised,
            season=labels.season,
            quality=labels.quality,
            number=self._folder_number(labels),
            look=Look.BURNED if look is Look.UNKNOWN and self._languages.only_says_subtitles(folder) else look,
            look_language=look_language,
            language=language,
            also_language=also,
            role=next((role for role in roles if role is not None and not role.is_spine), None),
            title=self._folder_title(folder, labels),
        )

    def _folder_number(self, labels: Labels) -> tuple[int, bool] | None:
        """Return the number of the one episode a folder holds, and whether a word names it."""
        numbers = self._numbers.marked(labels.left)
        if numbers is not None:
            alone = numbers.episode is not None and numbers.last_episode is None and not numbers.weak
            return (numbers.episode or 0, True) if alone else None
        bare = _BARE_FOLDER.fullmatch(labels.left)
        return (int(bare[1]), False) if bare and int(bare[1]) > 0 else None

    def _with_look(self, parts: NameParts, left: str, inner: Sequence[FolderParts]) -> NameParts:
        look, tag, _left = self._looks.find(left)
        told = [(look, tag), *((folder.look, folder.look_language) for folder in inner)]
        look, tag = next((each for each in told if each[0] is not Look.UNKNOWN), (look, tag))
        return replace(parts, look=look, look_language=tag)

    def _with_language(self, parts: NameParts, stem: str, numbers: Numbers, inner: Sequence[FolderParts]) -> NameParts:
        marked = (numbers.start, numbers.end) if numbers.marked or numbers.places else (0, 0)
        tag, also = self._languages.in_name(stem, *marked)
        if tag:
            look = Look.BURNED if parts.look is Look.UNKNOWN and self._languages.says_subtitles(stem) else parts.look
            return replace(parts, language=tag, also_language=also, language_from="name", look=look)
        folder = next((each for each in inner if each.language), None)
        if folder is None:
            return parts
        return replace(parts, language=folder.language, also_language=folder.also_language, language_from="folder")

    def _role(self, stem: str, language: str | None) -> Role | None:
        roles = self._words.roles
        tokens = [key(token) for token in _SPLIT.split(stem) if token]
        for before, token in zip(["", *tokens], tokens, strict=False):
            if token in roles:
                return roles[token]
            if token == "hi" and language not in (None, "hi") and self._languages.in_folder(before)[0]:
                return Role.SDH
        return None

    def _read_title(self, before: str) -> str:
        """Return the words of a title in what stands before the number."""
        left = self._labels.find(_BRACKETED.sub(" ", before)).left
        words = re.sub(r"[\s._]+", " ", left).strip(" -–—_.[(【（~&+,、")
        words = self._episode_word.sub("", words).strip(" -–—_.[(【（~&+,、")
        if (
            self._languages.in_folder(words)[0]
            or key(words) in self._words.folder_kinds
            or self._looks.find(words)[2].strip() == ""
        ):
            return ""
        return words if re.search(r"[^\W\d_]|\d", words) else ""

    def _folder_title(self, folder: str, labels: Labels) -> str:
        words = self._title(re.sub(r"^\d{1,3}[ ._-]+", "", self._labels.without_total(folder)))
        batch = key(_BATCH.sub("", words)) in ("", *self._words.folder_kinds)
        says = batch or self._folder_number(labels) or self._extras.in_folder(folder) or _RANGE_FOLDER.fullmatch(folder)
        return "" if says or self._labels.is_old(folder) or not re.search(r"[^\W\d_]", words) else words


def _in_folders(own: NameParts, inner: Sequence[FolderParts]) -> NameParts:
    """Return what a name tells together with its folders, the innermost first."""
    for folder in inner:
        own = replace(
            own,
            extra=own.extra or folder.extra,
            version=own.version.within(folder.version),
            promised=own.promised or folder.promised,
            season=own.season or folder.season,
            quality=own.quality or folder.quality,
        )
    number = next((folder.number for folder in inner if folder.number is not None), None)
    return own if number is None else _beside_folder(own, *number)


def _is_all_of_it(labels: Labels, numbers: Numbers) -> bool:
    """Tell whether a name speaks of all episodes and of none of them: "全80集"."""
    return bool(labels.promised) and numbers.episode is None and not re.search(r"[^\W_]", labels.left)


def stem_of(name: str) -> str:
    """Return a file's name without its extension."""
    stem, dot, extension = name.rpartition(".")
    return stem if dot and stem and re.fullmatch(r"[A-Za-z0-9]{2,5}", extension) and not extension.isdigit() else name


def _beside_folder(own: NameParts, number: int, marked: bool) -> NameParts:
    """Return what name and folder tell together; a number that a word names is believed before one that none does."""
    if number == 0 or (own.extra is not None and own.episode is None):
        return own
    if own.episode is None:
        return replace(own, episode=number, places=(number,))
    if number in range(own.episode, (own.last_episode or own.episode) + 1) or not (own.marked or marked or not own.title):
        return own
    if number in own.places and not own.marked:
        return replace(own, episode=number, last_episode=None)
    if marked and not own.marked:
        return replace(own, episode=number, last_episode=None, places=(number,), folder_episode=own.episode)
    return replace(own, folder_episode=number)
