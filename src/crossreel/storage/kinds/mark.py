"""Shot changes and speech regions as people set and removed them. What machines found is kept by content, see `media/cache.py`."""

from sqlalchemy import Index, Table

from crossreel.domain.picture.mark import Mark
from crossreel.storage.columns import metadata, number, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "mark", metadata,
    row_id(), row("episode_id", "episode", index=False), text("content_key"), text("kind"), number("start_ms"), number("end_ms"),
    number("removes"),
    Index("ix_mark_episode_id_kind", "episode_id", "kind"),
)  # fmt: skip
KIND = Kind(entity=Mark, table=table, owner="episode_id", order=("episode_id", "start_ms", "end_ms", "id"), alone=True)
