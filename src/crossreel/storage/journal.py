"""The journal of edits: headers, parts and changes.

`begun` numbers edits in the order of their first parts: undo goes back in that order, so that work done beside a long edit is
taken back before it. `closed` numbers finished edits in the order in which they were finished; who follows the catalog reads
by it. An edit of one part is closed in the transaction of that part; one that goes on to a second part is opened again until
it ends. What a killed process leaves open is closed as interrupted by the next one that opens the catalog.
"""

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Column, ColumnElement, Connection, RowMapping, ScalarSelect, Select, and_, func, insert, or_, select, update

from crossreel.domain.edits.edit import Change, Edit, EditHeader
from crossreel.storage import actors
from crossreel.storage.kinds.actor import table as actor
from crossreel.storage.mapping import Reader, image_from_text, image_text, load_json, whole_image
from crossreel.storage.registry import find_kind
from crossreel.storage.repository import chunks, read_meta, write_meta
from crossreel.storage.tables import journal_change, journal_created, journal_edit, journal_part

UNDO_FLOOR = "undo_floor"


def last_closed(connection: Connection) -> int:
    """Return the number of the edit finished last, 0 without any."""
    return connection.execute(select(func.max(journal_edit.c.closed))).scalar() or 0


def last_begun(connection: Connection) -> int:
    """Return the number of the edit begun last, 0 without any."""
    return connection.execute(select(func.max(journal_edit.c.begun))).scalar() or 0


def _next(column: Column[int]) -> ScalarSelect[int]:
    return select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()


def add_header(connection: Connection, edit_id: int, header: EditHeader, session_id: int, at_ms: int, *, closed: bool) -> None:
    """Write the header of an edit, which begins with it; its actor is a row of the catalog."""
    assert header.actor is not None and header.actor.id
    connection.execute(
        insert(journal_edit).values(
            id=edit_id, label=header.label, title_id=header.title_id, actor_id=header.actor.id,
            facts=json.dumps(dict(header.facts), ensure_ascii=False), step_id=header.step_id, reverts_id=header.reverts_id,
            run_id=header.run_id, at_ms=at_ms, session_id=session_id, interrupted=0, begun=_next(journal_edit.c.begun),
            closed=_next(journal_edit.c.closed) if closed else None, title_fate=header.title_fate,
            of_catalog=int(header.of_catalog), passed=int(header.passed),
        )
    )  # fmt: skip


def reopen(connection: Connection, edit_id: int) -> None:
    """Take an edit back among the unfinished ones, since another part follows."""
    connection.execute(update(journal_edit).where(journal_edit.c.id == edit_id).values(closed=None))


def close(connection: Connection, edit_id: int, *, interrupted: bool) -> None:
    """Finish an edit."""
    values = {"interrupted": int(interrupted), "closed": _next(journal_edit.c.closed)}
    connection.execute(update(journal_edit).where(journal_edit.c.id == edit_id).values(values))


def add_part(connection: Connection, edit_id: int, at_ms: int, changes: Sequence[Change]) -> int:
    """Write a part with its changes, creations as ids only; return its id, which is greater than that of any before it."""
    part = connection.execute(insert(journal_part).values(edit_id=edit_id, at_ms=at_ms)).inserted_primary_key
    assert part is not None
    part_id: int = part[0]
    created: dict[str, array[int]] = {}
    rows: list[dict[str, object]] = []
    for change in changes:
        if change.before is None:
            created.setdefault(change.kind, array("q")).append(change.id)
            continue
        after = None if change.after is None else image_text(change.after)
        before = image_text(change.before)
        rows.append({"part_id": part_id, "kind": change.kind, "row_id": change.id, "before": before, "after": after})
    if rows:
        connection.execute(insert(journal_change), rows)
    if created:
        packed = [{"part_id": part_id, "kind": kind, "ids": ids.tobytes()} for kind, ids in created.items()]
        connection.execute(insert(journal_created), packed)
    return part_id


def open_edits(connection: Connection) -> list[int]:
    """Return the ids of the edits that are not finished."""
    return list(connection.execute(select(journal_edit.c.id).where(journal_edit.c.closed.is_(None))).scalars())


def undo_floor(reader: Reader) -> int:
    """Return the number (`begun`) up to which edits can only be read: a migration changed the rows they speak of."""
    return int(read_meta(reader.connection, UNDO_FLOOR) or 0)


def close_undo(connection: Connection) -> None:
    """Let the edits made so far only be read from now on."""
    write_meta(connection, UNDO_FLOOR, str(last_begun(connection)))


class Mark(NamedTuple):
    """What the order of undo needs to know of an edit."""

    closed: int
    begun: int
    id: int
    step_id: int | None
    reverts_id: int | None
    passed: int
    title_id: int | None
    title_fate: str
    actor_id: int


