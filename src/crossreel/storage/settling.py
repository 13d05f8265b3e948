"""The commit door of the figures: what a transaction changed is added to and taken from them, nothing is counted anew.

The law: figures kept so are those that `summaries.rebuild` would make. What cannot be told from the changes alone (tracks that
came or went, a great part of an episode moved) is made anew, track by track.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from itertools import groupby
from operator import attrgetter
from typing import Any, cast

from sqlalchemy import Connection, and_, bindparam, case, or_, select, update

from crossreel.domain.catalog.workflow import State, effective_state
from crossreel.domain.cues.column import BESIDE, variant_of
from crossreel.domain.cues.track import Role, spine_id
from crossreel.domain.text.column_name import FULL, VARIANTS
from crossreel.storage import spans, summaries
from crossreel.storage.kinds.cue import table as cue
from crossreel.storage.kinds.track import table as track
from crossreel.storage.mapping import Row
from crossreel.storage.repository import chunks
from crossreel.storage.spans import Order
from crossreel.storage.summaries import CELL_ROLES, WHOLE_ROLES, cue_sum, digest_of, has_text, is_unseen, total_of
from crossreel.storage.tables import delivered_cell, track_summary

MOST_CHANGES = 64  # of one episode: more of them, and reading it is no dearer than telling what they change
MOST_CUES = 500
MOST_EPISODES = 4  # looked at one by one for what is covered: more are made anew, many at a time

_VARIANTS = {name: [role.value for role in BESIDE if variant_of(role) == name] for name in VARIANTS if name != FULL}
_SPOKEN = (cue.c.start_ms, cue.c.end_ms, cue.c.id, cue.c.text)
Step = tuple[Row | None, Row | None]
Steps = Mapping[int, Step]


@dataclass(slots=True)
class Figures:
    """What is kept of one track, with what its state is made of; `delivered` are the digests of what buyers have of it."""

    track_id: int
    title_id: int
    episode_id: int
    language: str
    role: str
    said: str
    delivered: set[str]
    cue_count: int
    untranslated: int
    unseen: int
    digest: str
    shown: str
    before: tuple[object, ...] = ()

    def __post_init__(self) -> None:
        self.before = (self.cue_count, self.untranslated, self.unseen, self.digest, self.shown)


@dataclass(slots=True)
class Cells:
    """What became of the cells of titles: titles whose figures must be made anew, and how often which state came and went."""

    titles: set[int] = field(default_factory=set)
    anew: set[int] = field(default_factory=set)
    moved: dict[int, Counter[tuple[str, str]]] = field(default_factory=dict)


def settle_cells(
    connection: Connection, cues: Steps, *, anew: Collection[int], states: Collection[int], delivered: Collection[int]
) -> Cells:
    """Bring the figures of tracks in line with what changed.

    Args:
        connection: inside the writing transaction, everything written.
        cues: every changed cue before and after.
        anew: tracks that came, went, or changed language, role or episode.
        states: tracks of which somebody said another state.
        delivered: episodes of which other deliveries were recorded.
    """
    done = Cells()
    made: set[int] = set()
    if anew:
        done.anew, made = summaries.refresh_tracks(connection, set(anew))
    by_track = _by_track(cues)
    asked = {*by_track, *states} - made - set(anew)
    if not asked and not delivered:
        return done
    found = [each for each in _read(connection, asked, delivered) if each.track_id not in made]
    again = asked - {each.track_id for each in found}
    again |= asked & _settle_episodes(connection, found, by_track)
    _write(connection, [each for each in found if each.track_id not in again], done)
    if again:
        titles, _ = summaries.refresh_tracks(connection, again)
        done.anew |= titles
    return done


def _by_track(cues: Steps) -> dict[int, dict[int, Step]]:
    found: dict[int, dict[int, Step]] = {}
    for cue_id, step in cues.items():
        for track_id in {cast(int, row["track_id"]) for row in step if row is not None}:
            found.setdefault(track_id, {})[cue_id] = step
    return found


def _settle_episodes(connection: Connection, found: list[Figures], by_track: Mapping[int, Steps]) -> set[int]:
    """Change the figures of tracks, episode by episode; return the tracks of those that must be made anew instead."""
    again: set[int] = set()
    moved: list[tuple[set[int], _Covering]] = []
    for _, group in groupby(found, key=attrgetter("episode_id")):
        episode = list(group)
        own = {each.track_id for each in episode}
        steps = {cue_id: step for track_id in own & set(by_track) for cue_id, step in by_track[track_id].items()}
        if len(steps) > MOST_CHANGES or not _add_up(episode, by_track):
            again |= own
            continue
        for signs in (False, True):
            together = [each for each in episode if Role(each.role).is_signs is signs]
            covering = _Covering(connection, together, steps, signs=signs)
            if covering.is_moved():
                moved.append((own, covering))
    for own, covering in moved:
        if len(moved) > MOST_EPISODES or not covering.settle():
            again |= own
    return again


def _read(connection: Connection, track_ids: Collection[int], episode_ids: Collection[int]) -> list[Figures]:
    """Return the figures of all tracks of the episodes of `track_ids`, and of all tracks of other episodes."""
    table = track_summary
    columns = (
        table.c.track_id, table.c.title_id, table.c.episode_id, table.c.language, table.c.role, track.c.state,
        delivered_cell.c.digest, table.c.cue_count, table.c.untranslated, table.c.unseen, table.c.digest, table.c.shown,
    )  # fmt: skip
    variant = case(
        *((table.c.role.in_(roles), name) for name, roles in _VARIANTS.items()), else_=FULL
    )  # fmt: skip
    same_cell = and_(
        delivered_cell.c.episode_id == table.c.episode_id, delivered_cell.c.language == table.c.language,
        delivered_cell.c.role == variant,
    )  # fmt: skip
    statement = select(*columns).join(track, track.c.id == table.c.track_id).outerjoin(delivered_cell, same_cell)
    found: dict[int, Figures] = {}
    for some in chunks(list(track_ids)):
        beside = select(table.c.episode_id).where(table.c.track_id.in_(some))
        found |= _figures(connection.execute(statement.where(table.c.episode_id.in_(beside))))
    for some in chunks(list(episode_ids)):
        found |= _figures(connection.execute(statement.where(table.c.episode_id.in_(some))))
    return sorted(found.values(), key=lambda each: (each.episode_id, each.track_id))


def _figures(rows: Iterable[Any]) -> dict[int, Figures]:
    """Return figures by track, of rows of which a track has one for each buyer that has something of it."""
    found: dict[int, Figures] = {}
    at = [each.name for each in fields(Figures)].index("delivered")
    for row in rows:
        if row[0] not in found:
            found[row[0]] = Figures(*[*row[:at], set(), *row[at + 1 :]])
        if row[at] is not None:
            found[row[0]].delivered.add(row[at])
    return found


def _add_up(episode: Iterable[Figures], by_track: Mapping[int, Steps]) -> bool:
    """Change digests and counts of cues; tell whether that could be done: not with digests of another version."""
    touched = [each for each in episode if each.track_id in by_track]
    if any(total_of(each.digest) is None for each in touched):
        return False
    for each in touched:
        total = total_of(each.digest) or 0
        for step in by_track[each.track_id].values():
            for row, sign in zip(step, (-1, 1), strict=True):
                if row is not None and row["track_id"] == each.track_id:
                    total += sign * _sum(row)
                    each.cue_count += sign * _speaks(row)
                    each.unseen += sign * is_unseen(str(row["text"]), str(row["origin"]))
        each.digest = digest_of(total)
    return True


def _write(connection: Connection, figures: Iterable[Figures], done: Cells) -> None:
    rows: list[dict[str, object]] = []
    for each in figures:
        before = each.before
        shown = effective_state(
            State(each.said), cue_count=each.cue_count, untranslated=each.untranslated, unseen=each.unseen,
            delivered=each.digest in each.delivered,
        ).value  # fmt: skip
        after = (each.cue_count, each.untranslated, each.unseen, each.digest, shown)
        done.titles.add(each.title_id)
        if after == before:
            continue
        rows.append(
            dict(zip(("id_", "cue_count_", "untranslated_", "unseen_", "digest_", "shown_"), (each.track_id, *after), strict=True))
        )
        if shown != each.shown and each.role in CELL_ROLES:
            moved = done.moved.setdefault(each.title_id, Counter())
            moved[each.language, each.shown] -= 1
            moved[each.language, shown] += 1
    if rows:
        names = ("cue_count", "untranslated", "unseen", "digest", "shown")
        statement = update(track_summary).where(track_summary.c.track_id == bindparam("id_"))
        connection.execute(statement.values({name: bindparam(f"{name}_") for name in names}), rows)


def _sum(row: Row) -> int:
    return cue_sum(cast(int, row["start_ms"]), cast(int, row["end_ms"]), str(row["text"]), str(row["placement"]))


def _speaks(row: Row | None) -> bool:
    return row is not None and has_text(str(row["text"]))


def _order(row: Row) -> Order:
    return cast(int, row["start_ms"]), cast(int, row["end_ms"]), cast(int, row["id"])


@dataclass(slots=True)
class _Spoken:
    """A spine cue before and after: its place and whether it has text; None where it does not exist."""

    before: tuple[Order, bool] | None
    after: tuple[Order, bool] | None


class _Covering:
    """How many spine cues with text nothing renders, before and after: looked at where it can have changed only.

    A follower renders a spine cue that stands between the ends of its span, so that three places in time tell it.
    """

    def __init__(self, connection: Connection, together: list[Figures], steps: Steps, *, signs: bool) -> None:
        self._connection = connection
        spine_track = spine_id(((each.track_id, Role(each.role)) for each in together), signs=signs)
        self._spine_track = spine_track
        self._translations = {each.track_id: each for each in together if each.role in WHOLE_ROLES}
        self._spine = {id: step for id, step in steps.items() if _is_on(step, spine_track)}
        self._followers = {
            id: step for id, step in steps.items() if any(row is not None and row["track_id"] in self._translations for row in step)
        }
        self._places: dict[int, Order] = {}
        self._known: dict[int, _Spoken] = {}

    def is_moved(self) -> bool:
        """Tell whether anything may be covered now that was not, or the other way round."""
        if self._spine_track is None or not self._translations:
            return False
        return any(map(_has_moved, self._spine.values())) or any(
            _renders(before) != _renders(after) for before, after in self._followers.values()
        )

    def settle(self) -> bool:
        """Change the counts; tell whether that could be done from what changed."""
        stretches = self._stretches()
        if not stretches:
            return True
        lo_ms, hi_ms = min(lo[0] for lo, _ in stretches), max(hi[0] for _, hi in stretches)
        spoken = self._spoken(stretches)
        if len(spoken) > MOST_CUES:
            return False
        spans_before: dict[int, list[tuple[Order, Order]]] = {track_id: [] for track_id in self._translations}
        spans_after: dict[int, list[tuple[Order, Order]]] = {track_id: [] for track_id in self._translations}
        for before, after in self._followers.values():
            self._add(spans_before, before, 0)
            self._add(spans_after, after, 1)
        columns = (cue.c.id, cue.c.track_id, cue.c.text)
        rows = spans.over(self._connection, columns, list(self._translations), list(spoken), lo_ms, hi_ms)
        for (cue_id, track_id, markup), first, last in rows:
            if cue_id not in self._followers and track_id in self._translations and has_text(markup):
                spans_after[track_id].append((first, last))
                spans_before[track_id].append(self._former(first, last))
        for track_id, figures in self._translations.items():
            figures.untranslated += _bare(spans_after[track_id], [each.after for each in spoken.values()])
            figures.untranslated -= _bare(spans_before[track_id], [each.before for each in spoken.values()])
        return True

    def _stretches(self) -> list[tuple[Order, Order]]:
        """Return where on the spine something may be covered now that was not, or the other way round."""
        found: list[tuple[Order, Order]] = []
        for step in filter(_has_moved, self._spine.values()):
            places = [_order(row) for row in step if row is not None]
            found.append((min(places), max(places)))
        other = [step for step in self._followers.values() if _renders(step[0]) != _renders(step[1])]
        self._find_places({end for step in self._followers.values() for row in step for end in _renders(row)})
        for step in other:
            for side, row in enumerate(step):
                span = self._span(row, side)
                found += [span] if span else []
        return found

    def _find_places(self, ids: Collection[int]) -> None:
        unknown = [id for id in ids if id not in self._spine]
        if unknown:
            for start_ms, end_ms, id, markup in self._connection.execute(select(*_SPOKEN).where(cue.c.id.in_(unknown))):
                self._places[id] = (start_ms, end_ms, id)
                self._known[id] = _Spoken(((start_ms, end_ms, id), has_text(markup)), ((start_ms, end_ms, id), has_text(markup)))

    def _place(self, cue_id: int, side: int) -> Order | None:
        if cue_id in self._spine:
            row = self._spine[cue_id][side]
            return None if row is None else _order(row)
        return self._places.get(cue_id)

    def _span(self, row: Row | None, side: int) -> tuple[Order, Order] | None:
        ends = _renders(row)
        places = [place for end in ends if (place := self._place(end, side)) is not None]
        return (min(places), max(places)) if places and len(places) == len(ends) else None

    def _former(self, first: Order, last: Order) -> tuple[Order, Order]:
        """Return the span of an unchanged follower as it was, from where its ends stand now."""
        ends = [self._spine[place[2]][0] if place[2] in self._spine else None for place in (first, last)]
        places = [place if row is None else _order(row) for place, row in zip((first, last), ends, strict=True)]
        return min(places), max(places)

    def _add(self, found: dict[int, list[tuple[Order, Order]]], row: Row | None, side: int) -> None:
        span = self._span(row, side)
        if row is not None and span is not None and row["track_id"] in found:
            found[row["track_id"]].append(span)

    def _spoken(self, stretches: list[tuple[Order, Order]]) -> dict[int, _Spoken]:
        found: dict[int, _Spoken] = {}
        places = {place[2] for stretch in stretches for place in stretch}
        wide = [cue.c.start_ms.between(lo[0], hi[0]) for lo, hi in stretches if lo != hi]
        found |= {id: spoken for id, spoken in self._known.items() if id in places}
        rows = self._connection.execute(select(*_SPOKEN).where(cue.c.track_id == self._spine_track, or_(*wide))) if wide else None
        for start_ms, end_ms, id, markup in rows.fetchmany(MOST_CUES + 1) if rows is not None else ():
            there = ((start_ms, end_ms, id), has_text(markup))
            found[id] = _Spoken(there, there)
        for id, step in self._spine.items():
            sides = [None if row is None else (_order(row), _speaks(row)) for row in step]
            found[id] = _Spoken(*sides)
        return found


def _is_on(step: Step, track_id: int | None) -> bool:
    return any(row is not None and row["track_id"] == track_id for row in step)


def _has_moved(step: Step) -> bool:
    """Tell whether a spine cue stands elsewhere, came, went, or began or ceased to say something."""
    before, after = step
    if before is None or after is None:
        return _speaks(before) != _speaks(after)
    return _speaks(before) != _speaks(after) or _order(before) != _order(after)


def _renders(row: Row | None) -> tuple[int, ...]:
    """Return the ends of the span of a follower with text; none for one that renders nothing."""
    if row is None or row["anchor_id"] is None or not _speaks(row):
        return ()
    first, last = row["anchor_id"], row["anchor_last_id"]
    return cast(int, first), cast(int, last or first)


def _bare(covering: list[tuple[Order, Order]], spine: Iterable[tuple[Order, bool] | None]) -> int:
    """Count the spine cues with text that no span covers."""
    return sum(
        1
        for each in spine
        if each is not None and each[1] and not any(first <= each[0] <= last for first, last in covering)
    )  # fmt: skip
