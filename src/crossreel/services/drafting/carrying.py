"""Carrying a run out: each result is stored when it is there, then written; nothing is lost with a process, or paid for twice."""

import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.drafting.batch import DraftBatch, Stage
from crossreel.domain.drafting.draft import Draft
from crossreel.domain.drafting.run import PERCENT, Run, RunState, RunStep, StepAsk, StepFound, StepState
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.engines.engine_info import EngineKind, Where
from crossreel.domain.errors import Cancelled, CrossreelError, ReadOnly, StorageFailed
from crossreel.engines.engine import Opening
from crossreel.engines.registry import get_engine
from crossreel.services.drafting.keeping import Keeping
from crossreel.services.drafting.material import keep_brief
from crossreel.services.drafting.stage import Applied, DraftStage, MakesFiles, OpenFor, opening_of
from crossreel.services.jobs import Flag, JobContext
from crossreel.services.single_item import alone, trace

if TYPE_CHECKING:
    from crossreel.storage.database import Database

Ended = tuple[StepAsk, StepFound | None, Exception | None]
Hear = Callable[[StepAsk, float], None]
"""Hears of a step that is begun or under way elsewhere how far it is: 0 to 1."""
WorkOut = Callable[[Sequence[StepAsk], str, JobContext, Hear], Iterator[Ended]]
"""Works steps out in other processes: asks, where ("" here, else the address of a cluster), progress and cancel, who hears."""
ASKED_EVERY_S, STATE_EVERY_S = 0.1, 0.5
EDITS = {
    Stage.READING: "edit.draft_reading",
    Stage.HEARING: "edit.draft_hearing",
    Stage.TRANSLATING: "edit.draft_translating",
    Stage.BURNING: "edit.register_master",
}
FOR_ALL = frozenset(
    f"engines.{code}" for code in ("unreachable", "bad_proxy", "proxy_refuses", "key_refused", "key_wanted", "not_there", "busy")
)
"""What a server says to every step alike: the others wait for a person who mends it, and nobody asks hundreds of times."""
PERHAPS_FOR_ALL = frozenset({"engines.server_failed", "engines.no_answer"})
IN_A_ROW = 3
"""Steps that end so one after the other, with none that does not between them, are taken for what it says to all."""
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
        self._percents: dict[int, int] = {}

    def carry_out(self, run_id: int, job: JobContext) -> Run:
        """See `Drafting.carry_out`."""
        with self._keeping.held(run_id):
            run, steps = self._keeping.run(run_id)
            run = self._keeping.set_state(run_id, RunState.RUNNING)
            self._briefs.pop(run_id, None)  # it may have changed since this process carried the run out last
            try:
                self._settle_broken(run, steps, job)
                self._all_stages(run, job)
            except Cancelled:
                if job.cancelled.is_set():
                    raise
            finally:  # also where an engine, a key or a cluster is not there: nothing was begun that could not go on
                _, steps = self._keeping.run(run_id)
                left = self._settle_broken(run, steps, job)
                ended = self._keeping.set_state(run_id, RunState.PAUSED if left else RunState.DONE)
            return ended

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

    def _settle_broken(self, run: Run, steps: Sequence[RunStep], job: JobContext) -> int:
        """Write what was stored and not yet written, let steps wait again that were broken off; return how many wait."""
        waiting = 0
        for step in steps:
            settled = self._write(run, step, job) if step.result else step
            if settled.state is StepState.RUNNING:
                self._keeping.put(settled := replace(settled, state=StepState.WAITING, facts=_without_percent(settled)))
            waiting += settled.state is StepState.WAITING
        return waiting

    def _stage(self, run: Run, stage: str, job: JobContext) -> None:
        _, steps = self._keeping.run(run.id)
        todo = {step.id: step for step in steps if step.stage == stage and step.state is StepState.WAITING}
        if not todo or self._keeping.state(run.id) is not RunState.RUNNING:
            return
        does = self._stages[Stage(stage)]
        opening = opening_of(self._opening, does, run.engines[stage])
        asks = [_ask(run, step) for step in todo.values()]
        done, total = len(steps) - sum(step.state is StepState.WAITING for step in steps), len(steps)
        left = {ask.step_id: ask for ask in asks}
        try:
            for ask, found, error in self._results(run, asks, opening, job):
                left.pop(ask.step_id)
                self._store(run, self._begun.pop(ask.step_id, replace(todo[ask.step_id], begun_ms=0)), found, error, job)
                done += 1
                job.progress(done, total, self._name(ask))
        finally:
            for ask in left.values():
                self._begun.pop(ask.step_id, None)
                if isinstance(does, MakesFiles):
                    does.clear(ask)

    def _results(self, run: Run, asks: Sequence[StepAsk], opening: Opening, job: JobContext) -> Iterator[Ended]:
        """Give what comes of steps: those that ask a server from this process, which has the keys, all others elsewhere."""
        stage = self._stages[Stage(asks[0].stage)]
        is_here = stage.kind is None or get_engine(opening.setting.engine_id).where is Where.HERE
        if is_here and opening.setting.price.is_free:
            stopped = replace(job, cancelled=_Stopped(job.cancelled, self._keeping, run.id))
            yield from self._work_out(asks, run.at, stopped, self._hear)
            return
        yield from self._asked(run, asks, stage, opening, job)

    def _asked(self, run: Run, asks: Sequence[StepAsk], stage: DraftStage, opening: Opening, job: JobContext) -> Iterator[Ended]:
        waiting, in_a_row = list(asks), 0
        under_way: dict[Future[StepFound], StepAsk] = {}
        with ThreadPoolExecutor(max(1, opening.setting.at_once), thread_name_prefix="draft") as threads:
            try:
                while waiting or under_way:
                    job.check()
                    if self._keeping.state(run.id) is not RunState.RUNNING:
                        waiting.clear()
                    while waiting and len(under_way) < opening.setting.at_once:
                        ask = waiting.pop(0)
                        keep, told = partial(self._keep, self._begin(ask)), replace(job, on_progress=partial(self._note, ask))
                        under_way[threads.submit(stage.work, ask, opening, told, keep)] = ask
                    for future in wait(under_way, ASKED_EVERY_S, FIRST_COMPLETED).done:
                        ask = under_way.pop(future)
                        error = future.exception()
                        if error is not None and not isinstance(error, Exception):
                            raise error
                        yield ask, None if error else future.result(), error
                        code = error.code if isinstance(error, CrossreelError) else ""
                        in_a_row = in_a_row + 1 if code in PERHAPS_FOR_ALL else 0
                        if waiting and error is not None and (code in FOR_ALL or in_a_row >= IN_A_ROW):
                            raise error
            finally:
                for future, ask in under_way.items():  # a cancel: what was answered meanwhile is paid, and is kept
                    step = self._begun.pop(ask.step_id)
                    if not future.cancel() and future.exception() is None:
                        self._store(run, step, future.result(), None, job)

    def _begin(self, ask: StepAsk) -> RunStep:
        """Say of a step that it runs."""
        step = self._keeping.step(ask.step_id)
        begun = replace(step, state=StepState.RUNNING, tries=step.tries + 1, begun_ms=time.time_ns() // 1_000_000)
        self._begun[step.id] = begun
        self._percents.pop(step.id, None)
        self._keeping.put(begun)
        return begun

    def _hear(self, ask: StepAsk, share: float) -> None:
        """Write down of a step that is worked out elsewhere that it runs, and how far it is."""
        begun = self._begun.get(ask.step_id) or self._begin(ask)
        percent = round(100 * share)
        if percent > self._percents.get(ask.step_id, 0):
            self._percents[ask.step_id] = percent
            self._keeping.put(replace(begun, facts={**begun.facts, PERCENT: percent}))

    def _note(self, ask: StepAsk, done: int, total: int, _what: str) -> None:
        """Remember how far a step is that is worked out here, until what came of it so far is stored."""
        self._percents[ask.step_id] = round(100 * done / max(1, total))

    def _keep(self, step: RunStep, found: StepFound) -> None:
        """Store what came of a step so far."""
        kept = self._with(step, found)
        self._keeping.put(replace(kept, facts={**kept.facts, PERCENT: self._percents.get(step.id, 0)}))

    def _with(self, step: RunStep, found: StepFound) -> RunStep:
        """Return a step with what came of it. The batch has its id already, by which it is known if it was written."""
        result = json.dumps([self._database.new_id(), found.model, dict(found.result)], ensure_ascii=False)
        return replace(
            step, error="", facts={} if step.error else step.facts, result=result,
            price_micros=step.price_micros + found.price_micros, currency=found.currency or step.currency,
            tokens_in=step.tokens_in + found.tokens_in, tokens_out=step.tokens_out + found.tokens_out,
        )  # fmt: skip

    def _store(self, run: Run, step: RunStep, found: StepFound | None, error: Exception | None, job: JobContext) -> None:
        now_ms = time.time_ns() // 1_000_000
        tries = step.tries if step.begun_ms else step.tries + 1
        took_ms = now_ms - step.begun_ms if step.begun_ms else found.took_ms if found is not None else 0
        tried = replace(step, tries=tries, took_ms=took_ms, begun_ms=now_ms - took_ms)
        if found is not None:
            stored = replace(self._with(tried, found), state=StepState.DONE)
            self._keeping.put(stored)
            self._write(run, stored, job)
        elif error is not None and not isinstance(error, Cancelled):
            kept = self._keeping.step(step.id)
            if kept.result:
                written = self._write(run, kept, job)
                tried = replace(written, tries=tries, took_ms=took_ms, begun_ms=tried.begun_ms)
            self._keeping.put(_failed(tried, error))

    def _write(self, run: Run, step: RunStep, job: JobContext) -> RunStep:
        """Write a stored result into the catalog, as an edit of its own; the row then says what became of it."""
        batch_id, model, result = json.loads(step.result)
        ask = _ask(run, step)
        stage = self._stages[Stage(step.stage)]
        name = self._name(ask)
        applied = stage.tell(ask, result) if isinstance(stage, MakesFiles) else None
        if applied is not None:
            return self._told(step, applied)
        applied = Applied()
        with alone(name) as attempt:
            batch = DraftBatch(
                id=batch_id, title_id=run.title_id, stage=Stage(step.stage), maker=ask.setting, model=model, column=step.column,
                brief_number=self._brief(run) if stage.kind is EngineKind.TRANSLATING else 0, run_id=run.id,
                price_micros=step.price_micros, currency=step.currency, made_ms=time.time_ns() // 1_000_000,
            )  # fmt: skip
            facts = {"engine": ask.setting, "episode": name, "language": step.column}
            header = EditHeader(label=EDITS[Stage(step.stage)], title_id=run.title_id, facts=facts, run_id=run.id)
            with self._database.edit(header) as open_edit, open_edit.part() as uow:
                if uow.find(DraftBatch, batch_id) is None:
                    applied = stage.apply(uow, ask, result, batch)
                else:  # a kill came between this edit and the row of its step
                    applied = Applied(drafted=len(uow.where(Draft, batch_id=batch_id)))
            job.on_edit(open_edit.edit)
        if isinstance(attempt.error, (StorageFailed, ReadOnly)):  # of the catalog, not of the step: the result stays
            raise attempt.error
        failed = {"state": StepState.FAILED, "error": attempt.code, "facts": dict(attempt.facts)} if attempt.failed else {}
        return self._told(step, applied, **failed)

    def _told(self, step: RunStep, applied: Applied, **changed: Any) -> RunStep:
        """Let the row of a step say what became of its result."""
        came = {"drafted": applied.drafted, "kept": applied.kept, "lost": applied.lost, "stale": applied.stale}
        told = {name: int(str(step.facts.get(name, 0))) + count for name, count in came.items()}  # of all tries of the step
        written = replace(step, **{"result": "", "facts": {**told, **applied.told}, **changed})
        self._keeping.put(written)
        return written

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


def _without_percent(step: RunStep) -> dict[str, object]:
    return {name: value for name, value in step.facts.items() if name != PERCENT}


def _failed(step: RunStep, error: Exception) -> RunStep:
    if isinstance(error, CrossreelError):
        return replace(step, state=StepState.FAILED, error=error.code, facts=dict(error.facts))
    log.error("a step of a run failed unexpectedly\n%s", trace(error))
    return replace(step, state=StepState.FAILED, error="drafting.unexpected", facts={"reason": type(error).__name__})


def _ask(run: Run, step: RunStep) -> StepAsk:
    return StepAsk(
        step_id=step.id, title_id=run.title_id, episode_id=step.episode_id, stage=step.stage, column=step.column,
        setting=run.engines[step.stage], options=run.options,
    )  # fmt: skip
