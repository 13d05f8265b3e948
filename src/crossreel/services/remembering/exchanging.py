"""Memories as files: pairs from outside come in, approved lines and pairs go out."""

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import xxhash

from crossreel import __version__
from crossreel.domain.catalog.title import Title
from crossreel.domain.drafting.memory_pair import MemoryPair
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput, Cancelled, Fact
from crossreel.domain.item import Item
from crossreel.domain.remembering.exchange import Languages, MemoryImportPlan
from crossreel.domain.remembering.unit import MemoryUnit
from crossreel.domain.report import Report
from crossreel.formats.exchange.tmx_reading import read_units
from crossreel.formats.exchange.tmx_writing import write_units
from crossreel.formats.notices import Notices
from crossreel.kernel.atomic import publish
from crossreel.services.episode.cues import checked_tag
from crossreel.services.files.subtitles import items
from crossreel.services.jobs import JobContext
from crossreel.storage import remembered
from crossreel.storage.database import Database
from crossreel.storage.unit_of_work import UnitOfWork

PART = 5_000  # pairs written in one transaction
READ_AT_ONCE = 1_000  # rows of the catalog read for a file at once


class Exchanging:
    """The use cases on files of the memory; part of `remembering`."""

    _database: Database

    def plan_import(self, path: Path, *, source_language: str = "", languages: Collection[str] = ()) -> MemoryImportPlan:
        """Return what a TMX file would bring, without writing anything.

        Args:
            path: the file.
            source_language: the language of it that the others are translations of; "" as the file says.
            languages: those alone are taken, () for all.

        Raises:
            BadInput: the file cannot be read, or is no TMX.
        """
        notices, counts, known = Notices(), Counter[Languages](), self._known()
        repeated = 0
        for pair in self._pairs(path, source_language, languages, notices):
            digest = _digest(pair)
            if digest in known:
                repeated += 1
                continue
            known.add(digest)
            counts[pair.source_language, pair.language] += 1
        return MemoryImportPlan(name=path.name, new=dict(counts), known=repeated, notices=notices.all())

    def import_memory(
        self, path: Path, *, source_language: str = "", languages: Collection[str] = (), job: JobContext | None = None
    ) -> Report:  # fmt: skip
        """Take the pairs of a TMX file that the memory does not have, as one edit; see `plan_import`.

        The file is read through before anything is written.
        """
        job = job or JobContext()
        plan = self.plan_import(path, source_language=source_language, languages=languages)
        notices, known = Notices(), self._known()
        cancelled, done = False, 0
        header = EditHeader(label="edit.import_memory", title_id=None, facts={"name": path.name})
        with self._database.edit(header, several_parts=plan.count > PART) as open_edit:
            try:
                pairs = self._pairs(path, source_language, languages, notices) if plan.count else iter(())
                for some in _in_parts(pairs, known):
                    job.progress(done, plan.count)
                    with open_edit.part() as uow:
                        uow.put_all(some)
                    done += len(some)
            except Cancelled:
                cancelled = True
        facts: dict[str, Fact] = {"count": done, "known": plan.known, "name": path.name}
        told = (Item(name=path.name, code="memory.imported", facts=facts),)
        edit = open_edit.edit if done else None
        return Report(done=told, notices=items(path.name, plan.notices), edit=edit, cancelled=cancelled)

    def origins(self) -> tuple[tuple[str, int], ...]:
        """Return where the pairs from outside are from, with how many there are of each."""
        with self._database.read() as uow:
            return tuple(remembered.origins(uow))

    def forget(self, origin: str) -> Edit:
        """Take the pairs that came from one file out of the memory again, as one edit.

        Raises:
            BadInput: no pair is from there.
        """
        with self._database.read() as uow:
            ids = remembered.ids_from(uow, origin)
        if not ids:
            raise BadInput("memory.no_such_origin", name=origin)
        header = EditHeader(label="edit.forget_memory", title_id=None, facts={"name": origin, "count": len(ids)})
        with self._database.edit(header, several_parts=len(ids) > PART) as open_edit:
            for at in range(0, len(ids), PART):
                with open_edit.part() as uow:
                    uow.remove_ids(MemoryPair, ids[at : at + PART])
        return open_edit.edit

    def export_memory(
        self, path: Path, source_language: str, languages: Collection[str], *, title_id: int | None = None,
        job: JobContext | None = None,
    ) -> Report:  # fmt: skip
        """Write the approved lines of the catalog, and the pairs from outside, as TMX 1.4b.

        Args:
            path: the file; it appears whole or not at all.
            source_language: of the lines.
            languages: of the translations.
            title_id: the approved lines of this title alone, without pairs from outside; None for all.
            job: progress and cancel.

        Raises:
            BadInput: a language is none, or the file cannot be written.
            NotFound: there is no such title.
        """
        job = job or JobContext()
        source, wanted = checked_tag(source_language), [checked_tag(each) for each in languages]
        partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
        try:
            with self._database.read() as uow, partial.open("wb") as stream:
                if title_id is not None:
                    uow.get(Title, title_id)
                units = _told(_units(uow, source, wanted, title_id), job)
                count = write_units(stream, units, source_language=source, version=__version__)
            publish(partial, path)
        except OSError as error:
            raise BadInput("format.cannot_save", path=str(path), reason=error.strerror or type(error).__name__) from error
        finally:
            partial.unlink(missing_ok=True)
        return Report(done=(Item(name=path.name, code="memory.exported", facts={"count": count, "path": str(path)}),))

    def _pairs(self, path: Path, source_language: str, languages: Collection[str], notices: Notices) -> Iterator[MemoryPair]:
        source = checked_tag(source_language) if source_language else ""
        wanted = {checked_tag(each) for each in languages}
        try:
            with path.open("rb") as stream:
                for unit in read_units(stream, path.name, notices):
                    yield from _pairs_of(unit, source, wanted, path.name, self._database.new_id)
        except OSError as error:
            raise BadInput("format.cannot_open", path=str(path), reason=error.strerror or type(error).__name__) from error

    def _known(self) -> set[int]:
        with self._database.read() as uow:
            return {_digest_of(*row) for row in remembered.outside(uow)}


