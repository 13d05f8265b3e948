"""Looking at the files of an import: what each is, which episode and language it belongs to. Nothing is written."""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import count, repeat
from pathlib import Path

import xxhash

from crossreel.domain.errors import BadInput, Fact, Told
from crossreel.domain.importing.bilingual_files import SPLIT, half_of
from crossreel.domain.importing.folder_names import settle_names
from crossreel.domain.importing.name_parts import NameParts
from crossreel.domain.importing.plan import ItemKind, PlanItem
from crossreel.domain.text.document import Notice
from crossreel.formats.reading import read
from crossreel.formats.registry import formats, get
from crossreel.kernel.paths import is_text, legible
from crossreel.language.bilingual import TwoLanguages, find_two_languages
from crossreel.media.probe import probe
from crossreel.services.files.name_words import name_reader
from crossreel.services.files.subtitles import read_file
from crossreel.services.importing.finding import FoundFile
from crossreel.services.importing.known_rates import KnownRates
from crossreel.services.importing.languages import guess_of, language_doubts, told_language
from crossreel.services.importing.sheet_items import NO_SHEET, SheetLook, sheet_extensions
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import alone

OTHER_SUBTITLES = frozenset(["idx", "lrc", "sub", "sup"])  # to refuse them with a reason
OFTEN_OTHER = frozenset(["txt", "xml"])  # subtitles only where they read as such
UNREAD = frozenset(["item.unreadable", "item.unexpected", "item.name_not_text"])  # says nothing of what the file holds
DOUBTED = frozenset(["time.frames_assumed"])  # what a reader says that a person should look at
FOLDER_NUMBER = "import.folder_number"
WORKERS = min(4, os.cpu_count() or 1)


def read_names(files: Sequence[FoundFile]) -> list[NameParts]:
    """Return what the names of files tell, in the order given."""
    reader = name_reader()
    names = [reader.read(legible(file.path.name), [legible(folder) for folder in file.folders]) for file in files]
    return settle_names(names, [ItemKind.OTHER if file.outside else _kind(_extension(file)) for file in files])


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
            rates = rates.with_videos((item.episode, item.info) for item in probed if item.info is not None)
    job.progress(len(files), len(files), "")
    return list(numbered(each for look in looks for each in items[look.item_id]))


def numbered(items: Iterable[PlanItem], first: int = 0) -> Iterator[PlanItem]:
    """Give items with an id for each that has none: the further parts of sheets."""
    every = list(items)
    free = count(max((item.id for item in every), default=first) + 1)
    yield from (item if item.id else replace(item, id=next(free)) for item in every)


def look_again(item: PlanItem, rate: Fraction, sheets: SheetLook) -> PlanItem:
    """Return a subtitle file of a plan read anew at a frame rate; what else was said of it stays."""
    path = Path(item.path)
    parts = name_reader().read(legible(path.name))
    if item.part:
        return sheets.again(item, parts, rate)
    kept = tuple(doubt for doubt in item.doubts if doubt.code == FOLDER_NUMBER)
    again = _subtitle(replace(item, refusal=None, doubts=kept), FoundFile(path=path, name=item.name), parts, rate)
    if item.half is not None and again.halves:
        again = half_of(again, item.half)
    language, origin = (item.language, item.language_from) if item.language else (again.language, again.language_from)
    return replace(again, episode=item.episode, language=language, language_from=origin, role=item.role, taken_off_ms=0)


def _extension(file: FoundFile) -> str:
    return file.path.suffix.lower().lstrip(".")


def _kind(extension: str) -> ItemKind:
    if extension in _subtitle_extensions():
        return ItemKind.SUBTITLE
    kind = name_reader().kind_of(extension)
    return ItemKind(kind) if kind else ItemKind.OTHER


