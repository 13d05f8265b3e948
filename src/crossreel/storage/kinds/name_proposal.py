"""Names and terms that drafts brought and the bible does not know."""

from sqlalchemy import Table

from crossreel.domain.drafting.brief import NameProposal
from crossreel.storage.columns import metadata, number, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "name_proposal", metadata,
    row_id(), row("title_id", "title"), number("batch_id"), text("source"), text("language"), text("rendering"),
    number("is_person"), text("state"), text("judged_by"), number("judged_ms"),
)  # fmt: skip
KIND = Kind(entity=NameProposal, table=table, owner="title_id", unique=("title_id", "source", "language"), alone=True)
