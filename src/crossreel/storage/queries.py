"""What grids show, read in a few SELECTs and handed up as frozen rows."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from sqlalchemy import ColumnElement, case, exists, func, or_, select, tuple_

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.column import roles_in, variant_of
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role
from crossreel.domain.drafting.brief import ProposalState
from crossreel.domain.errors import NotFound
from crossreel.domain.quality.finding import Finding, Severity
from crossreel.domain.quality.rule_setting import RuleSetting, RuleWeights, weights_of
from crossreel.domain.text.column_name import column_name, in_order, is_full
from crossreel.domain.text.inline import plain_text
from crossreel.domain.views.grid import Cell, EpisodeRow, LanguageProgress, Matrix, TitleRow
from crossreel.storage import tables
from crossreel.storage.kinds.cue import table as cue_table
from crossreel.storage.kinds.delivery import table as delivery_table
from crossreel.storage.kinds.episode import table as episode_table
from crossreel.storage.kinds.finding import table as finding_table
from crossreel.storage.kinds.image import table as image_table
from crossreel.storage.kinds.name_proposal import table as name_proposal_table
from crossreel.storage.kinds.note import table as note_table
from crossreel.storage.kinds.title_language import table as title_language_table
from crossreel.storage.kinds.track import table as track_table
from crossreel.storage.kinds.version import table as version_table
from crossreel.storage.kinds.waiver import table as waiver_table
from crossreel.storage.mapping import BROKEN, E, Reader, broken_row, columns, to_entities
from crossreel.storage.registry import kind_of
from crossreel.storage.repository import where

_NO_CELL_COUNTS = (0, 0)
_STATES = {state.value: state for state in State}


def title_rows(reader: Reader) -> tuple[TitleRow, ...]:
    """Return every title with its progress, by name."""
    titles = {title.id: title for title in where(reader.connection, Title, {})}
    rows: list[TitleRow] = []
    for row in reader.connection.execute(select(tables.title_summary)):
        title = titles.get(row.title_id)
        if title is None:
            continue
        rows.append(
            TitleRow(
                title=title, episode_count=row.episode_count, duration_ms=row.duration_ms,
                languages=_languages(row.title_id, row.progress, row.episode_count),
                open_errors=row.open_errors, worked_on_ms=row.worked_on_ms,
            )
        )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.title.name.casefold(), row.title.id)))


def _languages(title_id: int, progress: str, episodes: int) -> tuple[LanguageProgress, ...]:
    try:
        return tuple(_progress(tag, counts, episodes) for tag, counts in json.loads(progress))
    except BROKEN as error:
        raise broken_row("title_summary", title_id, "progress") from error


def _progress(tag: str, counts: Mapping[str, int], episodes: int) -> LanguageProgress:
    states = {_STATES[name]: count for name, count in counts.items() if name != "missing"}
    missing = episodes - sum(states.values())
    if missing > 0:
        states[State.MISSING] = missing
    return LanguageProgress(language=tag, states=states, episodes=episodes)


def title_columns(reader: Reader, title_id: int) -> tuple[str, ...]:
    """Return the columns of a title, those of its source language first: columns added, then those that only have tracks.

    Raises:
        NotFound: there is no such title.
    """
    table = title_language_table
    added = select(table.c.language, table.c.role).where(table.c.title_id == title_id).order_by(table.c.position, table.c.id)
    cells = tables.track_summary
    used = select(cells.c.language, cells.c.role).distinct().where(cells.c.title_id == title_id)
    found = [column_name(language, role) for language, role in reader.connection.execute(added)]
    tracks = [column_name(language, variant_of(Role(role))) for language, role in reader.connection.execute(used)]
    return in_order([_title(reader, title_id).source_language, *found, *sorted(tracks)])


def edge_cues(reader: Reader, spine_track_id: int | None, track_ids: Collection[int], count: int, *, last: bool) -> list[Cue]:
    """Return what the first or last rows of an episode are made of, without reading the others.

    These are the first or last `count` cues of the spine, those that hang on none at as many times, what hangs on the ones of
    the spine, and the spine cues at the other ends of those.

    Args:
        reader: where to read.
        spine_track_id: the spine's track; None where there is none.
        track_ids: all tracks of the episode.
        count: how many rows are wanted at most.
        last: whether the last are wanted, else the first.
    """
    cue = cue_table
    order = [cue.c[name].desc() if last else cue.c[name] for name in ("start_ms", "end_ms", "id")]
    others = [track_id for track_id in track_ids if track_id != spine_track_id]

    def found(*conditions: ColumnElement[bool], limit: int | None = None) -> list[Cue]:
        statement = select(*(cue.c[name] for name in columns(Cue))).where(*conditions).order_by(*order)
        return to_entities(Cue, reader.connection.execute(statement.limit(limit)))

    spine = found(cue.c.track_id == spine_track_id, limit=count) if spine_track_id is not None else []
    alone = (cue.c.track_id.in_(others), cue.c.anchor_id.is_(None))
    times = select(cue.c.start_ms, cue.c.end_ms).where(*alone).distinct().order_by(*order[:2]).limit(count)
    loose = found(*alone, tuple_(cue.c.start_ms, cue.c.end_ms).in_(times)) if others else []
    ids = [each.id for each in spine]
    followers = found(or_(cue.c.anchor_id.in_(ids), cue.c.anchor_last_id.in_(ids))) if ids else []
    ends = {end for each in followers for end in (each.anchor_id, each.anchor_last_id) if end is not None} - set(ids)
    return [*spine, *loose, *followers, *(found(cue.c.id.in_(ends)) if ends else [])]


def matrix(reader: Reader, title_id: int, *, with_buyers: bool = True) -> Matrix:
    """Return the title matrix.

    Args:
        reader: the open transaction.
        title_id: the title.
        with_buyers: whether cells say who has them: as many rows as there are cells and buyers.

    Raises:
        NotFound: there is no such title.
    """
    title = _title(reader, title_id)
    tags = title_columns(reader, title_id)
    episodes = where(reader.connection, Episode, {"title_id": title_id})
    media = {file.episode_id: file for file in references(reader, title_id)}
    findings = _open_findings(reader, title_id)
    cells = _cells(reader, title_id, findings, _delivered(reader, title_id) if with_buyers else {})
    rows = tuple(
        EpisodeRow(
            episode=episode,
            media=media.get(episode.id),
            cells={tag: cells.get((episode.id, tag)) or _empty_cell(episode.id, tag) for tag in tags},
            errors=findings.get((episode.id, 0), _NO_CELL_COUNTS)[0],
            warnings=findings.get((episode.id, 0), _NO_CELL_COUNTS)[1],
        )
        for episode in episodes
    )
    return Matrix(
        title=title, languages=tuple(filter(is_full, tags)), rows=rows, columns=tags,
        duration_ms=sum(file.duration_ms for file in media.values()), new_names=_new_names(reader, title_id),
    )  # fmt: skip


def drafted_titles(reader: Reader) -> dict[int, int]:
    """Return how many lines of each title wait for a person, by its id; titles without any are left out."""
    table = tables.track_summary
    counted = func.sum(table.c.unseen)
    statement = select(table.c.title_id, counted).group_by(table.c.title_id).having(counted > 0)
    return {int(title_id): int(count) for title_id, count in reader.connection.execute(statement)}


def _new_names(reader: Reader, title_id: int) -> int:
    table = name_proposal_table
    waiting = (table.c.title_id == title_id) & (table.c.state == ProposalState.OPEN.value)
    return reader.connection.execute(select(func.count()).select_from(table).where(waiting)).scalar_one()


def _empty_cell(episode_id: int, language: str) -> Cell:
    return Cell(episode_id=episode_id, language=language, track_id=None, state=State.MISSING)


def _title(reader: Reader, title_id: int) -> Title:
    found = where(reader.connection, Title, {"id": title_id})
    if not found:
        raise NotFound("storage.no_row", kind="title", id=title_id)
    return found[0]


def _cells(
    reader: Reader, title_id: int, findings: Mapping[tuple[int, int], tuple[int, int]],
    delivered: Mapping[tuple[int, str], Sequence[tuple[str, str]]],
) -> dict[tuple[int, str], Cell]:  # fmt: skip
    table, notes = tables.track_summary, _open_notes(reader, title_id)
    found: dict[tuple[int, str], Cell] = {}
    statement = select(table).where(table.c.title_id == title_id).order_by(table.c.track_id.desc())
    for row in reader.connection.execute(statement):
        key = (row.episode_id, column_name(row.language, variant_of(Role(row.role))))
        errors, warnings = findings.get((row.episode_id, row.track_id), _NO_CELL_COUNTS)
        sent = delivered.get(key, ())
        found[key] = Cell(
            episode_id=row.episode_id, language=key[1], track_id=row.track_id, state=State(row.shown),
            cue_count=row.cue_count, untranslated=row.untranslated, unseen=row.unseen, errors=errors, warnings=warnings,
            notes=notes.get(key, 0), buyers=tuple(buyer for buyer, digest in sent if digest == row.digest),
            outdated=tuple(buyer for buyer, digest in sent if digest != row.digest),
        )  # fmt: skip
    return found


def _delivered(reader: Reader, title_id: int) -> dict[tuple[int, str], list[tuple[str, str]]]:
    """Return, by episode and column, who has what of it: codes of buyers with the digest of what they have."""
    table, found = tables.delivered_cell, dict[tuple[int, str], list[tuple[str, str]]]()
    of_title = select(episode_table.c.id).where(episode_table.c.title_id == title_id)
    for row in reader.connection.execute(select(table).where(table.c.episode_id.in_(of_title)).order_by(table.c.buyer)):
        found.setdefault((row.episode_id, column_name(row.language, row.role)), []).append((row.buyer, row.digest))
    return found


def is_waived() -> ColumnElement[bool]:
    """Return the condition that a finding is accepted by a waiver of its title."""
    same_title = waiver_table.c.title_id == finding_table.c.title_id
    return exists().where(same_title, waiver_table.c.fingerprint == finding_table.c.fingerprint)


def _open_findings(reader: Reader, title_id: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Return errors and warnings by episode and track; what is on pictures and sounds has the track 0."""
    table, weights = finding_table, rule_weights(reader, title_id)
    if weights:
        return _weighed_counts(reader, title_id, weights)
    counts = [func.sum(case((table.c.severity == severity.value, 1), else_=0)) for severity in (Severity.ERROR, Severity.WARNING)]
    place = (table.c.episode_id, table.c.track_id)
    statement = select(*place, *counts).where(table.c.title_id == title_id, ~is_waived())
    rows = reader.connection.execute(statement.group_by(*place))
    return {(episode_id, track_id): (errors, warnings) for episode_id, track_id, errors, warnings in rows}


