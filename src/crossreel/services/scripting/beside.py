"""A sheet beside the title it belongs to: every episode with its rows, before anything is decided or written."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Character, Title, TitleLanguage
from crossreel.domain.catalog.version import Version
from crossreel.domain.errors import BadInput, Fact
from crossreel.domain.importing.plan import RATE_NEEDED
from crossreel.domain.tables.matching import Match, MatchedBy
from crossreel.domain.tables.rows import Sheet, SheetRow
from crossreel.domain.text.column_name import SIGNS, column_name, is_full, language_of
from crossreel.domain.text.document import Notice
from crossreel.domain.text.inline import plain_text
from crossreel.services.episode.cues import EpisodeCues, read_groups
from crossreel.services.files.name_words import name_reader
from crossreel.services.files.sheet_memory import SheetMemory
from crossreel.services.files.sheets import OpenSheet, open_sheet, rows_of
from crossreel.services.scripting.matched import MatchedEpisode, columns_of, matched_episodes, without_ids_of_others

if TYPE_CHECKING:
    from crossreel.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A title as a sheet is held against it; `rates` are those of the pictures its cues are timed to."""

    title: Title
    every: Sequence[EpisodeCues]
    languages: Sequence[str]
    rates: frozenset[Fraction | None]
    people: tuple[Character, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetBeside:
    """A sheet beside a title: every episode with its rows, columns by the sheet's languages, characters, and rows of none."""

    title: Title
    episodes: list[MatchedEpisode]
    columns: Mapping[str, str]
    people: tuple[Character, ...]
    notices: tuple[Notice, ...]
    lost: list[tuple[int | None, SheetRow]]

    def columns_in(self, episode: MatchedEpisode) -> Mapping[str, str]:
        """Return the title's columns by the sheet's languages for what hangs together: signs go to the signs of a language."""
        if not episode.cues.is_signs:
            return self.columns
        return {tag: column_name(language_of(column), SIGNS) for tag, column in self.columns.items() if is_full(column)}


def look(
    database: "Database", memory: SheetMemory, path: Path, title_id: int, *, columns: str = "", episode: int | None = None,
    rate: Fraction | None = None, keep: bool = True,
) -> SheetBeside:  # fmt: skip
    """Open a sheet and hold it against a title.

    Args:
        database: the catalog.
        memory: what was said of the columns of sheets before.
        path: the sheet.
        title_id: the title.
        columns: what its columns hold, as `--map` takes it.
        episode: the episode of rows that name none.
        rate: for times that count frames; without it that of the title's videos.
        keep: whether what is said of the columns is remembered.

    Raises:
        BadInput: the file is no sheet.
        NotFound: there is no such title.
    """
    opened = open_sheet(path, choices=columns, memory=memory, keep=keep)
    if opened is None:
        raise BadInput("script.not_a_script", name=path.name)
    held = _held(database, title_id)
    sheet, notices = _rows(opened, rate or (next(iter(held.rates)) if len(held.rates) == 1 else None))
    return _beside(held, sheet, notices, path.name, episode)


def look_at(database: "Database", sheet: Sheet, name: str, title_id: int, episode: int | None = None) -> SheetBeside:
    """Hold rows that were read already against a title; `name` is that of their file.

    Raises:
        NotFound: there is no such title.
    """
    return _beside(_held(database, title_id), sheet, (), name, episode)


def words_of(row: SheetRow) -> str:
    """Return the first words of a row, "" for one that says nothing."""
    return next((text for text in row.texts.values() if plain_text(text).strip()), "")


def _held(database: "Database", title_id: int) -> _Held:
    with database.read() as uow:
        title = uow.get(Title, title_id)
        episodes = [each.id for each in uow.where(Episode, title_id=title_id)]
        languages = [title.source_language, *(each.language for each in uow.where(TitleLanguage, title_id=title_id))]
        rates = {each.even_rate for each in uow.where(Version, episode_id=episodes, is_reference=True)} if episodes else set()
        every = read_groups(uow, episodes)
        people = tuple(uow.where(Character, title_id=title_id))
    return _Held(title=title, every=every, languages=languages, rates=frozenset(rates), people=people)


def _beside(held: _Held, sheet: Sheet, notices: Sequence[Notice], name: str, episode: int | None) -> SheetBeside:
    sheet = without_ids_of_others(sheet, held.every)
    named = episode if episode is not None else name_reader().read(name, []).episode
    matched, lost = matched_episodes(sheet, held.every, named)
    stray = [(match.row.episode or each.cues.episode.number, match.row) for each in matched for match in _astray(each)]
    return SheetBeside(
        title=held.title,
        episodes=matched,
        columns=columns_of(sheet, held.every, held.languages),
        people=held.people,
        notices=(*notices, *_ways(matched), *_unknown_languages(sheet), *_notes(sheet)),
        lost=[*((row.episode, row) for row in lost if words_of(row) or row.cue_id is not None), *stray],
    )


def _rows(opened: OpenSheet, rate: Fraction | None) -> tuple[Sheet, tuple[Notice, ...]]:
    """Return the rows; one that is matched by its id needs no times, so that unknown frames are no reason to refuse them."""
    try:
        return rows_of(opened, rate)
    except BadInput as error:
        if error.code != RATE_NEEDED:
            raise
        untimed = replace(opened, mappings=tuple(mapping.without_times() for mapping in opened.mappings))
        return rows_of(untimed)


def _ways(matched: Sequence[MatchedEpisode]) -> list[Notice]:
    """Say how rows were matched, where it was not by their ids alone."""
    ways = Counter(match.by for each in matched for match in each.matched)
    if not ways or set(ways) <= {MatchedBy.ID}:
        return []
    counts: dict[str, Fact] = {f"by_{by.value}": ways[by] for by in MatchedBy if by is not MatchedBy.NOTHING}
    return [Notice(code="sheet.rows_matched", facts={"count": ways.total(), **counts})]


def _unknown_languages(sheet: Sheet) -> list[Notice]:
    columns = [column.letters for mapping in sheet.mappings for column in mapping.texts if not column.language]
    return [Notice(code="sheet.unknown_language", facts={"columns": columns})] if columns else []


def _notes(sheet: Sheet) -> list[Notice]:
    count = sum(bool(row.note) for row in sheet.rows)
    return [Notice(code="sheet.notes_not_taken", facts={"count": count})] if count else []


def _astray(each: MatchedEpisode) -> list[Match]:
    return [match for match in each.matches if match.line_id is None and words_of(match.row)]
