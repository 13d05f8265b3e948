"""The journal of edits: headers, parts and changes.

`begun` numbers edits in the order of their first parts: undo goes back in that order, so that work done beside a long edit is
taken back before it. `closed` numbers finished edits in the order in which they were finished; who follows the catalog reads
by it. An edit of one part is closed in the transaction of that part; one that goes on to a second part is opened again until
it ends. What a killed process leaves open is closed as interrupted by the next one that opens the catalog.
"""

import json
from array import array
from collections.abc import Iterable, Sequence

from sqlalchemy import Column, Connection, RowMapping, ScalarSelect, and_, func, insert, select, update

from crossreel.domain.edit import Change, Edit, EditHeader
from crossreel.storage.mapping import Reader, image_from_text, image_text, load_json
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
    """Write the header of an edit, which begins with it."""
    connection.execute(
        insert(journal_edit).values(
            id=edit_id, label=header.label, title_id=header.title_id, author=header.author,
            facts=json.dumps(dict(header.facts), ensure_ascii=False), step_id=header.step_id, reverts_id=header.reverts_id,
            run_id=header.run_id, at_ms=at_ms, session_id=session_id, interrupted=0, begun=_next(journal_edit.c.begun),
            closed=_next(journal_edit.c.closed) if closed else None, of_catalog=int(header.of_catalog),
            passed=int(header.passed),
        )
    )  # fmt: skip


def reopen(connection: Connection, edit_id: int) -> None:
    """Take an edit back among the unfinished ones, since another part follows."""
    connection.execute(update(journal_edit).where(journal_edit.c.id == edit_id).values(closed=None))


def close(connection: Connection, edit_id: int, *, interrupted: bool) -> None:
    """Finish an edit."""
    values = {"interrupted": int(interrupted), "closed": _next(journal_edit.c.closed)}
    connection.execute(update(journal_edit).where(journal_edit.c.id == edit_id).values(values))


def add_part(connection: Connection, edit_id: int, at_ms: int, changes: Sequence[Change]) -> None:
    """Write a part with its changes; creations as ids only."""
    part = connection.execute(insert(journal_part).values(edit_id=edit_id, at_ms=at_ms)).inserted_primary_key
    part_id = part[0] if part is not None else None
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


def open_edits(connection: Connection) -> list[int]:
    """Return the ids of the edits that are not finished."""
    return list(connection.execute(select(journal_edit.c.id).where(journal_edit.c.closed.is_(None))).scalars())


def undo_floor(reader: Reader) -> int:
    """Return the number (`begun`) up to which edits can only be read: a migration changed the rows they speak of."""
    return int(read_meta(reader.connection, UNDO_FLOOR) or 0)


def close_undo(connection: Connection) -> None:
    """Let the edits made so far only be read from now on."""
    write_meta(connection, UNDO_FLOOR, str(last_begun(connection)))


def headers(reader: Reader, title_id: int | None, after: int = 0) -> list[tuple[int, Edit]]:
    """Return (closed number, edit without changes) of a title's finished edits, or of the catalog's own, in order."""
    on_title = journal_edit.c.of_catalog == 1
    if title_id is not None:
        on_title = and_(journal_edit.c.title_id == title_id, journal_edit.c.of_catalog == 0)
    statement = select(journal_edit).where(on_title, journal_edit.c.closed > after).order_by(journal_edit.c.closed)
    return [(row["closed"], _edit(row, ())) for row in reader.connection.execute(statement).mappings()]


def foreign(reader: Reader, session_id: int, after: int) -> list[Edit]:
    """Return the edits of other sessions finished after number `after`, with their changes, in order."""
    statement = select(journal_edit).where(journal_edit.c.closed > after, journal_edit.c.session_id != session_id)
    rows = list(reader.connection.execute(statement.order_by(journal_edit.c.closed)).mappings())
    changed = changes(reader, [row["id"] for row in rows])
    return [_edit(row, tuple(changed.get(row["id"], ()))) for row in rows]


def changes(reader: Reader, edit_ids: Iterable[int]) -> dict[int, list[Change]]:
    """Return the changes of edits, by edit, in the order in which they happened."""
    found: dict[int, list[Change]] = {}
    for some in chunks(list(edit_ids)):
        parts = (
            select(journal_part.c.id, journal_part.c.edit_id).where(journal_part.c.edit_id.in_(some)).order_by(journal_part.c.id)
        )
        for part_id, edit_id in reader.connection.execute(parts):
            found.setdefault(edit_id, []).extend(_part_changes(reader.connection, part_id))
    return found


def changes_of_row(reader: Reader, row_id: int) -> list[tuple[Edit, Change]]:
    """Return what happened to one row after its creation, oldest first."""
    statement = (
        select(journal_edit, journal_change.c.kind, journal_change.c.row_id, journal_change.c.before, journal_change.c.after)
        .join(journal_part, journal_part.c.edit_id == journal_edit.c.id)
        .join(journal_change, journal_change.c.part_id == journal_part.c.id)
        .where(journal_change.c.row_id == row_id)
        .order_by(journal_change.c.id)
    )
    found: list[tuple[Edit, Change]] = []
    for row in reader.connection.execute(statement).mappings():
        change = _change(row["kind"], row["row_id"], row["before"], row["after"])
        found.append((_edit(row, (change,)), change))
    return found


def last_writer(reader: Reader, row_id: int) -> tuple[str, int] | None:
    """Return who changed a row last and when, in milliseconds since 1970; None where it is as it was made."""
    statement = (
        select(journal_edit.c.author, journal_part.c.at_ms)
        .join(journal_part, journal_part.c.edit_id == journal_edit.c.id)
        .join(journal_change, journal_change.c.part_id == journal_part.c.id)
        .where(journal_change.c.row_id == row_id)
        .order_by(journal_change.c.id.desc())
        .limit(1)
    )
    found = reader.connection.execute(statement).first()
    return None if found is None else (found.author, found.at_ms)


def _part_changes(connection: Connection, part_id: int) -> list[Change]:
    created = select(journal_created.c.kind, journal_created.c.ids).where(journal_created.c.part_id == part_id)
    found: list[Change] = []
    for kind, packed in connection.execute(created.order_by(journal_created.c.id)):
        ids: array[int] = array("q", packed)
        found += [Change(kind=kind, id=row_id, before=None, after={}) for row_id in ids]
    columns = (journal_change.c.kind, journal_change.c.row_id, journal_change.c.before, journal_change.c.after)
    statement = select(*columns).where(journal_change.c.part_id == part_id).order_by(journal_change.c.id)
    found += [_change(*row) for row in connection.execute(statement)]
    return found


def _change(kind: str, row_id: int, before: str, after: str | None) -> Change:
    return Change(
        kind=kind,
        id=row_id,
        before=image_from_text(before, row_id),
        after=None if after is None else image_from_text(after, row_id),
    )


def _edit(row: RowMapping, changed: tuple[Change, ...]) -> Edit:
    facts = load_json(dict, row["facts"], "journal_edit", row["id"], "facts")
    header = EditHeader(
        label=row["label"], title_id=row["title_id"], author=row["author"], facts=facts,
        step_id=row["step_id"], reverts_id=row["reverts_id"], run_id=row["run_id"], of_catalog=bool(row["of_catalog"]),
        passed=bool(row["passed"]),
    )  # fmt: skip
    return Edit(id=row["id"], header=header, at_ms=row["at_ms"], changes=changed, interrupted=bool(row["interrupted"]))
