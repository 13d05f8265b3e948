"""The catalog as it stands in its file: rows read by SQL, without a line of the program's own."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CUES = """
select cue.id, cue.start_ms, cue.end_ms, cue.text, cue.pinned, cue.anchor_id, cue.placement, cue.speaker_id, cue.origin
from cue join track on track.id = cue.track_id join episode on episode.id = track.episode_id
where episode.number = ? and track.language = ? order by cue.start_ms, cue.end_ms, cue.id
"""


@dataclass(frozen=True, slots=True)
class CueRow:
    """A cue of the file; times in ms."""

    id: int
    start_ms: int
    end_ms: int
    text: str
    pinned: bool
    anchor_id: int | None
    placement: str
    speaker_id: int | None
    origin: str


def ask(catalog: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Ask the file, read-only."""
    with closing(sqlite3.connect(f"{catalog.as_uri()}?mode=ro", uri=True, timeout=30)) as file:
        return file.execute(sql, values).fetchall()


def cues(catalog: Path, language: str, episode: int) -> Sequence[CueRow]:
    """Return the cues of a track in order; none where it does not exist."""
    return [CueRow(*row[:4], bool(row[4]), *row[5:]) for row in ask(catalog, CUES, episode, language)]
