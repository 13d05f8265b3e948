"""Runs over titles. Without references: what was done and paid stays a fact when its title goes."""

from sqlalchemy import Table

from crossreel.domain.drafting.run import Run
from crossreel.storage.columns import metadata, number, row_id, text
from crossreel.storage.kind import Kept, Kind

table = Table(
    "run", metadata,
    row_id(), number("title_id", index=True), text("stages"), text("columns"), text("episode_ids"), text("engines"),
    text("options"), text("at"), text("state"), text("author"), number("begun_ms"), number("ended_ms"),
)  # fmt: skip
KIND = Kind(entity=Run, table=table, owner="title_id", kept=Kept.RECORDED)
