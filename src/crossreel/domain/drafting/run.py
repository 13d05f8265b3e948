"""A run: long work over a title that survives a kill, kept step by step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from crossreel.domain.errors import Told


class RunState(StrEnum):
    """How a run stands."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    DONE = "done"

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it unless somebody asks."""
        return self in (RunState.CANCELLED, RunState.DONE)


class StepState(StrEnum):
    """How a step of a run stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"


PERCENT = "percent"
"""The fact of a step that tells how far it is while it is under way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What was asked of a title.

    Attributes:
        stages: in the order in which they are done (`batch.Stage`).
        columns: the languages and roles to fill, empty for stages that know none.
        episode_ids: of what.
        engines: the engine of each stage, by its id.
        options: what else was asked, as plain values.
        at: where it runs: "" here in a pool of processes, else the address of a cluster.
        begun_ms: when it was asked for, and `ended_ms` when it was over (0 before), in milliseconds since 1970.
    """

    id: int
    title_id: int
    stages: tuple[str, ...]
    columns: tuple[str, ...]
    episode_ids: tuple[int, ...]
    engines: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, object] = field(default_factory=dict)
    at: str = ""
    state: RunState = RunState.WAITING
    author: str = ""
    begun_ms: int = 0
    ended_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStep:
    """One episode in one stage and column of a run.

    Attributes:
        column: "" for stages that know none.
        tries: how often it was begun.
        error: the code of what went wrong last, with its facts; "" for nothing.
        took_ms: how long the last try took.
        price_micros: what all tries cost, in millionths of `currency`.
        result: what came of it, as text, from when it is done until it stands in the catalog; then "".
    """

    id: int
    title_id: int
    run_id: int
    episode_id: int
    stage: str
    column: str = ""
    state: StepState = StepState.WAITING
    tries: int = 0
    error: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    begun_ms: int = 0
    took_ms: int = 0
    price_micros: int = 0
    currency: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    result: str = ""


def share_of(step: RunStep) -> float:
    """Return how far a step is, 0 to 1, by the last that was said of it."""
    if step.state is StepState.RUNNING:
        return min(1.0, int(str(step.facts.get(PERCENT, 0))) / 100)
    return 0.0 if step.state is StepState.WAITING else 1.0


RunWithSteps = tuple[Run, tuple[RunStep, ...]]
"""A run and its steps, in the order in which they are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepAsk:
    """What a step of a run asks for. Plain, so that it can go to another process.

    `options` are those of the run; `setting` is the name of the engine as it is set up.
    """

    step_id: int
    title_id: int
    episode_id: int
    stage: str
    column: str
    setting: str
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFound:
    """What came of a step: `result` as JSON can hold it, what it cost, and how long it took."""

    result: Mapping[str, object]
    model: str = ""
    price_micros: int = 0
    currency: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    took_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPlan:
    """What a run would do, before anything is asked of anybody.

    Attributes:
        steps: (episode id, episode number, stage, column) in the order in which they are done.
        lines: how many lines would be drafted.
        tokens_in, tokens_out: estimates.
        price_micros: an estimate, in millionths of `currency`.
        refused: why episodes are left out that were asked for.
    """

    title_id: int
    steps: tuple[tuple[int, int, str, str], ...]
    lines: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    price_micros: int = 0
    currency: str = ""
    refused: tuple[Told, ...] = ()
