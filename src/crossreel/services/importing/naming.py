"""Files of an import as their names and folders alone tell them; nothing is opened but to ask for sizes and times."""

from collections.abc import Iterator, Sequence
from functools import cache

from crossreel.domain.catalog.version import Look
from crossreel.domain.errors import Fact
from crossreel.domain.importing.folder_names import settle_names
from crossreel.domain.importing.name_parts import NameParts
from crossreel.domain.importing.plan import VERSIONS, ItemKind, PlanItem
from crossreel.domain.text.document import Notice
from crossreel.formats.registry import formats
from crossreel.kernel.paths import legible
from crossreel.services.files.name_words import name_reader
from crossreel.services.importing.finding import FoundFile

OTHER_SUBTITLES = frozenset(["idx", "sup"])  # to refuse them with a reason
OFTEN_OTHER = frozenset(["json", "jsonl", "txt", "xml"])  # subtitles only where they read as such
FOLDER_NUMBER, TWO_LANGUAGES = "import.folder_number", "import.two_languages"
DOUBTS_OF_NAMES = frozenset([FOLDER_NUMBER, TWO_LANGUAGES])


def read_names(files: Sequence[FoundFile]) -> list[NameParts]:
    """Return what the names of files tell, in the order given."""
    reader = name_reader()
    names = [reader.read(legible(file.path.name), [legible(folder) for folder in file.folders]) for file in files]
    return settle_names(names, [ItemKind.OTHER if file.outside else kind_of(file) for file in files])


def kind_of(file: FoundFile) -> ItemKind:
    """Return what a file is by its extension."""
    extension = extension_of(file)
    if extension in _subtitle_extensions():
        return ItemKind.SUBTITLE
    kind = name_reader().kind_of(extension)
    return ItemKind(kind) if kind else ItemKind.OTHER


def extension_of(file: FoundFile) -> str:
    """Return the extension of a file, without its full stop and in lower case."""
    return file.path.suffix.lower().lstrip(".")


def named_item(item_id: int, file: FoundFile, parts: NameParts) -> PlanItem:
    """Return a file as its name alone tells it."""
    kind = kind_of(file)
    is_extra = parts.extra is not None and kind in (ItemKind.VIDEO, ItemKind.SUBTITLE, ItemKind.SOUND)
    subtitle, seen_or_heard = kind is ItemKind.SUBTITLE, kind in VERSIONS
    return PlanItem(
        id=item_id, path=legible(file.path), name=file.name, kind=ItemKind.EXTRA if is_extra else kind,
        extra=parts.extra if is_extra else None, episode=parts.episode, last_episode=parts.last_episode, head=parts.title,
        promised=parts.promised,
        language=parts.language or "" if subtitle else "", language_from=parts.language_from if subtitle else "",
        also_language=parts.also_language if subtitle else "", role=parts.role if subtitle else None,
        look=parts.look if seen_or_heard else Look.UNKNOWN,
        look_language=(parts.look_language or parts.language or "") if seen_or_heard else "", quality=parts.quality,
        version=parts.version, modified_ms=_modified_ms(file), doubts=() if is_extra else tuple(_doubts(file, parts, subtitle)),
        refusal=file.refusal, outside=file.outside,
    )  # fmt: skip


def _doubts(file: FoundFile, parts: NameParts, subtitle: bool) -> Iterator[Notice]:
    if parts.folder_episode is not None:
        facts: dict[str, Fact] = {"path": file.name, "episode": parts.episode, "other_episode": parts.folder_episode}
        yield Notice(code=FOLDER_NUMBER, facts=facts)
    if subtitle and parts.also_language and parts.language:
        yield Notice(code=TWO_LANGUAGES, facts={"path": file.name, "languages": [parts.language, parts.also_language]})


def _modified_ms(file: FoundFile) -> int:
    try:
        return file.path.stat().st_mtime_ns // 1_000_000
    except OSError:
        return 0


@cache
def _subtitle_extensions() -> frozenset[str]:
    return OTHER_SUBTITLES | OFTEN_OTHER | {extension for each in formats() if not each.script for extension in each.extensions}
