"""How runs are kept: rows that survive a kill, and a lock that tells whether somebody carries one out."""

import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.drafting.run import Run, RunState, RunStep, RunWithSteps, StepState
from crossreel.domain.errors import NotFound, Refused
from crossreel.kernel.lock_file import LockFile

if TYPE_CHECKING:
    from crossreel.storage.database import Database

LOOKS, LOOK_S = 4, 0.02


class Keeping:
    """Reads and writes the runs of one catalog."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def put(self, *rows: Run | RunStep) -> None:
        """Write runs and steps, durable when this returns."""
        with self._database.derived() as uow:
            uow.put_all(rows)

    def run(self, run_id: int) -> tuple[Run, tuple[RunStep, ...]]:
        """Return a run with its steps, in the order in which they are done.

        Raises:
            NotFound: there is none of that id.
        """
        with self._database.read() as uow:
            run = uow.find(Run, run_id)
            if run is None:
                raise NotFound("drafting.no_run", id=run_id)
            return run, tuple(uow.where(RunStep, run_id=run_id))

    def runs(self, title_id: int | None = None, known: Iterable[RunWithSteps] = ()) -> list[RunWithSteps]:
        """Return the runs of a title, or all, the newest first, each with its steps; see `Drafting.runs`."""
        over = {run.id: (run, steps) for run, steps in known if run.state.is_over}
        with self._database.read() as uow:
            runs = uow.where(Run) if title_id is None else uow.where(Run, title_id=title_id)
            moved = [run.id for run in runs if run.id not in over or over[run.id][0] != run]
            steps = uow.where(RunStep, run_id=moved) if moved else []
        mine: dict[int, list[RunStep]] = {run_id: [] for run_id in moved}
        for step in steps:
            mine[step.run_id].append(step)
        read = {run_id: tuple(found) for run_id, found in mine.items()}
        newest = sorted(runs, key=lambda each: (-each.begun_ms, -each.id))
        return [(run, read[run.id] if run.id in read else over[run.id][1]) for run in newest]

    def set_state(self, run_id: int, state: RunState) -> Run:
        """Give a run a state, unless it is over."""
        with self._database.derived() as uow:
            run = uow.find(Run, run_id)
            if run is None:
                raise NotFound("drafting.no_run", id=run_id)
            if run.state.is_over and state is not RunState.RUNNING:
                return run
            ended = time.time_ns() // 1_000_000 if state.is_over else 0
            uow.put(changed := replace(run, state=state, ended_ms=ended))
        return changed

    def step(self, step_id: int) -> RunStep:
        """Return a step as it stands."""
        with self._database.read() as uow:
            return uow.get(RunStep, step_id)

    def state(self, run_id: int) -> RunState:
        """Return the state of a run as somebody may have set it meanwhile; asked often, so that no step is read."""
        with self._database.read() as uow:
            run = uow.find(Run, run_id)
        return run.state if run is not None else RunState.CANCELLED

    def is_held(self, run_id: int) -> bool:
        """Tell whether a process carries a run out."""
        try:
            lock = LockFile(self._lock_path(run_id), create=False)
        except OSError:
            return False
        try:
            is_free = lock.try_lock()
            if is_free:
                lock.unlock()
            return not is_free
        finally:
            lock.close()

    def retry(self, run_id: int, step_ids: Collection[int] | None) -> Run:
        """Let failed steps wait again."""
        with self._database.derived() as uow:
            run = uow.get(Run, run_id)
            failed = [step for step in uow.where(RunStep, run_id=run_id) if step.state is StepState.FAILED]
            chosen = [step for step in failed if step_ids is None or step.id in step_ids]
            uow.put_all(replace(step, state=StepState.WAITING, error="", facts={}) for step in chosen)
            if chosen and run.state is not RunState.RUNNING:  # who carries it out takes them up when the others are done
                uow.put(run := replace(run, state=RunState.WAITING, ended_ms=0))
        return run

    @contextmanager
    def held(self, run_id: int) -> Iterator[None]:
        """Say for the time of a block that this process carries a run out.

        Raises:
            Refused: another one does.
        """
        lock = self._taken(run_id)
        try:
            yield
        finally:
            lock.close(remove=True)

    def _lock_path(self, run_id: int) -> Path:
        return self._database.path.with_name(f"{self._database.path.name}-run-{run_id}")

    def _taken(self, run_id: int) -> LockFile:
        """Take the lock; who only looks whether somebody has it does so for a moment."""
        for _ in range(LOOKS):
            lock = LockFile(self._lock_path(run_id))
            if lock.try_lock():
                if lock.is_in_place():
                    return lock
                lock.unlock()
            lock.close()
            time.sleep(LOOK_S)
        raise Refused("drafting.runs_elsewhere")