def _pairs_of(unit: MemoryUnit, source: str, wanted: Collection[str], name: str, new_id: Callable[[], int]) -> Iterator[MemoryPair]:
    """Give the pairs of a unit: from its source, or the one asked for, into every other language of it."""
    leading = source or unit.source_language or next(iter(unit.texts))
    if leading not in unit.texts:
        return
    for language, text in unit.texts.items():
        if language != leading and (not wanted or language in wanted):
            yield MemoryPair(
                id=new_id(), source_language=leading, source=unit.texts[leading], language=language, text=text, origin=name,
                author=unit.author, made_ms=unit.made_ms,
            )  # fmt: skip


def _in_parts(pairs: Iterator[MemoryPair], known: set[int]) -> Iterator[list[MemoryPair]]:
    part: list[MemoryPair] = []
    for pair in pairs:
        digest = _digest(pair)
        if digest not in known:
            known.add(digest)
            part.append(pair)
        if len(part) == PART:
            yield part
            part = []
    if part:
        yield part


def _digest(pair: MemoryPair) -> int:
    return _digest_of(pair.source_language, pair.language, pair.source, pair.text)


def _digest_of(source_language: str, language: str, source: str, text: str) -> int:
    return xxhash.xxh3_64_intdigest("\0".join((source_language, language, source, text)).encode())


def _units(uow: UnitOfWork, source: str, languages: Collection[str], title_id: int | None) -> Iterator[MemoryUnit]:
    episodes = None if title_id is None else remembered.episodes_of(uow, title_id)
    for language in languages:
        some: list[remembered.Line] = []
        for line in remembered.lines(uow, source, language, episodes):
            some.append(line)
            if len(some) == READ_AT_ONCE:
                yield from _units_of(uow, some, source)
                some = []
        yield from _units_of(uow, some, source)
        if title_id is None:
            for pair in remembered.pairs_between(uow, source, language):
                yield MemoryUnit(
                    source_language=source, texts={source: pair.source, language: pair.text}, author=pair.author,
                    made_ms=pair.made_ms, facts={"origin": pair.origin} if pair.origin else {},
                )  # fmt: skip


def _units_of(uow: UnitOfWork, lines: list[remembered.Line], source: str) -> Iterator[MemoryUnit]:
    places = remembered.places(uow, [line.cue_id for line in lines])
    approved = remembered.approvals(uow, {place.track_id for place in places.values()})
    for line in lines:
        place = places[line.cue_id]
        author, made_ms = approved.get(place.track_id, ("", 0))
        yield MemoryUnit(
            source_language=source, texts={source: line.source, place.language: place.text}, author=author, made_ms=made_ms,
            unit_id=str(line.cue_id), facts={"title": place.title_code, "episode": str(place.episode_number)},
        )  # fmt: skip


def _told(units: Iterator[MemoryUnit], job: JobContext) -> Iterator[MemoryUnit]:
    for at, unit in enumerate(units):
        if at % READ_AT_ONCE == 0:
            job.progress(at, 0)
        yield unit
