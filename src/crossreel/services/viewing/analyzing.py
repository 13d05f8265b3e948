"""Analyzing: preparing the waveforms and stills of a title in the background, so that every episode opens at once."""

from collections.abc import Callable

from crossreel.domain.catalog.version import Version
from crossreel.domain.item import Item
from crossreel.domain.picture.caption import Peaks, Picture
from crossreel.domain.report import Report
from crossreel.services.files.title_videos import over_videos
from crossreel.services.jobs import JobContext
from crossreel.storage.database import Database

POSTER_HEIGHT = 960  # of the editor; the small one of lists comes from the same decoded frame


class Analyzing:
    """Works out what previewing keeps on disk. The two makers are handed in: use cases are strangers to each other."""

    def __init__(
        self,
        database: Database,
        *,
        peaks: Callable[[Version, JobContext], Peaks],
        poster: Callable[[Version, int], Picture | None],
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

        def make(media: Version, name: str) -> Item:
            self._peaks(media, work)
            self._poster(media, POSTER_HEIGHT)
            return Item(name=name)

        return over_videos(self._database, title_id, work, make)