def _weighed_counts(reader: Reader, title_id: int, weights: RuleWeights) -> dict[tuple[int, int], tuple[int, int]]:
    table = finding_table
    key = (table.c.episode_id, table.c.track_id, table.c.rule, table.c.language, table.c.severity)
    statement = select(*key, func.count()).where(table.c.title_id == title_id, ~is_waived()).group_by(*key)
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for episode_id, track_id, rule, language, own, count in reader.connection.execute(statement):
        severity = weights.severity(rule, language, Severity(own))
        errors, warnings = found.get((episode_id, track_id), (0, 0))
        found[episode_id, track_id] = (
            errors + count * (severity is Severity.ERROR),
            warnings + count * (severity is Severity.WARNING),
        )
    return found


def rule_weights(reader: Reader, title_id: int, buyer: str = "") -> RuleWeights:
    """Return what a title asks of its rules, as it holds for a buyer or with "" for the title itself."""
    return weights_of(where(reader.connection, RuleSetting, {"title_id": title_id}), buyer)


def _open_notes(reader: Reader, title_id: int) -> dict[tuple[int, str], int]:
    table = note_table
    place = (table.c.episode_id, table.c.language, table.c.role)
    statement = select(*place, func.count()).where(
        table.c.title_id == title_id, table.c.parent_id.is_(None), table.c.resolved_by == ""
    )
    rows = reader.connection.execute(statement.group_by(*place))
    return {(episode_id, column_name(language, role)): count for episode_id, language, role, count in rows}


