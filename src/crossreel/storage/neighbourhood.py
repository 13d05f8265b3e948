"""Cues with what stands round them: read by their places, so that an edit reads what it touches and never an episode."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Select, and_, bindparam, select, tuple_, union_all

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.storage import spans
from crossreel.storage.kinds.cue import table as cue
from crossreel.storage.kinds.episode import table as episode
from crossreel.storage.kinds.title import table as title
from crossreel.storage.kinds.track import table as track
from crossreel.storage.kinds.version import table as version_table
from crossreel.storage.mapping import Reader, columns, to_entities
from crossreel.storage.registry import kind_of
from crossreel.storage.repository import chunks
from crossreel.storage.spans import Order

_CUE = tuple(cue.c[name] for name in columns(Cue))
_PLACE = (cue.c.start_ms, cue.c.end_ms, cue.c.id)
_TRACK, _LO, _HI = (bindparam(name, type_=BigInteger()) for name in ("track", "lo", "hi"))
_RUN = select(*_CUE).where(cue.c.track_id == _TRACK, cue.c.start_ms.between(_LO, _HI)).order_by(*_PLACE)
STOPS_AT_ONCE = 200  # SQLite joins up to 500 SELECTs


class Standing(NamedTuple):
    """A cue with its track and episode."""

    cue: Cue
    track: Track
    episode: Episode


class Follower(NamedTuple):
    """A cue with the places of the ends of its span."""

    cue: Cue
    first: Order
    last: Order


def standing(reader: Reader, cue_ids: Collection[int]) -> list[Standing]:
    """Return cues with their tracks and episodes, by time; ids that do not exist are passed over."""
    kinds = (Cue, Track, Episode)
    listed = [kind_of(kind).table.c[name] for kind in kinds for name in columns(kind)]
    joined = select(*listed).join(track, track.c.id == cue.c.track_id).join(episode, episode.c.id == track.c.episode_id)
    rows = [tuple(row) for some in chunks(list(cue_ids)) for row in reader.connection.execute(joined.where(cue.c.id.in_(some)))]
    cuts = [0]
    for kind in kinds:
        cuts.append(cuts[-1] + len(columns(kind)))
    cues = to_entities(Cue, [row[cuts[0] : cuts[1]] for row in rows])
    tracks = to_entities(Track, [row[cuts[1] : cuts[2]] for row in rows])
    episodes = to_entities(Episode, [row[cuts[2] :] for row in rows])
    return sorted(map(Standing, cues, tracks, episodes), key=lambda each: each.cue.order)


def setting(reader: Reader, episode_id: int) -> tuple[Title, Version | None]:
    """Return the title of an episode and the episode's reference."""
    row = tuple(reader.connection.execute(_setting(), {"episode": episode_id}).one())
    cut = len(columns(Title))
    (found,) = to_entities(Title, [row[:cut]])
    videos = to_entities(Version, [row[cut:]]) if row[cut] is not None else []
    return found, next(iter(videos), None)


@cache
def _setting() -> Select[Any]:
    listed = [kind_of(kind).table.c[name] for kind in (Title, Version) for name in columns(kind)]
    return (
        select(*listed)
        .join(episode, episode.c.title_id == title.c.id)
        .outerjoin(version_table, and_(version_table.c.episode_id == episode.c.id, version_table.c.is_reference == 1))
        .where(episode.c.id == bindparam("episode", type_=BigInteger()))
        .order_by(version_table.c.id)
        .limit(1)
    )


def run(reader: Reader, track_id: int, lo: Order, hi: Order) -> list[Cue]:
    """Return the cues of a track from one place to another, both included, by time."""
    cues = to_entities(Cue, reader.connection.execute(_RUN, {"track": track_id, "lo": lo[0], "hi": hi[0]}))
    return [each for each in cues if lo <= each.order <= hi]


def first(reader: Reader, track_id: int, count: int) -> list[Cue]:
    """Return the first cues of a track, by time."""
    ordered = select(*_CUE).where(cue.c.track_id == track_id).order_by(*_PLACE)
    return to_entities(Cue, reader.connection.execute(ordered.limit(count)))


def meeting(reader: Reader, track_id: int, start_ms: int, end_ms: int) -> list[Cue]:
    """Return the cues of a track that stand on screen at some time from one to another, by time."""
    there = select(*_CUE).where(cue.c.track_id == track_id, cue.c.start_ms <= end_ms, cue.c.end_ms >= start_ms)
    return to_entities(Cue, reader.connection.execute(there.order_by(*_PLACE)))


def followers(reader: Reader, track_ids: Collection[int], spine: Sequence[Cue], lo: Order, hi: Order) -> list[Follower]:
    """Return the cues of tracks whose spans reach into a stretch of the spine.

    Args:
        reader: inside a transaction.
        track_ids: the tracks that hang on the spine.
        spine: the spine's cues of the stretch.
        lo: its first place.
        hi: its last place.
    """
    if not track_ids:
        return []
    listed = spans.over(reader.connection, _CUE, track_ids, [each.id for each in spine], lo[0], hi[0])
    rows = [(values, first, last) for values, first, last in listed if first <= hi and last >= lo]
    cues = to_entities(Cue, [values for values, _, _ in rows])
    return [Follower(each, first, last) for each, (_, first, last) in zip(cues, rows, strict=True)]


def neighbours(reader: Reader, stops: Iterable[tuple[int, Order]], reach: int) -> dict[int, list[Cue]]:
    """Return, by track and in order of time, the cues that stand round places.

    Args:
        reader: inside a transaction.
        stops: places, each as (track id, place). A cue that stands at the place itself is among those found.
        reach: how many cues on each side.
    """
    found: dict[int, dict[int, Cue]] = {}
    for some in chunks(list(dict.fromkeys(stops)), STOPS_AT_ONCE // 2):
        given: dict[str, int] = {}
        for at, (track_id, place) in enumerate(some):
            given |= dict(zip((f"track{at}", f"start{at}", f"end{at}", f"id{at}"), (track_id, *place), strict=True))
        for each in to_entities(Cue, reader.connection.execute(_beside(len(some), reach), given)):
            found.setdefault(each.track_id, {})[each.id] = each
    return {track_id: sorted(cues.values(), key=lambda each: each.order) for track_id, cues in found.items()}


@lru_cache(maxsize=64)
def _beside(stops: int, reach: int) -> Select[Any]:
    """Return the SELECT of what stands round so many places; made once, since building it costs more than running it."""
    arms = []
    for at in range(stops):
        start_ms, end_ms, id = (bindparam(f"{name}{at}", type_=BigInteger()) for name in ("start", "end", "id"))
        here = tuple_(start_ms, end_ms, id)
        on = select(cue.c.id).where(cue.c.track_id == bindparam(f"track{at}", type_=BigInteger()))
        after = on.where(cue.c.start_ms >= start_ms, tuple_(*_PLACE) >= here).order_by(*_PLACE).limit(reach + 1)
        before = on.where(cue.c.start_ms <= start_ms, tuple_(*_PLACE) < here)
        before = before.order_by(*(part.desc() for part in _PLACE)).limit(reach)
        arms += [select(after.subquery().c.id), select(before.subquery().c.id)]
    return select(*_CUE).where(cue.c.id.in_(union_all(*arms)))
