"""A title's terms and characters as rows of a file, and what taking them in would change."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from crossreel.domain.catalog.title import Character, Term
from crossreel.domain.text.document import Notice

Entry = Term | Character


class EntryKind(StrEnum):
    """What a row is about."""

    TERM = "term"
    CHARACTER = "character"


FIELDS: Mapping[EntryKind, tuple[str, ...]] = {
    EntryKind.TERM: ("note",),
    EntryKind.CHARACTER: ("gender", "age", "description"),
}
"""What else is said of an entry, beside its name and its words by language: names of its attributes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BibleRow:
    """One row: `words` by language and `fields` by attribute, as far as the file has columns for them. "" is an empty cell.

    `name` is the expression or name in the source language, `where` the row's address for people, `entry_id` the entry's own id
    where the file carries it.
    """

    kind: EntryKind
    where: str
    name: str
    entry_id: int | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BibleSheet:
    """The rows of a file and what is worth saying of it."""

    rows: tuple[BibleRow, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChange:
    """What a row changes: `changes` are (attribute or language, before, after); without `before` the entry is a new one."""

    row: BibleRow
    before: Entry | None
    after: Entry
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BiblePlan:
    """All that a file would change.

    `same` counts rows that change nothing, `failed` are rows that cannot be taken, with the reason.
    """

    name: str
    changes: tuple[EntryChange, ...] = ()
    same: int = 0
    failed: tuple[tuple[BibleRow, str], ...] = ()
    notices: tuple[Notice, ...] = ()


def rows_of(terms: Iterable[Term], characters: Iterable[Character]) -> list[BibleRow]:
    """Return entries as rows."""
    found = [_row(EntryKind.TERM, term, term.source, term.renderings) for term in terms]
    return found + [_row(EntryKind.CHARACTER, person, person.name, person.names) for person in characters]


def _row(kind: EntryKind, entry: Entry, name: str, words: Mapping[str, str]) -> BibleRow:
    fields = {each: str(getattr(entry, each)) for each in FIELDS[kind]}
    return BibleRow(kind=kind, where=str(entry.id), name=name, entry_id=entry.id, words=words, fields=fields)


def plan_rows(
    name: str, rows: Sequence[BibleRow], title_id: int, source_language: str, entries: Iterable[Entry],
    new_id: Callable[[], int] = lambda: 0, notices: tuple[Notice, ...] = (),
) -> BiblePlan:  # fmt: skip
    """Return what rows change: an entry is known by its id, else by its name in the source. An empty cell takes nothing away.

    Args:
        name: of the file.
        rows: in its order; a second row for one entry is not taken.
        title_id: the title.
        source_language: what is said in it is the name, and no rendering.
        entries: the terms and characters of the title.
        new_id: makes the ids of new ones.
        notices: what reading the file had to tell.
    """
    known = {entry.id: entry for entry in entries}
    by_name = {(_kind(entry), name_of(entry)): entry for entry in known.values()}
    changes: list[EntryChange] = []
    failed: list[tuple[BibleRow, str]] = []
    taken: set[tuple[EntryKind, str]] = set()
    same = 0
    for row in rows:
        here = known.get(row.entry_id or 0)
        here = here if here is not None and _kind(here) is row.kind else by_name.get((row.kind, row.name))
        wanted = row.name or (name_of(here) if here is not None else "")
        other = by_name.get((row.kind, wanted))
        if not wanted:
            failed.append((row, "bible.no_name"))
        elif (row.kind, wanted) in taken or (row.kind is EntryKind.TERM and other is not None and other is not here):
            failed.append((row, "bible.twice"))
        else:
            taken.add((row.kind, wanted))
            after = _after(row, wanted, here or _new(row.kind, title_id, new_id), source_language)
            told = _changes(here, after)
            same += not told
            changes += [EntryChange(row=row, before=here, after=after, changes=told)] if told else []
    return BiblePlan(name=name, changes=tuple(changes), same=same, failed=tuple(failed), notices=notices)


def _kind(entry: Entry) -> EntryKind:
    return EntryKind.TERM if isinstance(entry, Term) else EntryKind.CHARACTER


def name_of(entry: Entry) -> str:
    """Return what an entry is called in the source."""
    return entry.source if isinstance(entry, Term) else entry.name


def words_of(entry: Entry) -> Mapping[str, str]:
    """Return the words of an entry by language."""
    return entry.renderings if isinstance(entry, Term) else entry.names


def _new(kind: EntryKind, title_id: int, new_id: Callable[[], int]) -> Entry:
    if kind is EntryKind.TERM:
        return Term(id=new_id(), title_id=title_id, source="")
    return Character(id=new_id(), title_id=title_id, name="")


def _after(row: BibleRow, name: str, entry: Entry, source_language: str) -> Entry:
    own = {tag: word for tag, word in row.words.items() if word and (tag != source_language or row.kind is EntryKind.CHARACTER)}
    words = {**words_of(entry), **own}
    fields: dict[str, Any] = {each: text for each, text in row.fields.items() if text and each in FIELDS[row.kind]}
    if isinstance(entry, Term):
        return replace(entry, source=name, renderings=words, **fields)
    return replace(entry, name=name, names=words, **fields)


def _changes(before: Entry | None, after: Entry) -> tuple[tuple[str, str, str], ...]:
    told = [("name", name_of(before) if before is not None else "", name_of(after))]
    kind = _kind(after)
    told += [(each, str(getattr(before, each)) if before is not None else "", str(getattr(after, each))) for each in FIELDS[kind]]
    old = words_of(before) if before is not None else {}
    told += [(tag, old.get(tag, ""), word) for tag, word in words_of(after).items()]
    return tuple(change for change in told if change[1] != change[2])