def _joined(entity_class: type[E]) -> tuple[ColumnElement[object], ...]:
    return tuple(kind_of(entity_class).table.c[name] for name in columns(entity_class))


def references(reader: Reader, title_id: int) -> list[Version]:
    """Return the picture versions that the episodes of a title are timed to, by episode number."""
    statement = select(*_joined(Version)).join(episode_table, episode_table.c.id == version_table.c.episode_id)
    ordered = statement.where(episode_table.c.title_id == title_id, version_table.c.is_reference == 1).order_by(
        episode_table.c.number
    )
    return to_entities(Version, reader.connection.execute(ordered))


def versions(reader: Reader, title_id: int) -> list[Version]:
    """Return all versions of the episodes of a title, by episode number and in the order in which they came."""
    statement = select(*_joined(Version)).join(episode_table, episode_table.c.id == version_table.c.episode_id)
    ordered = statement.where(episode_table.c.title_id == title_id).order_by(episode_table.c.number, version_table.c.id)
    return to_entities(Version, reader.connection.execute(ordered))


def cues_by_track(
    reader: Reader,
    title_id: int,
    *,
    languages: Collection[str] | None = None,
    roles: Collection[str] | None = None,
    episode_ids: Collection[int] | None = None,
) -> dict[int, list[Cue]]:
    """Return the cues of a title's tracks by track id, in order; tracks without cues are absent. One SELECT.

    Args:
        reader: the open transaction.
        title_id: the title.
        languages: of tracks in these languages, None for all.
        roles: of columns in these roles, None for all.
        episode_ids: of these episodes, None for all.
    """
    statement = (
        select(*_joined(Cue))
        .join(track_table, track_table.c.id == cue_table.c.track_id)
        .join(episode_table, episode_table.c.id == track_table.c.episode_id)
        .where(episode_table.c.title_id == title_id)
        .order_by(cue_table.c.track_id, cue_table.c.start_ms, cue_table.c.end_ms, cue_table.c.id)
    )
    if languages is not None:
        statement = statement.where(track_table.c.language.in_(languages))
    if roles is not None:
        statement = statement.where(track_table.c.role.in_([role.value for role in roles_in(roles)]))
    if episode_ids is not None:
        statement = statement.where(episode_table.c.id.in_(episode_ids))
    cues = to_entities(Cue, reader.connection.execute(statement))
    return {track_id: list(group) for track_id, group in groupby(cues, key=attrgetter("track_id"))}


