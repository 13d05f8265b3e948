"""Shot changes as people set and removed them; words a title knows; translations of a source text found by it."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, MetaData, Table, Text

revision = "0004"
down_revision = "0003"
keeps_images = True

metadata = MetaData()
WideInteger = BigInteger().with_variant(Integer(), "sqlite")
episode = Table("episode", metadata, Column("id", WideInteger, primary_key=True, autoincrement=False))
mark = Table(
    "mark", metadata,
    Column("id", WideInteger, primary_key=True, autoincrement=False),
    Column("episode_id", WideInteger, ForeignKey("episode.id", deferrable=True, initially="DEFERRED"), nullable=False),
    Column("content_key", Text, nullable=False), Column("kind", Text, nullable=False),
    Column("start_ms", WideInteger, nullable=False), Column("end_ms", WideInteger, nullable=False),
    Column("removes", WideInteger, nullable=False),
    Index("ix_mark_episode_id_kind", "episode_id", "kind"),
)  # fmt: skip
title = Table("title", metadata, Column("id", WideInteger, primary_key=True, autoincrement=False))
known_word = Table(
    "known_word", metadata,
    Column("id", WideInteger, primary_key=True, autoincrement=False),
    Column("title_id", WideInteger, ForeignKey("title.id", deferrable=True, initially="DEFERRED"), nullable=False, index=True),
    Column("language", Text, nullable=False), Column("word", Text, nullable=False),
)  # fmt: skip
cue = Table("cue", MetaData(), Column("source_digest", Text))
found_by = cue.c.source_digest != ""
index = Index("ix_cue_source_digest", cue.c.source_digest, sqlite_where=found_by, postgresql_where=found_by)


def upgrade() -> None:
    """Make the tables and the index."""
    connection = op.get_bind()
    mark.create(connection)
    known_word.create(connection)
    index.create(connection)
