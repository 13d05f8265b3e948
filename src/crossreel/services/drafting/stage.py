"""A stage of a run: what it asks of an engine for one episode, and how what came is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from crossreel.domain.drafting.batch import DraftBatch
from crossreel.domain.drafting.run import StepAsk, StepFound
from crossreel.domain.engines.engine_info import EngineKind
from crossreel.domain.engines.translating import Usage
from crossreel.engines.engine import Opening

if TYPE_CHECKING:
    from crossreel.storage.unit_of_work import UnitOfWork

NOTHING = Usage(is_counted=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What became of a result: lines that were drafted, that stay since a person touched them, that nothing came of, and whose
    source is not what was sent any more."""

    drafted: int = 0
    kept: int = 0
    lost: int = 0
    stale: int = 0


Keep = Callable[[StepFound], None]
"""Stores all that came of a step so far, which is then written even if no more comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What a step comes to, before anybody is asked: lines (1 where only doing it tells how many), and estimates of the rest."""

    lines: int
    usage: Usage = NOTHING
    price_micros: int = 0


class DraftStage(Protocol):
    """What a stage does. `work` may run in another process and writes nothing; `apply` is a short edit where the catalog is."""

    @property
    def kind(self) -> EngineKind:
        """The kind of engine that does it."""

    @property
    def is_per_column(self) -> bool:
        """Whether there is a step for each language, or one for the episode."""

    def weigh(self, ask: StepAsk, opening: Opening) -> Weight:
        """Return how many lines a step would draft, and roughly what it will use and cost; a step of none is left out.

        Raises:
            BadInput: it cannot be done; says why.
        """

    def work(self, ask: StepAsk, opening: Opening, check: Callable[[], None], keep: Keep) -> StepFound:
        """Do it; `keep` whatever was paid before more is.

        Raises:
            CrossreelError: nothing came of it; says why.
            Cancelled: `check` raised it.
        """

    def apply(self, uow: "UnitOfWork", ask: StepAsk, result: Mapping[str, object], batch: DraftBatch) -> Applied:
        """Write what came, over nothing that a person touched."""
