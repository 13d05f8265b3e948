"""Edits are numbered when they begin, and know whose stack they stand on.

`begun` follows the first part of each edit. What made or removed a title (`title_fate`) stands with the catalog (`of_catalog`)
and knows which title it was. The images of the journal speak of the same tables as before, so undo stays open.

The digest of a track is a sum over its cues. What was recorded of deliveries is carried over wherever a cell still is what was
delivered, so that none falls back; cells that are not keep a digest that nothing equals any more.

The search indexes get other options; they are made empty and filled anew.
`track_check` is to say when QC looked at the whole of a track, and at what.
"""

import json
from array import array
from itertools import groupby
from operator import itemgetter

import xxhash
from alembic import op
from sqlalchemy import BigInteger, Column, Connection, Index, Integer, MetaData, Table, Text, text

revision = "0002"
down_revision = "0001"
keeps_images = True

WideInteger = BigInteger().with_variant(Integer(), "sqlite")


def _number(name: str) -> Column[int]:
    return Column(name, WideInteger, nullable=False)


def _maybe(name: str) -> Column[int]:
    return Column(name, WideInteger, nullable=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


journal_edit = Table(
    "journal_edit", MetaData(),
    Column("id", WideInteger, primary_key=True, autoincrement=False), _text("label"), _maybe("title_id"), _text("author"),
    _text("facts"), _maybe("step_id"), _maybe("reverts_id"), _maybe("run_id"), _number("at_ms"), _number("session_id"),
    _number("interrupted"), _number("begun"), _maybe("closed"), _text("title_fate"), _number("of_catalog"), _number("passed"),
    Index("ix_journal_edit_title_id_closed", "title_id", "closed"),
    Index("ix_journal_edit_of_catalog_closed", "of_catalog", "closed"),
    Index("ix_journal_edit_closed", "closed"), Index("ix_journal_edit_begun", "begun"),
)  # fmt: skip
_OPTIONS = "content='', prefix='1 2 3 4 5 6', tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\""
track_check = Table(
    "track_check", MetaData(),
    Column("track_id", WideInteger, primary_key=True, autoincrement=False),
    Column("title_id", WideInteger, nullable=False, index=True),
    _text("digest"), _number("checked_ms"),
)  # fmt: skip
_KEPT = "id, label, title_id, author, facts, step_id, reverts_id, run_id, at_ms, session_id, interrupted, closed"


def upgrade() -> None:
    """Number the edits, and give those that made or removed a title to the catalog."""
    connection = op.get_bind()
    _renew_edits(connection)
    _give_to_catalog(connection)
    connection.execute(text("CREATE INDEX ix_cue_wide ON cue (track_id) WHERE anchor_last_id != anchor_id"))
    _carry_deliveries(connection)
    _renew_search(connection)
    track_check.create(connection)


def _renew_edits(connection: Connection) -> None:
    """Make the table anew: added to an old one, columns would be written otherwise than in a catalog that is made today."""
    connection.execute(text("CREATE TABLE journal_edit_before AS SELECT * FROM journal_edit"))
    connection.execute(text("DROP TABLE journal_edit"))
    journal_edit.create(connection)
    first_part = "(SELECT min(journal_part.id) FROM journal_part WHERE journal_part.edit_id = before.id)"
    numbered = f"row_number() OVER (ORDER BY {first_part}, before.id)"
    connection.execute(
        text(
            f"INSERT INTO journal_edit ({_KEPT}, begun, title_fate, of_catalog, passed)"
            f" SELECT {_KEPT}, {numbered}, '', title_id IS NULL, 0 FROM journal_edit_before AS before"
        )
    )
    connection.execute(text("DROP TABLE journal_edit_before"))


def _give_to_catalog(connection: Connection) -> None:
    fates: dict[int, dict[int, str]] = {}
    of_part = "JOIN journal_part ON journal_part.id ="
    made = f"SELECT edit_id, ids FROM journal_created {of_part} journal_created.part_id WHERE kind = 'title'"
    for edit_id, packed in connection.execute(text(made)):
        fates.setdefault(edit_id, {}).update(dict.fromkeys(array("q", packed), "made"))
    removed = f"SELECT edit_id, row_id FROM journal_change {of_part} journal_change.part_id WHERE kind = 'title' AND after IS NULL"
    for edit_id, title_id in connection.execute(text(removed)):
        fates.setdefault(edit_id, {})[title_id] = "removed"
    alone = [(edit_id, *found.popitem()) for edit_id, found in fates.items() if len(found) == 1]
    rows = [{"id": edit_id, "title_id": title_id, "fate": fate} for edit_id, title_id, fate in alone]
    if rows:
        columns = "of_catalog = 1, title_fate = :fate, title_id = :title_id"
        connection.execute(text(f"UPDATE journal_edit SET {columns} WHERE id = :id"), rows)


def _carry_deliveries(connection: Connection) -> None:
    deliveries = connection.execute(text("SELECT id, title_id, cells FROM delivery")).all()
    carried: dict[tuple[int, str, str], str] = {}
    for title_id in dict.fromkeys(row.title_id for row in deliveries):
        carried |= _carried(connection, title_id)
    for row in deliveries:
        cells = {}
        for cell, digest in json.loads(row.cells).items():
            episode_id, _, language = cell.partition(":")
            cells[cell] = carried.get((int(episode_id), language, digest), digest)
        values = {"id": row.id, "cells": json.dumps(cells, ensure_ascii=False, sort_keys=True, separators=(",", ":"))}
        connection.execute(text("UPDATE delivery SET cells = :cells WHERE id = :id"), values)
    for row in connection.execute(text("SELECT episode_id, language, digest FROM delivered_cell")).all():
        key = (row.episode_id, row.language, row.digest)
        statement = text("UPDATE delivered_cell SET digest = :digest WHERE episode_id = :episode_id AND language = :language")
        if key in carried:
            connection.execute(statement, dict(zip(("episode_id", "language", "digest"), (*key[:2], carried[key]), strict=True)))


def _carried(connection: Connection, title_id: int) -> dict[tuple[int, str, str], str]:
    """Return the new digest of each cell of a title by its episode, language and old digest."""
    cues = text(
        "SELECT cue.track_id, track.episode_id, track.language, start_ms, end_ms, placement, text FROM episode"
        " JOIN track ON track.episode_id = episode.id JOIN cue ON cue.track_id = track.id"
        " WHERE episode.title_id = :title_id AND track.role IN ('source', 'template', 'translation')"
        " ORDER BY cue.track_id, start_ms, end_ms, cue.id"
    )
    found = {}
    for (_track, episode_id, language), group in groupby(connection.execute(cues, {"title_id": title_id}), itemgetter(0, 1, 2)):
        lines = ["\x1f".join(map(str, row[3:])) for row in group]
        before = xxhash.xxh3_64_hexdigest("\x1e".join(lines).encode())
        total = sum(xxhash.xxh3_128_intdigest(line.encode()) for line in lines) % (1 << 128)
        found[episode_id, language, before] = f"2:{total:032x}"
    return found


def _renew_search(connection: Connection) -> None:
    for name in ("search_dialogue", "search_name"):
        connection.execute(text(f"DROP TABLE {name}"))
        connection.execute(text(f"CREATE VIRTUAL TABLE {name} USING fts5(text, {_OPTIONS})"))
    connection.execute(text("DELETE FROM meta WHERE key = 'normalizer_version'"))
