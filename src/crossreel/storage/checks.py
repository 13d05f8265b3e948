"""When QC looked at the whole of a track, and at what: kept beside the findings, so that it can be said how old they are."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, delete, insert, select

from crossreel.domain.cues.column import variant_of
from crossreel.domain.cues.track import Role
from crossreel.domain.quality.check import UncheckedTrack
from crossreel.domain.text.column_name import column_name
from crossreel.storage.kinds.track import table as track
from crossreel.storage.repository import chunks
from crossreel.storage.tables import track_check, track_summary


@dataclass(frozen=True, slots=True, kw_only=True)
class CellCheck:
    """The last look at a cell: milliseconds since 1970, and whether the track is still what was looked at."""

    checked_ms: int
    is_current: bool


def track_digests(connection: Connection, title_id: int) -> dict[int, str]:
    """Return the digest of each track of a title as it is now."""
    statement = select(track_summary.c.track_id, track_summary.c.digest).where(track_summary.c.title_id == title_id)
    return {row.track_id: row.digest for row in connection.execute(statement)}


def note(connection: Connection, title_id: int, looked_at: Mapping[int, str]) -> None:
    """Write down that QC looked at tracks just now; tracks that went are forgotten.

    Args:
        connection: inside a writing transaction.
        title_id: their title.
        looked_at: the digest of each track as it was read, by id.
    """
    gone = and_(track_check.c.title_id == title_id, track_check.c.track_id.not_in(select(track.c.id)))
    connection.execute(delete(track_check).where(gone))
    now_ms = time.time_ns() // 1_000_000
    for some in chunks(list(looked_at)):
        connection.execute(delete(track_check).where(track_check.c.track_id.in_(some)))
        rows = [{"track_id": id, "title_id": title_id, "digest": looked_at[id], "checked_ms": now_ms} for id in some]
        connection.execute(insert(track_check), rows)


def forget(connection: Connection, track_ids: Sequence[int]) -> None:
    """Let tracks count as never looked at: they are to be other than what they were checked as."""
    for some in chunks(track_ids):
        connection.execute(delete(track_check).where(track_check.c.track_id.in_(some)))


def unchecked_tracks(connection: Connection, title_id: int, episode_id: int | None = None) -> list[UncheckedTrack]:
    """Return the tracks of a title, or of one of its episodes, that have cues and were never looked at, by language."""
    present = track_summary.c
    statement = (
        select(present.track_id, present.episode_id, present.language, present.role)
        .join(track_check, track_check.c.track_id == present.track_id, isouter=True)
        .where(present.title_id == title_id, present.cue_count > 0, track_check.c.track_id.is_(None))
        .order_by(present.language, present.role, present.episode_id)
    )
    if episode_id is not None:
        statement = statement.where(present.episode_id == episode_id)
    rows = connection.execute(statement)
    return [
        UncheckedTrack(track_id=id, episode_id=episode, language=language, role=variant_of(Role(role)))
        for id, episode, language, role in rows
    ]


def cell_checks(connection: Connection, title_id: int) -> dict[tuple[int, str], CellCheck]:
    """Return the last look at each cell of a title by (episode id, column); cells that were never looked at are absent."""
    present = track_summary.c
    same = track_check.c.digest == present.digest
    statement = (
        select(present.episode_id, present.language, present.role, track_check.c.checked_ms, same)
        .join(track_check, track_check.c.track_id == present.track_id)
        .where(present.title_id == title_id)
        .order_by(present.track_id.desc())
    )
    return {
        (episode_id, column_name(language, variant_of(Role(role)))): CellCheck(checked_ms=at_ms, is_current=bool(is_same))
        for episode_id, language, role, at_ms, is_same in connection.execute(statement)
    }
