"""The pieces of picture that cues were read from."""

from sqlalchemy import Table

from crossreel.domain.drafting.burned_text import ReadingCrop
from crossreel.storage.columns import binary, metadata, number, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "reading_crop", metadata,
    row_id(), row("cue_id", "cue"), text("media_type"), number("width"), number("height"), binary("data"),
)  # fmt: skip
KIND = Kind(entity=ReadingCrop, table=table, owner="cue_id", unique=("cue_id",), alone=True)
