"""The kinds of records, found in their folder."""

from functools import cache

from crossreel.domain.records import kinds
from crossreel.domain.records.record import RecordKind
from crossreel.kernel.plugins import discover


@cache
def record_kinds() -> tuple[RecordKind, ...]:
    """Return all kinds of records, in their order."""
    return tuple(sorted(discover(kinds, "RECORD", RecordKind), key=lambda each: each.order))


def record_kind(record_id: str) -> RecordKind:
    """Return a kind of record by its id.

    Raises:
        KeyError: there is none.
    """
    return {each.id: each for each in record_kinds()}[record_id]
