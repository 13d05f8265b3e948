"""The videos of a title one after the other, as work in the background goes through them."""

from collections.abc import Callable

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.version import Version
from crossreel.domain.item import Item
from crossreel.domain.report import Report
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import alone
from crossreel.storage import queries
from crossreel.storage.database import Database


def over_videos(database: Database, title_id: int, work: JobContext, do: Callable[[Version, str], Item]) -> Report:
    """Do something with every video of a title, in the order of episodes; one bad video never stops the rest.

    Args:
        database: the catalog.
        title_id: the title.
        work: is told the progress, a step a video.
        do: gets a video and the number of its episode as words, and says what came of it.

    Raises:
        Cancelled: the user cancelled; what was done stays.
    """
    with database.read() as uow:
        media = queries.references(uow, title_id)
        numbers = {episode.id: episode.number for episode in uow.where(Episode, title_id=title_id)}
    done, failed = [], []
    for index, each in enumerate(sorted(media, key=lambda one: numbers.get(one.episode_id, 0))):
        name = str(numbers.get(each.episode_id, "?"))
        work.progress(index, len(media), name)
        with alone(name) as attempt:
            done.append(do(each, name))
        if attempt.failed:
            failed.append(attempt.item)
    return Report(done=tuple(done), failed=tuple(failed))
