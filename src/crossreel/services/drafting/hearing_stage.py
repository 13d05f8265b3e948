"""The stage that writes down what is said in an episode."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, cast

from crossreel.domain.catalog.version import Version
from crossreel.domain.drafting.batch import DraftBatch
from crossreel.domain.drafting.heard import HeardEpisode
from crossreel.domain.drafting.run import StepAsk, StepFound
from crossreel.domain.drafting.source import is_free
from crossreel.domain.engines.engine_info import EngineKind
from crossreel.domain.engines.sound_and_picture import Heard, HeardWord
from crossreel.engines.engine import Opening
from crossreel.services.drafting.stage import Applied, Keep, Weight
from crossreel.services.episode.cues import read_episode
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.storage.database import Database
    from crossreel.storage.unit_of_work import UnitOfWork


class Listener(Protocol):
    """What hears an episode and makes cues of it; use cases are strangers to each other, so that it is handed in."""

    def hear(self, episode_id: int, engine: str, job: JobContext | None = None) -> HeardEpisode:
        """Have an engine write down what is said."""

    def put(self, uow: "UnitOfWork", found: HeardEpisode, batch: DraftBatch | None = None) -> int:
        """Make it the source cues; return how many."""


class HearingStage:
    """Hears episodes whose source no person touched.

    Args:
        database: the catalog.
        listener: what hears.
    """

    kind = EngineKind.HEARING
    is_per_column = False
    takes_source = False

    def __init__(self, database: "Database", listener: Listener) -> None:
        self._database, self._listener = database, listener

    def weigh(self, ask: StepAsk, opening: Opening) -> Weight:
        """Return one line for an episode that may be heard, and what its sound costs: how many lines there are it tells then."""
        with self._database.read() as uow:
            spine = read_episode(uow, ask.episode_id).spine
            videos = uow.where(Version, episode_id=ask.episode_id, is_reference=True)
        lines = int(not spine.cues or (bool(ask.options.get("again_source")) and is_free(spine)))
        price = opening.setting.price.of_time(videos[0].duration_ms) if videos else 0
        return Weight(lines=lines, price_micros=price)

    def work(self, ask: StepAsk, opening: Opening, job: JobContext, keep: Keep) -> StepFound:
        """Hear it.

        Raises:
            CrossreelError: there is no video, or the engine failed; says how.
            Cancelled: the user cancelled.
        """
        found = self._listener.hear(ask.episode_id, ask.setting, job)
        words = [[each.text, each.start_ms, each.end_ms, each.confidence] for each in found.heard.words]
        return StepFound(
            result={
                "words": words, "duration_ms": found.heard.duration_ms, "language": found.heard.language, "engine": found.engine_id,
            },
            model=found.heard.model, price_micros=found.price_micros, currency=found.currency,
        )  # fmt: skip

    def apply(self, uow: "UnitOfWork", ask: StepAsk, result: Mapping[str, object], batch: DraftBatch) -> Applied:
        """Write the cues that the words make, unless a person touched the source meanwhile."""
        words = cast("Sequence[tuple[str, int, int, int | None]]", result["words"])
        heard = Heard(
            words=tuple(HeardWord(text=text, start_ms=start, end_ms=end, confidence=sure) for text, start, end, sure in words),
            duration_ms=int(str(result["duration_ms"])), language=str(result["language"]), model=batch.model,
        )  # fmt: skip
        found = HeardEpisode(episode_id=ask.episode_id, heard=heard, engine_id=str(result["engine"]))
        return Applied(drafted=self._listener.put(uow, found, batch))
