"""Looking at the files of an import: what each is, which episode and language it belongs to. Nothing is written."""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import count, repeat
from pathlib import Path

import xxhash

from crossreel.domain.errors import BadInput
from crossreel.domain.importing.bilingual_files import half_of
from crossreel.domain.importing.cut_texts import with_document
from crossreel.domain.importing.name_parts import NameParts
from crossreel.domain.importing.plan import PLACED, ItemKind, PlanItem
from crossreel.domain.importing.region import region_notices
from crossreel.domain.importing.rolling_files import ROLLING
from crossreel.domain.text.document import Document, Notice
from crossreel.formats.reading import read
from crossreel.formats.registry import get
from crossreel.kernel.paths import is_text, legible
from crossreel.language.bilingual import find_two_languages
from crossreel.media.probe import probe, probe_sound
from crossreel.services.files.name_words import name_reader
from crossreel.services.files.subtitles import read_file
from crossreel.services.importing.embedded_items import embedded_items
from crossreel.services.importing.finding import FoundFile
from crossreel.services.importing.known_rates import KnownRates
from crossreel.services.importing.languages import guess_of, language_doubts, split_notices, told_language
from crossreel.services.importing.naming import DOUBTS_OF_NAMES, OFTEN_OTHER, TWO_LANGUAGES, extension_of, kind_of, named_item
from crossreel.services.importing.sheet_items import NO_SHEET, SheetLook, sheet_extensions
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import alone

UNREAD = frozenset(["item.unreadable", "item.unexpected", "item.name_not_text"])  # says nothing of what the file holds
TOLD = frozenset(["time.rate_needed", "format.capcut_draft"])  # it holds subtitles, and a person can help
DOUBTED = frozenset(
    ["time.frames_assumed", "encoding.uncertain", "encoding.perhaps_lost", ROLLING]
)  # what a reader says that a person should look at
WORKERS = min(4, os.cpu_count() or 1)


def look(
    files: Sequence[FoundFile], names: Sequence[NameParts], rates: KnownRates, sheets: SheetLook, job: JobContext
) -> list[PlanItem]:
    """Return the items of files, in the order given, each probed or read; videos first, since files beside them count their frames.

    A file has one item, a sheet one for every episode and language.

    Raises:
        Cancelled: the user cancelled.
    """
    looks = [_Look(at + 1, file, parts, sheets) for at, (file, parts) in enumerate(zip(files, names, strict=True))]
    videos = [each for each in looks if each.is_video]
    items: dict[int, list[PlanItem]] = {}
    with ThreadPoolExecutor(WORKERS, thread_name_prefix="import") as pool:
        for some in (videos, [each for each in looks if not each.is_video]):
            looked = pool.map(lambda each, known: each.items(known), some, repeat(rates))
            try:
                for each in some:
                    job.progress(len(items), len(files), each.file.name)
                    items[each.item_id] = next(looked)
            except BaseException:
                pool.shutdown(wait=True, cancel_futures=True)
                raise
            probed = [item for found in items.values() for item in found if item.kind is ItemKind.VIDEO]
            rates = rates.with_videos((each, item.info) for item in probed if item.info is not None for each in _numbers(item))
    job.progress(len(files), len(files), "")
    return list(numbered(each for look in looks for each in items[look.item_id]))


def _numbers(item: PlanItem) -> Iterable[int]:
    """Return the numbers of all episodes that a video holds."""
    return () if item.episode is None else range(item.episode, (item.last_episode or item.episode) + 1)


def numbered(items: Iterable[PlanItem], first: int = 0) -> Iterator[PlanItem]:
    """Give items with an id for each that has none: the further parts of sheets."""
    every = list(items)
    free = count(max((item.id for item in every), default=first) + 1)
    yield from (item if item.id else replace(item, id=next(free)) for item in every)


def look_again(item: PlanItem, rate: Fraction, sheets: SheetLook) -> PlanItem:
    """Return a subtitle file of a plan read anew at a frame rate; what else was said of it stays."""
    path = Path(item.path)
    parts = name_reader().read(legible(path.name))
    if item.embedded:
        return item
    if item.part:
        return sheets.again(item, parts, rate)
    kept = tuple(doubt for doubt in item.doubts if doubt.code in DOUBTS_OF_NAMES)
    again = _subtitle(replace(item, refusal=None, doubts=kept), FoundFile(path=path, name=item.name), parts, rate)
    if item.half is not None and again.halves:
        again = half_of(again, item.half)
    if item.uncut is not None and again.document is not None:
        again = with_document(replace(again, uncut=item.uncut), again.document)
    language, origin = (item.language, item.language_from) if item.language else (again.language, again.language_from)
    return replace(again, episode=item.episode, language=language, language_from=origin, role=item.role, taken_off_ms=0)


