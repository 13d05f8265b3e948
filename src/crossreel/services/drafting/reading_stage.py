"""The stage that reads the burned-in text of an episode into its source and its signs."""

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from crossreel.domain.drafting.batch import DraftBatch
from crossreel.domain.drafting.read_text import EpisodeReading, ReadCue, read_box, written_box
from crossreel.domain.drafting.run import StepAsk, StepFound
from crossreel.domain.drafting.source import is_free
from crossreel.domain.engines.engine_info import EngineKind
from crossreel.domain.errors import NotFound
from crossreel.domain.picture.caption import Box
from crossreel.engines.engine import Opening
from crossreel.services.drafting.cleaned import task_of
from crossreel.services.drafting.read_cues import put_reading
from crossreel.services.drafting.stage import Applied, Keep, Weight
from crossreel.services.episode.cues import read_episode
from crossreel.services.files.burned_in import read_burned_in
from crossreel.services.files.media_places import MediaPlaces
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.storage.database import Database
    from crossreel.storage.unit_of_work import UnitOfWork


class ReadingStage:
    """Reads episodes whose source no person touched.

    Args:
        database: the catalog.
    """

    kind = EngineKind.READING
    is_per_column = False
    takes_source = False

    def __init__(self, database: "Database") -> None:
        self._database = database

    def weigh(self, ask: StepAsk, opening: Opening) -> Weight:
        """Return one line for an episode that may be read: how many lines there are shows the picture."""
        with self._database.read() as uow:
            spine = read_episode(uow, ask.episode_id).spine
            return Weight(lines=int(not spine.cues or (bool(ask.options.get("again_source")) and is_free(spine))))

    def work(self, ask: StepAsk, opening: Opening, job: JobContext, keep: Keep) -> StepFound:
        """Read the video.

        Raises:
            NotFound: there is no video, or no text in it.
            BadInput: it cannot be decoded.
            Unavailable: a model is missing.
            Cancelled: the user cancelled.
        """
        with self._database.read() as uow:
            task = task_of(uow, MediaPlaces(self._database.path), ask.episode_id, engine=opening.setting.engine_id)
        reading = read_burned_in(task, job)
        if not reading.captions and not reading.signs:
            raise NotFound("drafting.no_text")
        return StepFound(
            result={
                "band": written_box(reading.band) if reading.band is not None else "",
                "captions": [_written(each) for each in reading.captions], "signs": [_written(each) for each in reading.signs],
                "samples": reading.samples, "readings": reading.readings,
            }
        )  # fmt: skip

    def apply(self, uow: "UnitOfWork", ask: StepAsk, result: Mapping[str, object], batch: DraftBatch) -> Applied:
        """Write what was read, unless a person touched the source meanwhile."""
        reading = EpisodeReading(
            band=read_box(str(result["band"])), captions=_read(result["captions"]), signs=_read(result["signs"])
        )  # fmt: skip
        put_reading(uow, ask.episode_id, reading, batch)
        return Applied(drafted=len(reading.captions) + len(reading.signs))


def _written(cue: ReadCue) -> list[object]:
    crop = b64encode(cue.crop).decode()
    box = [cue.box.x, cue.box.y, cue.box.width, cue.box.height]
    return [cue.start_ms, cue.end_ms, cue.text, cue.confidence, box, crop, cue.crop_width, cue.crop_height]


def _read(value: object) -> tuple[ReadCue, ...]:
    return tuple(_cue(each) for each in cast("Sequence[tuple[int, int, str, int, Sequence[float], str, int, int]]", value))


def _cue(written: tuple[int, int, str, int, Sequence[float], str, int, int]) -> ReadCue:
    start_ms, end_ms, text, confidence, (x, y, width, height), crop, crop_width, crop_height = written
    return ReadCue(
        start_ms=start_ms, end_ms=end_ms, text=text, confidence=confidence, box=Box(x=x, y=y, width=width, height=height),
        crop=b64decode(crop), crop_width=crop_width, crop_height=crop_height,
    )  # fmt: skip
