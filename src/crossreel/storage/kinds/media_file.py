"""The videos of episodes: where they are, never what is in them."""

from sqlalchemy import Table

from crossreel.domain.catalog.episode import MediaFile
from crossreel.storage.columns import metadata, number, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "media_file", metadata,
    row_id(), row("episode_id", "episode"), text("path"), text("relative_path"), text("content_key", index=True),
    number("size_bytes"), number("duration_ms"), number("width"), number("height"), number("rotation"), text("frame_rate"),
    number("variable_frame_rate"), text("video_codec"), text("audio"),
)  # fmt: skip
KIND = Kind(
    entity=MediaFile, table=table, owner="episode_id", unique=("episode_id",), taken="storage.taken_media_file", counted=True
)
