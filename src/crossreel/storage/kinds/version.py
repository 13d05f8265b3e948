"""The picture and audio versions of episodes: where they are, never what is in them."""

from sqlalchemy import Table

from crossreel.domain.catalog.version import Version
from crossreel.storage.columns import maybe, metadata, number, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "version", metadata,
    row_id(), row("episode_id", "episode"), text("medium"), number("is_reference"), text("look"), text("language"), text("label"),
    text("path"), text("relative_path"), number("in_ms"), maybe("out_ms"), text("content_key", index=True), number("size_bytes"),
    number("file_ms"), number("width"), number("height"), number("rotation"), text("frame_rate"), number("variable_frame_rate"),
    text("video_codec"), text("audio"),
)  # fmt: skip
KIND = Kind(
    entity=Version, table=table, owner="episode_id", unique=("episode_id",), unique_if="is_reference",
    taken="storage.taken_reference", counted=True,
)  # fmt: skip
