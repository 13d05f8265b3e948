"""Labels and filings of an episode."""

from sqlalchemy import Table

from crossreel.domain.catalog.compliance import EpisodeCompliance
from crossreel.storage.columns import metadata, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "episode_compliance", metadata,
    row_id(), row("episode_id", "episode"), text("ai_label"), text("filing_number"),
)  # fmt: skip
KIND = Kind(entity=EpisodeCompliance, table=table, owner="episode_id", unique=("episode_id",), alone=True)
