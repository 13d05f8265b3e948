"""The law of the kept figures: what the commit door kept is what a rebuild would make."""

import json

from sqlalchemy import Connection

from crossreel.storage import summaries, tables
from crossreel.storage.database import Database


class _Back(Exception):
    """Takes the rebuild back."""


def figures(connection: Connection) -> dict[str, list[dict[str, object]]]:
    """Every kept figure, as rows."""
    found: dict[str, list[dict[str, object]]] = {}
    for table in (tables.track_summary, tables.title_summary, tables.delivered_cell):
        rows = [dict(row._mapping) for row in connection.execute(table.select().order_by(*table.primary_key))]
        found[table.name] = [row | ({"progress": json.loads(row["progress"])} if "progress" in row else {}) for row in rows]
    return found


def assert_kept(database: Database) -> None:
    """Compare the kept figures with those of a rebuild, which is taken back."""
    with database.read() as uow:
        kept = figures(uow.connection)
    try:
        with database.writing() as connection:
            summaries.rebuild(connection)
            anew = figures(connection)
            raise _Back
    except _Back:
        assert kept == anew
