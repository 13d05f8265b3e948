"""Carrying a run out: each result is stored when it is there, then written; nothing is lost with a process, or paid for twice."""

import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from typing import TYPE_CHECKING

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.drafting.batch import DraftBatch, Stage
from crossreel.domain.drafting.run import Run, RunState, RunStep, StepAsk, StepFound, StepState
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.engines.engine_info import EngineKind, Where
from crossreel.domain.errors import Cancelled, CrossreelError
from crossreel.engines.engine import Opening
from crossreel.engines.registry import get_engine
from crossreel.services.drafting.keeping import Keeping
from crossreel.services.drafting.material import keep_brief
from crossreel.services.drafting.stage import DraftStage
from crossreel.services.jobs import Flag, JobContext

if TYPE_CHECKING:
    from crossreel.storage.database import Database

OpenFor = Callable[[str, EngineKind], Opening]
Ended = tuple[StepAsk, StepFound | None, Exception | None]
WorkOut = Callable[[Sequence[StepAsk], str, JobContext], Iterator[Ended]]
"""Works steps out in other processes: asks, where ("" here, else the address of a cluster), progress and cancel."""
ASKED_EVERY_S, STATE_EVERY_S = 0.1, 0.5
EDITS = {
    Stage.READING: "edit.draft_reading",
    Stage.HEARING: "edit.draft_hearing",
    Stage.TRANSLATING: "edit.draft_translating",
}
log = logging.getLogger(__name__)


