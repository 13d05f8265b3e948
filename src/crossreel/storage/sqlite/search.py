"""Search in dialogue and names: two contentless FTS5 tables whose row ids are the ids of the rows they speak of.

The index holds text as `normalize` makes it: runs of scripts that write no spaces between words as overlapping pairs of
characters ("真相回" as 真相 相回 回), and no harakat. Two characters are one word of the index, one is the beginning of one
(hence the prefix indexes), a phrase is a row of pairs: each reads one short list. What is asked is cut the same way.
Before the words of a line stand two marks, private-use characters that say its title and its language, so that a search within
them reads short lists too; marks of two titles may be the same, so what is found is still compared.
A contentless row can only be deleted by giving its text again; hence the version: another normalizer, or other columns that
kinds are found by, a new index.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

from sqlalchemy import Connection, bindparam, column, delete, null, select, text
from sqlalchemy.exc import DatabaseError

from crossreel.domain.cues.column import roles_in, variant_of
from crossreel.domain.cues.track import Role
from crossreel.domain.text.column_name import VARIANTS
from crossreel.domain.text.inline import plain_text
from crossreel.domain.views.grid import SearchHit
from crossreel.storage.kind import Kind
from crossreel.storage.kinds.cue import table as cue
from crossreel.storage.kinds.episode import table as episode
from crossreel.storage.kinds.title import table as title
from crossreel.storage.kinds.track import table as track
from crossreel.storage.owning import joined_upwards
from crossreel.storage.registry import found_by_name, kind_named, reaches
from crossreel.storage.repository import read_meta, write_meta
from crossreel.storage.tables import meta

NORMALIZER_VERSION = "3"
_INDEXED = crc32(repr([(kind.name, kind.search) for kind in found_by_name()]).encode())
VERSION = f"{NORMALIZER_VERSION}.{_INDEXED:08x}"  # other kinds or columns in it: another index
VERSION_KEY = "normalizer_version"
OPTIONS = "content='', prefix='1 2 3 4 5 6', tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\""
FILLING_KEY = "search_filling"
FILL_ROWS = 2_000  # of one transaction while the index is made: 50 ms behind the gate
_OWN_SEARCHES = ("title", "title_text", "episode")
NAMED = tuple(kind.name for kind in found_by_name())
KINDS = (*NAMED, "cue")
LOWEST_ID = -(2**63)
_KEYS = (VERSION_KEY, FILLING_KEY)
TABLES = ("search_dialogue", "search_name")
DDL = tuple(f"CREATE VIRTUAL TABLE {name} USING fts5(text, {OPTIONS})" for name in TABLES)
PREFIX_LENGTH = 2  # a last word of so many letters also finds the words it begins

_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17ff"  # Burmese, Khmer
    "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"  # Hangul: its spaces are not where its words are
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"  # kana and iteration marks
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"  # Han
)
_RUN = re.compile(f"[{_UNSPACED}](?:[\\W_]*[{_UNSPACED}])*")  # what stands between its characters is no word
_ENDS_IN_RUN = re.compile(f"[{_UNSPACED}][\\W_]*$")
_BETWEEN = re.compile(f"[^{_UNSPACED}]+")
_HARAKAT = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_MARKS = re.compile("[\0\ue000-\uf8ff\U000f0000-\U000fffff]")  # nobody's words: ours to mark lines with, and the end of a C string
_STROKES = str.maketrans("đĐłŁøØı", "dDlLoOi")  # letters that carry a stroke, which is no diacritic to FTS5


def normalize(written: str) -> str:
    """Return text as the index holds it."""
    return _RUN.sub(_pairs, _plain(written))


def _plain(written: str) -> str:
    composed = unicodedata.normalize("NFKC", _MARKS.sub(" ", written))
    return _HARAKAT.sub("", composed.translate(_STROKES))


def _pairs(run: re.Match[str]) -> str:
    letters = _BETWEEN.sub("", run.group())
    return f" {' '.join(map(''.join, pairwise(letters)))} {letters[-1]} "


def dialogue_text(markup: str, title_id: int, language: str) -> str:
    """Return the index text of a cue's inline markup, "" when there is nothing to find."""
    words = normalize(plain_text(markup)) if markup else ""
    return f"{_title_mark(title_id)} {_language_mark(language)} {words}" if words.strip() else ""


