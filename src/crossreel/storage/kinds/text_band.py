"""Where the source text of episodes is burned in."""

from sqlalchemy import Table

from crossreel.domain.drafting.burned_text import TextBand
from crossreel.storage.columns import metadata, row, row_id, text
from crossreel.storage.kind import Kind

table = Table("text_band", metadata, row_id(), row("episode_id", "episode"), text("box"), text("found_by"))
KIND = Kind(entity=TextBand, table=table, owner="episode_id", unique=("episode_id",), alone=True)
