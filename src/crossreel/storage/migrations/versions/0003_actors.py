"""Who edited becomes a row of its own: every name in the journal is an actor, and each edit refers to one.

An actor without a key belongs to the first who comes with its name, so that undo stays open for the people of a catalog. The
images of the journal speak of the same tables as before.
"""

from alembic import op
from sqlalchemy import BigInteger, Column, Connection, ForeignKey, Index, Integer, MetaData, Table, Text, text

from crossreel.kernel.ids import IdMaker

revision = "0003"
down_revision = "0002"
keeps_images = True

metadata = MetaData()
WideInteger = BigInteger().with_variant(Integer(), "sqlite")


def _number(name: str) -> Column[int]:
    return Column(name, WideInteger, nullable=False)


def _maybe(name: str) -> Column[int]:
    return Column(name, WideInteger, nullable=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


actor = Table(
    "actor", metadata,
    Column("id", WideInteger, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False, index=True), _text("name"), _text("kind"),
)  # fmt: skip
journal_edit = Table(
    "journal_edit", metadata,
    Column("id", WideInteger, primary_key=True, autoincrement=False), _text("label"), _maybe("title_id"),
    Column("actor_id", WideInteger, ForeignKey("actor.id", deferrable=True, initially="DEFERRED"), nullable=False),
    _text("facts"), _maybe("step_id"), _maybe("reverts_id"), _maybe("run_id"), _number("at_ms"), _number("session_id"),
    _number("interrupted"), _number("begun"), _maybe("closed"), _text("title_fate"), _number("of_catalog"), _number("passed"),
    Index("ix_journal_edit_title_id_closed", "title_id", "closed"),
    Index("ix_journal_edit_of_catalog_closed", "of_catalog", "closed"),
    Index("ix_journal_edit_closed", "closed"), Index("ix_journal_edit_begun", "begun"),
)  # fmt: skip
_KEPT = (
    "id, label, title_id, facts, step_id, reverts_id, run_id, at_ms, session_id, interrupted, begun, closed, title_fate,"
    " of_catalog, passed"
)


def upgrade() -> None:
    """Make the actors, and refer each edit to its own."""
    connection = op.get_bind()
    actor.create(connection)
    connection.execute(text("CREATE TABLE journal_edit_before AS SELECT * FROM journal_edit"))
    connection.execute(text("DROP TABLE journal_edit"))
    journal_edit.create(connection)
    _make_actors(connection)
    columns = ", ".join(f"before.{name}" for name in _KEPT.split(", "))
    connection.execute(
        text(
            f"INSERT INTO journal_edit ({_KEPT}, actor_id) SELECT {columns}, actor.id FROM journal_edit_before AS before"
            " JOIN actor ON actor.name = before.author"
        )
    )
    connection.execute(text("DROP TABLE journal_edit_before"))


def _make_actors(connection: Connection) -> None:
    names = connection.execute(text("SELECT author FROM journal_edit_before GROUP BY author ORDER BY min(begun)")).scalars()
    ids = IdMaker()
    rows = [{"id": ids.new_id(), "key": "", "name": name, "kind": "person"} for name in names]
    if rows:
        connection.execute(actor.insert(), rows)
