"""Looking at the files of an import: what each is, which episode and language it belongs to. Nothing is written."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import repeat
from pathlib import Path

import xxhash

from crossreel.domain.errors import BadInput
from crossreel.domain.importing.episode_name import NameParts, read_name, settle_numbers
from crossreel.domain.importing.plan import ItemKind, PlanItem
from crossreel.domain.importing.version_label import PLAIN, VersionLabel
from crossreel.domain.text.document import Notice
from crossreel.domain.text.language_names import language_of
from crossreel.formats.reading import read
from crossreel.formats.registry import formats, get
from crossreel.kernel.paths import is_text, legible
from crossreel.media.probe import probe
from crossreel.services.files.subtitles import read_file
from crossreel.services.importing.known_rates import KnownRates
from crossreel.services.importing.languages import guess_of, language_doubts, told_language
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import alone

VIDEO_EXTENSIONS = frozenset(
    ["3gp", "avi", "flv", "m2ts", "m4v", "mkv", "mov", "mp4", "mpeg", "mpg", "mts", "mxf", "ts", "webm", "wmv"]
)
OTHER_SUBTITLES = frozenset(["idx", "lrc", "scc", "stl", "sub", "sup"])  # to refuse them with a reason
OFTEN_OTHER = frozenset(["txt", "xml"])  # subtitles only where they read as such
UNREAD = frozenset(["item.unreadable", "item.unexpected", "item.name_not_text"])  # says nothing of what the file holds
DOUBTED = frozenset(["time.frames_assumed"])  # what a reader says that a person should look at
WORKERS = min(4, os.cpu_count() or 1)
_LITTER = frozenset(["thumbs.db", "desktop.ini", "__macosx"])


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A file to import, its name as shown and the folders between it and what was chosen (outermost first).

    `refusal` says why there is nothing to look at: a folder that cannot be opened stands here itself.
    """

    path: Path
    name: str
    folders: tuple[str, ...] = ()
    refusal: Notice | None = None


def find_files(paths: Iterable[Path], job: JobContext) -> list[FoundFile]:
    """Return the files under some files and folders once each, in natural order; hidden ones and litter left out.

    Raises:
        BadInput: a path does not exist.
        Cancelled: the user cancelled.
    """
    found: dict[Path, FoundFile] = {}
    for path in paths:
        if path.is_dir():
            for file in _below(path, job):
                found.setdefault(file.path, file)
        elif path.is_file():
            found.setdefault(path, FoundFile(path=path, name=legible(path.name), folders=_telling(path.parent)))
        else:
            raise BadInput("import.no_such_path", path=legible(path))
    return list(found.values())


def _below(folder: Path, job: JobContext) -> list[FoundFile]:
    closed: list[OSError] = []
    found: list[FoundFile] = []
    telling = _telling(folder)
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        job.check()
        folders[:] = [name for name in folders if not _is_litter(name)]
        inner = Path(parent).relative_to(folder).parts
        for name in names:
            path = Path(parent, name)
            if not _is_litter(name) and _may_be_file(path):
                found.append(FoundFile(path=path, name=legible("/".join((*inner, name))), folders=(*telling, *inner)))
    for error in closed:
        path = Path(error.filename)
        facts = {"path": legible(path), "detail": error.strerror or type(error).__name__}
        name = legible("/".join(path.relative_to(folder).parts) or path.name)
        found.append(FoundFile(path=path, name=name, refusal=Notice(code="item.unreadable", facts=facts)))
    return sorted(found, key=lambda file: _natural(str(file.path)))


def _is_litter(name: str) -> bool:
    return name.startswith(".") or name.casefold() in _LITTER


def _may_be_file(path: Path) -> bool:
    """Tell whether a path can be looked at as a file: pipes and devices cannot; what cannot be asked is refused when it is read."""
    try:
        return path.is_file()
    except OSError:
        return True


def look(files: Sequence[FoundFile], rates: KnownRates, job: JobContext) -> list[PlanItem]:
    """Return one item per file, in the order given, each probed or read; videos first, since files beside them count their frames.

    Raises:
        Cancelled: the user cancelled.
    """
    names = settle_numbers([read_name(file.path.name, file.folders) for file in files])
    looks = [_Look(at + 1, file, parts) for at, (file, parts) in enumerate(zip(files, names, strict=True))]
    videos = [each for each in looks if each.is_video]
    items: dict[int, PlanItem] = {}
    with ThreadPoolExecutor(WORKERS, thread_name_prefix="import") as pool:
        for some in (videos, [each for each in looks if not each.is_video]):
            looked = pool.map(lambda each, known: each.item(known.rate_of(each.parts.episode)), some, repeat(rates))
            try:
                for each in some:
                    job.progress(len(items), len(files), each.file.name)
                    items[each.item_id] = next(looked)
            except BaseException:
                pool.shutdown(wait=True, cancel_futures=True)
                raise
            rates = rates.with_videos((item.episode, item.info) for item in items.values() if item.info is not None)
    job.progress(len(files), len(files), "")
    return [items[each.item_id] for each in looks]


