"""Finding the files of an import below what was chosen, and naming what is no part of one."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from crossreel.domain.errors import BadInput
from crossreel.domain.importing.outside import OutsideFinder
from crossreel.domain.text.document import Notice
from crossreel.kernel.paths import legible
from crossreel.services.files.name_words import name_reader, outside_finder
from crossreel.services.jobs import JobContext


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A file to import, its name as shown and the folders between it and what was chosen (outermost first).

    `refusal` says why there is nothing to look at: a folder that cannot be opened stands here itself. `outside` says why it is no
    part of an import: an unfinished download, a whole recycle bin.
    """

    path: Path
    name: str
    folders: tuple[str, ...] = ()
    refusal: Notice | None = None
    outside: Notice | None = None


def find_files(paths: Iterable[Path], job: JobContext) -> list[FoundFile]:
    """Return the files under some files and folders once each, in natural order.

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
    return _with_unfinished(list(found.values()))


def name_of_title(files: Sequence[FoundFile], paths: Sequence[Path]) -> str:
    """Return the likeliest name of a title: the folder chosen, else what most file names start with."""
    reader = name_reader()
    if len(paths) == 1 and paths[0].is_dir():
        return reader.title_of_folder(legible(paths[0].resolve().name))
    heads = Counter(filter(None, (reader.read(legible(file.path.name)).title for file in files)))
    if heads:
        return heads.most_common(1)[0][0]
    return reader.title_of_folder(legible(files[0].path.resolve().parent.name)) if files else ""


def _below(folder: Path, job: JobContext) -> list[FoundFile]:
    closed: list[OSError] = []
    found: list[FoundFile] = []
    outside = outside_finder()
    telling = _telling(folder)
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        job.check()
        inner = Path(parent).relative_to(folder).parts
        for name in list(folders):
            notice = outside.of_folder(legible(name))
            if notice is not None:
                folders.remove(name)
                found.append(FoundFile(path=Path(parent, name), name=legible("/".join((*inner, name))), outside=notice))
        for name in names:
            path = Path(parent, name)
            if _may_be_file(path):
                shown = legible("/".join((*inner, name)))
                notice = outside.of_file(legible(name))
                found.append(FoundFile(path=path, name=shown, folders=(*telling, *inner), outside=notice))
    found += [_closed(folder, error) for error in closed]
    return sorted(found, key=lambda file: _natural(str(file.path)))


def _closed(folder: Path, error: OSError) -> FoundFile:
    path = Path(error.filename)
    facts = {"path": legible(path), "detail": error.strerror or type(error).__name__}
    name = legible("/".join(path.relative_to(folder).parts) or path.name)
    return FoundFile(path=path, name=name, refusal=Notice(code="item.unreadable", facts=facts))


def _with_unfinished(files: list[FoundFile]) -> list[FoundFile]:
    """Mark the files whose downloader says beside them that they are not whole yet."""
    beside = {file.path.with_suffix("") for file in files if OutsideFinder.stands_beside(file.path.name)}
    if not beside:
        return files
    unfinished = Notice(code="import.unfinished")
    return [replace(file, outside=unfinished) if file.path in beside else file for file in files]


def _may_be_file(path: Path) -> bool:
    """Tell whether a path can be looked at as a file: pipes and devices cannot; what cannot be asked is refused when it is read."""
    try:
        return path.is_file()
    except OSError:
        return True


def _telling(folder: Path) -> tuple[str, ...]:
    """Return the chosen folder's own name where it names a language or an episode, as when `en` is chosen."""
    name = legible(folder.resolve().name)
    return (name,) if name_reader().folder_tells(name) else ()


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdecimal() else (-1, part.casefold()) for part in re.split(r"(\d+)", text) if part)
