"""Cues say in which language they are spoken where it is not the title's.

The column is added at the end and empty, so that no row is written anew: a catalog of millions of cues opens as fast as before. An
image in the journal that lacks it speaks of a cue without one, so that undo stays open.
"""

from alembic import op
from sqlalchemy import text

revision = "0009"
down_revision = "0008"
keeps_images = True


def upgrade() -> None:
    """Add the column, and the index of the few cues that have something in it."""
    op.execute("ALTER TABLE cue ADD COLUMN spoken_in TEXT")
    there = text("spoken_in IS NOT NULL")
    op.create_index("ix_cue_spoken_in", "cue", ["track_id"], sqlite_where=there, postgresql_where=there)