def _title_mark(title_id: int) -> str:
    return chr(0xF0000 + title_id % 65_000)


def _language_mark(language: str) -> str:
    return chr(0xE000 + crc32(language.encode()) % 6_400)


def create(connection: Connection) -> None:
    """Make the empty index."""
    for statement in DDL:
        connection.execute(text(statement))
    write_meta(connection, VERSION_KEY, VERSION)


def add(connection: Connection, table: str, rows: Sequence[tuple[int, str]]) -> None:
    """Put rows (id, index text) into the index."""
    if rows:
        connection.exec_driver_sql(f"INSERT INTO {table}(rowid, text) VALUES (?, ?)", list(rows))


def drop(connection: Connection, table: str, rows: Sequence[tuple[int, str]]) -> None:
    """Take rows out of the index, with the very text they were put in with."""
    if rows:
        connection.exec_driver_sql(f"INSERT INTO {table}({table}, rowid, text) VALUES ('delete', ?, ?)", list(rows))


def is_current(connection: Connection) -> bool:
    """Tell whether the index was made by this normalizer."""
    return read_meta(connection, VERSION_KEY) == VERSION


@dataclass(frozen=True, slots=True)
class Filling:
    """How far an index that is being made is: rows of the kinds before `kind`, and of that kind up to `row_id`, are in it."""

    kind: str
    row_id: int

    def holds(self, kind: str, row_id: int) -> bool:
        """Tell whether a row is in the index already, or has its turn later."""
        mine, reached = KINDS.index(kind), KINDS.index(self.kind)
        return mine < reached or (mine == reached and row_id <= self.row_id)


NOTHING = Filling(kind=KINDS[0], row_id=LOWEST_ID)


def filling(connection: Connection) -> Filling | None:
    """Return how far the index is; None when it is whole, which it is but for the time after another version's was found."""
    told = dict(tuple(row) for row in connection.execute(select(meta.c.key, meta.c.value).where(meta.c.key.in_(_KEYS))))
    if told.get(VERSION_KEY) == VERSION:
        return None
    version, _, place = told.get(FILLING_KEY, "").partition(" ")
    kind, _, row_id = place.partition(" ")
    return Filling(kind=kind, row_id=int(row_id)) if version == VERSION else NOTHING


def is_broken(error: DatabaseError) -> bool:
    """Tell whether the index contradicts what is asked of it: it was made of other text, or pages of it are lost."""
    return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CORRUPT


def start_anew(connection: Connection) -> None:
    """Throw the index away; it is filled from then on, or by the next maintenance."""
    for table, statement in zip(TABLES, DDL, strict=True):  # another version may have other options
        connection.execute(text(f"DROP TABLE IF EXISTS {table}"))
        connection.execute(text(statement))
    connection.execute(delete(meta).where(meta.c.key.in_(_KEYS)))


def fill(connection: Connection, count: int = FILL_ROWS) -> bool:
    """Put some more rows into the index of this version; return whether it is whole. What is there of another version goes."""
    reached = filling(connection)
    if reached is None:
        return True
    if reached == NOTHING:
        start_anew(connection)
    rows = _rows(connection, reached, count)
    add(connection, TABLES[0] if reached.kind == "cue" else TABLES[1], [(row_id, line) for row_id, line in rows if line])
    if len(rows) == count:
        reached = Filling(kind=reached.kind, row_id=rows[-1][0])
    elif reached.kind == KINDS[-1]:
        connection.execute(delete(meta).where(meta.c.key == FILLING_KEY))
        write_meta(connection, VERSION_KEY, VERSION)
        return True
    else:
        reached = Filling(kind=KINDS[KINDS.index(reached.kind) + 1], row_id=LOWEST_ID)
    write_meta(connection, FILLING_KEY, f"{VERSION} {reached.kind} {reached.row_id}")
    return False


