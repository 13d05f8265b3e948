"""Runs over a title: asked for, carried out step by step, and taken up again where they broke."""

import time
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.drafting.batch import Stage
from crossreel.domain.drafting.run import Run, RunPlan, RunState, RunStep, RunWithSteps, StepAsk, StepFound, StepState
from crossreel.domain.engines.translating import Usage
from crossreel.domain.errors import BadInput, Refused, Told
from crossreel.engines.engine import Opening
from crossreel.services.drafting.carrying import Carrying, WorkOut
from crossreel.services.drafting.keeping import Keeping
from crossreel.services.drafting.stage import NOTHING, DraftStage, OpenFor, Weight, opening_of
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.storage.database import Database

NO_WEIGHT = Weight(lines=0)
OPEN = (StepState.WAITING, StepState.RUNNING)


class Drafting:
    """The use cases of runs over the titles of one catalog.

    Args:
        database: the catalog.
        stages: what there is to do.
        opening: gives what an engine is opened with, by the name it is set up under.
        work_out: works steps out in other processes, or where the run is said to be.
    """

    def __init__(self, database: "Database", *, stages: Mapping[Stage, DraftStage], opening: OpenFor, work_out: WorkOut) -> None:
        self._database, self._stages, self._opening = database, stages, opening
        self._keeping = Keeping(database)
        self._carrying = Carrying(database, stages=stages, opening=opening, work_out=work_out, keeping=self._keeping)

    def plan(
        self,
        title_id: int,
        engines: Mapping[Stage, str],
        *,
        columns: Sequence[str] = (),
        episode_ids: Collection[int] | None = None,
        options: Mapping[str, object] | None = None,
        job: JobContext | None = None,
    ) -> RunPlan:
        """Return what a run would do and cost; nothing is asked of anybody.

        Lines that the run reads or hears first are not counted: nobody knows how many there will be.

        Args:
            engines: the engine of each stage, by the name it is set up under.
            columns: the languages and roles to fill.
            episode_ids: of these episodes alone; None for all.
            options: what else is asked, see the stages.
            job: stops it when the answer is not wanted any more.

        Raises:
            Cancelled: it was stopped.
            BadInput: no stage, or no language for one that needs some.
            NotFound: there is no such title, or engine.
            Unavailable: what an engine needs is not there.
        """
        sourced: set[int] = set()  # episodes whose source this run makes first: how many lines there will be, nobody knows yet
        sums, job = _Sums(), job or JobContext()
        for stage, ask, opening, number in self._asks(title_id, engines, columns, episode_ids, options or {}):
            job.check()
            does = self._stages[stage]
            if does.is_per_column and ask.episode_id in sourced:
                sums.add(ask, number)
            elif (does.is_per_column or ask.episode_id not in sourced) and (weight := sums.weigh(does, ask, opening)).lines:
                sums.add(ask, number, weight if does.is_per_column else replace(weight, lines=0), opening.setting.price.currency)
                sourced |= set() if does.is_per_column else {ask.episode_id}
        return sums.plan(title_id)

    def begin(
        self, plan: RunPlan, engines: Mapping[Stage, str], *, options: Mapping[str, object] | None = None, at: str = ""
    ) -> Run:
        """Write a run down as it was planned; `carry_out` does it.

        Raises:
            BadInput: there is nothing to do.
            Refused: another run that is not over has a step over one of the same cells.
            ReadOnly: the catalog cannot be written.
        """
        if not plan.steps:
            raise BadInput("burning.nothing_to_do" if Stage.BURNING in engines else "drafting.nothing_to_do")
        self.ensure_free(plan)
        run = Run(
            id=self._database.new_id(), title_id=plan.title_id, stages=tuple(dict.fromkeys(step[2] for step in plan.steps)),
            columns=tuple(dict.fromkeys(step[3] for step in plan.steps if step[3])),
            episode_ids=tuple(dict.fromkeys(step[0] for step in plan.steps)),
            engines={stage.value: name for stage, name in engines.items()}, options=options or {}, at=at,
            author=self._database.author, begun_ms=time.time_ns() // 1_000_000,
        )  # fmt: skip
        steps = [
            RunStep(
                id=self._database.new_id(), title_id=plan.title_id, run_id=run.id, episode_id=episode_id, stage=stage, column=column
            )
            for episode_id, _number, stage, column in plan.steps
        ]
        self._keeping.put(run, *steps)
        return run

    def carry_out(self, run_id: int, job: JobContext | None = None) -> Run:
        """Do what is left of a run: steps that wait or were broken off. What is done stays done, and is not paid for again.

        A step that fails stops no other. Cancelling the job pauses the run.

        Raises:
            NotFound: there is no such run.
            Refused: another process carries it out, or another run that is not over has a step over one of its cells.
        """
        run, steps = self._keeping.run(run_id)
        open_cells = {(step.episode_id, step.stage, step.column) for step in steps if step.state in OPEN}
        self._ensure_free(run.title_id, open_cells, run_id)
        return self._carrying.carry_out(run_id, job or JobContext())

    def work(self, ask: StepAsk, job: JobContext) -> StepFound:
        """Work one step out, wherever this is; nothing is written."""
        stage, began = self._stages[Stage(ask.stage)], time.monotonic()
        found = stage.work(ask, opening_of(self._opening, stage, ask.setting), job, lambda _: None)
        return replace(found, took_ms=round((time.monotonic() - began) * 1000))

    def pause(self, run_id: int) -> Run:
        """Let a run rest once what is under way is done."""
        return self._keeping.set_state(run_id, RunState.PAUSED)

    def cancel(self, run_id: int) -> Run:
        """End a run once what is under way is done; what was drafted stays."""
        return self._keeping.set_state(run_id, RunState.CANCELLED)

    def retry(self, run_id: int, step_ids: Collection[int] | None = None) -> Run:
        """Let failed steps of a run wait again: some, or all of them.

        Raises:
            Refused: another run that is not over has a step over one of their cells.
        """
        run, steps = self._keeping.run(run_id)
        failed = [step for step in steps if step.state is StepState.FAILED and (step_ids is None or step.id in step_ids)]
        self._ensure_free(run.title_id, {(step.episode_id, step.stage, step.column) for step in failed}, run_id)
        return self._keeping.retry(run_id, step_ids)

    def runs(self, title_id: int | None = None, *, known: Iterable[RunWithSteps] = ()) -> list[RunWithSteps]:
        """Return the runs of a title, or all, the newest first, each with its steps.

        Args:
            title_id: of this title alone; None for all.
            known: what this returned before: steps of runs that were over, and still stand so, are not read again.
        """
        return self._keeping.runs(title_id, known)

    def broken_off(self, runs: Iterable[Run]) -> frozenset[int]:
        """Return the ids of those runs that say they run, while no process carries them out: it was killed."""
        return frozenset(run.id for run in runs if run.state is RunState.RUNNING and not self._keeping.is_held(run.id))

    def run(self, run_id: int) -> tuple[Run, tuple[RunStep, ...]]:
        """Return a run with its steps.

        Raises:
            NotFound: there is none of that id.
        """
        return self._keeping.run(run_id)

    def _asks(
        self, title_id: int, engines: Mapping[Stage, str], columns: Sequence[str], episode_ids: Collection[int] | None,
        options: Mapping[str, object],
    ) -> Iterator[tuple[Stage, StepAsk, Opening, int]]:  # fmt: skip
        """Give every step that may be: stage by stage, episode by episode, language by language."""
        if not engines:
            raise BadInput("drafting.no_stage")
        with self._database.read() as uow:
            title = uow.get(Title, title_id)
            episodes = [each for each in uow.where(Episode, title_id=title_id) if episode_ids is None or each.id in episode_ids]
        for stage in (each for each in Stage if each in engines):
            does = self._stages.get(stage)
            if does is None:
                raise BadInput("drafting.unknown_stage", stage=stage.value)
            if does.is_per_column and not columns:
                raise BadInput("drafting.no_language")
            if does.is_per_column and not does.takes_source and title.source_language in columns:
                raise BadInput("drafting.source_language", language=title.source_language)
            opening = opening_of(self._opening, does, engines[stage])
            for episode in sorted(episodes, key=lambda each: each.number):
                for column in columns if does.is_per_column else ("",):
                    ask = StepAsk(
                        step_id=0, title_id=title_id, episode_id=episode.id, stage=stage.value, column=column,
                        setting=engines[stage], options=options,
                    )  # fmt: skip
                    yield stage, ask, opening, episode.number

    def ensure_free(self, plan: RunPlan) -> None:
        """Do nothing where no other run is to fill one of the same cells.

        Raises:
            Refused: one is.
        """
        self._ensure_free(plan.title_id, [(episode_id, stage, column) for episode_id, _number, stage, column in plan.steps])

    def _ensure_free(self, title_id: int, cells: Collection[tuple[int, str, str]], own: int = 0) -> None:
        """Do nothing where no run but `own` is to fill one of some cells, each an episode, a stage and a column.

        Raises:
            Refused: one is.
        """
        for run, steps in self._keeping.runs(title_id) if cells else ():
            if run.state.is_over or run.id == own:
                continue
            for step in steps:
                if step.state in OPEN and (step.episode_id, step.stage, step.column) in cells:
                    with self._database.read() as uow:
                        episode = uow.find(Episode, step.episode_id)
                    number = episode.number if episode is not None else 0
                    code = "burning.two_runs" if step.stage == Stage.BURNING else "drafting.two_runs"
                    raise Refused(code, episode=number, language=step.column or step.stage, author=run.author)


