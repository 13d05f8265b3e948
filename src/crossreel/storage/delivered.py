"""What buyers have: the newest delivery of each cell, and what their packages were made of."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, literal, select

from crossreel.domain.delivery import Delivery
from crossreel.domain.redelivery import Had, Place, Wording
from crossreel.domain.text.column_name import column_name
from crossreel.storage.kinds.delivery import table as delivery
from crossreel.storage.mapping import BROKEN, Reader, broken_row, columns, to_entities
from crossreel.storage.repository import where
from crossreel.storage.tables import delivered_cell


def deliveries(reader: Reader, title_id: int | None = None, *, whole: bool = True) -> list[Delivery]:
    """Return what was delivered, newest first, of one title or of all; unless `whole`, without what lay in each."""
    wanted: dict[str, object] = {} if title_id is None else {"title_id": title_id}
    found = where(reader.connection, Delivery, wanted) if whole else _delivery_heads(reader, title_id)
    return sorted(found, key=lambda delivery: (delivery.created_ms, delivery.id), reverse=True)


def _delivery_heads(reader: Reader, title_id: int | None) -> list[Delivery]:
    """Return deliveries without their cells and files, which are some hundred kilobytes each."""
    empty = {name: literal("{}").label(name) for name in ("cells", "files", "made_of")}
    statement = select(*(empty.get(name, delivery.c[name]) for name in columns(Delivery)))
    if title_id is not None:
        statement = statement.where(delivery.c.title_id == title_id)
    return to_entities(Delivery, reader.connection.execute(statement))


def had_cells(reader: Reader, title_id: int, buyer: str | None = None) -> dict[str, dict[Place, Had]]:
    """Return what buyers (one, or with None all) have of each cell of a title, by code; cells of removed episodes too. One SELECT.

    What their texts and times were is not read, see `made_of`.
    """
    cell, sent = delivered_cell.c, delivery.c
    columns = (
        cell.buyer, cell.episode_id, cell.language, cell.role, cell.digest, cell.delivery_id, sent.created_ms, sent.recipe,
        sent.profile_id, sent.profile_version,
    )  # fmt: skip
    statement = select(*columns).join(delivery, sent.id == cell.delivery_id).where(sent.title_id == title_id)
    if buyer is not None:
        statement = statement.where(cell.buyer == buyer)
    found: dict[str, dict[Place, Had]] = {}
    for row in reader.connection.execute(statement.order_by(cell.buyer, cell.language, cell.role, cell.episode_id)):
        profile = f"{row.profile_id} {row.profile_version}" if row.profile_version else ""
        found.setdefault(row.buyer, {})[row.episode_id, column_name(row.language, row.role)] = Had(
            delivery_id=row.delivery_id, digest=row.digest, sent_ms=row.created_ms, recipe=row.recipe, profile=profile
        )
    return found


def made_of(reader: Reader, title_id: int, buyer: str) -> tuple[dict[str, str], int]:
    """Return what the newest delivery of everything to a buyer was made of (`Delivery.made_of`), and how many there were.

    One SELECT.
    """
    statement = select(delivery.c.id, delivery.c.made_of).where(delivery.c.title_id == title_id, delivery.c.buyer == buyer)
    rows = reader.connection.execute(statement.order_by(delivery.c.created_ms, delivery.c.id)).all()
    found: dict[str, str] = {}
    for delivery_id, told in rows:
        found |= _read(delivery_id, told)
    return found, len(rows)


def count_rounds(reader: Reader, title_id: int, buyer: str) -> int:
    """Return how often something of a title was sent to a buyer. One SELECT."""
    statement = select(func.count()).where(delivery.c.title_id == title_id, delivery.c.buyer == buyer)
    return int(reader.connection.execute(statement).scalar_one())


def with_wording(had: Had, told: str) -> Had:
    """Return what a buyer has of a cell, with the number, texts and times that a delivery wrote down of it: "12 ab… cd…"."""
    number, texts, times = [*told.split(" "), "", "", ""][:3]
    return Had(
        delivery_id=had.delivery_id, digest=had.digest, sent_ms=had.sent_ms, recipe=had.recipe, profile=had.profile,
        episode=int(number or 0), wording=Wording(texts=texts, times=times),
    )  # fmt: skip


def _read(delivery_id: int, told: str) -> Mapping[str, str]:
    try:
        found: Any = json.loads(told)
        return {str(key): str(value) for key, value in found.items()}
    except BROKEN as error:
        raise broken_row("delivery", delivery_id, "made_of") from error
