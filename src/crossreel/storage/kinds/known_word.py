"""Words of a title that its spelling check takes as right."""

from sqlalchemy import Table

from crossreel.domain.text.known_word import KnownWord
from crossreel.storage.columns import metadata, row, row_id, text
from crossreel.storage.kind import Kind

table = Table("known_word", metadata, row_id(), row("title_id", "title"), text("language"), text("word"))
KIND = Kind(entity=KnownWord, table=table, owner="title_id", order=("language", "word", "id"), alone=True)
