"""No two rows in one place: looked at, right before a commit, for the rows that claim another one than before."""

from collections.abc import Mapping, Sequence
from typing import cast

from sqlalchemy import Connection, func, select

from crossreel.domain.errors import Fact, Refused
from crossreel.storage import repository
from crossreel.storage.kind import TAKEN, Kind
from crossreel.storage.mapping import Row
from crossreel.storage.registry import KINDS

Changed = Mapping[tuple[str, int], tuple[Row | None, Row | None]]


def check(connection: Connection, changed: Changed) -> None:
    """Make sure that no two rows stand in one place.

    Args:
        connection: inside the transaction.
        changed: what the transaction changed, each row before and after by kind and id.

    Raises:
        Refused: two rows claim the same place: a title code, an episode number, a cell, a reference.
    """
    for kind in (each for each in KINDS if each.unique):
        rows = [
            after
            for (name, _id), (before, after) in changed.items()
            if name == kind.name and after is not None and _claims(before, after, kind)
        ]
        if not rows:
            continue
        columns = [kind.table.c[name] for name in kind.unique]
        claiming = select(*columns).where(kind.table.c[kind.unique_if] == 1) if kind.unique_if else select(*columns)
        doubled = claiming.group_by(*columns).having(func.count() > 1)
        for some in repository.chunks(sorted({cast(int | str, row[kind.unique[0]]) for row in rows})):
            found = connection.execute(doubled.where(columns[0].in_(some)).limit(1)).first()
            if found is not None:
                raise Refused(kind.taken, **_taken_facts(kind, tuple(found)))


def _claims(before: Row | None, after: Row, kind: Kind) -> bool:
    """Tell whether a row claims a place that it did not have."""
    if kind.unique_if and not after[kind.unique_if]:
        return False
    names = (*kind.unique, kind.unique_if) if kind.unique_if else kind.unique
    return before is None or any(before[name] != after[name] for name in names)


def _taken_facts(kind: Kind, values: Sequence[Fact]) -> dict[str, Fact]:
    """Return what two rows share, by column: a code under the name of its kind, since an error has a code itself."""
    if kind.taken == TAKEN:
        return {"kind": kind.name, "values": ", ".join(map(str, values))}
    return {name if name != "code" else f"{kind.name}_code": value for name, value in zip(kind.unique, values, strict=True)}
