"""Drafts from elsewhere, line by line, and back: sheets and files of our own form come in, what people changed goes out."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import xxhash

from crossreel.domain.cues.cue import Origin
from crossreel.domain.cues.spine import cell
from crossreel.domain.drafting.batch import DraftBatch, Stage
from crossreel.domain.drafting.drafts_file import DraftsFile
from crossreel.domain.drafting.taking import Drafted, Taken, take
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput, Cancelled, Fact
from crossreel.domain.item import Item
from crossreel.domain.report import Report
from crossreel.domain.tables.matching import MatchedBy
from crossreel.domain.tables.return_plan import ReturnKind, ReturnLine, ReturnPlan
from crossreel.domain.tables.rows import Sheet
from crossreel.domain.text.inline import plain_text
from crossreel.formats.drafts_json import is_drafts, read_drafts
from crossreel.services.episode.cues import open_track, read_episode
from crossreel.services.episode.drafts import put_drafts
from crossreel.services.files.sheet_memory import SheetMemory
from crossreel.services.files.subtitles import items, read_file
from crossreel.services.jobs import JobContext
from crossreel.services.scripting.beside import SheetBeside, look, look_at
from crossreel.services.scripting.matched import MatchedEpisode
from crossreel.services.scripting.returning import unmatched
from crossreel.services.single_item import alone

if TYPE_CHECKING:
    from crossreel.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftsFrom:
    """Who made drafts, as a person says it; what a file says itself stands where nothing is said here."""

    maker: str = ""
    model: str = ""
    job: str = ""


class Drafts:
    """The use cases on drafts that others made.

    Args:
        database: the catalog.
        memory: what was said of the columns of sheets before.
    """

    def __init__(self, database: "Database", memory: SheetMemory | None = None) -> None:
        self._database = database
        self._memory = memory or SheetMemory(None)

    def plan(
        self, path: Path, title_id: int, *, columns: str = "", episode: int | None = None, frame_rate: Fraction | None = None
    ) -> ReturnPlan:
        """Return what taking a file of drafts in would do, line by line, without writing anything; see `take`."""
        found = self._open(path, title_id, columns, episode, frame_rate)
        lines: list[ReturnLine] = []
        for each in found.beside.episodes:
            for column, drafted in found.drafted(each).items():
                lines += _lines(each, column, drafted)
        lines += [
            ReturnLine(where=row.where, kind=ReturnKind.UNMATCHED, episode=number, after=next(iter(row.texts.values()), ""))
            for number, row in found.beside.lost
        ]
        return ReturnPlan(name=path.name, lines=tuple(lines), notices=found.beside.notices)

    def take(
        self, path: Path, title_id: int, *, said: DraftsFrom, columns: str = "", episode: int | None = None,
        frame_rate: Fraction | None = None, job: JobContext | None = None,
    ) -> Report:  # fmt: skip
        """Fill what no person has been through with the drafts of a file, as one edit with a part per episode.

        Lines are found by id, else by time, text and order. What a person touched stays and is counted; a file that was taken in
        already changes nothing; a line that belongs to no cue of the title is reported as failed, and so is an episode that breaks.

        Args:
            path: a sheet, or a file of drafts as JSON.
            title_id: the title.
            said: who made them.
            columns: what the columns of a sheet hold, as `--map` takes it.
            episode: the episode of rows that name none.
            frame_rate: for times that count frames; without it that of the title's videos.
            job: progress and cancel.

        Raises:
            BadInput: the file can be read as neither, or nobody says who made the drafts.
            NotFound: there is no such title.
        """
        found = self._open(path, title_id, columns, episode, frame_rate)
        from_whom = _filled(said, found.file, path.name)
        batches = _Batches(title_id=title_id, said=from_whom, digest=found.digest, new_id=self._database.new_id)
        told = _Told(notices=list(items(path.name, found.beside.notices)))
        header = EditHeader(label="edit.take_drafts", title_id=title_id, facts={"name": path.name})
        edit = self._write(header, found, batches, told, job or JobContext())
        return Report(
            done=tuple(told.done), failed=(*told.failed, *unmatched(found.beside.lost)), notices=tuple(told.notices),
            edit=edit if edit.changes else None, cancelled=told.cancelled,
        )  # fmt: skip

    def _write(self, header: EditHeader, found: "_Open", batches: "_Batches", told: "_Told", job: JobContext) -> Edit:
        meant = [each for each in found.beside.episodes if each.matched]
        with self._database.edit(header, several_parts=len(meant) > 1) as open_edit:
            try:
                for at, each in enumerate(meant):
                    number = each.cues.episode.number
                    job.progress(at, len(meant), str(number))
                    with alone(str(number)) as attempt, open_edit.part() as uow:
                        for column, drafted in found.drafted(each).items():
                            cues = read_episode(uow, each.cues.episode.id, signs=each.cues.is_signs)
                            cues, track = open_track(uow, found.beside.title, cues, column)
                            told.add(number, column, put_drafts(uow, cues, track.id, batches.of(column), drafted, Origin.VENDOR))
                    if attempt.failed:
                        told.failed.append(attempt.item)
            except Cancelled:
                told.cancelled = True
        return open_edit.edit

    def _open(self, path: Path, title_id: int, columns: str, episode: int | None, rate: Fraction | None) -> "_Open":
        data = read_file(path)
        digest = xxhash.xxh3_128_hexdigest(data)
        if not is_drafts(data):
            beside = look(self._database, self._memory, path, title_id, columns=columns, episode=episode, rate=rate)
            return _Open(beside=beside, file=None, digest=digest)
        file = read_drafts(data, path.name)
        main = file.source_language or next(iter(file.languages), "")
        languages = tuple(dict.fromkeys((*filter(None, (file.source_language,)), *file.languages)))
        sheet = Sheet(rows=file.rows, languages=languages, main=main, has_source=bool(file.source_language))
        beside = look_at(self._database, sheet, path.name, title_id, episode)
        _check_title(beside, file, path.name)
        beside = replace(beside, notices=(*file.notices, *beside.notices))
        return _Open(beside=beside, file=file, digest=digest)


def _check_title(beside: SheetBeside, file: DraftsFile, name: str) -> None:
    """See that a file that names another title is not laid over this one by its times or its order.

    Raises:
        BadInput: it does, and none of its ids is of this one.
    """
    by_id = any(match.by is MatchedBy.ID for each in beside.episodes for match in each.matched)
    if file.title and file.title.casefold() != beside.title.code.casefold() and not by_id:
        raise BadInput("drafts.other_title", name=name, title=file.title, here=beside.title.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """A file of drafts beside its title. `file` is what one of our own form says, None for a sheet."""

    beside: SheetBeside
    file: DraftsFile | None
    digest: str

    def drafted(self, each: MatchedEpisode) -> Mapping[str, Mapping[int, Drafted]]:
        """Return the drafts of an episode by column and source cue; what is said of the source itself is no draft."""
        columns = self.beside.columns_in(each)
        own = each.cues.tracks.get(each.cues.spine.track_id or 0)
        spine_ids = set(each.cues.spine.positions())
        anchors = {cue.id: cue.anchor_id for cue in each.cues.spine.followers}
        found: dict[str, dict[int, list[Drafted]]] = {}
        for match in each.matched:
            source = match.line_id if match.line_id in spine_ids else anchors.get(match.line_id or 0)
            if source is None:
                continue
            for tag, text in match.row.texts.items():
                column = columns.get(tag, "")
                if column and tag != each.source and (own is None or column != own.language) and plain_text(text).strip():
                    drafted = Drafted(text=text, confidence=match.row.confidence)
                    found.setdefault(column, {}).setdefault(source, []).append(drafted)
        return {column: {source: _joined(some) for source, some in cells.items()} for column, cells in found.items()}


def _joined(drafted: Sequence[Drafted]) -> Drafted:
    """Return drafts for the cues of one cell as one, as sure as the least sure of them."""
    sure = [each.confidence for each in drafted if each.confidence is not None]
    return Drafted(text="\n".join(dict.fromkeys(each.text for each in drafted)), confidence=min(sure, default=None))


@dataclass(slots=True, kw_only=True)
class _Batches:
    """The batches of a file, one a column, made when the first draft of theirs is taken."""

    title_id: int
    said: DraftsFrom
    digest: str
    new_id: Callable[[], int]
    made: dict[str, DraftBatch] = field(default_factory=dict)

    def of(self, column: str) -> DraftBatch:
        """Return that of a column."""
        if column not in self.made:
            self.made[column] = DraftBatch(
                id=self.new_id(),
                title_id=self.title_id,
                stage=Stage.TRANSLATING,
                maker=self.said.maker,
                is_vendor=True,
                model=self.said.model,
                job=self.said.job,
                column=column,
                made_ms=time.time_ns() // 1_000_000,
                digest=self.digest,
            )
        return self.made[column]


@dataclass(slots=True, kw_only=True)
class _Told:
    """What became of the drafts so far."""

    notices: list[Item]
    done: list[Item] = field(default_factory=list)
    failed: list[Item] = field(default_factory=list)
    cancelled: bool = False

    def add(self, number: int, column: str, taken: Taken) -> None:
        """Tell of the drafts of an episode in a column."""
        for code, count in (("drafts.kept", len(taken.kept)), ("drafts.same", len(taken.same))):
            if count:
                facts: dict[str, Fact] = {"episode": number, "language": column, "count": count}
                self.notices.append(Item(name=str(number), code=code, facts=facts))
        if taken.drafts:
            told: dict[str, Fact] = {"episode": number, "language": column, "count": len(taken.drafts)}
            self.done.append(Item(name=str(number), code="drafts.taken", facts=told))


def _filled(said: DraftsFrom, file: DraftsFile | None, name: str) -> DraftsFrom:
    """Return who made drafts, by a person's word before the file's.

    Raises:
        BadInput: neither says it.
    """
    found = DraftsFrom(
        maker=said.maker.strip() or (file.maker if file else ""),
        model=said.model.strip() or (file.model if file else ""),
        job=said.job.strip() or (file.job if file else ""),
    )
    if not found.maker:
        raise BadInput("drafts.no_maker", name=name)
    return found


def _lines(each: MatchedEpisode, column: str, drafted: Mapping[int, Drafted]) -> Iterator[ReturnLine]:
    """Say of each draft what would come of it."""
    track = each.cues.columns.get(column)
    matches = {match.line_id: match for match in each.matched}
    kept: set[int] = set()
    same: set[int] = set()
    if track is not None:
        ids = iter(range(-1, -len(drafted) - 1, -1))
        taken = take(each.cues.spine, track.id, drafted, Origin.VENDOR, lambda: next(ids))
        kept, same = set(taken.kept), set(taken.same)
    for source_id, draft in drafted.items():
        here = cell(each.cues.spine, source_id, track.id) if track is not None else None
        before = here.text if here is not None else ""
        kind = ReturnKind.KEPT if source_id in kept | same else ReturnKind.CHANGE if before else ReturnKind.FILL
        match = matches.get(source_id) or matches.get(here.id if here is not None else 0)
        yield ReturnLine(
            where=match.row.where if match is not None else "", kind=kind, episode=each.cues.episode.number, language=column,
            before=before, after=draft.text, by=match.by if match is not None else MatchedBy.NOTHING, line_id=source_id,
        )  # fmt: skip