class Carrying:
    """Does what is left of runs.

    Args:
        database: the catalog.
        stages: what there is to do.
        opening: gives what an engine is opened with.
        work_out: works steps out in other processes.
        keeping: where runs are kept.
    """

    def __init__(
        self, database: "Database", *, stages: Mapping[Stage, DraftStage], opening: OpenFor, work_out: WorkOut, keeping: Keeping
    ) -> None:
        self._database, self._stages, self._opening = database, stages, opening
        self._work_out, self._keeping = work_out, keeping
        self._briefs: dict[int, int] = {}
        self._begun: dict[int, RunStep] = {}

    def carry_out(self, run_id: int, job: JobContext) -> Run:
        """See `Drafting.carry_out`."""
        with self._keeping.held(run_id):
            run, steps = self._keeping.run(run_id)
            run = self._keeping.set_state(run_id, RunState.RUNNING)
            self._settle_broken(run, steps, job)
            try:
                self._all_stages(run, job)
            except Cancelled:
                if job.cancelled.is_set():
                    self._keeping.set_state(run_id, RunState.PAUSED)
                    raise
            except CrossreelError:  # an engine, a key or a cluster is not there: nothing was begun that could not go on
                self._keeping.set_state(run_id, RunState.PAUSED)
                raise
            now, steps = self._keeping.run(run_id)
            if now.state is not RunState.RUNNING:
                return now
            return self._keeping.set_state(run_id, RunState.DONE)

    def _all_stages(self, run: Run, job: JobContext) -> None:
        """Do what waits, and then what somebody let wait again meanwhile."""
        tried = -1
        while self._keeping.state(run.id) is RunState.RUNNING:
            _, steps = self._keeping.run(run.id)
            before, tried = tried, sum(step.tries for step in steps)
            if tried == before or not any(step.state is StepState.WAITING for step in steps):
                return
            for stage in run.stages:
                self._stage(run, stage, job)

    def _settle_broken(self, run: Run, steps: Sequence[RunStep], job: JobContext) -> None:
        """Write results that were stored and not yet written, and let steps wait again that a kill broke off."""
        for step in steps:
            if step.state is StepState.DONE and step.result:
                self._write(run, step, job)
            elif step.state is StepState.RUNNING:
                self._keeping.put(replace(step, state=StepState.WAITING))

    def _stage(self, run: Run, stage: str, job: JobContext) -> None:
        _, steps = self._keeping.run(run.id)
        todo = {step.id: step for step in steps if step.stage == stage and step.state is StepState.WAITING}
        if not todo or self._keeping.state(run.id) is not RunState.RUNNING:
            return
        opening = self._opening(run.engines[stage], self._stages[Stage(stage)].kind)
        asks = [_ask(run, step) for step in todo.values()]
        done, total = len(steps) - sum(step.state is StepState.WAITING for step in steps), len(steps)
        for ask, found, error in self._results(run, asks, opening, job):
            self._store(run, self._begun.pop(ask.step_id, replace(todo[ask.step_id], begun_ms=0)), found, error, job)
            done += 1
            job.progress(done, total, self._name(ask))

    def _results(self, run: Run, asks: Sequence[StepAsk], opening: Opening, job: JobContext) -> Iterator[Ended]:
        """Give what comes of steps: those that ask a server from this process, which has the keys, all others elsewhere."""
        engine = get_engine(opening.setting.engine_id)
        if engine.where is Where.HERE and opening.setting.price.is_free:
            yield from self._work_out(asks, run.at, replace(job, cancelled=_Stopped(job.cancelled, self._keeping, run.id)))
            return
        stage = self._stages[Stage(asks[0].stage)]
        yield from self._asked(run, asks, stage, opening, job)

    def _asked(self, run: Run, asks: Sequence[StepAsk], stage: DraftStage, opening: Opening, job: JobContext) -> Iterator[Ended]:
        waiting = list(asks)
        under_way: dict[Future[StepFound], StepAsk] = {}
        with ThreadPoolExecutor(max(1, opening.setting.at_once), thread_name_prefix="draft") as threads:
            try:
                while waiting or under_way:
                    job.check()
                    if self._keeping.state(run.id) is not RunState.RUNNING:
                        waiting.clear()
                    while waiting and len(under_way) < opening.setting.at_once:
                        ask = waiting.pop(0)
                        self._begin(ask)
                        under_way[threads.submit(stage.work, ask, opening, job.check)] = ask
                    for future in wait(under_way, ASKED_EVERY_S, FIRST_COMPLETED).done:
                        ask = under_way.pop(future)
                        error = future.exception()
                        if error is not None and not isinstance(error, Exception):
                            raise error
                        yield ask, None if error else future.result(), error
            finally:
                for future, ask in under_way.items():  # a cancel: what was answered meanwhile is paid, and is kept
                    found = None if future.cancel() or future.exception() is not None else future.result()
                    self._store(run, self._begun.pop(ask.step_id), found, None if found is not None else Cancelled(), job)

    def _begin(self, ask: StepAsk) -> None:
        """Say of a step that it runs."""
        step = self._keeping.step(ask.step_id)
        self._begun[step.id] = begun = replace(step, state=StepState.RUNNING, begun_ms=time.time_ns() // 1_000_000)
        self._keeping.put(begun)

    def _store(self, run: Run, step: RunStep, found: StepFound | None, error: Exception | None, job: JobContext) -> None:
        now_ms = time.time_ns() // 1_000_000
        took_ms = now_ms - step.begun_ms if step.begun_ms else found.took_ms if found is not None else 0
        tried = replace(step, tries=step.tries + 1, took_ms=took_ms, begun_ms=now_ms - took_ms)
        if found is None:
            if isinstance(error, Cancelled):
                self._keeping.put(replace(step, state=StepState.WAITING))
                return
            if not isinstance(error, CrossreelError):
                log.error("a step of a run failed unexpectedly", exc_info=error)
            code = error.code if isinstance(error, CrossreelError) else "drafting.unexpected"
            facts = dict(error.facts) if isinstance(error, CrossreelError) else {"reason": type(error).__name__}
            self._keeping.put(replace(tried, state=StepState.FAILED, error=code, facts=facts))
            return
        result = json.dumps([found.model, dict(found.result)], ensure_ascii=False)
        stored = replace(
            tried, state=StepState.DONE, error="", facts={}, result=result,
            price_micros=step.price_micros + found.price_micros, currency=found.currency or step.currency,
            tokens_in=step.tokens_in + found.tokens_in, tokens_out=step.tokens_out + found.tokens_out,
        )  # fmt: skip
        self._keeping.put(stored)
        self._write(run, stored, job)

    def _write(self, run: Run, step: RunStep, job: JobContext) -> None:
        """Write a stored result into the catalog, as an edit of its own; the row then says what became of it."""
        model, result = json.loads(step.result)
        ask = _ask(run, step)
        stage = self._stages[Stage(step.stage)]
        brief = self._brief(run) if stage.is_per_column else 0
        batch = DraftBatch(
            id=self._database.new_id(),
            title_id=run.title_id,
            stage=Stage(step.stage),
            maker=ask.setting,
            model=model,
            column=step.column,
            brief_number=brief,
            run_id=run.id,
            price_micros=step.price_micros,
            currency=step.currency,
            made_ms=time.time_ns() // 1_000_000,
        )
        try:
            facts = {"engine": ask.setting, "episode": self._name(ask), "language": step.column}
            header = EditHeader(label=EDITS[Stage(step.stage)], title_id=run.title_id, facts=facts, run_id=run.id)
            with self._database.edit(header) as open_edit, open_edit.part() as uow:
                applied = stage.apply(uow, ask, result, batch)
        except CrossreelError as error:
            self._keeping.put(replace(step, state=StepState.FAILED, error=error.code, facts=dict(error.facts), result=""))
            return
        job.on_edit(open_edit.edit)
        told = {"drafted": applied.drafted, "kept": applied.kept, "lost": applied.lost}
        self._keeping.put(replace(step, result="", facts=told))

    def _brief(self, run: Run) -> int:
        if run.id not in self._briefs:
            self._briefs[run.id] = keep_brief(self._database, run.title_id, run.columns)
        return self._briefs[run.id]

    def _name(self, ask: StepAsk) -> str:
        with self._database.read() as uow:
            episode = uow.find(Episode, ask.episode_id)
        return str(episode.number) if episode is not None else ""


class _Stopped:
    """Set when the job was cancelled, or when somebody paused or ended the run, from wherever."""

    def __init__(self, cancelled: Flag, keeping: Keeping, run_id: int) -> None:
        self._cancelled, self._keeping, self._run_id = cancelled, keeping, run_id
        self._asked_s, self._is_set = time.monotonic(), False

    def is_set(self) -> bool:
        """Tell whether it was; the catalog is asked twice a second."""
        if not self._is_set and time.monotonic() - self._asked_s > STATE_EVERY_S:
            self._asked_s = time.monotonic()
            self._is_set = self._keeping.state(self._run_id) is not RunState.RUNNING
        return self._is_set or self._cancelled.is_set()

    def set(self) -> None:
        """Set it."""
        self._is_set = True


def _ask(run: Run, step: RunStep) -> StepAsk:
    return StepAsk(
        step_id=step.id, title_id=run.title_id, episode_id=step.episode_id, stage=step.stage, column=step.column,
        setting=run.engines[step.stage], options=run.options,
    )  # fmt: skip
