"""What the catalog remembers: approved translations with the source they were made from, and pairs that came from outside."""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, func, select

from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.column import roles_in
from crossreel.domain.cues.cue import text_digest
from crossreel.domain.cues.track import Role
from crossreel.domain.drafting.memory_pair import MemoryPair
from crossreel.storage.kinds.actor import table as actor
from crossreel.storage.kinds.cue import table as cue
from crossreel.storage.kinds.episode import table as episode
from crossreel.storage.kinds.memory_pair import table as memory_pair
from crossreel.storage.kinds.title import table as title
from crossreel.storage.kinds.track import table as track
from crossreel.storage.mapping import Reader, image_from_text
from crossreel.storage.repository import chunks, where
from crossreel.storage.tables import journal_change, journal_created, journal_edit, journal_part

ROLES = (Role.TRANSLATION.value, Role.SIGNS_TRANSLATION.value)
MOST_FOLLOWED = 20_000  # changes that are followed one by one; after more of them everything is read anew
_KINDS = ("cue", "track", "memory_pair")
_source, _last, _led = cue.alias("source_cue"), cue.alias("last_cue"), cue.alias("led_cue")
_spine = track.alias("spine")


class Line(NamedTuple):
    """A remembered line: the cue that translates it, its episode, and its source (inline markup, lines joined)."""

    episode_id: int
    cue_id: int
    source: str


class Place(NamedTuple):
    """A cue that is remembered, and where it stands."""

    cue_id: int
    text: str
    start_ms: int
    track_id: int
    language: str
    episode_id: int
    episode_number: int
    title_id: int
    title_code: str
    title_name: str


@dataclass(slots=True)
class Touched:
    """What changed since a mark: episodes and pairs by id; `everything` where it is too much to be followed."""

    mark: int
    episode_ids: set[int] = field(default_factory=set)
    pair_ids: set[int] = field(default_factory=set)
    everything: bool = False


def mark(reader: Reader) -> int:
    """Return a number that tells which changes were seen."""
    return reader.connection.execute(select(func.max(journal_part.c.id))).scalar() or 0


def touched(reader: Reader, since: int) -> Touched:
    """Return what changed after a mark of lines, their states, and pairs from outside."""
    found = Touched(mark(reader))
    if found.mark == since:
        return found
    columns = (journal_change.c.kind, journal_change.c.row_id, journal_change.c.before)
    newer = (journal_change.c.part_id > since, journal_change.c.kind.in_(_KINDS))
    changed = reader.connection.execute(select(*columns).where(*newer).limit(MOST_FOLLOWED + 1)).all()
    ids: dict[str, set[int]] = defaultdict(set)
    made = (journal_created.c.part_id > since, journal_created.c.kind.in_(_KINDS))
    for kind, packed in reader.connection.execute(select(journal_created.c.kind, journal_created.c.ids).where(*made)):
        ids[kind].update(array("q", packed))
    if len(changed) > MOST_FOLLOWED or sum(map(len, ids.values())) > MOST_FOLLOWED:
        return Touched(found.mark, everything=True)
    tracks: set[int] = set()
    for kind, row_id, before in changed:
        ids[kind].add(row_id)
        if kind == "cue":
            tracks.add(_number(before, row_id, "track_id"))
        elif kind == "track":
            found.episode_ids.add(_number(before, row_id, "episode_id"))
    found.pair_ids = ids["memory_pair"]
    found.episode_ids |= _episodes_of(reader, ids["cue"], tracks | ids["track"])
    return found


def _number(before: str, row_id: int, name: str) -> int:
    value = image_from_text(before, row_id)[name]
    assert isinstance(value, int)
    return value


