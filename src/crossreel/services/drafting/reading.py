"""Reading burned-in text: the captions of episodes become the cues of their source, what else stands on the picture their signs."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.drafting.burned_text import BurnedIn, FoundBy, TextBand
from crossreel.domain.drafting.read_text import EpisodeReading, read_box, written_box
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput, NotFound
from crossreel.domain.item import Item
from crossreel.domain.picture.caption import Box
from crossreel.domain.report import Report
from crossreel.kernel.processes import Outcome, in_processes
from crossreel.services.drafting.cleaned import TEXTLESS, signs_of, task_of
from crossreel.services.drafting.read_cues import keep, refuse_touched
from crossreel.services.episode.cues import read_episode
from crossreel.services.files.burned_in import READER, BurnedInTask, band_among, read_burned_in, survey
from crossreel.services.files.media_places import MediaPlaces
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import alone
from crossreel.storage.database import Database

SURVEYED = 4  # episodes that tell where a title's captions stand


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """An episode, and how it is read."""

    episode: Episode
    task: BurnedInTask


class Reading:
    """Use cases on burned-in text.

    Args:
        database: the catalog.
        workers: how many processes read videos, None for as many as there are cores; 0 reads here.
    """

    def __init__(self, database: Database, *, workers: int | None = None) -> None:
        self._database = database
        self._workers = workers

    def read(
        self, title_id: int, *, episode_ids: Collection[int] | None = None, signs: bool = True, again: bool = False,
        engine: str = READER, job: JobContext | None = None,
    ) -> Report:  # fmt: skip
        """Read the burned-in text of episodes into their source, one edit an episode, written as soon as it is read.

        Episodes whose source has lines are passed over and listed. The edit of the report is the last one, with what all changed.

        Args:
            title_id: the title.
            episode_ids: None for all that have a video.
            signs: whether what stands outside the band is read as well.
            again: read those once more whose source a machine made and nobody touched.
            engine: that reads.
            job: progress and cancel; what was read by then stays.

        Raises:
            NotFound: there is no such title.
        """
        work = job or JobContext()
        pages, failed = self._pages(title_id, episode_ids, again, engine, signs)
        tasks = self._with_bands([page.task for page in pages], work)
        done: list[Item] = []
        edits: list[Edit] = []
        for count, outcome in enumerate(in_processes(read_burned_in, tasks, work.check, workers=self._workers)):
            page = pages[outcome.number]
            work.progress(count + 1, len(pages), str(page.episode.number))
            with alone(str(page.episode.number)) as attempt:
                done.append(self._kept(page, outcome, engine, edits))
            if attempt.failed:
                failed.append(attempt.item)
        changes = tuple(change for edit in edits for change in edit.changes)
        return Report(done=tuple(done), failed=tuple(failed), edit=replace(edits[-1], changes=changes) if edits else None)

    def bands(self, title_id: int) -> Mapping[int, TextBand]:
        """Return where the captions of the episodes of a title stand, by the episode's id."""
        with self._database.read() as uow:
            episodes = [episode.id for episode in uow.where(Episode, title_id=title_id)]
            return {band.episode_id: band for band in uow.where(TextBand, episode_id=episodes)}

    def burned(self, episode_id: int) -> BurnedIn | None:
        """Return what is burned into the picture of an episode; None where nobody has read it, or a textless one is delivered."""
        with self._database.read() as uow:
            band = next(iter(uow.where(TextBand, episode_id=episode_id)), None)
            if band is None or any(each.look in TEXTLESS for each in uow.where(Version, episode_id=episode_id)):
                return None
            return BurnedIn(band=read_box(band.box), signs=signs_of(uow, episode_id))

    def set_band(self, title_id: int, episode_ids: Collection[int], box: Box) -> Edit:
        """Say where the captions of episodes stand; what a person says is not looked for again.

        Raises:
            BadInput: the box is empty or leaves the picture.
        """
        written = written_box(box)
        if read_box(written) is None:
            raise BadInput("drafting.bad_band", box=written)
        header = EditHeader(label="edit.set_band", title_id=title_id, facts={"box": written})
        with self._database.edit(header) as open_edit, open_edit.part() as uow:
            known = {band.episode_id: band for band in uow.where(TextBand, episode_id=list(episode_ids))}
            uow.put_all(
                    TextBand(
                        id=known[episode_id].id if episode_id in known else uow.new_id(), episode_id=episode_id, box=written,
                        found_by=FoundBy.PERSON,
                    )
                    for episode_id in episode_ids
                )  # fmt: skip
        return open_edit.edit

    def _pages(
        self, title_id: int, episode_ids: Collection[int] | None, again: bool, engine: str, signs: bool
    ) -> tuple[list[_Page], list[Item]]:
        pages: list[_Page] = []
        failed: list[Item] = []
        places = MediaPlaces(self._database.path)
        with self._database.read() as uow:
            uow.get(Title, title_id)
            for episode in sorted(uow.where(Episode, title_id=title_id), key=lambda each: each.number):
                if episode_ids is not None and episode.id not in episode_ids:
                    continue
                with alone(str(episode.number)) as attempt:
                    refuse_touched(read_episode(uow, episode.id), again=again)
                    pages.append(_Page(episode=episode, task=task_of(uow, places, episode.id, engine=engine, signs=signs)))
                if attempt.failed:
                    failed.append(attempt.item)
        return pages, failed

    def _with_bands(self, tasks: Sequence[BurnedInTask], work: JobContext) -> list[BurnedInTask]:
        """Return tasks with the band of the title, by what some of the episodes show of which nobody knows it."""
        unknown = [task for task in tasks if task.band is None]
        if len(unknown) < 2:
            return list(tasks)
        spread = [unknown[len(unknown) * at // SURVEYED] for at in range(SURVEYED)] if len(unknown) > SURVEYED else unknown
        outcomes = in_processes(survey, spread, work.check, workers=self._workers)
        found = band_among([picture for outcome in outcomes for picture in outcome.made or ()])
        if found is None:
            return list(tasks)
        return [replace(task, band=found.box, line=found.line) if task.band is None else task for task in tasks]

    def _kept(self, page: _Page, outcome: Outcome[EpisodeReading], engine: str, edits: list[Edit]) -> Item:
        if outcome.error is not None:
            raise outcome.error
        assert outcome.made is not None
        reading = outcome.made
        if not reading.captions and not reading.signs:
            raise NotFound("drafting.no_text")
        edits.append(keep(self._database, page.episode.id, reading, engine=engine))
        share = round(100 * reading.readings / max(1, reading.samples))
        facts = {"count": len(reading.captions), "signs": len(reading.signs), "percent": share}
        return Item(name=str(page.episode.number), code="drafting.read", facts=facts)
