"""Carrying out an import plan: one edit, one part per episode, every file accounted for."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from crossreel.domain.catalog.title import Character, Title, TitleLanguage
from crossreel.domain.drafting.batch import DraftBatch, Stage
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import BadInput, Cancelled, Fact
from crossreel.domain.importing.lateness import in_time
from crossreel.domain.importing.plan import ImportPlan, ItemStatus, PlanItem
from crossreel.domain.importing.references import reference_of
from crossreel.domain.importing.region import REGION_ASSUMED
from crossreel.domain.item import Item
from crossreel.domain.report import Report
from crossreel.domain.text.column_name import FULL
from crossreel.domain.text.document import Notice
from crossreel.services.files.media_places import MediaPlaces
from crossreel.services.importing.episode import EpisodeImport, Place, TakenTimes
from crossreel.services.importing.people import People
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import alone
from crossreel.storage.database import Database
from crossreel.storage.open_edit import OpenEdit
from crossreel.storage.unit_of_work import UnitOfWork

FAILED = (ItemStatus.REFUSED, ItemStatus.CONFLICT, ItemStatus.DUPLICATE, ItemStatus.UNDECIDED)
LEFT = (ItemStatus.SKIPPED, ItemStatus.IDENTICAL, ItemStatus.UNMATCHED)
FALLBACK_LANGUAGE = "zh-Hans"
GAPS_TOLD = 100


class PlanRun:
    """Applies one plan to one catalog, once."""

    def __init__(self, database: Database, plan: ImportPlan) -> None:
        self._database = database
        self._plan = plan
        self._files, self._order = plan.by_episode, plan.languages
        self._title_id = plan.title_id or database.new_id()
        self._title_written = plan.title_id is not None
        self._is_promised = not plan.promised
        self._source_language = plan.source_language or FALLBACK_LANGUAGE
        self._done: list[Item] = []
        self._batches: dict[tuple[str, str], DraftBatch] = {}
        self._notices: dict[str, Item] = {}
        self._doubts = [Item(name=plan.code, code=told.code, facts=told.facts) for told in plan.doubts]
        self._failed = [item_of(item) for item in plan.where(*FAILED)]
        with database.read() as uow:
            self._characters = uow.where(Character, title_id=self._title_id)
            self._languages = {
                each.language: each.position for each in uow.where(TitleLanguage, title_id=self._title_id, role=FULL)
            }

    def apply(self, job: JobContext) -> Report:
        """Write the plan and return what became of every file.

        Raises:
            BadInput: the plan has a problem that stops all of it.
            ReadOnly: the catalog cannot be written.
        """
        skipped = tuple(item_of(item) for item in self._plan.where(*LEFT))
        episodes = tuple(self._files)
        if not episodes:
            return Report(skipped=skipped, failed=tuple(self._failed), notices=())
        for problem in self._plan.problems:
            raise BadInput(problem.code, **problem.facts)
        header = EditHeader(
            label="edit.import" if self._title_written else "edit.import_title",
            title_id=self._title_id,
            facts={"title": self._plan.title_name, "episodes": len(episodes)},
        )
        cancelled, at = False, 0
        with self._database.edit(header, several_parts=len(episodes) > 1) as open_edit:
            try:
                for at, number in enumerate(episodes):
                    job.progress(at, len(episodes), str(number))
                    self._episode(open_edit, number)
                job.on_progress(len(episodes), len(episodes), "")
            except Cancelled:
                cancelled = True
                skipped += self._not_reached(episodes[at:])
        return Report(
            done=tuple(self._done),
            skipped=skipped,
            failed=tuple(self._failed),
            notices=(*self._notices.values(), *self._gaps()),
            doubts=tuple(self._doubts),
            edit=open_edit.edit if open_edit.edit.changes else None,
            cancelled=cancelled,
        )

    def _not_reached(self, episodes: Sequence[int]) -> tuple[Item, ...]:
        """Say which files were not imported because somebody cancelled."""
        left = dict.fromkeys(item.name for number in episodes for item in self._files[number])
        return tuple(Item(name=name, code="import.cancelled") for name in left)

    def _episode(self, open_edit: OpenEdit, number: int) -> None:
        items = [in_time(item, self._plan) for item in self._files[number]]
        people = People(self._title_id, self._characters, self._database.new_id)
        languages: list[TitleLanguage] = []
        taken: dict[int, TakenTimes] = {}
        with alone(str(number)) as attempt, open_edit.part() as uow:
            self._title(uow)
            languages += self._add_languages(uow, items)
            place = Place(
                title_id=self._title_id,
                source_language=self._source_language,
                number=number,
                media=MediaPlaces(self._database.path),
            )
            taken |= EpisodeImport(uow, place, people, self._batch).write(
                items, reference_of(self._plan, number, self._files[number])
            )
        if attempt.failed:
            if not self._title_written and attempt.error is not None and attempt.code == "storage.taken_title":
                raise attempt.error
            self._failed += [Item(name=item.name, code=attempt.code, facts=attempt.facts) for item in items]
            return
        self._title_written = self._is_promised = True
        self._characters = list(people.all())
        self._languages.update({each.language: each.position for each in languages})
        self._done += [Item(name=item.name, facts={"episode": number, "language": item.language}) for item in items]
        for item in items:
            for told in (
                *item.notices,
                *_taken_notices(item, taken),
            ):  # both languages of a file and all its episodes were read once
                name = self._plan.code if told.code == REGION_ASSUMED else item.name  # said once, however many files it is of
                self._notices.setdefault(f"{name} {told}", Item(name=name, code=told.code, facts=told.facts))
        self._doubts += [Item(name=item.name, code=told.code, facts=told.facts) for item in items for told in item.doubts]

    def _batch(self, item: PlanItem, column: str) -> DraftBatch:
        """Return the batch that the drafts of one maker in a column are of, the same for all episodes."""
        made = self._batches.get((item.draft_of, column))
        if made is None:
            stage = Stage.HEARING if column == self._source_language else Stage.TRANSLATING
            made = self._batches[item.draft_of, column] = DraftBatch(
                id=self._database.new_id(), title_id=self._title_id, stage=stage, maker=item.draft_of, is_vendor=True,
                column=column, made_ms=time.time_ns() // 1_000_000,
            )  # fmt: skip
        return made

    def _gaps(self) -> Iterator[Item]:
        """Say which episodes between the first and the last have no file: the folder may not be whole."""
        if self._plan.gaps:
            yield Item(name=self._plan.code, code="import.gaps", facts={"numbers": list(self._plan.gaps[:GAPS_TOLD])})

    def _title(self, uow: UnitOfWork) -> None:
        if not self._title_written:
            uow.put(
                Title(
                    id=self._title_id,
                    code=self._plan.code,
                    name=self._plan.title_name.strip(),
                    source_language=self._source_language,
                    created_ms=time.time_ns() // 1_000_000,
                    promised_episodes=self._plan.promised or None,
                )
            )
        elif not self._is_promised:
            self._promise(uow)

    def _promise(self, uow: UnitOfWork) -> None:
        """Write down how many episodes the plan says there must be: it began with what the title says."""
        title = uow.get(Title, self._title_id)
        if title.promised_episodes != self._plan.promised:
            uow.put(replace(title, promised_episodes=self._plan.promised))

    def _add_languages(self, uow: UnitOfWork, items: list[PlanItem]) -> Iterator[TitleLanguage]:
        """Give each language that has no column yet one, in the order of the plan."""
        wanted = {item.language for item in items if item.language} - {self._source_language} - set(self._languages)
        first = max(self._languages.values(), default=0) + 1
        order = [tag for tag in self._order if tag not in self._languages]
        for tag in sorted(wanted, key=order.index):
            column = TitleLanguage(id=uow.new_id(), title_id=self._title_id, language=tag, position=first + order.index(tag))
            uow.put(column)
            yield column


def _taken_notices(item: PlanItem, taken: Mapping[int, TakenTimes]) -> Iterator[Notice]:
    """Say what of a translation gave way: times to those of the source, drafted lines to those of people."""
    found = taken.get(item.id, TakenTimes())
    for code, count in (("import.draft_kept", found.kept), ("import.draft_lost", found.lost)):
        if count:
            yield Notice(code=code, facts={"count": count})
    if found.count:
        facts: dict[str, Fact] = {"count": taken[item.id].count, "total": item.cue_count, "most_ms": taken[item.id].most_ms}
        yield Notice(code="import.took_times", facts=facts)


def item_of(item: PlanItem) -> Item:
    """Return what a report says of a file that is not written."""
    reason = item.reason
    return Item(name=item.name, code=reason.code if reason else "", facts=reason.facts if reason else {})