def _episodes_of(reader: Reader, cue_ids: Collection[int], track_ids: Collection[int]) -> set[int]:
    tracks = set(track_ids)
    for some in chunks(sorted(cue_ids)):
        tracks |= set(reader.connection.execute(select(cue.c.track_id).distinct().where(cue.c.id.in_(some))).scalars())
    found: set[int] = set()
    for some in chunks(sorted(tracks)):
        found |= set(reader.connection.execute(select(track.c.episode_id).distinct().where(track.c.id.in_(some))).scalars())
    return found


def counts(reader: Reader, source: str, language: str) -> tuple[int, int]:
    """Return how many translations of approved tracks there are in a language, and how many pairs from outside."""
    lines_of = select(func.count()).select_from(cue.join(track, track.c.id == cue.c.track_id)).where(*_approved(language))
    pairs_from = select(func.count()).where(*_pairs(source, language))
    found = [reader.connection.execute(each).scalar() or 0 for each in (lines_of, pairs_from)]
    return found[0], found[1]


def lines_of_sources(reader: Reader, source: str, language: str, source_ids: Sequence[int]) -> Iterator[Line]:
    """Give the approved translations, as `lines` does, of some cues of sources."""
    for some in chunks(source_ids):
        yield from _lines(reader, source, language, cue.c.anchor_id.in_(some))


def lines(reader: Reader, source: str, language: str, episode_ids: Collection[int] | None = None) -> Iterator[Line]:
    """Give the approved translations of a language with their sources; one whose source changed since is left out.

    Args:
        reader: reading.
        source: the language of the sources.
        language: of the translations.
        episode_ids: of these episodes alone; None for all.
    """
    if episode_ids is None:
        yield from _lines(reader, source, language)
        return
    for some in chunks(sorted(episode_ids)):
        yield from _lines(reader, source, language, track.c.episode_id.in_(some))


def _lines(reader: Reader, source: str, language: str, *more: ColumnElement[bool]) -> Iterator[Line]:
    joined = (
        select(track.c.episode_id, cue.c.id, _source.c.text, cue.c.source_digest)
        .select_from(track)
        .join(cue, cue.c.track_id == track.c.id)
        .join(_source, _source.c.id == cue.c.anchor_id)
        .join(_spine, _spine.c.id == _source.c.track_id)
        .where(*_approved(language), _spine.c.language == source, cue.c.anchor_last_id == cue.c.anchor_id, *more)
    )
    for episode_id, cue_id, text, digest in reader.connection.execute(joined):
        if digest is None or digest == text_digest([text]):
            yield Line(episode_id, cue_id, text)
    wide = _spans().where(*_approved(language), _spine.c.language == source, cue.c.anchor_last_id != cue.c.anchor_id, *more)
    for cue_id, several in groupby(reader.connection.execute(wide), key=attrgetter("id")):
        parts = list(several)
        texts = _texts(parts)
        if parts[0].source_digest is None or parts[0].source_digest == text_digest(texts):
            yield Line(parts[0].episode_id, cue_id, "\n".join(texts))


def _spans() -> Select[tuple[object, ...]]:
    """Return the query of translations with their spans, a row for each cue that may be of one."""
    columns = (
        track.c.episode_id, cue.c.id, cue.c.source_digest, _source.c.start_ms.label("first_start"),
        _source.c.end_ms.label("first_end"), _source.c.id.label("first_id"), _last.c.start_ms.label("last_start"),
        _last.c.end_ms.label("last_end"), _last.c.id.label("last_id"), _led.c.text, _led.c.start_ms, _led.c.end_ms,
        _led.c.id.label("led_id"),
    )  # fmt: skip
    between = _led.c.start_ms.between(_source.c.start_ms, _last.c.start_ms)
    return (
        select(*columns)
        .select_from(track)
        .join(cue, cue.c.track_id == track.c.id)
        .join(_source, _source.c.id == cue.c.anchor_id)
        .join(_last, _last.c.id == cue.c.anchor_last_id)
        .join(_spine, _spine.c.id == _source.c.track_id)
        .join(_led, (_led.c.track_id == _spine.c.id) & between)
        .order_by(cue.c.id, _led.c.start_ms, _led.c.end_ms, _led.c.id)
    )


