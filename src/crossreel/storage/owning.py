"""What rows belong to: the title, or the episode, that is reached by going from owner to owner."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import cast

from sqlalchemy import Connection, FromClause, select

from crossreel.storage.kind import Kind
from crossreel.storage.registry import chain, owner_of, reaches
from crossreel.storage.repository import chunks


def joined_upwards(kind: Kind) -> FromClause:
    """Return the rows of a kind joined with those that they belong to, up to the title where there is one."""
    joined: FromClause = kind.table
    for each, owner in pairwise(chain(kind)):
        joined = joined.join(owner.table, owner.table.c.id == each.table.c[str(each.owner)])
    return joined


def owners(connection: Connection, kind: Kind, rows: Iterable[Mapping[str, object]], name: str) -> set[int]:
    """Return the ids of the rows of another kind that rows are, or belong to, however deep.

    Args:
        connection: inside a transaction.
        kind: of the rows.
        rows: as rows or as images of the journal. Where a row and its owner both went, it reaches no further.
        name: of the other kind, "title" or "episode".
    """
    if not reaches(kind, name):
        return set()
    wanted = f"{name}_id"
    column = "id" if kind.name == name else wanted if wanted in kind.table.c else kind.owner
    ids = {cast(int, row[column]) for row in rows if column is not None and row[column] is not None}
    owner = owner_of(kind)
    while ids and column not in ("id", wanted) and owner is not None:
        column = wanted if wanted in owner.table.c else owner.owner
        assert column is not None
        listed = select(owner.table.c[column]).distinct()
        ids = {id for some in chunks(list(ids)) for id in connection.execute(listed.where(owner.table.c.id.in_(some))).scalars()}
        owner = owner_of(owner)
    return ids
