"""Counting what a use case sends to the catalog."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event

from crossreel.storage.database import Database


@dataclass(slots=True)
class Sent:
    """What was sent: statements as they were written, transactions, and how many rows were read."""

    statements: list[str] = field(default_factory=list)
    transactions: int = 0

    @property
    def count(self) -> int:
        """How many statements; one that is run for many rows at once counts as one."""
        return len(self.statements)


@contextmanager
def counted(database: Database) -> Iterator[Sent]:
    """Count what is sent to a catalog inside the block, BEGIN and COMMIT apart."""
    sent = Sent()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.statements.append(statement)

    def begun(_connection: Any) -> None:
        sent.transactions += 1

    event.listen(database.engine, "before_cursor_execute", note)
    event.listen(database.engine, "begin", begun)
    try:
        yield sent
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
        event.remove(database.engine, "begin", begun)