def look_again(item: PlanItem, rate: Fraction) -> PlanItem:
    """Return a subtitle file of a plan read anew at a frame rate; what else was said of it stays."""
    path = Path(item.path)
    again = _subtitle(replace(item, refusal=None), FoundFile(path=path, name=item.name), read_name(path.name), rate)
    language, origin = (item.language, item.language_from) if item.language else (again.language, again.language_from)
    return replace(again, episode=item.episode, language=language, language_from=origin, role=item.role, taken_off_ms=0)


def name_of_title(files: Sequence[FoundFile], paths: Sequence[Path]) -> str:
    """Return the likeliest name of a title: the folder chosen, else what most file names start with."""
    if len(paths) == 1 and paths[0].is_dir():
        return re.sub(r"[\s_]+", " ", legible(paths[0].resolve().name)).strip()
    heads = Counter(filter(None, (read_name(legible(file.path.name)).title for file in files)))
    if heads:
        return heads.most_common(1)[0][0]
    return re.sub(r"[\s_]+", " ", legible(files[0].path.resolve().parent.name)).strip() if files else ""


def _telling(folder: Path) -> tuple[str, ...]:
    """Return the chosen folder's own name where it names a language or an episode, as when `en` is chosen."""
    name = folder.resolve().name
    parts = read_name(name)
    return (name,) if language_of(name) or (parts.marked and not parts.title) else ()


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdecimal() else (-1, part.casefold()) for part in re.split(r"(\d+)", text) if part)


@dataclass(frozen=True, slots=True)
class _Look:
    """A look at one file."""

    item_id: int
    file: FoundFile
    parts: NameParts

    @property
    def is_video(self) -> bool:
        return self.file.refusal is None and self.file.path.suffix.lower().lstrip(".") in VIDEO_EXTENSIONS

    def item(self, rate: Fraction | None) -> PlanItem:
        return _look_at(self.item_id, self.file, self.parts, rate)


def _look_at(item_id: int, file: FoundFile, parts: NameParts, rate: Fraction | None) -> PlanItem:
    extension = file.path.suffix.lower().lstrip(".")
    blank = PlanItem(
        id=item_id, path=legible(file.path), name=file.name, kind=ItemKind.OTHER, episode=parts.episode,
        version=VersionLabel(number=(parts.version,)) if parts.version else PLAIN,
    )  # fmt: skip
    if file.refusal is not None:
        return replace(blank, refusal=file.refusal)
    if extension in VIDEO_EXTENSIONS:
        blank, look_at = replace(blank, kind=ItemKind.VIDEO), _video
    elif extension in _subtitle_extensions():
        blank, look_at = replace(blank, kind=ItemKind.SUBTITLE), _subtitle
    else:
        return blank
    with alone(file.name) as attempt:
        if not is_text(file.path):
            raise BadInput("item.name_not_text", path=file.name)
        return look_at(blank, file, parts, rate)
    if extension in OFTEN_OTHER and attempt.code not in UNREAD:
        return replace(blank, kind=ItemKind.OTHER)
    return replace(blank, refusal=Notice(code=attempt.code, facts=attempt.facts))


def _subtitle_extensions() -> frozenset[str]:
    return OTHER_SUBTITLES | OFTEN_OTHER | {extension for each in formats() if not each.script for extension in each.extensions}


def _video(item: PlanItem, file: FoundFile, parts: NameParts, rate: Fraction | None) -> PlanItem:
    probed = probe(file.path)
    return replace(item, info=probed.info, digest=probed.info.content_key, notices=probed.notices)


def _subtitle(item: PlanItem, file: FoundFile, parts: NameParts, rate: Fraction | None) -> PlanItem:
    data = read_file(file.path)
    result = read(data, file.path.name, frame_rate=rate)
    if not result.document.cues:
        return replace(item, refusal=Notice(code="import.no_cues", facts={"path": str(file.path)}))
    guess, letters = guess_of(result.document)
    language, origin = told_language(file.path.name, parts, result.document, guess)
    doubts = language_doubts(str(file.path), language, origin, guess, letters)
    return replace(
        item,
        language=language,
        language_from=origin,
        role=parts.role,
        format_id=result.format_id,
        format_rank=get(result.format_id).rank,
        encoding=result.encoding,
        document=result.document,
        digest=xxhash.xxh3_128_hexdigest(data),
        notices=tuple(notice for notice in result.notices if notice.code not in DOUBTED),
        doubts=(*doubts, *(notice for notice in result.notices if notice.code in DOUBTED)),
    )
