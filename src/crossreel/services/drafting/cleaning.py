"""Checking cleaned pictures: those of a title are laid beside the ones with burned-in text, in processes."""

from collections.abc import Collection

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.errors import Refused
from crossreel.domain.item import Item
from crossreel.domain.report import Report
from crossreel.kernel.processes import in_processes
from crossreel.services.drafting.cleaned import cleaned_task, doubts_of
from crossreel.services.files.cleaned import Cleaned, CleanedTask, check_cleaned
from crossreel.services.files.media_places import MediaPlaces
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import alone
from crossreel.storage.database import Database


class Cleaning:
    """Use cases on cleaned pictures.

    Args:
        database: the catalog.
        workers: how many processes read videos, None for as many as there are cores; 0 reads here.
    """

    def __init__(self, database: Database, *, workers: int | None = None) -> None:
        self._database = database
        self._workers = workers

    def check(self, title_id: int, *, episode_ids: Collection[int] | None = None, job: JobContext | None = None) -> Report:
        """Say of the textless pictures of a title whether text is left, a sign is gone, and whether they are the same edit.

        Args:
            title_id: the title.
            episode_ids: None for all.
            job: progress and cancel.

        Returns:
            Episodes that are fine are done; what is wrong with others stands under doubts. Those without both pictures, or whose
            text nobody has read, are skipped.

        Raises:
            NotFound: there is no such title.
        """
        work = job or JobContext()
        tasks, skipped, failed = self._tasks(title_id, episode_ids)
        names, told = list(tasks), list[tuple[str, Cleaned]]()
        for count, outcome in enumerate(in_processes(check_cleaned, list(tasks.values()), work.check, workers=self._workers)):
            name = names[outcome.number]
            work.progress(count + 1, len(names), name)
            with alone(name) as attempt:
                if outcome.error is not None:
                    raise outcome.error
                if outcome.made is not None:
                    told.append((name, outcome.made))
            if attempt.failed:
                failed.append(attempt.item)
        done = tuple(Item(name=name, code="drafting.clean") for name, found in told if found.is_fine)
        doubts = tuple(item for name, found in told for item in doubts_of(name, found))
        return Report(done=done, doubts=doubts, skipped=tuple(skipped), failed=tuple(failed))

    def _tasks(self, title_id: int, episode_ids: Collection[int] | None) -> tuple[dict[str, CleanedTask], list[Item], list[Item]]:
        tasks: dict[str, CleanedTask] = {}
        skipped: list[Item] = []
        failed: list[Item] = []
        places = MediaPlaces(self._database.path)
        with self._database.read() as uow:
            uow.get(Title, title_id)
            for episode in sorted(uow.where(Episode, title_id=title_id), key=lambda each: each.number):
                if episode_ids is not None and episode.id not in episode_ids:
                    continue
                with alone(str(episode.number)) as attempt:
                    tasks[str(episode.number)] = cleaned_task(uow, places, episode.id)
                if attempt.failed:
                    (skipped if isinstance(attempt.error, Refused) else failed).append(attempt.item)
        return tasks, skipped, failed
