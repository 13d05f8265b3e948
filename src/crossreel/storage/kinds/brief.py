"""Versions of the series brief, as they were sent: facts of the past, so that a draft can always say what it was made with."""

from sqlalchemy import Index, Table

from crossreel.domain.drafting.brief import Brief
from crossreel.storage.columns import metadata, number, row_id, text
from crossreel.storage.kind import Kept, Kind

table = Table(
    "brief", metadata,
    row_id(), number("title_id"), number("number"), number("made_ms"), text("author"), text("digest"), text("content"),
    Index("ix_brief_title_id_number", "title_id", "number", unique=True),
)  # fmt: skip
KIND = Kind(entity=Brief, table=table, owner="title_id", order=("title_id", "number"), kept=Kept.RECORDED)
