"""Processes that work jobs out over a catalog they only read; what comes of it is applied by the one process that may write."""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossreel.kernel.processes import in_processes, tell
from crossreel.services.job_kind import work_out
from crossreel.services.jobs import HearJob, Job, JobContext, WorkedOut

if TYPE_CHECKING:
    from crossreel.services.desk import Desk

MOST = 8  # more readers of one file than this wait for its disk
Opening = Callable[[Path], "Desk"]


class Processes:
    """Processes that are started when there is work and gone when it is done.

    Args:
        opening: a function of a module (a process is told its name) that opens a catalog for reading, with every service over it.
        catalog: where the catalog is.
        count: how many processes; None for as many as the machine has cores, 8 at most.
    """

    def __init__(self, opening: Opening, catalog: Path, *, count: int | None = None) -> None:
        self._opening, self._catalog = opening, catalog
        self._count = count or min(MOST, os.cpu_count() or 1)

    def work_out(
        self, jobs: Sequence[Job[Any]], context: JobContext, at: str = "", hear: HearJob = lambda job, share: None
    ) -> Iterator[WorkedOut]:
        """Yield what comes of jobs, in the order in which they end. One that fails, or is lost with its process, stops no other.

        Args:
            jobs: what is to be done.
            context: progress and cancel.
            at: the address of a cluster that does it instead; "" for none.
            hear: called here when a job is begun, and about once a second with how far it is.

        Raises:
            Unavailable: nobody answers at the address.
            Cancelled: the user cancelled; what was begun elsewhere is ended.
        """
        if at:
            from crossreel.services.cluster import Cluster

            yield from Cluster(at, self._opening, self._catalog).work_out(jobs, context, hear)
            return
        work = partial(_work, self._opening, self._catalog)
        told = lambda number, share: hear(jobs[number], share)  # noqa: E731
        for outcome in in_processes(work, jobs, context.check, workers=self._count, hear=told):
            yield WorkedOut(jobs[outcome.number], outcome.made, outcome.error)


class _Here:
    """What a process works with, once it has worked."""

    desk: "Desk | None" = None


def _work(opening: Opening, catalog: Path, job: Job[Any]) -> object:
    if _Here.desk is None:
        _Here.desk = opening(catalog)
    return work_out(_Here.desk, job, JobContext(on_progress=lambda done, total, what: tell(done / max(1, total))))
