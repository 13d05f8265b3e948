"""Lanes for work off the GUI thread, so that what is typed waits for nothing that takes long.

`write` carries out short edits, one thread in order of asking. `title` does the same for edits over a whole title. `long`
takes what runs for minutes (deliveries, QC, imports), two at once, `lasting` what runs for hours and mostly waits. `compute`
reads and measures, a few at once. `background` does what nobody waits for, one after another, and rests while pictures play.
Writing is safe from any of them: each transaction goes through the storage gate, which lets threads through in the order they came.
"""

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any, Literal, ParamSpec, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from shiboken6 import isValid

from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import Cancelled
from crossreel.services.jobs import Flag, JobContext
from crossreel.ui.hub.garbage import GarbageCollection

P = ParamSpec("P")
R = TypeVar("R")
Lane = Literal["write", "title", "long", "lasting", "compute", "background"]
THREADS: dict[Lane, int] = {"write": 1, "title": 1, "long": 2, "lasting": 4, "compute": 3, "background": 1}
CARRIED_OUT = ("write", "title")  # what was asked for is done even when the window closes
REST_S = 0.1
NICE = 5
BEHIND_WRITES = ("title", "long", "lasting")  # work on what is in the catalog begins once what was typed before is in it


@dataclass(slots=True, kw_only=True, eq=False)
class Task:
    """One piece of work in a lane. `done` of `total` is how far it is; `label` is what the status line calls it, "" hides it."""

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
    task: Task
    value: Any = None
    error: BaseException | None = None


