"""The tables of a catalog that keep no entities: figures, the journal, and what a catalog says of itself.

Those of entities stand with their `kinds`. The migrations build the same ones; a test compares the two.
"""

from pathlib import Path

from sqlalchemy import Column, Index, Table, Text

from crossreel.storage import columns
from crossreel.storage.columns import binary, key, maybe, number, row, row_id, serial, text

MIGRATIONS = Path(__file__).parent / "migrations"
SCHEMA_VERSION = max(path.stem[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
metadata = columns.metadata

# Kept figures: never journaled, and without references, so that they never hold a journaled row back. What each buyer has of a cell
# is the newest delivery to it.
delivered_cell = Table(
    "delivered_cell", metadata,
    key("episode_id"), Column("language", Text, primary_key=True), Column("role", Text, primary_key=True),
    Column("buyer", Text, primary_key=True), text("digest"), number("delivery_id"),
)  # fmt: skip
track_summary = Table(
    "track_summary", metadata,
    key("track_id"), number("title_id", index=True), number("episode_id", index=True), text("language"), text("role"),
    number("cue_count"), number("untranslated"), number("unseen"), text("digest"), text("shown"),
)  # fmt: skip
track_check = Table(
    "track_check", metadata,
    key("track_id"), number("title_id", index=True), text("digest"), number("checked_ms"),
)  # fmt: skip
title_summary = Table(
    "title_summary", metadata,
    key("title_id"), number("episode_count"), number("duration_ms"), text("progress"), number("open_errors"),
    number("worked_on_ms"),
)  # fmt: skip

# The journal. `begun` numbers edits in the order in which they began, which is the order of undo; `closed` in the order in which
# they were finished, None while one is still open. `of_catalog` edits stand on the catalog's own undo stack: those that speak of
# no title, and those that made or removed one (`title_fate`). A `passed` edit moves a step across without changing a row.
journal_edit = Table(
    "journal_edit", metadata,
    row_id(), text("label"), maybe("title_id"), row("actor_id", "actor", index=False), text("facts"), maybe("step_id"),
    maybe("reverts_id"), maybe("run_id"), number("at_ms"), number("session_id"), number("interrupted"), number("begun"),
    maybe("closed"), text("title_fate"), number("of_catalog"), number("passed"),
    Index("ix_journal_edit_title_id_closed", "title_id", "closed"),
    Index("ix_journal_edit_of_catalog_closed", "of_catalog", "closed"),
    Index("ix_journal_edit_closed", "closed"), Index("ix_journal_edit_begun", "begun"),
)  # fmt: skip
journal_part = Table(
    "journal_part", metadata, serial(), row("edit_id", "journal_edit"), number("at_ms")
)  # fmt: skip
journal_change = Table(
    "journal_change", metadata,
    serial(), row("part_id", "journal_part"), text("kind"), number("row_id", index=True), text("before"),
    text("after", nullable=True),
)  # fmt: skip
journal_created = Table(
    "journal_created", metadata,
    serial(), row("part_id", "journal_part"), text("kind"), binary("ids"),
)  # fmt: skip
meta = Table("meta", metadata, Column("key", Text, primary_key=True), text("value"))
