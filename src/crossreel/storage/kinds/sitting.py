"""What people watched. Without references: that somebody watched stays a fact when what was watched goes, or comes back."""

from sqlalchemy import Index, Table

from crossreel.domain.screening.sitting import Sitting
from crossreel.storage.columns import metadata, number, row_id, text
from crossreel.storage.kind import Kept, Kind

table = Table(
    "sitting", metadata,
    row_id(), number("title_id"), number("episode_id"), text("language"), text("role"), text("person"), number("version_id"),
    text("content_key"), number("duration_ms"), number("begun_ms"), number("saved_ms"), number("at_ms"), text("spans"),
    text("cues"),
    Index("ix_sitting_title_id_person", "title_id", "person"),
)  # fmt: skip
KIND = Kind(entity=Sitting, table=table, owner="title_id", order=("episode_id", "begun_ms", "id"), kept=Kept.RECORDED)
