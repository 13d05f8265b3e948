"""Records that others name: who would lose what they speak of."""

from collections.abc import Sequence
from typing import Any

from crossreel.domain.catalog.title import Title
from crossreel.domain.errors import Refused
from crossreel.domain.records.record import RecordKind
from crossreel.domain.records.registry import record_kinds
from crossreel.storage.registry import parts_of
from crossreel.storage.unit_of_work import UnitOfWork


def refuse_named(uow: UnitOfWork, kind: RecordKind, rows: Sequence[Any]) -> None:
    """Refuse to remove records that others name, in whatever title, and that do not go along with them.

    Raises:
        Refused: the first kind of those others, how many they are, and the titles they belong to.
    """
    goes_along = {(part.name, column) for part, column in parts_of(kind.table)}
    for other in record_kinds():
        for field in other.fields:
            if field.shape.value != kind.table or (other.table, field.name) in goes_along:
                continue
            named: list[Any] = uow.where(other.entity, **{field.name: [row.id for row in rows]})
            if named:
                owners = {row.title_id for row in named if hasattr(row, "title_id")}
                titles = sorted(title.code for title in uow.where(Title, id=sorted(owners)))
                raise Refused("records.still_named", marked=other.words, count=len(named), titles=titles)
