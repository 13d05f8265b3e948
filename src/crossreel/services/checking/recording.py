"""Keeping a run with what it found; part of `checking`. No use case of its own."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from operator import attrgetter

from crossreel.domain.quality.finding import Finding, Severity, Waiver
from crossreel.domain.quality.run import QcResult, QcRun
from crossreel.domain.quality.thinning import thinned
from crossreel.storage import qc_runs, queries
from crossreel.storage.database import Database
from crossreel.storage.unit_of_work import UnitOfWork

OF_ROW = ("id", "first_run", "gone_run")
CONTENT = attrgetter(*(field.name for field in fields(QcResult) if field.name not in OF_ROW))


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


def _differences(uow: UnitOfWork, run: QcRun) -> tuple[QcRun, list[QcResult], list[int]]:
    """Return the run with its counts, the findings that its row of results lacks, and the rows that end with it."""
    waivers = {waiver.fingerprint: waiver for waiver in uow.where(Waiver, title_id=run.title_id)}
    found = queries.open_findings(uow, run.title_id, include_waived=True)
    now = [result for result in (_result(run, each, waivers) for each in found) if run.asked(result)]
    standing = {_content(each): each for each in qc_runs.standing_results(uow.connection, run.title_id)}
    present = {_content(each): each for each in now}
    fresh = [replace(each, id=uow.new_id()) for content, each in present.items() if content not in standing]
    gone = [each.id for content, each in standing.items() if content not in present and run.asked(each)]
    return _counted(run, now), fresh, gone


def _content(result: QcResult) -> str:
    return repr(CONTENT(result))


def _counted(run: QcRun, results: Iterable[QcResult]) -> QcRun:
    counts = dict.fromkeys(Severity, 0)
    waived = 0
    for each in results:
        waived += bool(each.waived_by)
        counts[each.severity] += not each.waived_by
    return replace(
        run, errors=counts[Severity.ERROR], warnings=counts[Severity.WARNING], infos=counts[Severity.INFO], waived=waived
    )


def _result(run: QcRun, finding: Finding, waivers: Mapping[str, Waiver]) -> QcResult:
    waiver = waivers.get(finding.fingerprint)
    return QcResult(
        id=0, title_id=finding.title_id, first_run=run.number, gone_run=None, episode_id=finding.episode_id,
        track_id=finding.track_id, version_id=None, language=finding.language, role=finding.role, cue_id=finding.cue_id,
        rule=finding.rule, severity=finding.severity, start_ms=finding.start_ms, end_ms=finding.end_ms, text=finding.text,
        facts=finding.facts, fingerprint=finding.fingerprint, waived_by=waiver.author if waiver else "",
        waived_because=waiver.reason if waiver else "",
    )  # fmt: skip
