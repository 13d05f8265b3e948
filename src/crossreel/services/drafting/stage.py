"""A stage of a run: what it asks of an engine for one episode, and how what came is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from crossreel.domain.drafting.batch import DraftBatch
from crossreel.domain.drafting.run import StepAsk, StepFound
from crossreel.domain.engines.engine_info import EngineKind, EngineSetting
from crossreel.domain.engines.translating import Usage
from crossreel.engines.engine import Opening
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.storage.unit_of_work import UnitOfWork

NOTHING = Usage(is_counted=False)
OpenFor = Callable[[str, EngineKind], Opening]


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What became of a result: lines that were drafted, that stay since a person touched them, that nothing came of, and whose
    source is not what was sent any more; `told` is what else there is to say, by name."""

    drafted: int = 0
    kept: int = 0
    lost: int = 0
    stale: int = 0
    told: Mapping[str, object] = field(default_factory=dict)


Keep = Callable[[StepFound], None]
"""Stores all that came of a step so far, which is then written even if no more comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What a step comes to, before anybody is asked: lines (1 where only doing it tells how many), and estimates of the rest; and
    which file it writes, "" for none."""

    lines: int
    usage: Usage = NOTHING
    price_micros: int = 0
    makes: str = ""


class DraftStage(Protocol):
    """What a stage does. `work` may run in another process and writes nothing; `apply` is a short edit where the catalog is."""

    @property
    def kind(self) -> EngineKind | None:
        """The kind of engine that does it, None where none is asked."""

    @property
    def is_per_column(self) -> bool:
        """Whether there is a step for each language, or one for the episode."""

    @property
    def takes_source(self) -> bool:
        """Whether one of those languages may be that of the source."""

    def weigh(self, ask: StepAsk, opening: Opening) -> Weight:
        """Return how many lines a step would draft, and roughly what it will use and cost; a step of none is left out.

        Raises:
            BadInput: it cannot be done; says why.
        """

    def work(self, ask: StepAsk, opening: Opening, job: JobContext, keep: Keep) -> StepFound:
        """Do it and say how far it is; `keep` whatever was paid before more is.

        Raises:
            CrossreelError: nothing came of it; says why.
            Cancelled: the user cancelled.
        """

    def apply(self, uow: "UnitOfWork", ask: StepAsk, result: Mapping[str, object], batch: DraftBatch) -> Applied:
        """Write what came, over nothing that a person touched."""


@runtime_checkable
class MakesFiles(Protocol):
    """What a stage does besides whose result is files, and stands in the catalog only where that is asked for."""

    def tell(self, ask: StepAsk, result: Mapping[str, object]) -> Applied | None:
        """Return what there is to say of a result that is not to be written into the catalog, None for one that is."""

    def clear(self, ask: StepAsk) -> None:
        """Take away what a try left that was broken off."""


def opening_of(opening: OpenFor, stage: DraftStage, name: str) -> Opening:
    """Return what a stage works with, by the name it is asked for under: an engine as it was set up, or that name alone."""
    return opening(name, stage.kind) if stage.kind is not None else Opening(setting=EngineSetting(name=name, engine_id=name))
