"""Importing: files become a plan, a corrected plan becomes one edit."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track, spines_by_episode
from crossreel.domain.errors import BadInput
from crossreel.domain.importing.bilingual_files import InOneCell, for_one_cell, split_languages
from crossreel.domain.importing.correction import start_programmes, suggest_code
from crossreel.domain.importing.folder_names import promised_count
from crossreel.domain.importing.plan import (
    ImportPlan,
    ItemKind,
    Occupied,
    OnExisting,
    PlanItem,
    content_slot,
    reference_slot,
    track_slot,
)
from crossreel.domain.importing.timing import AS_FOUND, Timing
from crossreel.domain.importing.titles import split
from crossreel.domain.importing.verdict import resettle, settle
from crossreel.domain.importing.version_label import PLAIN
from crossreel.domain.item import Item
from crossreel.domain.report import Report
from crossreel.domain.tables.preview import SheetPreview
from crossreel.domain.text.column_name import FULL, split_column
from crossreel.domain.text.document import Notice
from crossreel.domain.text.inline import canonical, plain_text
from crossreel.domain.text.language import are_kin
from crossreel.kernel.paths import legible
from crossreel.services.files.name_words import name_reader
from crossreel.services.files.sheet_memory import SheetMemory
from crossreel.services.files.sheets import open_sheet, preview_of
from crossreel.services.importing.apply import PlanRun
from crossreel.services.importing.finding import FoundFile, find_files, name_of_title
from crossreel.services.importing.known_rates import KnownRates
from crossreel.services.importing.naming import read_names
from crossreel.services.importing.scan import look, look_again, numbered
from crossreel.services.importing.sheet_items import SheetLook, only_part
from crossreel.services.importing.sheet_times import needs_times, spines_of, told_scripts, with_times
from crossreel.services.importing.versions import slot_of
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import alone
from crossreel.storage.database import Database
from crossreel.storage.unit_of_work import UnitOfWork

ROUNDING_MS = 10


class Importing:
    """Use cases that bring files into a catalog.

    Args:
        database: the catalog.
        memory: what was said of the columns of sheets before.
    """

    def __init__(self, database: Database, memory: SheetMemory | None = None) -> None:
        self._database = database
        self._memory = memory or SheetMemory(None)

    def scan(
        self,
        paths: Sequence[Path],
        *,
        title_id: int | None = None,
        frame_rate: Fraction | None = None,
        columns: str = "",
        job: JobContext | None = None,
    ) -> ImportPlan:
        """Look at files and folders and return what importing them would do. Nothing is written.

        Args:
            paths: files and folders, searched to any depth.
            title_id: the title to import into; None for a new one.
            frame_rate: for files that count frames; without it that of each episode's video, in the folder or in the title.
            columns: what the columns of sheets hold, as `--map` takes it; it is kept for the next sheet of that shape.
            job: progress and cancel.

        Raises:
            BadInput: a path does not exist.
            NotFound: there is no such title.
            Cancelled: the user cancelled.
        """
        rates = KnownRates(said=frame_rate, videos=self._rates(title_id))
        return replace(self._looked_at(paths, title_id, rates, job or JobContext(), columns), rate=frame_rate)

    def _looked_at(
        self, paths: Sequence[Path], title_id: int | None, rates: KnownRates, job: JobContext, columns: str = ""
    ) -> ImportPlan:
        files = find_files(paths, job)
        names = read_names(files)
        items = self._with_times(look(files, names, rates, SheetLook(self._memory, columns), job), title_id)
        promised = self._promised(title_id) or promised_count(names) or _promised_by(paths)
        plan = replace(self._blank_plan(title_id, files, paths), items=items, promised=promised)
        return split_languages(self._settled(plan))

    def _promised(self, title_id: int | None) -> int:
        """Return how many episodes a title must have, 0 where nobody said."""
        if title_id is None:
            return 0
        with self._database.read() as uow:
            title = uow.find(Title, title_id)
        return (title.promised_episodes or 0) if title is not None else 0

    def _with_times(self, items: Sequence[PlanItem], title_id: int | None) -> tuple[PlanItem, ...]:
        """Give rows of sheets that say no times those of the subtitles they belong to."""
        sheets = [item for item in items if item.part]
        if not sheets or title_id is None:
            return with_times(items, {})
        with self._database.read() as uow:
            spines = spines_of(uow, title_id) if any(needs_times(item) for item in sheets) else {}
            return with_times(told_scripts(uow, items), spines)

    def split(self, plan: ImportPlan) -> tuple[ImportPlan, ...]:
        """Return a plan for each title of a folder, with codes that no other title has; the plan itself where there is one."""
        with self._database.read() as uow:
            taken = {title.code for title in uow.where(Title)}
        return tuple(self._settled(each) for each in split(plan, taken))

    def _rates(self, title_id: int | None) -> dict[int, frozenset[Fraction | None]]:
        if title_id is None:
            return {}
        with self._database.read() as uow:
            numbers = {episode.id: episode.number for episode in uow.where(Episode, title_id=title_id)}
            videos = uow.where(Version, episode_id=list(numbers), is_reference=True) if numbers else []
        return {numbers[each.episode_id]: frozenset({each.even_rate}) for each in videos}

    def sheet_columns(self, path: Path, columns: str = "") -> SheetPreview:
        """Return a sheet with what its columns hold, as found, remembered and said, for somebody to correct; nothing is kept of it.

        Raises:
            BadInput: it is no sheet, or cannot be read.
        """
        opened = open_sheet(path, choices=columns, memory=self._memory, keep=False, anyway=True)
        if opened is None:
            raise BadInput("script.not_a_script", name=path.name)
        return preview_of(opened)

    def map_columns(self, plan: ImportPlan, path: Path, columns: str) -> ImportPlan:
        """Return a plan with a sheet of it read by what its columns are said to hold, which is kept for the next one of that shape.

        Raises:
            BadInput: the sheet cannot be read so.
        """
        mine = [item for item in plan.items if item.path == legible(path)]
        others = [item for item in plan.items if item.path != legible(path)]
        parts = name_reader().read(legible(path.name), [])
        first = min((item.id for item in mine), default=0)
        name = mine[0].name.removesuffix(f" [{mine[0].part}]") if mine else path.name
        blank = PlanItem(id=first, path=legible(path), name=name, kind=ItemKind.SCRIPT, episode=parts.episode, head=parts.title)
        rates = KnownRates(said=plan.rate, videos=self._rates(plan.title_id))
        made = SheetLook(self._memory, columns).items(blank, parts, rates)
        at = next((at for at, item in enumerate(plan.items) if item.path == legible(path)), len(others))
        every = self._with_times(list(numbered([*others[:at], *made, *others[at:]])), plan.title_id)
        return split_languages(self._settled(replace(plan, items=every)))

    def read_at_rate(self, plan: ImportPlan, frame_rate: Fraction, item_ids: Sequence[int] | None = None) -> ImportPlan:
        """Return a plan with its files read anew at a frame rate: those named, or all that count frames and found no rate.

        What cannot be read keeps its refusal.
        """
        wanted = [item for item in plan.items if (item.id in item_ids if item_ids is not None else item.needs_rate)]
        changed = []
        for item in wanted:
            if item.kind is not ItemKind.SUBTITLE:
                continue
            with alone(item.name) as attempt:
                changed.append(look_again(item, frame_rate, SheetLook(self._memory)))
            if attempt.failed:
                changed.append(replace(item, refusal=Notice(code=attempt.code, facts=attempt.facts)))
        return resettle(replace(plan, rate=frame_rate if item_ids is None else plan.rate), changed)

    def apply(self, plan: ImportPlan, job: JobContext | None = None) -> Report:
        """Write a plan: one edit, one part per episode; cancelling keeps what is finished, and one undo removes all of it.

        Returns:
            Every file of the plan as done, skipped or failed, with notices; conflicts and files that claim one place fail.

        Raises:
            BadInput: the plan has a problem that stops all of it: a bad code, no name.
            Refused: the title's code was taken meanwhile.
            ReadOnly: the catalog cannot be written.
        """
        if any(needs_times(item) and item.is_written for item in plan.items):  # its episode was said since
            plan = settle(replace(plan, items=self._with_times(plan.items, plan.title_id)))
        return PlanRun(self._database, plan).apply(job or JobContext())

    def import_file(
        self,
        path: Path,
        episode_id: int,
        language: str,
        on_existing: OnExisting | str = OnExisting.FAIL,
        *,
        languages: InOneCell = InOneCell.MEANT,
        timing: Timing = AS_FOUND,
        job: JobContext | None = None,
    ) -> Report:
        """Import one file into a cell, whatever its name says; a video becomes the episode's video.

        `language` may be the name of a column (`en-x-sdh`); that of the whole subtitles leaves the role to the file's name.
        Where the file holds several, `languages` says which come in; to be asked, nothing does, and the report says why.

        Raises:
            NotFound: there is no such episode.
            BadInput: there is no such file, or its programme starts elsewhere.
        """
        with self._database.read() as uow:
            episode = uow.get(Episode, episode_id)
        language, variant = split_column(language)
        rates = KnownRates(said=timing.frame_rate, episode=episode.number, videos=self._rates(episode.title_id))
        plan = self._looked_at([path], episode.title_id, rates, job or JobContext())
        plan = settle(replace(plan, items=only_part(plan.items, episode.number, language)))
        parts = [item.language for item in plan.items if item.half is not None]
        if parts and languages is InOneCell.ASK:
            return Report(failed=(Item(name=path.name, code="import.which_languages", facts={"languages": parts}),))
        plan = for_one_cell(plan, language, languages)
        items = tuple(_put_into(item, episode.number, language, variant) for item in plan.items)
        choices = {"on_existing": OnExisting(on_existing), "on_late": timing.on_late}
        plan = self._settled(replace(plan, items=items, **choices))  # type: ignore[arg-type]
        return self.apply(start_programmes(plan, timing.programme_start) if timing.programme_start else plan, job)

    def suggest_code(self, name: str) -> str:
        """Return a code for a new title that no other title has."""
        with self._database.read() as uow:
            return suggest_code(name, {title.code for title in uow.where(Title)})

    def _settled(self, plan: ImportPlan) -> ImportPlan:
        """Settle a plan, in which a file that says what a track says already counts as the file that track came from."""
        rivals = [item for item in plan.items if item.document is not None and item.slot in plan.existing]
        existing = dict(plan.existing)
        with self._database.read() as uow:
            for item in rivals:
                there = existing[item.slot]
                if there.digest != item.digest and _says_the_same(uow.where(Cue, track_id=there.id), item):
                    existing[item.slot] = replace(there, twins=there.twins | {item.digest})
        return settle(replace(plan, existing=existing))

    def _blank_plan(self, title_id: int | None, files: Sequence[FoundFile], paths: Sequence[Path]) -> ImportPlan:
        if title_id is None:
            name = name_of_title(files, paths)
            return ImportPlan(title_name=name, code=self.suggest_code(name) if name else "")
        with self._database.read() as uow:
            title = uow.get(Title, title_id)
            episodes = uow.where(Episode, title_id=title_id)
            return ImportPlan(
                title_id=title_id,
                code=title.code,
                title_name=title.name,
                source_language=title.source_language,
                source_from="title",
                existing=_occupied(uow, episodes),
                existing_episodes=frozenset(episode.number for episode in episodes),
                durations_ms=_durations(uow, episodes),
                spines=_spines(uow, episodes),
            )


def _put_into(item: PlanItem, number: int, language: str, variant: str) -> PlanItem:
    """Return a file as it goes into one episode, in a language and role where they say something of it."""
    kind = item.content_kind
    language = item.language if item.half is not None and not are_kin(item.language, language) else language
    role = item.role if variant == FULL or kind is not ItemKind.SUBTITLE else Role(variant)
    return replace(
        item, episode=number, last_episode=None, cuts=(), extra=None, kind=kind, version=PLAIN, language_from="user", role=role,
        language=language if kind is ItemKind.SUBTITLE else "",
        look_language=language if language and kind is ItemKind.SOUND else item.look_language,
    )  # fmt: skip


def _promised_by(paths: Sequence[Path]) -> int:
    return next((count for path in paths if (count := name_reader().promised_by(legible(path.resolve().name)))), 0)


def _durations(uow: UnitOfWork, episodes: Sequence[Episode]) -> dict[int, int]:
    numbers = {episode.id: episode.number for episode in episodes}
    return {
        numbers[media.episode_id]: media.duration_ms for media in uow.where(Version, episode_id=list(numbers), is_reference=True)
    }


def _spines(uow: UnitOfWork, episodes: Sequence[Episode]) -> dict[int, tuple[int, ...]]:
    """Return where the cues of each episode's spine start, in ms, by episode number."""
    numbers = {episode.id: episode.number for episode in episodes}
    tracks = uow.where(Track, episode_id=list(numbers))
    chosen = {track_id: episode_id for episode_id, track_id in spines_by_episode(tracks).items()}
    found: dict[int, list[int]] = {}
    for cue in uow.where(Cue, track_id=list(chosen)):
        found.setdefault(numbers[chosen[cue.track_id]], []).append(cue.start_ms)
    return {number: tuple(sorted(starts)) for number, starts in found.items()}