def _texts(rows: Sequence[Row[Any]]) -> list[str]:
    """Return the texts of a span, given its rows: cues that begin with its last one but come after it are none of it."""
    first = (rows[0].first_start, rows[0].first_end, rows[0].first_id)
    last = (rows[0].last_start, rows[0].last_end, rows[0].last_id)
    return [row.text for row in rows if first <= (row.start_ms, row.end_ms, row.led_id) <= last]


def _approved(language: str) -> tuple[ColumnElement[bool], ...]:
    return (track.c.language == language, track.c.state == State.APPROVED.value, track.c.role.in_(ROLES), cue.c.text != "")


def _pairs(source: str, language: str) -> tuple[ColumnElement[bool], ...]:
    return (memory_pair.c.source_language == source, memory_pair.c.language == language)


def pairs(reader: Reader, source: str, language: str, ids: Collection[int] | None = None) -> Iterator[tuple[int, str]]:
    """Give the pairs from outside as (id, source); of these ids alone, or all."""
    statement = select(memory_pair.c.id, memory_pair.c.source).where(*_pairs(source, language))
    if ids is None:
        yield from ((row[0], row[1]) for row in reader.connection.execute(statement))
        return
    for some in chunks(sorted(ids)):
        yield from ((row[0], row[1]) for row in reader.connection.execute(statement.where(memory_pair.c.id.in_(some))))


def places(reader: Reader, cue_ids: Sequence[int]) -> dict[int, Place]:
    """Return remembered cues and where they stand, by id."""
    columns = (
        cue.c.id, cue.c.text, cue.c.start_ms, track.c.id, track.c.language, episode.c.id, episode.c.number, title.c.id,
        title.c.code, title.c.name,
    )  # fmt: skip
    joined = cue.join(track, track.c.id == cue.c.track_id).join(episode, episode.c.id == track.c.episode_id)
    statement = select(*columns).select_from(joined.join(title, title.c.id == episode.c.title_id))
    found: dict[int, Place] = {}
    for some in chunks(cue_ids):
        rows = reader.connection.execute(statement.where(cue.c.id.in_(some)))
        found |= {row[0]: Place._make(tuple(row)) for row in rows}
    return found


def sources(reader: Reader, cue_ids: Sequence[int]) -> dict[int, str]:
    """Return the source text of translations (lines of a span joined), by the translation's id."""
    found: dict[int, str] = {}
    for some in chunks(cue_ids):
        rows = reader.connection.execute(_spans().where(cue.c.id.in_(some)))
        found |= {cue_id: "\n".join(_texts(list(several))) for cue_id, several in groupby(rows, key=attrgetter("id"))}
    return found


def pairs_of(reader: Reader, ids: Sequence[int]) -> dict[int, MemoryPair]:
    """Return pairs from outside, by id."""
    return {pair.id: pair for pair in where(reader.connection, MemoryPair, {"id": list(ids)})}


def pairs_between(reader: Reader, source: str, language: str) -> Iterator[MemoryPair]:
    """Give the pairs from outside of two languages."""
    ids = [row_id for row_id, _text in pairs(reader, source, language)]
    for some in chunks(ids, 1_000):
        yield from where(reader.connection, MemoryPair, {"id": list(some)})


def outside(reader: Reader) -> Iterator[tuple[str, str, str, str]]:
    """Give all pairs from outside as (source language, language, source, text)."""
    columns = (memory_pair.c.source_language, memory_pair.c.language, memory_pair.c.source, memory_pair.c.text)
    for row in reader.connection.execute(select(*columns)):
        yield row[0], row[1], row[2], row[3]


def origins(reader: Reader) -> list[tuple[str, int]]:
    """Return where pairs from outside are from, with how many there are of each."""
    statement = select(memory_pair.c.origin, func.count()).group_by(memory_pair.c.origin).order_by(memory_pair.c.origin)
    return [(origin, found) for origin, found in reader.connection.execute(statement)]


