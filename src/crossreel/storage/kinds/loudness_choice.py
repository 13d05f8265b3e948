"""By which loudness the sounds of a title are judged."""

from sqlalchemy import Table

from crossreel.domain.quality.loudness_choice import LoudnessChoice
from crossreel.storage.columns import metadata, row, row_id, text
from crossreel.storage.kind import Kind

table = Table("loudness_choice", metadata, row_id(), row("title_id", "title"), text("offer"))
KIND = Kind(entity=LoudnessChoice, table=table, owner="title_id", unique=("title_id",))
