"""Jobs worked out on a Dask cluster: the machines see the catalog and the files by the same paths, and read only.

What comes of a job is handed on as soon as it is there, and written by the one process that has the catalog. A machine that dies
loses the jobs it was at; others take these over.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from crossreel.domain.errors import Unavailable
from crossreel.services.job_kind import work_out
from crossreel.services.jobs import HearJob, Job, JobContext, WorkedOut

if TYPE_CHECKING:
    from crossreel.services.desk import Desk

Opening = Callable[[Path], "Desk"]
CONNECT_S = 10
ASKED_EVERY_S, TOLD_EVERY_S = 0.2, 1.0
ATTEMPTS = 3
"""How many machines may die over a job before it is the job that is to blame."""


class Cluster:
    """A cluster at an address.

    Args:
        address: of its scheduler, `tcp://HOST:PORT`.
        opening: a function of a module that opens a catalog for reading, with every service over it.
        catalog: where the catalog is, for the machines too.
    """

    def __init__(self, address: str, opening: Opening, catalog: Path) -> None:
        self._address, self._opening, self._catalog = address, opening, catalog

    def work_out(
        self, jobs: Sequence[Job[Any]], context: JobContext, hear: HearJob = lambda job, share: None
    ) -> Iterator[WorkedOut]:
        """Yield what comes of jobs, in the order in which they end. One that fails stops no other.

        Args:
            jobs: what is to be done.
            context: progress and cancel.
            hear: called here when a job is begun, and about once a second with how far it is.

        Raises:
            Unavailable: the library is not there, or nobody answers at the address.
            Cancelled: the user cancelled; what was begun is ended.
        """
        client = self._client()
        try:
            topic, told = f"crossreel-{uuid4().hex}", SimpleQueue[tuple[int, float]]()
            client.subscribe_topic(topic, lambda event: told.put(event[1]))
            work = partial(_work, self._opening, self._catalog, topic)
            futures = [client.submit(work, job, at, pure=False, retries=ATTEMPTS) for at, job in enumerate(jobs)]
            yield from _as_they_end(client, jobs, futures, context, partial(_pass_on, told, jobs, hear))
        finally:
            client.close()

    def _client(self) -> Any:
        try:
            dask: Any = import_module("distributed")
        except ImportError:
            raise Unavailable("drafting.no_dask") from None
        try:
            return dask.Client(self._address, timeout=CONNECT_S, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise Unavailable("drafting.no_cluster", address=self._address, reason=type(error).__name__) from error


def _pass_on(told: "SimpleQueue[tuple[int, float]]", jobs: Sequence[Job[Any]], hear: HearJob) -> None:
    """Pass on what machines said meanwhile."""
    with suppress(Empty):
        while True:
            at, share = told.get_nowait()
            hear(jobs[at], share)


def _as_they_end(
    client: Any, jobs: Sequence[Job[Any]], futures: Sequence[Any], context: JobContext, pass_on: Callable[[], None]
) -> Iterator[WorkedOut]:
    dask: Any = import_module("distributed")
    left = dict(zip(futures, jobs, strict=True))
    try:
        while left:
            context.check()
            pass_on()
            try:
                with client.as_current():
                    ended = dask.wait(list(left), timeout=ASKED_EVERY_S, return_when="FIRST_COMPLETED").done
            except TimeoutError:
                continue
            for future in ended:
                job = left.pop(future)
                error = future.exception()
                yield WorkedOut(job, None if error else future.result(), error if isinstance(error, Exception) else None)
                future.release()  # what is written here is not to be worked out again when the machine that did it dies
    finally:
        for future in left:
            future.cancel()


class _Here:
    """What a machine works with, once it has worked."""

    desk: "Desk | None" = None
    catalog: Path | None = None


def _work(opening: Opening, catalog: Path, topic: str, job: Job[Any], number: int) -> object:
    dask: Any = import_module("distributed")
    machine, told_s = dask.get_worker(), time.monotonic()
    machine.log_event(topic, (number, 0.0))

    def tell(done: int, total: int, what: str) -> None:
        nonlocal told_s
        if time.monotonic() - told_s >= TOLD_EVERY_S:
            told_s = time.monotonic()
            machine.log_event(topic, (number, done / max(1, total)))

    if _Here.desk is None or _Here.catalog != catalog:
        _Here.desk, _Here.catalog = opening(catalog), catalog
    return work_out(_Here.desk, job, JobContext(on_progress=tell))
