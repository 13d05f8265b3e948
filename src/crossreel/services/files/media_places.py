"""Where the videos of a catalog are: the one module that writes their places and looks for them."""

import os
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from crossreel.domain.catalog.version import Version
from crossreel.domain.picture.media_place import follow, read, way, written


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A place as it stands in the catalog: in full, and as a way from the catalog's folder, "" where none leads there."""

    path: str
    relative_path: str


class MediaPlaces:
    """The folders that ways to videos start from, of one catalog.

    The first is the folder that the catalog file really stands in, links resolved: what is written is relative to it. The folders
    of its other names are tried as well, for older catalogs, and for videos that stand beside a link to the catalog.

    Args:
        catalog: the catalog file, as it was opened.
    """

    def __init__(self, catalog: Path) -> None:
        given = catalog.absolute()
        folders = (given.resolve().parent, given.parent.resolve(), Path(os.path.normpath(given.parent)))
        self._folders = tuple(dict.fromkeys(folders))

    def written(self, file: Path) -> Written:
        """Return how a video's place is written: relative as it was given where that stays in the catalog's folder, else as it
        really is, so that links inside that folder move with it and links outside need not."""
        real = file.resolve()
        given = Path(os.path.normpath(file.absolute()))
        found = next((each for folder in self._folders if (each := _inside(folder, given)) is not None), None)
        if found is None or not _same(self._folders[0] / found, real):
            found = way(self._folders[0], real)
        return Written(path=written(real), relative_path=written(found) if found is not None else "")

    def put(self, media: Version, file: Path) -> Version:
        """Return a video's row with another place."""
        place = self.written(file)
        return replace(media, path=place.path, relative_path=place.relative_path)

    def find(self, media: Version | None) -> Path | None:
        """Return where a video is now: on the way from the catalog, else at its full path; None where it is at neither.

        A name is the same in whatever Unicode form a disk has it: one that was copied from a Mac may have its letters apart.
        """
        tried = self.tried(media)
        there = next((path for path in tried if os.path.isfile(path)), None)  # noqa: PTH113 - it answers every error
        return there or next((found for path in tried if (found := _in_another_form(path)) is not None), None)

    def tried(self, media: Version | None) -> tuple[Path, ...]:
        """Return the places where a video is looked for, in order."""
        if media is None:
            return ()
        found = [Path(read(media.path))] if media.path else []
        if media.relative_path:
            relative = Path(read(media.relative_path))
            found = [*(follow(folder, relative) for folder in self._folders), *found]
        return tuple(dict.fromkeys(found))


def _in_another_form(path: Path) -> Path | None:
    """Return the file of a path whose names are composed otherwise on the disk, None where there is none."""
    if unicodedata.normalize("NFD", str(path)) == unicodedata.normalize("NFC", str(path)):
        return None
    found = Path(path.anchor)
    for part in path.parts[len(found.parts) :]:
        following = found / part
        if not os.path.lexists(following):
            try:
                names = sorted(each.name for each in os.scandir(found))
            except OSError:
                return None
            form = unicodedata.normalize("NFC", part)
            like = next((name for name in names if unicodedata.normalize("NFC", name) == form), None)
            if like is None:
                return None
            following = found / like
        found = following
    return found if os.path.isfile(found) else None  # noqa: PTH113 - it answers every error


def _inside(folder: Path, file: Path) -> Path | None:
    found = way(folder, file)
    return found if found is not None and ".." not in found.parts else None


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
