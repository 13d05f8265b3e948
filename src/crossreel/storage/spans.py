"""Which cues render which: followers found by the spine cues that their spans cover, without reading the episode."""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, Connection, bindparam, func, select, union
from sqlalchemy.sql import ColumnElement

from crossreel.storage.kinds.cue import table as cue
from crossreel.storage.repository import chunks

Order = tuple[int, int, int]

_FIRST, _LAST = cue.alias("first"), cue.alias("last")
_ENDS = tuple(end.c[name] for end in (_FIRST, _LAST) for name in ("start_ms", "end_ms", "id"))
ENDS = len(_ENDS)


def over(
    connection: Connection, columns: Sequence[ColumnElement[Any]], track_ids: Collection[int], ids: Collection[int],
    lo_ms: int, hi_ms: int,
) -> Iterator[tuple[tuple[Any, ...], Order, Order]]:  # fmt: skip
    """Yield followers whose spans reach into a stretch of the spine, each with the places of the ends of its span.

    Args:
        connection: inside a transaction.
        columns: what to read of each follower, the id among them.
        track_ids: the tracks that hang on the spine.
        ids: the spine cues of the stretch. Followers that begin or end at one of them are found, whatever their tracks.
        lo_ms: start of the first place of the stretch; followers of several cues that only pass over it are found by time.
        hi_ms: start of the last place of the stretch.
    """
    statement = _statement(tuple(columns))
    tracks, sought = list(track_ids), list(ids)
    for some in list(chunks(sought)) or [[]]:
        given = {"tracks": tracks, "ids": some, "lo_ms": lo_ms, "hi_ms": hi_ms}
        for row in connection.execute(statement, given):
            values = tuple(row)
            ends = sorted((values[-ENDS : -ENDS + 3], values[-ENDS + 3 :]))
            yield values[:-ENDS], ends[0], ends[1]


@lru_cache(maxsize=8)
def _statement(columns: tuple[ColumnElement[Any], ...]) -> CompoundSelect[Any]:
    """Return the SELECT of followers; made once, since building it costs more than running it."""
    found = (
        select(*columns, *_ENDS)
        .join(_FIRST, _FIRST.c.id == cue.c.anchor_id)
        .join(_LAST, _LAST.c.id == func.coalesce(cue.c.anchor_last_id, cue.c.anchor_id))
    )
    passing = found.where(
        cue.c.track_id.in_(bindparam("tracks", expanding=True)),
        cue.c.anchor_last_id != cue.c.anchor_id,  # the very words of the index of such cues
        _FIRST.c.start_ms <= bindparam("hi_ms"),
        _LAST.c.start_ms >= bindparam("lo_ms"),
    )
    ids: BindParameter[Any] = bindparam("ids", expanding=True)
    return union(found.where(cue.c.anchor_id.in_(ids)), found.where(cue.c.anchor_last_id.in_(ids)), passing)
