"""Keeping a run with what it found; part of `checking`. No use case of its own."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from crossreel.domain.quality.finding import Severity, Waiver
from crossreel.domain.quality.run import QcRun
from crossreel.domain.quality.thinning import thinned
from crossreel.storage import qc_runs, queries
from crossreel.storage.database import Database
from crossreel.storage.qc_runs import Found
from crossreel.storage.unit_of_work import UnitOfWork


def record(database: Database, draft: QcRun) -> QcRun:
    """Keep a run, what is found now of what it was asked for, and let go of runs that are one too many.

    What there is to write is worked out before the catalog is held; where another run came in between, it is worked out again.

    Returns:
        The run with its number.

    Raises:
        ReadOnly: the catalog cannot be written.
    """
    while True:
        with database.read() as uow:
            last = qc_runs.last_number(uow.connection, draft.title_id)
            made = replace(draft, id=database.new_id(), number=last + 1)
            run, fresh, gone = _differences(uow, made)
        with database.derived() as uow:
            if qc_runs.last_number(uow.connection, draft.title_id) != last:
                continue
            qc_runs.write(uow.connection, run, fresh, gone)
            old = thinned(uow.where(QcRun, title_id=draft.title_id), time.time_ns() // 1_000_000)
            qc_runs.remove(uow.connection, draft.title_id, [each.id for each in old])
            return run


def _differences(uow: UnitOfWork, run: QcRun) -> tuple[QcRun, dict[int, Found], list[int]]:
    """Return the run with its counts, what it found that has no row yet, by new ids, and the ids of the rows that end with it."""
    standing = qc_runs.standing_rows(uow.connection, run.title_id)
    present = dict.fromkeys(_found(uow, run))
    fresh = {uow.new_id(): each for each in present if each not in standing}
    gone = [row_id for each, row_id in standing.items() if each not in present and _asked(run, each)]
    return _counted(run, present), fresh, gone


def _found(uow: UnitOfWork, run: QcRun) -> Iterator[Found]:
    """Yield what a run found, weighed as its title weighs it, each with who accepted it."""
    waivers = {waiver.fingerprint: waiver for waiver in uow.where(Waiver, title_id=run.title_id)}
    weights = queries.rule_weights(uow, run.title_id)
    for each in qc_runs.findings_now(uow.connection, run.title_id):
        if not _asked(run, each):
            continue
        if weights:
            severity = weights.severity(each.rule, each.language, Severity(each.severity))
            if severity is None:
                continue
            each = each._replace(severity=severity.value)
        waiver = waivers.get(each.fingerprint)
        yield each if waiver is None else each._replace(waived_by=waiver.author, waived_because=waiver.reason)


def _asked(run: QcRun, found: Found) -> bool:
    return run.asks(found.language, found.role, found.episode_id, found.rule)


def _counted(run: QcRun, present: Iterable[Found]) -> QcRun:
    counts = Counter("waived" if each.waived_by else each.severity for each in present)
    return replace(
        run, errors=counts[Severity.ERROR.value], warnings=counts[Severity.WARNING.value], infos=counts[Severity.INFO.value],
        waived=counts["waived"],
    )  # fmt: skip