@dataclass(frozen=True, slots=True)
class _Look:
    """A look at one file."""

    item_id: int
    file: FoundFile
    parts: NameParts
    sheets: SheetLook

    @property
    def is_video(self) -> bool:
        return self.file.refusal is None and _kind(_extension(self.file)) is ItemKind.VIDEO

    def items(self, rates: KnownRates) -> list[PlanItem]:
        file = self.file
        if _extension(file) in sheet_extensions() and file.refusal is None and file.outside is None:
            return _sheet(_blank(self.item_id, file, self.parts, ItemKind.SCRIPT), file, self, rates)
        return [_look_at(self.item_id, file, self.parts, rates.rate_of(self.parts.episode))]


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
    kind = _kind(_extension(file))
    blank = _blank(item_id, file, parts, kind)
    if file.refusal is not None or file.outside is not None:
        return replace(blank, kind=ItemKind.OTHER, refusal=file.refusal, outside=file.outside)
    if kind not in (ItemKind.VIDEO, ItemKind.SUBTITLE):
        return _as_extra(replace(blank, outside=_empty(file)), parts)
    with alone(file.name) as attempt:
        if not is_text(file.path):
            raise BadInput("item.name_not_text", path=file.name)
        return _as_extra(_video(blank, file, parts) if kind is ItemKind.VIDEO else _subtitle(blank, file, parts, rate), parts)
    if _extension(file) in OFTEN_OTHER and attempt.code not in UNREAD:
        return replace(blank, kind=ItemKind.OTHER, outside=_empty(file))
    return replace(blank, refusal=Notice(code=attempt.code, facts=attempt.facts))


def _blank(item_id: int, file: FoundFile, parts: NameParts, kind: ItemKind) -> PlanItem:
    """Return a file as its name alone tells it."""
    doubts: tuple[Notice, ...] = ()
    if parts.folder_episode is not None and parts.extra is None:
        facts: dict[str, Fact] = {"path": file.name, "episode": parts.episode, "other_episode": parts.folder_episode}
        doubts = (Notice(code=FOLDER_NUMBER, facts=facts),)
    return PlanItem(
        id=item_id, path=legible(file.path), name=file.name, kind=kind, episode=parts.episode, last_episode=parts.last_episode,
        head=parts.title, version=parts.version, modified_ms=_modified_ms(file.path), doubts=doubts,
    )  # fmt: skip


def _as_extra(item: PlanItem, parts: NameParts) -> PlanItem:
    may_be = (ItemKind.VIDEO, ItemKind.SUBTITLE, ItemKind.SOUND)
    return replace(item, kind=ItemKind.EXTRA, extra=parts.extra) if parts.extra and item.kind in may_be else item


def _empty(file: FoundFile) -> Notice | None:
    try:
        return None if file.path.stat().st_size else Notice(code="import.empty_file")
    except OSError:
        return None


def _modified_ms(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns // 1_000_000
    except OSError:
        return 0


@cache
def _subtitle_extensions() -> frozenset[str]:
    return OTHER_SUBTITLES | OFTEN_OTHER | {extension for each in formats() if not each.script for extension in each.extensions}


def _video(item: PlanItem, file: FoundFile, parts: NameParts) -> PlanItem:
    probed = probe(file.path)
    return replace(
        item,
        info=probed.info,
        digest=probed.info.content_key,
        notices=probed.notices,
        look=parts.look,
        look_language=parts.look_language or parts.language or "",
        quality=parts.quality,
    )


def _subtitle(item: PlanItem, file: FoundFile, parts: NameParts, rate: Fraction | None) -> PlanItem:
    data = read_file(file.path)
    result = read(data, file.path.name, frame_rate=rate)
    if not result.document.cues:
        return replace(item, refusal=Notice(code="import.no_cues", facts={"path": str(file.path)}))
    guess, letters = guess_of(result.document)
    language, origin = told_language(parts, result.document, guess)
    doubts = (*item.doubts, *language_doubts(str(file.path), language, origin, guess, letters), *_second_language(parts, file))
    both = find_two_languages(result.document)
    return replace(
        item,
        language=language,
        language_from=origin,
        role=parts.role,
        halves=(both.first, both.second) if both else (),
        format_id=result.format_id,
        format_rank=get(result.format_id).rank,
        encoding=result.encoding,
        document=result.document,
        digest=xxhash.xxh3_128_hexdigest(data),
        notices=(*(notice for notice in result.notices if notice.code not in DOUBTED), *_split(both, file)),
        doubts=(*doubts, *(notice for notice in result.notices if notice.code in DOUBTED)),
        also_language=parts.also_language,
    )


def _split(both: TwoLanguages | None, file: FoundFile) -> Iterator[Notice]:
    if both is not None:
        languages = [both.first.language, both.second.language]
        yield Notice(code=SPLIT, facts={"path": file.name, "languages": languages, "shape": Told(f"bilingual.{both.shape}", {})})


def _second_language(parts: NameParts, file: FoundFile) -> Iterator[Notice]:
    if parts.also_language and parts.language:
        facts: dict[str, Fact] = {"path": file.name, "languages": [parts.language, parts.also_language]}
        yield Notice(code="import.two_languages", facts=facts)