def open_findings(
    reader: Reader, title_id: int, *, include_waived: bool = False, buyer: str = "", **equals: object
) -> list[Finding]:
    """Return the findings of a title as they count in it: without those of rules that are off, with the severity that is set.

    Args:
        reader: the open transaction.
        title_id: the title.
        include_waived: whether those that somebody accepted are listed as well.
        buyer: the buyer by whose settings they are weighed; "" for the title's own.
        equals: columns that must have a value, see `stored_findings`.
    """
    found = stored_findings(reader, title_id, include_waived=include_waived, **equals)
    return rule_weights(reader, title_id, buyer).weighed(found) if found else found


def source_texts(reader: Reader, findings: Collection[Finding]) -> dict[int, str]:
    """Return the source text, without markup, of what findings are on, by the finding's id; those on the source have none."""
    cues = {cue.id: cue for cue in where(reader.connection, Cue, {"id": _ids(finding.cue_id for finding in findings)})}
    ends = [end for cue in cues.values() for end in (cue.anchor_id, cue.anchor_last_id)]
    spine = {cue.id: cue for cue in where(reader.connection, Cue, {"id": _ids(ends)})}
    found: dict[int, str] = {}
    for finding in findings:
        cue = cues.get(finding.cue_id or 0)
        if cue is not None:
            wanted = dict.fromkeys((cue.anchor_id, cue.anchor_last_id))
            texts = [plain_text(spine[end].text) for end in wanted if end is not None and end in spine]
            if texts:
                found[finding.id] = "\n".join(texts)
    return found


def _ids(ids: Iterable[int | None]) -> list[int]:
    return sorted({each for each in ids if each is not None})


def stored_findings(reader: Reader, title_id: int, *, include_waived: bool = False, **equals: object) -> list[Finding]:
    """Return the findings of a title as the rules have them, by episode and time, without waived ones unless asked for.

    Args:
        reader: the open transaction.
        title_id: the title.
        include_waived: whether those that somebody accepted are listed as well.
        equals: columns that must have a value or, given a list, one of several: `episode_id`, `language`, `cue_id`, `rule`…
    """
    table = finding_table
    statement = select(*(table.c[name] for name in columns(Finding))).where(table.c.title_id == title_id)
    for name, wanted in equals.items():
        several = isinstance(wanted, (list, tuple, set, frozenset))
        statement = statement.where(table.c[name].in_(wanted) if several else table.c[name] == wanted)  # type: ignore[arg-type]
    if not include_waived:
        statement = statement.where(~is_waived())
    order = (table.c.episode_id, table.c.start_ms, table.c.end_ms, table.c.id)
    return to_entities(Finding, reader.connection.execute(statement.order_by(*order)))


def content_digests(reader: Reader, title_id: int) -> dict[tuple[int, str], str]:
    """Return the digest of each cell's present content by (episode id, column): what `Delivery.cells` records."""
    table = tables.track_summary
    statement = select(table.c.episode_id, table.c.language, table.c.role, table.c.digest)
    rows = reader.connection.execute(statement.where(table.c.title_id == title_id).order_by(table.c.track_id.desc()))
    return {(episode, column_name(language, variant_of(Role(role)))): digest for episode, language, role, digest in rows}


def image_sizes(reader: Reader, title_id: int) -> dict[int, tuple[int, int]]:
    """Return width and height of the pictures of a title, by id; the pictures themselves are not read."""
    table = image_table
    found = reader.connection.execute(select(table.c.id, table.c.width, table.c.height).where(table.c.title_id == title_id))
    return {image_id: (width, height) for image_id, width, height in found}


def buyers_served(reader: Reader) -> frozenset[str]:
    """Return the codes of the buyers that something was delivered to."""
    return frozenset(reader.connection.execute(select(delivery_table.c.buyer).distinct()).scalars())
