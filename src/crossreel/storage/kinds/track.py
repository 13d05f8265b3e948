"""Tracks: the subtitles of an episode in a language and role."""

from sqlalchemy import Index, Table

from crossreel.domain.cues.track import Track
from crossreel.storage.columns import metadata, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "track", metadata,
    row_id(), row("episode_id", "episode", index=False), text("language"), text("role"), text("state"), text("source_path"),
    text("source_digest"), text("format_id"), text("extras"),
    Index("ix_track_episode_id_language", "episode_id", "language"),
)  # fmt: skip
KIND = Kind(entity=Track, table=table, owner="episode_id", unique=("episode_id", "language", "role"), taken="storage.taken_track")
