"""Titles: everything of a drama hangs on one."""

from sqlalchemy import Table

from crossreel.domain.catalog.title import Title
from crossreel.storage.columns import maybe, metadata, number, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "title", metadata,
    row_id(), text("code", index=True), text("name"), text("original_name"), text("source_language"), maybe("year"),
    text("rating"), text("country"), text("copyright_line"), text("genres"), text("tropes"), text("style_guide"),
    text("safe_zone"), row("cover_id", "image", nullable=True), number("created_ms"),
    maybe("promised_episodes"),
)  # fmt: skip
KIND = Kind(
    entity=Title, table=table, owner=None, unique=("code",), taken="storage.taken_title",
    search=("code", "name", "original_name"), counted=True,
)  # fmt: skip
