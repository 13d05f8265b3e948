"""How runs are kept: rows that survive a kill, and a lock that tells whether somebody carries one out."""

import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from crossreel.domain.drafting.run import Run, RunState, RunStep, StepState
from crossreel.domain.errors import NotFound, Refused
from crossreel.kernel.lock_file import LockFile

if TYPE_CHECKING:
    from crossreel.storage.database import Database


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

    def runs(self, title_id: int | None = None) -> list[tuple[Run, tuple[RunStep, ...]]]:
        """Return the runs of a title, or all, the newest first, each with its steps."""
        with self._database.read() as uow:
            runs = uow.where(Run) if title_id is None else uow.where(Run, title_id=title_id)
            steps = uow.where(RunStep, run_id=[run.id for run in runs]) if runs else []
        mine: dict[int, list[RunStep]] = {}
        for step in steps:
            mine.setdefault(step.run_id, []).append(step)
        return [(run, tuple(mine.get(run.id, ()))) for run in sorted(runs, key=lambda each: -each.begun_ms)]

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

    def state(self, run_id: int) -> RunState:
        """Return the state of a run as somebody may have set it meanwhile."""
        return self.run(run_id)[0].state

    def retry(self, run_id: int, step_ids: Collection[int] | None) -> Run:
        """Let failed steps wait again."""
        with self._database.derived() as uow:
            run = uow.get(Run, run_id)
            failed = [step for step in uow.where(RunStep, run_id=run_id) if step.state is StepState.FAILED]
            chosen = [step for step in failed if step_ids is None or step.id in step_ids]
            uow.put_all(replace(step, state=StepState.WAITING, error="", facts={}) for step in chosen)
            uow.put(run := replace(run, state=RunState.WAITING, ended_ms=0) if chosen else run)
        return run

    @contextmanager
    def held(self, run_id: int) -> Iterator[None]:
        """Say for the time of a block that this process carries a run out.

        Raises:
            Refused: another one does.
        """
        lock = LockFile(self._database.path.with_name(f"{self._database.path.name}-run-{run_id}"))
        if not lock.try_lock():
            lock.close()
            raise Refused("drafting.runs_elsewhere")
        try:
            yield
        finally:
            lock.close(remove=True)
