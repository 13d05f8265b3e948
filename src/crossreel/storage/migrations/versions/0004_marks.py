"""Shot changes as people set and removed them."""

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


def upgrade() -> None:
    """Make the table."""
    mark.create(op.get_bind())
