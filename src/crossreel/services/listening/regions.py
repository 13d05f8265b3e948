"""Speech regions: found in the sound of the videos of a title, and handed to what needs them.

What is found costs time and is kept by content, so that a moved video has it still.
"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.catalog.version import Version
from crossreel.domain.errors import NotFound
from crossreel.domain.item import Item
from crossreel.domain.picture.media_place import read
from crossreel.domain.report import Report
from crossreel.domain.speech.regions import SpeechRegions
from crossreel.kernel.paths import legible
from crossreel.services.files.media_keys import key_now
from crossreel.services.files.media_places import MediaPlaces
from crossreel.services.files.speech import hear_file
from crossreel.services.files.title_videos import over_videos
from crossreel.services.jobs import JobContext
from crossreel.storage.database import Database

if TYPE_CHECKING:
    from crossreel.media.cache import MediaCache


class Listening:
    """The speech regions of one catalog.

    Args:
        database: the catalog.
        cache_folder: where what was found is kept.
    """

    def __init__(self, database: Database, *, cache_folder: Path | None = None) -> None:
        self._database = database
        self._cache_folder = cache_folder
        self._cache: MediaCache | None = None

    def regions(self, episode_id: int) -> SpeechRegions | None:
        """Return the speech regions of an episode, None where nobody has listened yet, or there is no video."""
        with self._database.read() as uow:
            media = next(iter(uow.where(Version, episode_id=episode_id, is_reference=True)), None)
        return None if media is None else self.found(media)

    def found(self, media: Version) -> SpeechRegions | None:
        """Return what was found in the sound of a video, None where nobody has listened yet."""
        return self._media_cache().speech(media.content_key, media.cut) if media.content_key else None

    def find(self, media: Version, job: JobContext | None = None, *, again: bool = False) -> SpeechRegions:
        """Find the speech regions of a video, or return those that are kept.

        Args:
            media: the video.
            job: how far it is, and whether to stop.
            again: whether to listen again where somebody has.

        Raises:
            NotFound: the video is not there, and nothing is kept.
            BadInput: it cannot be read.
            Unavailable: the detector's model is missing.
            Cancelled: the user cancelled; nothing is kept.
        """
        from crossreel.media.cache import speech_within

        kept = None if again else self.found(media)
        if kept is not None:
            return kept
        path = MediaPlaces(self._database.path).find(media)
        if path is None:
            raise NotFound("previewing.offline", path=legible(read(media.path)))
        cache = self._media_cache()
        key = key_now(cache, media, path)
        kept = None if again or key in ("", media.content_key) else cache.speech(key, media.cut)
        if kept is not None:
            return kept
        made = hear_file(path, media.stream, job)
        if key:
            cache.put_speech(key, made)
        return speech_within(made, media.cut)

    def find_all(self, title_id: int, job: JobContext | None = None, *, again: bool = False) -> Report:
        """Find the speech regions of every video of a title; one bad video never stops the rest.

        Raises:
            Cancelled: the user cancelled; what was found stays.
        """
        work = job or JobContext()
        quiet = replace(work, on_progress=lambda done, total, what: None)

        def find(media: Version, name: str) -> Item:
            speech = self.find(media, quiet, again=again)
            facts = {"count": len(speech.spans), "seconds": round(speech.speech_ms / 1000)}
            return Item(name=name, code="listening.found", facts=facts)

        return over_videos(self._database, title_id, work, find)

    def _media_cache(self) -> "MediaCache":
        from crossreel.media.cache import MediaCache

        if self._cache is None:
            self._cache = MediaCache(self._cache_folder)
        return self._cache