def marks(reader: Reader, title_id: int | None, after: int = 0) -> list[Mark]:
    """Return the edits on a title's stack, or on the catalog's, that were finished after number `after`, as they began."""
    columns = [journal_edit.c[name] for name in Mark._fields]
    on_stack = journal_edit.c.of_catalog == 1
    if title_id is not None:
        on_stack = and_(journal_edit.c.title_id == title_id, journal_edit.c.of_catalog == 0)
    found = reader.connection.execute(select(*columns).where(on_stack, journal_edit.c.closed > after))
    return sorted((Mark(*row) for row in found), key=lambda mark: mark.begun)


def edits(reader: Reader, edit_ids: Sequence[int]) -> dict[int, Edit]:
    """Return edits by id, without their changes."""
    found: dict[int, Edit] = {}
    for some in chunks(edit_ids):
        rows = reader.connection.execute(_select().where(journal_edit.c.id.in_(some))).mappings()
        found |= {row["id"]: _edit(row, ()) for row in rows}
    return found


def making(reader: Reader, title_id: int) -> Edit | None:
    """Return the edit that first made a title, without its changes; None where the journal does not know."""
    made = (journal_edit.c.title_id == title_id, journal_edit.c.title_fate == "made")
    row = reader.connection.execute(_select().where(*made).order_by(journal_edit.c.begun).limit(1)).mappings().first()
    return None if row is None else _edit(row, ())


class PartBeside(NamedTuple):
    """A part of another edit, and what that edit does to titles and other edits."""

    id: int
    title_fate: str
    reverts_id: int | None


def parts_beside(connection: Connection, edit_id: int, title_id: int | None, after: int) -> list[PartBeside]:
    """Return the parts later than part `after` of edits that began after an edit.

    With a title only of those that speak of it, or of none.
    """
    mine = select(journal_edit.c.begun).where(journal_edit.c.id == edit_id).scalar_subquery()
    statement = (
        select(journal_part.c.id, journal_edit.c.title_fate, journal_edit.c.reverts_id)
        .join(journal_edit, journal_edit.c.id == journal_part.c.edit_id)
        .where(journal_part.c.id > after, journal_edit.c.begun > mine)
        .order_by(journal_part.c.id)
    )
    if title_id is not None:
        statement = statement.where(or_(journal_edit.c.title_id == title_id, journal_edit.c.title_id.is_(None)))
    return [PartBeside(*row) for row in connection.execute(statement)]


def foreign(reader: Reader, session_id: int, after: int) -> list[Edit]:
    """Return the edits of other sessions finished after number `after`, with their changes, in order."""
    statement = _select().where(journal_edit.c.closed > after, journal_edit.c.session_id != session_id)
    rows = list(reader.connection.execute(statement.order_by(journal_edit.c.closed)).mappings())
    changed = changes(reader, [row["id"] for row in rows])
    return [_edit(row, tuple(changed.get(row["id"], ()))) for row in rows]


def change_counts(reader: Reader, edit_ids: Iterable[int]) -> dict[int, int]:
    """Return how many rows edits changed or removed; creations are kept as ids and do not count."""
    found: dict[int, int] = {}
    for some in chunks(list(edit_ids)):
        statement = (
            select(journal_part.c.edit_id, func.count())
            .join(journal_change, journal_change.c.part_id == journal_part.c.id)
            .where(journal_part.c.edit_id.in_(some))
            .group_by(journal_part.c.edit_id)
        )
        found.update((edit_id, count) for edit_id, count in reader.connection.execute(statement))
    return found


def changes(reader: Reader, edit_ids: Iterable[int]) -> dict[int, list[Change]]:
    """Return the changes of edits, by edit, in the order in which they happened."""
    parts: dict[int, int] = {}
    for some in chunks(list(edit_ids)):
        statement = select(journal_part.c.id, journal_part.c.edit_id).where(journal_part.c.edit_id.in_(some))
        parts.update((part_id, edit_id) for part_id, edit_id in reader.connection.execute(statement))
    of_parts = changes_of_parts(reader.connection, list(parts))
    found: dict[int, list[Change]] = {}
    for part_id in sorted(parts):
        found.setdefault(parts[part_id], []).extend(of_parts.get(part_id, ()))
    return found


def changes_of_parts(connection: Connection, part_ids: Sequence[int]) -> dict[int, list[Change]]:
    """Return the changes of parts, by part; of each the creations first."""
    found: dict[int, list[Change]] = {}
    created = (journal_created.c.part_id, journal_created.c.kind, journal_created.c.ids)
    changed = [journal_change.c[name] for name in ("part_id", "kind", "row_id", "before", "after")]
    for some in chunks(part_ids):
        statement = select(*created).where(journal_created.c.part_id.in_(some)).order_by(journal_created.c.id)
        for part_id, kind, packed in connection.execute(statement):
            ids: array[int] = array("q", packed)
            found.setdefault(part_id, []).extend(Change(kind=kind, id=row_id, before=None, after={}) for row_id in ids)
        of_parts = select(*changed).where(journal_change.c.part_id.in_(some)).order_by(journal_change.c.id)
        for part_id, *rest in connection.execute(of_parts):
            found.setdefault(part_id, []).append(_change(*rest))
    return found


