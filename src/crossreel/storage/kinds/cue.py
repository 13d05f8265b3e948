"""Cues, the rows that there are millions of."""

from sqlalchemy import Index, Table

from crossreel.domain.cues.cue import Cue
from crossreel.storage.columns import metadata, number, row, row_id, sparse_index, text
from crossreel.storage.kind import Kind

table = Table(
    "cue", metadata,
    row_id(), row("track_id", "track", index=False), number("start_ms"), number("end_ms"), text("text"),
    row("anchor_id", "cue", nullable=True, index=False), row("anchor_last_id", "cue", nullable=True, index=False),
    number("pinned"), text("source_digest", nullable=True), text("origin"),
    row("speaker_id", "character", nullable=True, index=False), text("placement"), text("extras"),
    text("spoken_in", nullable=True),
    Index("ix_cue_track_id_start_ms", "track_id", "start_ms"),
)  # fmt: skip
for _column in (table.c.anchor_id, table.c.anchor_last_id, table.c.speaker_id):
    sparse_index(f"ix_cue_{_column.name}", _column, _column.is_not(None))
# Cues that render several of the spine: few, and found without reading the others.
sparse_index("ix_cue_wide", table.c.track_id, table.c.anchor_last_id != table.c.anchor_id)
# Translations of the same source text, wherever they stand.
sparse_index("ix_cue_source_digest", table.c.source_digest, table.c.source_digest != "")
# Foreign lines: a handful, in the tracks that lead.
sparse_index("ix_cue_spoken_in", table.c.track_id, table.c.spoken_in.is_not(None))
KIND = Kind(entity=Cue, table=table, owner="track_id", order=("start_ms", "end_ms", "id"))