@dataclass(frozen=True, slots=True)
class _Look:
    """A look at one file."""

    item_id: int
    file: FoundFile
    parts: NameParts
    sheets: SheetLook

    @property
    def is_video(self) -> bool:
        return self.file.refusal is None and kind_of(self.file) is ItemKind.VIDEO

    def items(self, rates: KnownRates) -> list[PlanItem]:
        file = self.file
        if extension_of(file) in sheet_extensions() and file.refusal is None and file.outside is None:
            return _sheet(replace(named_item(self.item_id, file, self.parts), kind=ItemKind.SCRIPT), file, self, rates)
        found = _look_at(self.item_id, file, self.parts, rates.rate_of(self.parts.episode))
        if found.format_id and get(found.format_id).script:  # columns in a file that is called a text
            return _sheet(replace(named_item(self.item_id, file, self.parts), kind=ItemKind.SCRIPT), file, self, rates)
        return [found, *embedded_items(found, self.parts)]


def _sheet(blank: PlanItem, file: FoundFile, at: _Look, rates: KnownRates) -> list[PlanItem]:
    """Return the parts of a sheet; a table of something else stays what it is."""
    if not is_text(file.path) or _empty(file) is not None:
        return [replace(blank, outside=_empty(file))]
    with alone(file.name) as attempt:
        return at.sheets.items(blank, at.parts, rates)
    if attempt.code in NO_SHEET:
        return [blank]
    return [replace(blank, kind=ItemKind.SUBTITLE, refusal=Notice(code=attempt.code, facts=attempt.facts))]


def _look_at(item_id: int, file: FoundFile, parts: NameParts, rate: Fraction | None) -> PlanItem:
    kind, named = kind_of(file), named_item(item_id, file, parts)
    if file.refusal is not None or file.outside is not None:
        return replace(named, kind=ItemKind.OTHER, extra=None)
    if kind not in PLACED:
        return replace(named, outside=_empty(file))
    with alone(file.name) as attempt:
        if not is_text(file.path):
            raise BadInput("item.name_not_text", path=file.name)
        return _subtitle(named, file, parts, rate) if kind is ItemKind.SUBTITLE else _media(named, kind, file)
    if extension_of(file) in OFTEN_OTHER and attempt.code not in UNREAD | TOLD:
        return replace(named, kind=ItemKind.OTHER, extra=None, language="", role=None, outside=_empty(file))
    return replace(named, refusal=Notice(code=attempt.code, facts=attempt.facts))


def _empty(file: FoundFile) -> Notice | None:
    try:
        return None if file.path.stat().st_size else Notice(code="import.empty_file")
    except OSError:
        return None


def _media(item: PlanItem, kind: ItemKind, file: FoundFile) -> PlanItem:
    probed = probe(file.path) if kind is ItemKind.VIDEO else probe_sound(file.path)
    return replace(item, info=probed.info, digest=probed.info.content_key, notices=probed.notices)


def _subtitle(item: PlanItem, file: FoundFile, parts: NameParts, rate: Fraction | None) -> PlanItem:
    data = read_file(file.path)
    result = read(data, file.path.name, language=parts.language or "", frame_rate=rate)
    if not result.document.cues:
        return replace(item, refusal=Notice(code="import.no_cues", facts={"path": file.name}))
    guess, letters = guess_of(result.document, parts.language)
    language, origin = told_language(parts, result.document, guess)
    both = find_two_languages(result.document)
    named = tuple(doubt for doubt in item.doubts if both is None or doubt.code != TWO_LANGUAGES)
    doubts = (*named, *language_doubts(file.name, language, origin, guess, letters))
    return replace(
        item,
        language=language,
        language_from=origin,
        halves=both.parts if both else (),
        format_id=result.format_id,
        format_rank=get(result.format_id).rank,
        encoding=result.encoding,
        document=result.document,
        digest=xxhash.xxh3_128_hexdigest(data),
        notices=(
            *(notice for notice in result.notices if notice.code not in DOUBTED),
            *split_notices(both, file.name),
            *region_notices(language, _spoken(file, origin, result.document)),
        ),
        doubts=(*doubts, *(notice for notice in result.notices if notice.code in DOUBTED)),
    )


def _spoken(file: FoundFile, origin: str, document: Document) -> Sequence[str]:
    """Return what told the language of a file, as it is written."""
    told = {"name": (legible(file.path.stem),), "folder": file.folders[::-1], "header": (document.language or "",)}
    return told.get(origin, ())
