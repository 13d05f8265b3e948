"""Laying cleaned pictures beside the ones with burned-in text, in processes. What is wrong with one is for QC to say."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.errors import Refused
from crossreel.domain.item import Item
from crossreel.domain.quality.cleaned_picture import CleanedPicture, Comparison
from crossreel.kernel.paths import legible
from crossreel.kernel.processes import in_processes
from crossreel.services.drafting.cleaned import Pair, pairs_of
from crossreel.services.files.cleaned import check_cleaned, kept_cleaned
from crossreel.services.files.media_places import MediaPlaces
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import alone
from crossreel.storage.database import Database


class Cleaning:
    """Use cases on cleaned pictures.

    Args:
        database: the catalog.
        cache_folder: where what came of two files is kept, by their contents.
        workers: how many processes read videos, None for as many as there are cores; 0 reads here.
    """

    def __init__(self, database: Database, *, cache_folder: Path, workers: int | None = None) -> None:
        self._database = database
        self._cache_folder = cache_folder
        self._workers = workers

    def compare(
        self, title_id: int, *, episode_ids: Collection[int] | None = None, job: JobContext | None = None
    ) -> Comparison:  # fmt: skip
        """Lay the textless pictures of a title beside those with text, picture by picture; two files once.

        Args:
            title_id: the title.
            episode_ids: None for all.
            job: progress and cancel; what was compared by then stays in the cache.

        Raises:
            NotFound: there is no such title.
        """
        work = job or JobContext()
        pairs, skipped, failed = self._pairs(title_id, episode_ids)
        told: dict[int, CleanedPicture] = {}
        coming: list[tuple[str, Pair]] = []
        for name, pair in pairs:
            kept = kept_cleaned(pair.task)
            if kept is None:
                coming.append((name, pair))
            else:
                told.update(_told(pair, kept))
        tasks = [pair.task for _name, pair in coming]
        for count, outcome in enumerate(in_processes(check_cleaned, tasks, work.check, workers=self._workers)):
            name, pair = coming[outcome.number]
            work.progress(count + 1, len(coming), name)
            with alone(name) as attempt:
                if outcome.error is not None:
                    raise outcome.error
                if outcome.made is not None:
                    told.update(_told(pair, outcome.made))
            if attempt.failed:
                failed.append(attempt.item)
        return Comparison(told=told, skipped=tuple(skipped), failed=tuple(failed))

    def _pairs(
        self, title_id: int, episode_ids: Collection[int] | None
    ) -> tuple[list[tuple[str, Pair]], list[Item], list[Item]]:  # fmt: skip
        pairs: list[tuple[str, Pair]] = []
        skipped: list[Item] = []
        failed: list[Item] = []
        places = MediaPlaces(self._database.path)
        with self._database.read() as uow:
            uow.get(Title, title_id)
            for episode in sorted(uow.where(Episode, title_id=title_id), key=lambda each: each.number):
                if episode_ids is not None and episode.id not in episode_ids:
                    continue
                name = str(episode.number)
                with alone(name) as attempt:
                    pairs += [(name, pair) for pair in pairs_of(uow, places, self._cache_folder, episode.id)]
                if attempt.failed:
                    (skipped if isinstance(attempt.error, Refused) else failed).append(attempt.item)
        return pairs, skipped, failed


def _told(pair: Pair, found: CleanedPicture) -> Iterator[tuple[int, CleanedPicture]]:
    """Yield what there is to say of which picture: another edit is always the one that cues are not timed to."""
    here = replace(found, other=legible(pair.task.burned.path.name))
    if not pair.clean.is_reference:
        yield pair.clean.id, here
        return
    yield pair.clean.id, replace(here, differs_ms=None)
    count, others = found.pictures
    other = legible(pair.task.path.name)
    yield pair.burned.id, CleanedPicture(pictures=(others, count), other=other, differs_ms=found.differs_ms)
