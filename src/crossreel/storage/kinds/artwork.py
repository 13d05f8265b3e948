"""Pictures of a title by what they are for. One goes with its image, and a still with its episode."""

from sqlalchemy import Table

from crossreel.domain.catalog.artwork import Artwork
from crossreel.storage.columns import maybe, metadata, row, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "artwork", metadata,
    row_id(), row("title_id", "title"), row("image_id", "image"), text("kind"), text("language"), maybe("episode_id"),
    text("focus"),
)  # fmt: skip
KIND = Kind(
    entity=Artwork,
    table=table,
    owner="title_id",
    goes_with=("image_id", "episode_id"),
    order=("kind", "language", "id"),
    alone=True,
)
