"""Finding the pictures and sounds of a title that a delivery may bring along, and whether they are those that the catalog knows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from crossreel.delivery.masters import VIDEO
from crossreel.delivery.subject import MasterFile
from crossreel.domain.catalog.version import Version
from crossreel.domain.delivery import Profile
from crossreel.domain.trade.profile_parts import REFERENCE
from crossreel.domain.views.grid import Matrix
from crossreel.kernel.paths import legible
from crossreel.services.episode.on_picture import outdated_masters
from crossreel.services.files.media_places import MediaPlaces
from crossreel.services.files.media_readings import is_replaced
from crossreel.services.single_item import alone
from crossreel.storage.unit_of_work import UnitOfWork

SOUNDS = "sound_list"
"""The content that tells of every sound of the title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Masters:
    """The versions whose files are there: by episode number, and the path of each by the version's id."""

    files: Mapping[int, tuple[MasterFile, ...]] = field(default_factory=dict)
    paths: Mapping[int, Path] = field(default_factory=dict)

    @property
    def references(self) -> dict[int, Path]:
        """The files that episodes are timed to, by episode number."""
        found = ((number, each.version) for number, files in self.files.items() for each in files)
        return {number: self.paths[version.id] for number, version in found if version.is_reference}


def read_masters(uow: UnitOfWork, matrix: Matrix, profile: Profile, catalog: Path, cache_folder: Path | None) -> Masters:
    """Return the references of all episodes, and where the profile names other versions or lists all sounds, those too.

    Of files that are no reference the content key is looked at here; of references `read_media_states` knows more.
    """
    places, numbers = MediaPlaces(catalog), {row.episode.id: row.episode.number for row in matrix.rows}
    versions: Iterable[Version] = [row.media for row in matrix.rows if row.media is not None]
    others = VIDEO in profile.include and set(profile.picture.versions) != {REFERENCE}
    if others or SOUNDS in profile.include:
        versions = uow.where(Version, episode_id=list(numbers))
    versions = list(versions)
    outdated = outdated_masters(uow, matrix.title.id, versions)
    files: dict[int, list[MasterFile]] = {}
    paths: dict[int, Path] = {}
    for version in versions:
        path = places.find(version)
        if path is not None:
            paths[version.id] = path
            files.setdefault(numbers[version.episode_id], []).append(
                replace(_file(version, path, cache_folder), outdated=version.id in outdated)
            )
    return Masters(files={number: tuple(each) for number, each in files.items()}, paths=paths)


def _file(version: Version, path: Path, cache_folder: Path | None) -> MasterFile:
    replaced = False
    if not version.is_reference:
        with alone(str(version.id)):
            replaced = is_replaced(version, key_now(path, cache_folder))
    extension = path.suffix.lstrip(".").lower()
    return MasterFile(version=version, extension=extension, name=legible(path.name), replaced=replaced)


def key_now(path: Path, cache_folder: Path | None) -> str:
    """Return the content key that a file has now; where its size and time are what they were, nothing is read."""
    from crossreel.media.cache import MediaCache
    from crossreel.media.file_keys import file_key
    from crossreel.media.probe import content_key

    return content_key(path) if cache_folder is None else file_key(MediaCache(cache_folder), path)