def rebuild(connection: Connection) -> None:
    """Make the whole index anew from the catalog's rows, in one go."""
    connection.execute(delete(meta).where(meta.c.key.in_(_KEYS)))
    while not fill(connection):
        pass


def _rows(connection: Connection, reached: Filling, count: int) -> list[tuple[int, str]]:
    """Return the next rows of a kind by id, with their index text."""
    if reached.kind == "cue":
        lines = (
            select(cue.c.id, cue.c.text, episode.c.title_id, track.c.language)
            .join(track, track.c.id == cue.c.track_id)
            .join(episode, episode.c.id == track.c.episode_id)
            .where(cue.c.id > reached.row_id)
            .order_by(cue.c.id)
            .limit(count)
        )
        return [(row_id, dialogue_text(*said)) for row_id, *said in connection.execute(lines)]
    table = kind_named(reached.kind).table
    names = select(table).where(table.c.id > reached.row_id).order_by(table.c.id).limit(count)
    return [(row.id, name_text(reached.kind, dict(row._mapping))) for row in connection.execute(names)]


def name_text(kind: str, row: Mapping[str, object]) -> str:
    """Return the index text of a row of a kind that is found by name, "" when there is nothing to find."""
    words = kind_named(kind).words(row)
    return normalize(words) if words.strip() else ""


