"""What a transaction does to the index of dialogue: lines that were written, removed, or whose track changed its language."""

from collections.abc import Iterable, Mapping
from typing import cast

from sqlalchemy import Connection, select

from crossreel.storage.kinds.cue import table as cue
from crossreel.storage.kinds.episode import table as episode
from crossreel.storage.kinds.track import table as track
from crossreel.storage.mapping import Row
from crossreel.storage.repository import chunks
from crossreel.storage.sqlite import search

Rows = Mapping[int, tuple[Row | None, Row | None]]
Indexed = list[tuple[int, str]]
Place = tuple[int, str]


def moved(connection: Connection, cues: Rows, tracks: Rows, episodes: Rows) -> tuple[Indexed, Indexed]:
    """Return what has to leave the index and what has to enter it, as (cue id, index text).

    Args:
        connection: inside the transaction, all rows as they are after it.
        cues: the changed cues by id, before and after.
        tracks: the changed tracks by id, before and after.
        episodes: the changed episodes by id, before and after.
    """
    relabelled = {row_id for row_id, rows in tracks.items() if _told(rows[0]) != _told(rows[1]) and None not in rows}
    said = {row_id: rows for row_id, rows in cues.items() if _said(rows[0]) != _said(rows[1]) or _tracks(rows) & relabelled}
    said |= {row_id: (row, row) for row_id, row in _lines(connection, relabelled) if row_id not in cues}
    if not said:
        return [], []
    now = _places(connection, {track_id for rows in said.values() for track_id in _tracks(rows)})
    was = now | _former(connection, {row_id: rows[0] for row_id, rows in tracks.items() if rows[0] is not None}, episodes)
    dropped = [(row_id, _text(rows[0], was)) for row_id, rows in said.items()]
    added = [(row_id, _text(rows[1], now)) for row_id, rows in said.items()]
    left = {row_id for row_id, _line in set(dropped) ^ set(added)}
    return [each for each in dropped if each[0] in left and each[1]], [each for each in added if each[0] in left and each[1]]


def _said(row: Row | None) -> tuple[object, object] | None:
    return None if row is None else (row["track_id"], row["text"])


def _told(row: Row | None) -> object:
    return None if row is None else row["language"]


def _tracks(rows: Iterable[Row | None]) -> set[int]:
    return {cast(int, row["track_id"]) for row in rows if row is not None}


def _lines(connection: Connection, track_ids: set[int]) -> Iterable[tuple[int, Row]]:
    for some in chunks(list(track_ids)):
        for row in connection.execute(select(cue.c.id, cue.c.track_id, cue.c.text).where(cue.c.track_id.in_(some))):
            yield row.id, {"track_id": row.track_id, "text": row.text}


def _places(connection: Connection, track_ids: set[int]) -> dict[int, Place]:
    """Return title and language of the tracks that exist."""
    joined = select(track.c.id, episode.c.title_id, track.c.language).join(episode, episode.c.id == track.c.episode_id)
    rows = [row for some in chunks(list(track_ids)) for row in connection.execute(joined.where(track.c.id.in_(some)))]
    return {row.id: (row.title_id, row.language) for row in rows}


def _former(connection: Connection, tracks: Mapping[int, Row], episodes: Rows) -> dict[int, Place]:
    """Return title and language of tracks as they were before the transaction."""
    titles = {row_id: cast(int, rows[0]["title_id"]) for row_id, rows in episodes.items() if rows[0] is not None}
    unknown = {cast(int, row["episode_id"]) for row in tracks.values()} - titles.keys()
    for some in chunks(list(unknown)):
        titles |= {
            row.id: row.title_id
            for row in connection.execute(select(episode.c.id, episode.c.title_id).where(episode.c.id.in_(some)))
        }
    return {row_id: (titles[cast(int, row["episode_id"])], str(row["language"])) for row_id, row in tracks.items()}


def _text(row: Row | None, places: Mapping[int, Place]) -> str:
    return "" if row is None else search.dialogue_text(str(row["text"]), *places[cast(int, row["track_id"])])