class Jobs(QObject):
    """Runs functions in lanes; results, failures and progress arrive on the GUI thread, through queued signals.

    `edited` carries each edit of work that makes many. Callbacks are given before the start, so a fast job is never lost. A
    callback of a widget that is gone is dropped.
    """

    started = Signal(object)
    progressed = Signal(object)
    finished = Signal(object)
    edited = Signal(object)
    crashed = Signal(object)
    _arrived = Signal(object)
    _moved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._garbage = GarbageCollection(self)
        self._lanes = {
            name: ThreadPoolExecutor(threads, thread_name_prefix=name, initializer=step_aside if name == "background" else None)
            for name, threads in THREADS.items()
        }
        self._running: dict[int, Task] = {}
        self._newest: dict[str, int] = {}
        self._numbers = count(1)
        self._closed = False
        self._playing: set[int] = set()
        self._calm = threading.Event()
        self._calm.set()
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._moved.connect(self._progress, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        lane: Lane,
        work: Callable[[], R],
        *,
        then: Callable[[R], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        label: str = "",
        topic: str = "",
        after: Sequence[Task] = (),
    ) -> Task:
        """Queue `work` and return its task.

        With a `label` it is shown in the status line. Of tasks with one `topic` only the newest is delivered. Without `failed`,
        errors go out by `crashed`. Once closed, nothing is run. Work of the `title` and `long` lanes begins when the writes asked
        for before it have ended, and any work after `after`.
        """
        task = Task(id=next(self._numbers), label=label, then=then, failed=failed, topic=topic, lane=lane)
        return self._queue(task, work, after)

    def carry_out(
        self,
        lane: Lane,
        work: Callable[[JobContext], R],
        *,
        then: Callable[[R], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        label: str = "",
        topic: str = "",
    ) -> Task:
        """Queue long work as `run` does; it is handed what tells how far it is, and stops it when the user cancels."""
        task = Task(id=next(self._numbers), label=label, then=then, failed=failed, topic=topic, lane=lane)
        cancelled = task.context.cancelled
        give_way = partial(self._rest, cancelled) if lane == "background" else JobContext().give_way
        task.context = JobContext(
            on_progress=partial(self._on_progress, task), cancelled=cancelled, give_way=give_way, on_edit=self._on_edit
        )
        return self._queue(task, partial(work, task.context), ())

    def _queue(self, task: Task, work: Callable[[], object], after: Sequence[Task]) -> Task:
        lane, topic = task.lane, task.topic
        if topic:
            older = self._running.get(self._newest.get(topic, 0))
            if older is not None:
                older.cancel()
            self._newest[topic] = task.id
        if self._closed:
            task.cancel()
            return task
        awaited = [*after, *(self.running("write") if lane in BEHIND_WRITES else ())]
        self._running[task.id] = task
        self.started.emit(task)
        task.future = self._lanes[lane].submit(self._work, task, work, tuple(each.future for each in awaited if each.future))
        return task

    def set_playing(self, player: int, plays: bool) -> None:
        """Say whether a player plays: until none does, work in the background rests."""
        (self._playing.add if plays else self._playing.discard)(player)
        (self._calm.clear if self._playing else self._calm.set)()

    def _rest(self, cancelled: Flag) -> None:
        while not cancelled.is_set() and not self._calm.wait(REST_S):
            pass

    def running(self, *lanes: Lane) -> tuple[Task, ...]:
        """Return the tasks under way or waiting, in order of asking; of some lanes only, if any are named."""
        return tuple(task for task in self._running.values() if not lanes or task.lane in lanes)

    def finish(self, lane: Lane, patience_s: float) -> None:
        """Wait, on the GUI thread, until a lane has done what was asked of it, and deliver what came of it."""
        until = time.monotonic() + patience_s
        while (jobs := self.running(lane)) and not self._closed and time.monotonic() < until:
            wait([task.future for task in jobs if task.future is not None], max(0.0, until - time.monotonic()))
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def close(self) -> None:
        """Cancel long work, wait for what runs, and deliver nothing any more. Edits still waiting are carried out."""
        self._closed = True
        for task in self.running():
            if task.label and task.lane not in CARRIED_OUT:
                task.cancel()
        for name, lane in self._lanes.items():
            lane.shutdown(wait=True, cancel_futures=name not in CARRIED_OUT)
        self._running.clear()
        self._garbage.stop()

    def _on_progress(self, task: Task, done: int, total: int, what: str) -> None:
        task.done, task.total, task.what = done, total, what
        if not self._closed:
            self._moved.emit(task)

    def _on_edit(self, edit: Edit) -> None:
        if not self._closed:
            self.edited.emit(edit)

    def _work(self, task: Task, work: Callable[[], object], awaited: Sequence["Future[None]"]) -> None:
        try:
            wait(awaited)
            if task.context.cancelled.is_set():
                raise Cancelled
            outcome = _Outcome(task, value=work())
        except Exception as error:  # noqa: BLE001 - the job runner hands every failure to the GUI thread
            outcome = _Outcome(task, error=error)
        if not self._closed:
            self._arrived.emit(outcome)

    def _progress(self, task: Task) -> None:
        if task.id in self._running:
            self.progressed.emit(task)

    def _deliver(self, outcome: _Outcome) -> None:
        task = outcome.task
        if self._running.pop(task.id, None) is None:
            return
        self.finished.emit(task)
        if task.topic and self._newest.get(task.topic) != task.id:
            return
        if outcome.error is None:
            call_back(task.then, outcome.value)
        elif isinstance(outcome.error, Cancelled) and task.failed is None:
            return
        elif task.failed is not None:
            call_back(task.failed, outcome.error)
        else:
            self.crashed.emit(outcome.error)


def step_aside() -> None:
    """Let this thread, and those it starts, run when others do not want to, where the system lets threads say so."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)


def call(use_case: Callable[P, R], *args: P.args, **kw: P.kwargs) -> Callable[[], R]:
    """Give a call that is made later, elsewhere: its arguments are checked here, its result goes where the call is handed on."""
    return partial(use_case, *args, **kw)


def call_back(callback: Callable[[R], object] | None, value: R) -> None:
    """Call back, unless the widget whose method it is has gone meanwhile."""
    if callback is None:
        return
    owner = getattr(callback, "__self__", None)
    if isinstance(owner, QObject) and not isValid(owner):
        return
    callback(value)
