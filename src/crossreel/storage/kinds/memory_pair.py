"""Pairs of the memory that came from outside, for every title of the catalog."""

from sqlalchemy import Index, Table

from crossreel.domain.drafting.memory_pair import MemoryPair
from crossreel.storage.columns import metadata, number, row_id, text
from crossreel.storage.kind import Kind

table = Table(
    "memory_pair", metadata,
    row_id(), text("source_language"), text("source"), text("language"), text("text"), text("origin"), text("author"),
    number("made_ms"),
    Index("ix_memory_pair_languages", "source_language", "language"),
)  # fmt: skip
KIND = Kind(entity=MemoryPair, table=table, owner=None, alone=True)