def _is_indexed(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LN" or category in ("Co", "Mn", "Mc")


def query(asked: str) -> str:
    """Return the FTS5 query of what a person typed: one phrase, its last word open at the end; "" when there is no word."""
    tokens = [token.replace('"', '""') for token in normalize(asked).split() if any(map(_is_indexed, token))]
    if not tokens:
        return ""
    in_run = _ENDS_IN_RUN.search(_plain(asked)) is not None
    if in_run and len(tokens) > 1 and len(tokens[-2]) == 2 and tokens[-2][1] == tokens[-1]:
        return '"' + " ".join(tokens[:-1]) + '"'  # the pair before says all that its last character does
    phrase = '"' + " ".join(tokens) + '"'
    return phrase + " *" if in_run or len(tokens[-1]) >= PREFIX_LENGTH else phrase


def search(
    connection: Connection,
    asked: str,
    limit: int = 50,
    *,
    title_id: int | None = None,
    language: str = "",
    roles: Collection[str] | None = None,
) -> list[SearchHit]:
    """Return titles, episodes, what else has a name, and lines of dialogue that hold the words asked for, names first.

    Args:
        connection: inside a transaction.
        asked: what a person typed.
        limit: how many hits at most.
        title_id: only what belongs to this title, which is then not among the hits itself.
        language: only lines in this language; names are then not among the hits.
        roles: only lines in columns of these roles; names are then not among the hits.
    """
    phrase = query(asked)
    if not phrase or limit <= 0:
        return []
    found: list[SearchHit] = []
    if title_id is None and not language and roles is None:
        found += _titles(connection, phrase, limit)
    if not language and roles is None:
        found += _episodes(connection, phrase, limit - len(found), title_id)
        for kind in found_by_name():
            if kind.name not in _OWN_SEARCHES and (title_id is None or reaches(kind, "title")):
                found += _named(connection, kind, phrase, limit - len(found), title_id)
    return found + _cues(connection, phrase, limit - len(found), title_id, language, roles)


def _titles(connection: Connection, phrase: str, limit: int) -> list[SearchHit]:
    statement = text(
        "SELECT title.id, title.name, title.code FROM title WHERE title.id IN ("
        " SELECT coalesce(title_text.title_id, hit.rowid) FROM"
        " (SELECT rowid FROM search_name WHERE search_name MATCH :phrase) AS hit"
        " LEFT JOIN title_text ON title_text.id = hit.rowid) ORDER BY title.name, title.id LIMIT :limit"
    )
    rows = connection.execute(statement, {"phrase": phrase, "limit": limit})
    return [SearchHit(kind="title", title_id=row.id, title_name=row.name, text=row.name) for row in rows]


def _episodes(connection: Connection, phrase: str, limit: int, title_id: int | None) -> list[SearchHit]:
    statement = text(
        "SELECT episode.id, episode.number, episode.name, title.id AS title_id, title.name AS title_name"
        " FROM search_name JOIN episode ON episode.id = search_name.rowid JOIN title ON title.id = episode.title_id"
        " WHERE search_name MATCH :phrase AND (:title_id IS NULL OR title.id = :title_id) LIMIT :limit"
    )
    return [
        SearchHit(
            kind="episode", title_id=row.title_id, title_name=row.title_name, episode_id=row.id, episode_number=row.number,
            text=row.name,
        )
        for row in connection.execute(statement, {"phrase": phrase, "limit": max(limit, 0), "title_id": title_id})
    ]  # fmt: skip


def _named(connection: Connection, kind: Kind, phrase: str, limit: int, title_id: int | None) -> list[SearchHit]:
    """Return the rows of a kind that is found by its name, each with its title where it belongs to one."""
    rows = kind.table
    of_title = (title.c.id, title.c.name) if reaches(kind, "title") else (null(), null())
    matching = text("SELECT rowid FROM search_name WHERE search_name MATCH :phrase").columns(column("rowid"))
    statement = (
        select(rows.c.id, rows.c[kind.search[0]], *of_title).select_from(joined_upwards(kind)).where(rows.c.id.in_(matching))
    )
    if title_id is not None:
        statement = statement.where(title.c.id == title_id)
    found = connection.execute(statement.order_by(rows.c[kind.search[0]], rows.c.id).limit(max(limit, 0)), {"phrase": phrase})
    return [
        SearchHit(kind=kind.name, row_id=row_id, text=words, title_id=found_title, title_name=title_name or "")
        for row_id, words, found_title, title_name in found
    ]


def _cues(
    connection: Connection, phrase: str, limit: int, title_id: int | None, language: str, roles: Collection[str] | None
) -> list[SearchHit]:
    marks = [_title_mark(title_id)] if title_id is not None else []
    marks += [_language_mark(language)] if language else []
    asked = " AND ".join((phrase, *(f'"{mark}"' for mark in marks)))
    statement = text(
        "SELECT cue.id, cue.start_ms, cue.text, track.language, track.role, episode.id AS episode_id, episode.number,"
        " title.id AS title_id, title.name AS title_name"
        " FROM search_dialogue CROSS JOIN cue ON cue.id = search_dialogue.rowid CROSS JOIN track ON track.id = cue.track_id"
        " CROSS JOIN episode ON episode.id = track.episode_id CROSS JOIN title ON title.id = episode.title_id"
        " WHERE search_dialogue MATCH :asked AND (:title_id IS NULL OR title.id = :title_id)"
        " AND (:language = '' OR track.language = :language) AND track.role IN :roles LIMIT :limit"
    ).bindparams(bindparam("roles", expanding=True))
    values = {"asked": asked, "limit": max(limit, 0), "title_id": title_id, "language": language}
    values["roles"] = [role.value for role in roles_in(VARIANTS if roles is None else roles)]
    return [
        SearchHit(
            kind="cue", title_id=row.title_id, title_name=row.title_name, episode_id=row.episode_id, episode_number=row.number,
            language=row.language, role=variant_of(Role(row.role)), cue_id=row.id, start_ms=row.start_ms, text=plain_text(row.text),
        )
        for row in connection.execute(statement, values)
    ]  # fmt: skip


def lines_with(connection: Connection, language: str, query: str, limit: int) -> list[int]:
    """Return lines of dialogue in a language that hold what an FTS5 query asks for, by the id of their cue."""
    matching = text("SELECT rowid FROM search_dialogue WHERE search_dialogue MATCH :query LIMIT :limit").columns(column("rowid"))
    asked = f'"{_language_mark(language)}" AND {query}'
    return list(connection.execute(matching, {"query": asked, "limit": limit}).scalars())
