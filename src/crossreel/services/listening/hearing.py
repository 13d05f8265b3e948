"""Hearing: what is said in an episode, written down by an engine, becomes its source cues."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from crossreel.domain.catalog.cut import Cut
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.drafting.batch import DraftBatch, Stage
from crossreel.domain.drafting.heard import HeardEpisode
from crossreel.domain.drafting.source import SourceLine
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.engines.engine_info import EngineKind
from crossreel.domain.engines.sound_and_picture import Heard
from crossreel.domain.errors import BadInput, NotFound
from crossreel.domain.picture.media_place import read
from crossreel.domain.picture.shots import Shots
from crossreel.domain.quality.style_guide import PictureShape, StyleGuide
from crossreel.domain.speech.regions import SpeechRegions, within_speech
from crossreel.kernel.paths import legible
from crossreel.language.spoken_cues import SpokenCue, cues_of
from crossreel.language.spoken_lines import Word
from crossreel.qc.inspector import picture_of
from crossreel.services.episode.cues import read_episode
from crossreel.services.episode.drafts import check_source, put_source
from crossreel.services.files.media_places import MediaPlaces
from crossreel.services.jobs import JobContext
from crossreel.services.listening.limits import limits_of
from crossreel.storage.database import Database
from crossreel.storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from crossreel.engines.engine import Opening
    from crossreel.engines.kinds import Hearing as HearingEngine

GuideOf = Callable[[str, Title, PictureShape], StyleGuide]


class Hearing:
    """The use cases of one catalog.

    Args:
        database: the catalog.
        opening: gives what an engine is opened with, by the name the user gave it.
        shots: gives the shot changes of an episode.
        speech: gives what was found in the sound of a video, None where nobody has listened: words do not begin before it.
        guide: gives the style guide of a language, for a title and a shape of picture.
    """

    def __init__(
        self, database: Database, *, opening: "Callable[[str, EngineKind], Opening]", shots: Callable[[int], Shots],
        speech: Callable[[Version], SpeechRegions | None], guide: GuideOf,
    ) -> None:  # fmt: skip
        self._database = database
        self._opening = opening
        self._shots = shots
        self._speech = speech
        self._guide = guide

    def hear(self, episode_id: int, engine: str, job: JobContext | None = None) -> HeardEpisode:
        """Have an engine write down what is said in an episode; nothing is written in the catalog.

        Args:
            episode_id: the episode.
            engine: the name of the engine.
            job: how far it is, and whether to stop.

        Raises:
            NotFound: there is no such engine, or the video is not there.
            BadInput: the episode has no video, or it cannot be read.
            Refused: its source has cues that a person touched, so that nothing is asked that could not be kept.
            CrossreelError: the engine or its server failed; says how.
            Cancelled: the user cancelled.
        """
        from crossreel.engines.registry import open_engine

        work = job or JobContext()
        with self._database.read() as uow:
            episode = read_episode(uow, episode_id)
            title = uow.get(Title, episode.episode.title_id)
            media = next(iter(uow.where(Version, episode_id=episode_id, is_reference=True)), None)
        check_source(episode)
        if media is None:
            raise BadInput("hearing.no_video", episode=episode.episode.number)
        path = MediaPlaces(self._database.path).find(media)
        if path is None:
            raise NotFound("previewing.offline", path=legible(read(media.path)))
        opening = self._opening(engine, EngineKind.HEARING)
        hearing = cast("HearingEngine", open_engine(EngineKind.HEARING, opening))
        sound = _sound(path, media.stream, media.cut, work)
        heard = hearing.hear(sound, title.source_language, work.check, lambda share: work.on_progress(round(100 * share), 100, ""))
        price = opening.setting.price
        return HeardEpisode(
            episode_id=episode_id, heard=heard, engine_id=opening.setting.engine_id,
            price_micros=price.of_time(heard.duration_ms), currency=price.currency,
        )  # fmt: skip

    def take(self, found: HeardEpisode) -> Edit:
        """Make what was heard the source cues of the episode, broken by its style guide, as one edit.

        Raises:
            NotFound: the episode is gone.
            BadInput: nothing was heard.
            Refused: its source has cues by now that a person touched.
        """
        with self._database.edit(EditHeader(label="edit.hear", title_id=None)) as open_edit, open_edit.part() as uow:
            episode = uow.get(Episode, found.episode_id)
            made = self.put(uow, found)
            open_edit.describe(episode.title_id, {"episode": episode.number, "count": made})
        return open_edit.edit

    def put(self, uow: UnitOfWork, found: HeardEpisode, batch: DraftBatch | None = None) -> int:
        """Do so inside an edit; return how many cues there are. `batch` says where they are from, None for what `found` says."""
        episode = read_episode(uow, found.episode_id)
        title = uow.get(Title, episode.episode.title_id)
        media = next(iter(uow.where(Version, episode_id=found.episode_id, is_reference=True)), None)
        lines = [
            SourceLine(start_ms=each.start_ms, end_ms=each.end_ms, text=each.text, confidence=each.confidence)
            for each in self.cues(title, episode.episode, media, found.heard)
        ]
        if not lines:
            raise BadInput("hearing.nothing", episode=episode.episode.number)
        own = DraftBatch(
            id=uow.new_id(), title_id=title.id, stage=Stage.HEARING, maker=found.engine_id, model=found.heard.model,
            column=title.source_language, price_micros=found.price_micros, currency=found.currency, made_ms=uow.at_ms,
        )  # fmt: skip
        return put_source(uow, title, episode, batch or own, lines)

    def cues(self, title: Title, episode: Episode, media: Version | None, heard: Heard) -> list[SpokenCue]:
        """Return the cues that words make by the style guide of the source language."""
        guide = self._guide(title.source_language, title, picture_of(media))
        limits = limits_of(guide, title, media, self._shots(episode.id).times_ms)
        speech = self._speech(media) if media is not None else None
        spans = speech.spans if speech is not None else ()
        words = [
            Word(each.text, *within_speech(each.start_ms, each.end_ms, spans), confidence=each.confidence) for each in heard.words
        ]
        return cues_of(words, limits)


def _sound(path: Path, stream: int | None, cut: Cut, work: JobContext) -> "NDArray[np.float32]":
    """Return the sound of a stretch of a file, whole."""
    import numpy as np

    from crossreel.media.speech_sound import HERTZ, read_speech_sound

    parts = list(read_speech_sound(path, stream=stream, check=work.check))
    whole = np.concatenate(parts) if parts else np.zeros(0, np.float32)
    first = cut.in_ms * HERTZ // 1000
    return whole[first : None if cut.out_ms is None else cut.out_ms * HERTZ // 1000]
