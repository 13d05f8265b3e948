"""Lanes for work off the GUI thread, so that what is typed waits for nothing that takes long.

`write` carries out short edits, one thread in order of asking. `title` does the same for edits over a whole title. `long`
takes what runs for minutes (deliveries, QC, imports), two at once. `compute` reads and measures, a few at once. Writing is
safe from any of them: each transaction goes through the storage gate, which lets threads through in the order they came.
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any, Literal

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from shiboken6 import isValid

from crossreel.domain.errors import Cancelled
from crossreel.services.jobs import JobContext
from crossreel.ui.hub.garbage import GarbageCollection

Lane = Literal["write", "title", "long", "compute"]
THREADS: dict[Lane, int] = {"write": 1, "title": 1, "long": 2, "compute": 3}
CARRIED_OUT = ("write", "title")  # what was asked for is done even when the window closes
BEHIND_WRITES = ("title", "long")  # work on what is in the catalog begins once what was typed before is in it


@dataclass(slots=True, kw_only=True, eq=False)
class Job:
    """One piece of work. `done` and `total` follow its progress; `label` is what the status line calls it, "" hides it."""

    id: int
    label: str
    then: Callable[[Any], object] | None
    failed: Callable[[BaseException], object] | None
    topic: str = ""
    lane: Lane = "compute"
    context: JobContext = field(default_factory=JobContext)
    future: "Future[None] | None" = None
    done: int = 0
    total: int = 0
    what: str = ""

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self.context.cancelled.set()


@dataclass(frozen=True, slots=True)
class _Outcome:
    job: Job
    value: Any = None
    error: BaseException | None = None


class Jobs(QObject):
    """Runs functions in lanes; results, failures and progress arrive on the GUI thread, through queued signals.

    Callbacks are given before the start, so a fast job is never lost. A callback of a widget that is gone is dropped.
    """

    started = Signal(object)
    progressed = Signal(object)
    finished = Signal(object)
    crashed = Signal(object)
    _arrived = Signal(object)
    _moved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._garbage = GarbageCollection(self)
        self._lanes = {name: ThreadPoolExecutor(threads, thread_name_prefix=name) for name, threads in THREADS.items()}
        self._running: dict[int, Job] = {}
        self._newest: dict[str, int] = {}
        self._numbers = count(1)
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._moved.connect(self._progress, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        lane: Lane,
        work: Callable[..., Any],
        *,
        then: Callable[[Any], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        label: str = "",
        topic: str = "",
        after: Sequence[Job] = (),
    ) -> Job:
        """Queue `work` and return its job.

        With a `label`, `work` is called with `job=JobContext` and is shown in the status line. Of jobs with one `topic`
        only the newest is delivered. Without `failed`, errors go out by `crashed`. Once closed, nothing is run. Work of
        the `title` and `long` lanes begins when the writes asked for before it have ended, and any work after `after`.
        """
        job = Job(id=next(self._numbers), label=label, then=then, failed=failed, topic=topic, lane=lane)
        if label:
            job.context = JobContext(on_progress=partial(self._on_progress, job), cancelled=job.context.cancelled)
        if topic:
            older = self._running.get(self._newest.get(topic, 0))
            if older is not None:
                older.cancel()
            self._newest[topic] = job.id
        if self._closed:
            job.cancel()
            return job
        awaited = [*after, *(self.running("write") if lane in BEHIND_WRITES else ())]
        self._running[job.id] = job
        self.started.emit(job)
        job.future = self._lanes[lane].submit(self._work, job, work, tuple(each.future for each in awaited if each.future))
        return job

    def running(self, *lanes: Lane) -> tuple[Job, ...]:
        """Return the jobs under way or waiting, in order of asking; of some lanes only, if any are named."""
        return tuple(job for job in self._running.values() if not lanes or job.lane in lanes)

    def finish(self, lane: Lane, patience_s: float) -> None:
        """Wait, on the GUI thread, until a lane has done what was asked of it, and deliver what came of it."""
        until = time.monotonic() + patience_s
        while (jobs := self.running(lane)) and not self._closed and time.monotonic() < until:
            wait([job.future for job in jobs if job.future is not None], max(0.0, until - time.monotonic()))
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def close(self) -> None:
        """Cancel long work, wait for what runs, and deliver nothing any more. Edits still waiting are carried out."""
        self._closed = True
        for job in self.running():
            if job.label and job.lane not in CARRIED_OUT:
                job.cancel()
        for name, lane in self._lanes.items():
            lane.shutdown(wait=True, cancel_futures=name not in CARRIED_OUT)
        self._running.clear()

    def _on_progress(self, job: Job, done: int, total: int, what: str) -> None:
        job.done, job.total, job.what = done, total, what
        if not self._closed:
            self._moved.emit(job)

    def _work(self, job: Job, work: Callable[..., Any], awaited: Sequence["Future[None]"]) -> None:
        try:
            wait(awaited)
            if job.context.cancelled.is_set():
                raise Cancelled
            outcome = _Outcome(job, value=work(job=job.context) if job.label else work())
        except Exception as error:  # noqa: BLE001 - the job runner hands every failure to the GUI thread
            outcome = _Outcome(job, error=error)
        if not self._closed:
            self._arrived.emit(outcome)

    def _progress(self, job: Job) -> None:
        if job.id in self._running:
            self.progressed.emit(job)

    def _deliver(self, outcome: _Outcome) -> None:
        job = outcome.job
        if self._running.pop(job.id, None) is None:
            return
        self.finished.emit(job)
        if job.topic and self._newest.get(job.topic) != job.id:
            return
        if outcome.error is None:
            call(job.then, outcome.value)
        elif isinstance(outcome.error, Cancelled) and job.failed is None:
            return
        elif job.failed is not None:
            call(job.failed, outcome.error)
        else:
            self.crashed.emit(outcome.error)


def call(callback: Callable[[Any], object] | None, value: Any) -> None:
    """Call back, unless the widget whose method it is has gone meanwhile."""
    if callback is None:
        return
    owner = getattr(callback, "__self__", None)
    if isinstance(owner, QObject) and not isValid(owner):
        return
    callback(value)
