"""Derived figures kept beside tracks and titles, so that a catalog of 1,700 titles is read in one go.

The commit door refreshes them for what a transaction touched; they are never journaled.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

import xxhash
from sqlalchemy import Connection, and_, case, delete, exists, func, insert, select, true, update

from crossreel.domain.catalog.workflow import State, effective_state
from crossreel.domain.cues.column import variant_of
from crossreel.domain.cues.cue import DRAFTED
from crossreel.domain.cues.track import Role, spine_id
from crossreel.domain.quality.finding import Severity
from crossreel.domain.quality.rule_setting import RuleSetting, RuleWeights, weights_of
from crossreel.domain.text.column_name import FULL
from crossreel.domain.text.inline import plain_text
from crossreel.storage.kinds.cue import table as cue
from crossreel.storage.kinds.delivery import table as delivery
from crossreel.storage.kinds.episode import table as episode
from crossreel.storage.kinds.finding import table as finding
from crossreel.storage.kinds.title import table as title
from crossreel.storage.kinds.title_language import table as title_language
from crossreel.storage.kinds.track import table as track
from crossreel.storage.kinds.version import table as version_table
from crossreel.storage.kinds.waiver import table as waiver
from crossreel.storage.repository import chunks, read_meta, where, write_meta
from crossreel.storage.standing import standing
from crossreel.storage.tables import delivered_cell, meta, title_summary, track_summary

VERSION = "5"
VERSION_KEY = "summaries_version"
REACHED_KEY = "summaries_reached"
CELL_ROLES = tuple(role.value for role in Role if variant_of(role) == FULL)
WHOLE_ROLES = (Role.TRANSLATION.value, Role.SDH.value, Role.SIGNS_TRANSLATION.value)  # a draft while lines of the spine lack
_CONTENT = (
    cue.c.track_id,
    cue.c.id,
    cue.c.start_ms,
    cue.c.end_ms,
    cue.c.text,
    cue.c.placement,
    cue.c.anchor_id,
    cue.c.anchor_last_id,
    cue.c.origin,
)
_END = func.coalesce(version_table.c.out_ms, version_table.c.file_ms)
_LENGTH = case((version_table.c.file_ms.between(1, _END), version_table.c.file_ms), else_=_END) - version_table.c.in_ms
CountedFinding = tuple[str, str, str, str]
COUNTED = ("fingerprint", "rule", "language", "severity")
NO_WEIGHTS = RuleWeights()
CueRow = tuple[int, int, int, int, str, str, int | None, int | None, str]
DIGEST_MARK = "2:"  # version of the digest: figures of another one are never compared or added to
DIGEST_BITS = 128


def has_text(markup: str) -> bool:
    """Tell whether a cue says anything."""
    return bool(plain_text(markup).strip() if "<" in markup else markup.strip())


def is_unseen(markup: str, origin: str) -> bool:
    """Tell whether a cue says something that was drafted, and no person has been through it."""
    return origin in DRAFTED and has_text(markup)


def cue_sum(start_ms: int, end_ms: int, text: str, placement: str) -> int:
    """Return what one cue adds to the digest of its track: xxh3 (128 bits) of what a viewer gets of it."""
    return xxhash.xxh3_128_intdigest(f"{start_ms}\x1f{end_ms}\x1f{placement}\x1f{text}".encode())


def digest_of(total: int) -> str:
    """Return the digest of a track whose cues add up to `total`.

    A sum modulo 2^128 does not depend on the order, and changes by what one cue's change changes; equal cues do not cancel out.
    """
    return f"{DIGEST_MARK}{total % (1 << DIGEST_BITS):032x}"


def total_of(digest: str) -> int | None:
    """Return the sum that a digest writes down, None where another version made it."""
    return int(digest.removeprefix(DIGEST_MARK), 16) if digest.startswith(DIGEST_MARK) else None


def content_digest(rows: Iterable[CueRow]) -> str:
    """Return the digest of what a viewer gets of a track: times, texts and placements."""
    return digest_of(sum(cue_sum(row[2], row[3], row[4], row[5]) for row in rows))


def untranslated(spine: list[CueRow], followers: list[CueRow]) -> int:
    """Return how many spine cues with text no follower with text covers by its span."""
    position = {row[1]: index for index, row in enumerate(spine)}
    covered: set[int] = set()
    for _track, _id, _start, _end, markup, _placement, anchor, last, _origin in followers:
        if anchor in position and has_text(markup):
            first = position[anchor]
            ends = sorted((first, position.get(last, first) if last is not None else first))
            covered.update(range(ends[0], ends[1] + 1))
    return sum(1 for index, row in enumerate(spine) if has_text(row[4]) and index not in covered)


def is_current(connection: Connection) -> bool:
    """Tell whether the figures were made by this version of this module."""
    return read_meta(connection, VERSION_KEY) == VERSION


def write_version(connection: Connection) -> None:
    """Say that the figures were made by this version of this module."""
    write_meta(connection, VERSION_KEY, VERSION)


def refresh_next(connection: Connection) -> bool:
    """Make the figures of the next title anew, the times of its last edits kept; return whether all are of this version."""
    if is_current(connection):
        return True
    version, _, reached = (read_meta(connection, REACHED_KEY) or "").partition(" ")
    after = title.c.id > int(reached) if version == VERSION else None
    ids = select(title.c.id).order_by(title.c.id).limit(1)
    title_id = connection.execute(ids if after is None else ids.where(after)).scalar()
    if title_id is None:
        of_none = track_summary.c.title_id.not_in(select(title.c.id))
        connection.execute(delete(track_summary).where(of_none))
        connection.execute(delete(meta).where(meta.c.key == REACHED_KEY))
        write_version(connection)
        return True
    refresh_delivered(connection, {title_id: None})
    connection.execute(delete(track_summary).where(track_summary.c.title_id == title_id))
    tracks = select(track.c.id).join(episode, episode.c.id == track.c.episode_id).where(episode.c.title_id == title_id)
    refresh_tracks(connection, set(connection.execute(tracks).scalars()))
    refresh_titles(connection, {title_id}, None)
    write_meta(connection, REACHED_KEY, f"{VERSION} {title_id}")
    return False


def count_refreshed(connection: Connection) -> int:
    """Return how many titles `refresh_next` has been through."""
    version, _, reached = (read_meta(connection, REACHED_KEY) or "").partition(" ")
    counted = select(func.count()).select_from(title)
    return connection.execute(counted.where(title.c.id <= int(reached))).scalar() or 0 if version == VERSION else 0


def rebuild(connection: Connection) -> None:
    """Make all figures anew, in one go."""
    connection.execute(delete(meta).where(meta.c.key.in_((VERSION_KEY, REACHED_KEY))))
    while not refresh_next(connection):
        pass


def refresh_tracks(connection: Connection, track_ids: set[int]) -> tuple[set[int], set[int]]:
    """Make the figures of tracks anew, and of all tracks of an episode whose spine is among them.

    Returns:
        The titles of the tracks, and every track whose figures were made.
    """
    titles: set[int] = set()
    made: set[int] = set()
    for some in chunks(list(track_ids)):
        before = select(track_summary.c.title_id, track_summary.c.episode_id, track_summary.c.role)
        now = select(episode.c.title_id, track.c.episode_id, track.c.role).join(episode, episode.c.id == track.c.episode_id)
        places = list(connection.execute(before.where(track_summary.c.track_id.in_(some))))
        places += list(connection.execute(now.where(track.c.id.in_(some))))
        titles |= {title_id for title_id, _episode, _role in places}
        whole = {episode_id for _title, episode_id, role in places if Role(role).leads}
        episodes = {episode_id for _title, episode_id, _role in places}
        connection.execute(delete(track_summary).where(track_summary.c.track_id.in_(some)))
        for part in chunks(list(episodes), 50):
            made |= _refresh_episodes(connection, list(part), whole, track_ids)
    return titles, made


def _refresh_episodes(connection: Connection, episode_ids: list[int], whole: set[int], track_ids: set[int]) -> set[int]:
    statement = (
        select(track.c.id, track.c.episode_id, episode.c.title_id, track.c.language, track.c.role, track.c.state)
        .join(episode, episode.c.id == track.c.episode_id)
        .where(track.c.episode_id.in_(episode_ids))
        .order_by(track.c.episode_id, track.c.id)
    )
    tracks = list(connection.execute(statement))
    spine_of = _spines(tracks)
    wanted = [row for row in tracks if row.id in track_ids or row.episode_id in whole]
    content = _content(connection, {row.id for row in wanted} | {spine_of[row.id] for row in wanted if row.id in spine_of})
    delivered = _delivered(connection, episode_ids)
    rows: list[dict[str, Any]] = []
    for row in wanted:
        cues = content.get(row.id, [])
        spine = content.get(spine_of.get(row.id, 0), [])
        missing = untranslated(spine, cues) if row.role in WHOLE_ROLES else 0
        digest, count = content_digest(cues), sum(1 for found in cues if has_text(found[4]))
        unseen = sum(1 for found in cues if is_unseen(found[4], found[8]))
        same = digest in delivered.get((row.episode_id, row.language, variant_of(Role(row.role))), ())
        shown = effective_state(State(row.state), cue_count=count, untranslated=missing, unseen=unseen, delivered=same)
        rows.append(
            {"track_id": row.id, "title_id": row.title_id, "episode_id": row.episode_id, "language": row.language, "role": row.role,
             "cue_count": count, "untranslated": missing, "unseen": unseen, "digest": digest, "shown": shown.value}
        )  # fmt: skip
    if rows:
        connection.execute(delete(track_summary).where(track_summary.c.track_id.in_([row["track_id"] for row in rows])))
        connection.execute(insert(track_summary), rows)
    return {row["track_id"] for row in rows}


def _content(connection: Connection, track_ids: set[int]) -> dict[int, list[CueRow]]:
    found: dict[int, list[CueRow]] = {}
    order = (cue.c.track_id, cue.c.start_ms, cue.c.end_ms, cue.c.id)
    rows = connection.execute(select(*_CONTENT).where(cue.c.track_id.in_(track_ids)).order_by(*order))
    for track_id, group in groupby(rows, key=itemgetter(0)):
        found[track_id] = [tuple(row) for row in group]
    return found


def _spines(tracks: Iterable[Any]) -> dict[int, int]:
    """Return, by track, which one of its episode it hangs on; tracks are rows in the order of their episodes."""
    found: dict[int, int] = {}
    for _episode, group in groupby(tracks, key=attrgetter("episode_id")):
        own = [(row.id, Role(row.role)) for row in group]
        for signs in (False, True):
            spine = spine_id(own, signs=signs)
            if spine is not None:
                found |= {track_id: spine for track_id, role in own if role.is_signs is signs}
    return found


def _delivered(connection: Connection, episode_ids: list[int]) -> dict[tuple[int, str, str], set[str]]:
    """Return, by cell, the digests of what buyers have of it."""
    columns = (delivered_cell.c.episode_id, delivered_cell.c.language, delivered_cell.c.role, delivered_cell.c.digest)
    found: dict[tuple[int, str, str], set[str]] = {}
    for episode_id, language, role, digest in connection.execute(
        select(*columns).where(delivered_cell.c.episode_id.in_(episode_ids))
    ):
        found.setdefault((episode_id, language, role), set()).add(digest)
    return found


def delivered_episodes(cells: str) -> set[int]:
    """Return the ids of the episodes that the cells of a delivery are of, as its row has them."""
    return {int(cell.partition(":")[0]) for cell in json.loads(cells)}


def refresh_delivered(connection: Connection, titles: Mapping[int, Collection[str] | None]) -> None:
    """Write down the newest delivery of each cell of titles to some buyers of each, None for all."""
    table = delivered_cell
    for title_id, buyers in titles.items():
        to_them = delivery.c.buyer.in_(buyers) if buyers is not None else true()
        of_them = table.c.buyer.in_(buyers) if buyers is not None else true()
        newest: dict[tuple[int, str, str, str], tuple[str, int]] = {}
        episodes: set[int] = set()
        rows = connection.execute(
            select(delivery.c.id, delivery.c.buyer, delivery.c.cells)
            .where(delivery.c.title_id == title_id, to_them)
            .order_by(delivery.c.created_ms, delivery.c.id)
        )
        for delivery_id, buyer, cells in rows:
            for cell, digest in json.loads(cells).items():
                episode_id, language, *role = cell.split(":")
                place = (int(episode_id), language, role[0] if role else FULL, buyer)
                episodes.add(place[0])
                if digest:
                    newest[place] = (digest, delivery_id)
                else:  # withdrawn
                    newest.pop(place, None)
        connection.execute(delete(table).where(table.c.episode_id.in_(episodes), of_them))
        if newest:
            names = ("episode_id", "language", "role", "buyer", "digest", "delivery_id")
            connection.execute(insert(table), [dict(zip(names, (*place, *value), strict=True)) for place, value in newest.items()])


def refresh_titles(connection: Connection, title_ids: set[int], worked_on_ms: int | None) -> None:
    """Refresh the figures of titles; `worked_on_ms` None leaves the time of the last edit as it is."""
    for some in chunks(list(title_ids), 500):
        former = select(title_summary.c.title_id, title_summary.c.worked_on_ms).where(title_summary.c.title_id.in_(some))
        worked = {title_id: at_ms if worked_on_ms is None else worked_on_ms for title_id, at_ms in connection.execute(former)}
        sources = {
            row[0]: row[1] for row in connection.execute(select(title.c.id, title.c.source_language).where(title.c.id.in_(some)))
        }
        existing = set(sources)
        connection.execute(delete(title_summary).where(title_summary.c.title_id.in_(some)))
        if not existing:
            continue
        episodes, progress, errors = _episodes(connection, existing), _progress(connection, sources), _errors(connection, existing)
        rows: list[dict[str, Any]] = []
        for title_id in existing:
            count, duration_ms = episodes.get(title_id, (0, 0))
            rows.append(
                {"title_id": title_id, "episode_count": count, "duration_ms": duration_ms,
                 "progress": json.dumps(progress[title_id]), "open_errors": errors.get(title_id, 0),
                 "worked_on_ms": worked.get(title_id, worked_on_ms or 0)}
            )  # fmt: skip
        connection.execute(insert(title_summary), rows)


def step_titles(
    connection: Connection, title_ids: set[int], moved: Mapping[int, Mapping[tuple[str, str], int]], errors: Mapping[int, int],
    worked_on_ms: int | None,
) -> None:  # fmt: skip
    """Change the figures of titles by differences.

    Args:
        connection: inside the writing transaction.
        title_ids: titles that were worked on.
        moved: by title, by how many the cells of a language and shown state became more or fewer.
        errors: by title, by how many the open errors became more or fewer.
        worked_on_ms: the time of the edit; None leaves the time of the last one as it is.
    """
    table = title_summary
    counted = [title_id for title_id, steps in moved.items() if any(steps.values())]
    written: dict[int, str] = {}
    if counted:
        former = select(table.c.title_id, table.c.progress).where(table.c.title_id.in_(counted))
        written = {title_id: _stepped(progress, moved[title_id]) for title_id, progress in connection.execute(former)}
    for title_id in title_ids | set(written) | set(errors):
        values: dict[str, Any] = {}
        if worked_on_ms is not None:
            values["worked_on_ms"] = worked_on_ms
        if errors.get(title_id):
            values["open_errors"] = table.c.open_errors + errors[title_id]
        if title_id in written:
            values["progress"] = written[title_id]
        if values:
            connection.execute(update(table).where(table.c.title_id == title_id).values(values))


def _stepped(progress: str, steps: Mapping[tuple[str, str], int]) -> str:
    languages: dict[str, dict[str, int]] = dict(json.loads(progress))
    for (tag, shown), step in steps.items():
        counts = languages.setdefault(tag, {})
        counts[shown] = counts.get(shown, 0) + step
    return json.dumps([(tag, {shown: count for shown, count in counts.items() if count}) for tag, counts in languages.items()])


def open_errors(connection: Connection, marks: Mapping[int, Mapping[CountedFinding, int]]) -> dict[int, int]:
    """Return how many open errors more or fewer titles have, given how many of each finding; waived ones are none."""
    found: dict[int, int] = {}
    for title_id, steps in marks.items():
        wanted = {counted: step for counted, step in steps.items() if step}
        waived, weights = standing(connection, title_id, {mark for mark, *_ in wanted}) if wanted else (set(), NO_WEIGHTS)
        found[title_id] = sum(
            step
            for (mark, rule, language, own), step in wanted.items()
            if mark not in waived and weights.severity(rule, language, Severity(own)) is Severity.ERROR
        )
    return found


def _episodes(connection: Connection, title_ids: set[int]) -> dict[int, tuple[int, int]]:
    statement = (
        select(episode.c.title_id, func.count(episode.c.id.distinct()), func.coalesce(func.sum(_LENGTH), 0))
        .outerjoin(version_table, and_(version_table.c.episode_id == episode.c.id, version_table.c.is_reference == 1))
        .where(episode.c.title_id.in_(title_ids))
        .group_by(episode.c.title_id)
    )
    return {title_id: (count, int(total)) for title_id, count, total in connection.execute(statement)}  # a sum may be a Decimal


def _progress(connection: Connection, sources: dict[int, str]) -> dict[int, list[tuple[str, dict[str, int]]]]:
    """Return, by title, its languages as the matrix has them (the source first), each with its cells per state."""
    counts: dict[int, dict[str, dict[str, int]]] = {title_id: {source: {}} for title_id, source in sources.items()}
    added = select(title_language.c.title_id, title_language.c.language).where(title_language.c.title_id.in_(sources))
    for title_id, language in connection.execute(
        added.where(title_language.c.role == FULL).order_by(title_language.c.position, title_language.c.id)
    ):
        counts[title_id].setdefault(language, {})
    columns = (track_summary.c.title_id, track_summary.c.language, track_summary.c.shown)
    chosen = and_(track_summary.c.title_id.in_(sources), track_summary.c.role.in_(CELL_ROLES))
    found = select(*columns, func.count()).where(chosen).group_by(*columns).order_by(*columns)
    for title_id, language, shown, count in connection.execute(found):
        counts[title_id].setdefault(language, {})[shown] = count
    return {title_id: list(languages.items()) for title_id, languages in counts.items()}


def _errors(connection: Connection, title_ids: set[int]) -> dict[int, int]:
    waived = exists().where(waiver.c.title_id == finding.c.title_id, waiver.c.fingerprint == finding.c.fingerprint)
    is_error = case((finding.c.severity == Severity.ERROR.value, 1), else_=0)
    statement = select(finding.c.title_id, func.sum(is_error)).where(finding.c.title_id.in_(title_ids), ~waived)
    found = {row[0]: row[1] for row in connection.execute(statement.group_by(finding.c.title_id))}
    weights = _weights(connection, title_ids)
    if weights:
        found |= dict.fromkeys(weights, 0)
        key = (finding.c.title_id, finding.c.rule, finding.c.language, finding.c.severity)
        of_those = select(*key, func.count()).where(finding.c.title_id.in_(weights), ~waived).group_by(*key)
        for title_id, rule, language, own, count in connection.execute(of_those):
            found[title_id] += count * (weights[title_id].severity(rule, language, Severity(own)) is Severity.ERROR)
    return found


def _weights(connection: Connection, title_ids: Collection[int]) -> dict[int, RuleWeights]:
    """Return what titles ask of their rules; those that ask nothing are absent."""
    by_title: dict[int, list[RuleSetting]] = {}
    for some in chunks(list(title_ids)):
        for each in where(connection, RuleSetting, {"title_id": some}):
            by_title.setdefault(each.title_id, []).append(each)
    return {title_id: weights_of(settings) for title_id, settings in by_title.items()}