def _says_the_same(cues: Sequence[Cue], item: PlanItem) -> bool:
    """Tell whether a track and a file hold the same words at the same times, give or take what ASS rounds to."""
    mine = [(cue.start_ms, cue.end_ms, canonical(cue.text).strip()) for cue in cues if plain_text(cue.text).strip()]
    read = sorted(item.document.cues, key=lambda cue: (cue.start_ms, cue.end_ms)) if item.document else []
    theirs = [(cue.start_ms, cue.end_ms, canonical(cue.text).strip()) for cue in read if plain_text(cue.text).strip()]
    if len(mine) != len(theirs):
        return False
    pairs = zip(mine, theirs, strict=True)
    return all(abs(a[0] - b[0]) <= ROUNDING_MS and abs(a[1] - b[1]) <= ROUNDING_MS and a[2] == b[2] for a, b in pairs)


def _occupied(uow: UnitOfWork, episodes: Sequence[Episode]) -> dict[str, Occupied]:
    numbers = {episode.id: episode.number for episode in episodes}
    found: dict[str, Occupied] = {}
    for version in sorted(uow.where(Version, episode_id=list(numbers)), key=lambda each: each.is_reference):
        number, there = numbers[version.episode_id], Occupied(id=version.id, digest=version.content_key)
        found |= {slot_of(number, version): there, content_slot(number, version.content_key): there}
        if version.is_reference:
            found[reference_slot(number)] = there
    for track in uow.where(Track, episode_id=list(numbers)):
        slot = track_slot(numbers[track.episode_id], track.language, track.role)
        found[slot] = Occupied(id=track.id, digest=track.source_digest)
    return found