def ids_from(reader: Reader, origin: str) -> list[int]:
    """Return the ids of the pairs that are from one place."""
    return list(reader.connection.execute(select(memory_pair.c.id).where(memory_pair.c.origin == origin)).scalars())


def episodes_of(reader: Reader, title_id: int) -> list[int]:
    """Return the ids of the episodes of a title."""
    return list(reader.connection.execute(select(episode.c.id).where(episode.c.title_id == title_id)).scalars())


def approvals(reader: Reader, track_ids: Collection[int]) -> Mapping[int, tuple[str, int]]:
    """Return who approved tracks last and when (milliseconds since 1970), by track; those nobody is known of are left out."""
    statement = (
        select(journal_change.c.row_id, journal_change.c.before, journal_change.c.after, actor.c.name, journal_edit.c.at_ms)
        .join(journal_part, journal_part.c.id == journal_change.c.part_id)
        .join(journal_edit, journal_edit.c.id == journal_part.c.edit_id)
        .join(actor, actor.c.id == journal_edit.c.actor_id)
        .where(journal_change.c.kind == "track")
        .order_by(journal_change.c.id)
    )
    found: dict[int, tuple[str, int]] = {}
    for some in chunks(sorted(track_ids)):
        for row_id, before, after, name, at_ms in reader.connection.execute(statement.where(journal_change.c.row_id.in_(some))):
            states = [image_from_text(image, row_id).get("state") if image else None for image in (before, after)]
            if states[1] == State.APPROVED.value and states[0] != states[1]:
                found[row_id] = (name, at_ms)
    return found


class Said(NamedTuple):
    """A translation and the digest of the line it translates."""

    digest: str
    cue_id: int
    text: str


def repeated(reader: Reader, title_id: int, language: str, variant: str) -> list[list[Said]]:
    """Return the translations of a title's column whose source text others of it translate too, each text's together."""
    of_column = (episode.c.title_id == title_id, track.c.language == language, track.c.role.in_(_led_roles(variant)))
    statement = (
        select(cue.c.source_digest, cue.c.id, cue.c.text)
        .join(track, track.c.id == cue.c.track_id)
        .join(episode, episode.c.id == track.c.episode_id)
        .where(*of_column, cue.c.source_digest != "", cue.c.text != "")
        .order_by(episode.c.number, cue.c.start_ms, cue.c.id)
    )
    found: dict[str, list[Said]] = defaultdict(list)
    for row in reader.connection.execute(statement):
        found[row[0]].append(Said(*row))
    return [several for several in found.values() if len(several) > 1]


def twins(reader: Reader, cue_id: int) -> list[int]:
    """Return the other translations of the line that a cue translates, in its title, language and role, by episode and time."""
    own = (
        select(cue.c.source_digest, track.c.language, track.c.role, episode.c.title_id)
        .join(track, track.c.id == cue.c.track_id)
        .join(episode, episode.c.id == track.c.episode_id)
        .where(cue.c.id == cue_id)
    )
    row = reader.connection.execute(own).first()
    if row is None or not row.source_digest:
        return []
    statement = (
        select(cue.c.id)
        .join(track, track.c.id == cue.c.track_id)
        .join(episode, episode.c.id == track.c.episode_id)
        .where(cue.c.source_digest == row.source_digest, cue.c.source_digest != "", cue.c.id != cue_id, cue.c.text != "")
        .where(track.c.language == row.language, track.c.role == row.role, episode.c.title_id == row.title_id)
        .order_by(episode.c.number, cue.c.start_ms, cue.c.id)
    )
    return list(reader.connection.execute(statement).scalars())


def _led_roles(variant: str) -> list[str]:
    return [role.value for role in roles_in([variant]) if not role.leads]
