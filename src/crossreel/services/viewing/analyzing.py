"""Analyzing: preparing the waveforms and stills of a title in the background, so that every episode opens at once."""

from collections.abc import Callable

from crossreel.domain.catalog.episode import Episode, MediaFile
from crossreel.domain.item import Item
from crossreel.domain.picture.caption import Peaks, Picture
from crossreel.domain.report import Report
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import alone
from crossreel.storage import queries
from crossreel.storage.database import Database

POSTER_HEIGHT = 960  # of the editor; the small one of lists comes from the same decoded frame


class Analyzing:
    """Works out what previewing keeps on disk. The two makers are handed in: use cases are strangers to each other."""

    def __init__(
        self,
        database: Database,
        *,
        peaks: Callable[[MediaFile, JobContext], Peaks],
        poster: Callable[[MediaFile, int], Picture | None],
    ) -> None:
        self._database = database
        self._peaks = peaks
        self._poster = poster

    def prepare(self, title_id: int, job: JobContext | None = None) -> Report:
        """Prepare every episode of a title; one bad video never stops the rest.

        Raises:
            Cancelled: the user cancelled; what was prepared stays.
        """
        work = job or JobContext()
        with self._database.read() as uow:
            media = queries.media_files(uow, title_id)
            numbers = {episode.id: episode.number for episode in uow.where(Episode, title_id=title_id)}
        done, failed = [], []
        for index, each in enumerate(sorted(media, key=lambda one: numbers.get(one.episode_id, 0))):
            name = str(numbers.get(each.episode_id, "?"))
            work.progress(index, len(media), name)
            with alone(name) as attempt:
                self._peaks(each, work)
                self._poster(each, POSTER_HEIGHT)
                done.append(Item(name=name))
            if attempt.failed:
                failed.append(attempt.item)
        return Report(done=tuple(done), failed=tuple(failed))