def images_made(reader: Reader, kind: str, row_ids: Sequence[int], edit_ids: Sequence[int]) -> dict[int, Mapping[str, object]]:
    """Return the image in which edits made rows, for those of the rows that were changed since.

    Creations are kept as ids, so it is read off the first change that followed; a row without one still is as it was made.
    """
    first_part = select(func.min(journal_part.c.id)).where(journal_part.c.edit_id.in_(edit_ids)).scalar_subquery()
    columns = (journal_change.c.row_id, journal_change.c.before)
    found: dict[int, Mapping[str, object]] = {}
    for some in chunks(row_ids):
        later = (journal_change.c.row_id.in_(some), journal_change.c.kind == kind, journal_change.c.part_id > first_part)
        for row_id, before in reader.connection.execute(select(*columns).where(*later).order_by(journal_change.c.id)):
            if row_id not in found:
                found[row_id] = _image(kind, row_id, before)
    return found


def changes_of_row(reader: Reader, row_id: int) -> list[tuple[Edit, Change]]:
    """Return what happened to one row after its creation, oldest first."""
    found: list[tuple[Edit, Change]] = []
    for row in _rows_of(reader, row_id):
        change = _change(row["row_kind"], row["row_id"], row["before"], row["after"])
        found.append((_edit(row, (change,)), change))
    return found


def _rows_of(reader: Reader, row_id: int) -> Iterable[RowMapping]:
    statement = (
        _select(journal_change.c.kind.label("row_kind"), *(journal_change.c[name] for name in ("row_id", "before", "after")))
        .join(journal_part, journal_part.c.edit_id == journal_edit.c.id)
        .join(journal_change, journal_change.c.part_id == journal_part.c.id)
        .where(journal_change.c.row_id == row_id)
        .order_by(journal_change.c.id)
    )
    return reader.connection.execute(statement).mappings()


def changed_since(reader: Reader, kind: str, field: str, row_ids: Sequence[int], since_ms: int) -> set[int]:
    """Return those of some rows in which a field was changed at a time or later (milliseconds since 1970)."""
    columns = (journal_change.c.row_id, journal_change.c.before, journal_change.c.after)
    found: set[int] = set()
    for some in chunks(row_ids):
        late = (journal_change.c.row_id.in_(some), journal_change.c.kind == kind, journal_part.c.at_ms >= since_ms)
        statement = select(*columns).join(journal_part, journal_part.c.id == journal_change.c.part_id).where(*late)
        for row_id, before, after in reader.connection.execute(statement):
            change = _change(kind, row_id, before, after)
            if _value(change.before, field, "") != _value(change.after, field, ""):
                found.add(row_id)
    return found


class Writer(NamedTuple):
    """Who changed a row, when, in milliseconds since 1970, and in which process."""

    author: str
    written_ms: int
    session_id: int


def last_writer(reader: Reader, row_id: int, field: str = "", key: str = "") -> Writer | None:
    """Return who changed a row last; None where it is as it was made.

    With a field, who changed that; with a key, who changed that entry of one that holds several.
    """
    found = None
    for row in _rows_of(reader, row_id):
        change = _change(row["row_kind"], row["row_id"], row["before"], row["after"])
        if not field or _value(change.before, field, key) != _value(change.after, field, key):
            found = Writer(row["name"], row["at_ms"], row["session_id"])
    return found


def _value(image: Mapping[str, object] | None, field: str, key: str) -> object:
    value = (image or {}).get(field)
    return value.get(key) if key and isinstance(value, Mapping) else value


def _change(kind: str, row_id: int, before: str, after: str | None) -> Change:
    return Change(
        kind=kind,
        id=row_id,
        before=_image(kind, row_id, before),
        after=None if after is None else _image(kind, row_id, after),
    )


def _image(kind: str, row_id: int, text: str) -> Mapping[str, object]:
    """Return an image of the journal; one of a kind that is kept no more as it was written."""
    image = image_from_text(text, row_id)
    known = find_kind(kind)
    return image if known is None else whole_image(known.entity, image)


def _select(*more: ColumnElement[object]) -> Select[tuple[object, ...]]:
    """Return the query of edits with their actors."""
    joined = journal_edit.join(actor, actor.c.id == journal_edit.c.actor_id)
    return select(journal_edit, *actors.COLUMNS, *more).select_from(joined)


def _edit(row: RowMapping, changed: tuple[Change, ...]) -> Edit:
    facts = load_json(dict, row["facts"], "journal_edit", row["id"], "facts")
    header = EditHeader(
        label=row["label"], title_id=row["title_id"], actor=actors.of_edit(row), facts=facts,
        step_id=row["step_id"], reverts_id=row["reverts_id"], run_id=row["run_id"], title_fate=row["title_fate"],
        passed=bool(row["passed"]),
    )  # fmt: skip
    return Edit(id=row["id"], header=header, at_ms=row["at_ms"], changes=changed, interrupted=bool(row["interrupted"]))
