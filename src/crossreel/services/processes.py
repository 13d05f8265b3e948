"""Processes that work jobs out over a catalog they only read; what comes of it is applied by the one process that may write."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossreel.services.job_kind import work_out
from crossreel.services.jobs import Job, JobContext, WorkedOut

if TYPE_CHECKING:
    from crossreel.services.desk import Desk

MOST = 8  # more readers of one file than this wait for its disk
ASK_AGAIN_S = 0.1
Opening = Callable[[Path], "Desk"]


class Processes:
    """A pool that is made when there is work and gone when it is done.

    Args:
        opening: a function of a module (a process is told its name) that opens a catalog for reading, with every service over it.
        catalog: where the catalog is.
        count: how many processes; None for as many as the machine has cores, 8 at most.
    """

    def __init__(self, opening: Opening, catalog: Path, *, count: int | None = None) -> None:
        self._opening, self._catalog = opening, catalog
        self._count = count or min(MOST, os.cpu_count() or 1)

    def work_out(self, jobs: Sequence[Job[Any]], context: JobContext) -> Iterator[WorkedOut]:
        """Yield what comes of jobs, in the order in which they end. One that fails stops no other.

        Raises:
            Cancelled: the user cancelled; what was begun elsewhere is ended at its next step.
        """
        if not jobs:
            return
        spawning = get_context("spawn")
        cancelled = spawning.Event()
        count = min(self._count, len(jobs))
        pool = ProcessPoolExecutor(count, spawning, _begin, (self._opening, self._catalog, cancelled))
        try:
            yield from _finished(pool, jobs, context, ahead=2 * count)
        finally:
            cancelled.set()
            pool.shutdown(cancel_futures=True)


def _finished(pool: ProcessPoolExecutor, jobs: Sequence[Job[Any]], context: JobContext, *, ahead: int) -> Iterator[WorkedOut]:
    """Hand jobs out a few at a time, so that no results pile up here."""
    left, running = list(reversed(jobs)), dict[Future[object], Job[Any]]()
    while left or running:
        while left and len(running) < ahead:
            job = left.pop()
            running[pool.submit(_work, job)] = job
        done, _running = wait(running, timeout=ASK_AGAIN_S, return_when=FIRST_COMPLETED)
        context.check()
        for future in done:
            job, error = running.pop(future), future.exception()
            if error is not None and not isinstance(error, Exception):
                raise error
            yield WorkedOut(job, error=error) if error is not None else WorkedOut(job, future.result())


class _Here:
    """What a process of the pool works with."""

    desk: "Desk"
    context = JobContext()


def _begin(opening: Opening, catalog: Path, cancelled: Event) -> None:
    _Here.desk = opening(catalog)
    _Here.context = replace(JobContext(), cancelled=cancelled)


def _work(job: Job[Any]) -> object:
    return work_out(_Here.desk, job, _Here.context)