@dataclass(slots=True)
class _Sums:
    """What the steps of a plan come to, and what of what was asked for is none."""

    steps: list[tuple[int, int, str, str]] = field(default_factory=list)
    lines: int = 0
    usage: Usage = NOTHING
    price_micros: int = 0
    currency: str = ""
    refused: list[Told] = field(default_factory=list)
    files: set[str] = field(default_factory=set)

    def add(self, ask: StepAsk, number: int, weight: Weight = NO_WEIGHT, currency: str = "") -> None:
        """Add a step."""
        self.steps.append((ask.episode_id, number, ask.stage, ask.column))
        self.lines, self.usage = self.lines + weight.lines, self.usage + weight.usage
        self.price_micros += weight.price_micros
        self.currency = currency or self.currency

    def weigh(self, does: DraftStage, ask: StepAsk, opening: Opening) -> Weight:
        """Return what a step comes to; one that cannot be done is left out, and takes no other along."""
        try:
            weight = does.weigh(ask, opening)
            if weight.makes:
                self._ensure_one(weight.makes)
            return weight
        except BadInput as error:
            told = Told(error.code, error.facts)
            self.refused += [told] if told not in self.refused else []
            return NO_WEIGHT

    def _ensure_one(self, path: str) -> None:
        """Refuse a file that another step of this plan writes already, on any file system."""
        known = unicodedata.normalize("NFC", path).casefold()
        if known in self.files:
            raise BadInput("burning.same_name", path=path)
        self.files.add(known)

    def plan(self, title_id: int) -> RunPlan:
        """Return the plan."""
        return RunPlan(
            title_id=title_id, steps=tuple(self.steps), lines=self.lines, tokens_in=self.usage.sent_tokens,
            tokens_out=self.usage.received_tokens, price_micros=self.price_micros, currency=self.currency,
            refused=tuple(self.refused),
        )  # fmt: skip
