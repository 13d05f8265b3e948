"""QC runs as a catalog keeps them: a run writes what differs from the one before, so that an unchanged title costs one row."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, delete, exists, func, literal, or_, select, update

from crossreel.domain.quality.run import QcResult, QcRun
from crossreel.storage import repository
from crossreel.storage.kinds.finding import table as finding_table
from crossreel.storage.kinds.qc_result import table as result_table
from crossreel.storage.kinds.qc_run import table as run_table
from crossreel.storage.mapping import columns, to_entities, to_row


class Found(NamedTuple):
    """A finding as the columns of `qc_result` hold it: plain values, so that thousands of them compare in no time."""

    episode_id: int
    track_id: int | None
    version_id: int | None
    language: str
    role: str
    cue_id: int | None
    rule: str
    severity: str
    start_ms: int
    end_ms: int
    text: str
    facts: str
    fingerprint: str
    waived_by: str
    waived_because: str


def last_number(connection: Connection, title_id: int) -> int:
    """Return the number of the last run of a title, 0 where there was none."""
    found = connection.execute(select(func.max(run_table.c.number)).where(run_table.c.title_id == title_id)).scalar()
    return found or 0


def bases(connection: Connection) -> dict[int, str]:
    """Return by title the basis of its last run that was asked for everything; none where a later one went by other figures."""
    names = (
        run_table.c.title_id,
        run_table.c.basis,
        run_table.c.failed,
        run_table.c.languages,
        run_table.c.roles,
        run_table.c.rules,
    )
    rows = connection.execute(select(*names).order_by(run_table.c.title_id, run_table.c.number)).all()
    found: dict[int, str] = {}
    for title_id, basis, failed, *asked in rows:
        if not basis:
            found.pop(title_id, None)
        elif all(each == "[]" for each in asked):
            found[title_id] = "" if failed else basis
    return found


def findings_now(connection: Connection, title_id: int) -> list[Found]:
    """Return what is found of a title now, as the rules have it, nobody's acceptance looked up."""
    track_id = func.nullif(finding_table.c.track_id, 0)
    instead = {"track_id": track_id, "waived_by": literal(""), "waived_because": literal("")}
    names = [instead[name] if name in instead else finding_table.c[name] for name in Found._fields]
    rows = connection.execute(select(*names).where(finding_table.c.title_id == title_id).order_by(finding_table.c.id)).all()
    return [Found._make(row) for row in rows]


def standing_rows(connection: Connection, title_id: int) -> dict[Found, int]:
    """Return what the last runs of a title found and no later one missed, each with the id of its row."""
    names = [result_table.c[name] for name in Found._fields]
    last = (result_table.c.title_id == title_id, result_table.c.gone_run.is_(None))
    rows = connection.execute(select(*names, result_table.c.id).where(*last)).all()
    return {Found._make(row[:-1]): row[-1] for row in rows}


def results_of(connection: Connection, title_id: int, numbers: Collection[int]) -> list[QcResult]:
    """Return the findings that any of some runs of a title had, by episode and time."""
    had = [
        (result_table.c.first_run <= number) & (result_table.c.gone_run.is_(None) | (result_table.c.gone_run > number))
        for number in numbers
    ]
    order = [result_table.c[name] for name in ("episode_id", "start_ms", "end_ms", "id")]
    statement = select(*(result_table.c[name] for name in columns(QcResult))).where(result_table.c.title_id == title_id, or_(*had))
    return to_entities(QcResult, connection.execute(statement.order_by(*order)))


def write(connection: Connection, run: QcRun, fresh: Mapping[int, Found], gone: Sequence[int]) -> None:
    """Write a run, what it found and the one before had not (by the ids of the new rows), and which rows end with it."""
    repository.insert_rows(connection, QcRun, [to_row(run)])
    of_run = {"title_id": run.title_id, "first_run": run.number, "gone_run": None}
    repository.insert_rows(connection, QcResult, [{"id": row_id, **of_run, **each._asdict()} for row_id, each in fresh.items()])
    for some in repository.chunks(gone):
        connection.execute(update(result_table).where(result_table.c.id.in_(some)).values(gone_run=run.number))


def name(connection: Connection, run_id: int, words: str) -> None:
    """Give a run a name, "" for none."""
    connection.execute(update(run_table).where(run_table.c.id == run_id).values(name=words))


def remove(connection: Connection, title_id: int, run_ids: Collection[int]) -> None:
    """Let runs of a title go, and the findings that no other run of it had."""
    if not run_ids:
        return
    for some in repository.chunks(sorted(run_ids)):
        connection.execute(delete(run_table).where(run_table.c.id.in_(some)))
    kept = exists().where(
        run_table.c.title_id == result_table.c.title_id,
        run_table.c.number >= result_table.c.first_run,
        run_table.c.number < result_table.c.gone_run,
    )
    past = (result_table.c.title_id == title_id, result_table.c.gone_run.is_not(None))
    connection.execute(delete(result_table).where(*past, ~kept))
