"""The tables of a catalog: made at once in a new one, brought up to date by migrations in an older one.

The migrations up to now are SQLite's history: another database begins with the tables as they are when it comes, and shares
the migrations after that.
"""

from functools import cache
from typing import Any

from sqlalchemy import Connection, create_mock_engine, text

from crossreel.storage import summaries
from crossreel.storage.registry import metadata
from crossreel.storage.tables import MIGRATIONS, SCHEMA_VERSION

_VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def make(connection: Connection) -> None:
    """Make the tables of an empty catalog, of the present version; the search index is its database's."""
    for statement in _statements(connection.dialect.name):
        connection.exec_driver_sql(statement)
    summaries.write_version(connection)
    connection.execute(text(_VERSION_TABLE))
    connection.execute(text(f"INSERT INTO alembic_version VALUES ('{SCHEMA_VERSION}')"))


@cache
def _statements(database: str) -> tuple[str, ...]:
    """Return what makes the tables, in the words of a database; kept, since finding them takes longer than making the tables."""
    written: list[str] = []

    def write(statement: Any, *_values: object) -> None:
        written.append(str(statement.compile(dialect=speaking.dialect)))

    speaking = create_mock_engine(f"{database}://", write)
    metadata.create_all(speaking, checkfirst=False)
    return tuple(written)


def upgrade(connection: Connection) -> bool:
    """Run the migrations that the tables behind `connection` still lack.

    Returns:
        Whether all of them left the tables alone that the images of the journal speak of (`keeps_images`).
    """
    from alembic.config import Config
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    options = {"fn": lambda revision, _context: scripts._upgrade_revs("head", revision), "render_as_batch": True}
    context = MigrationContext.configure(connection, opts=options)
    lacking = list(scripts.iterate_revisions("head", context.get_current_revision() or "base"))
    with Operations.context(context):
        context.run_migrations()
    return all(getattr(script.module, "keeps_images", False) for script in lacking)
