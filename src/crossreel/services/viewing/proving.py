"""Proving by their pictures what names say: that versions are the same edit, and that no picture stands under two numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.catalog.cut import Cut
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.version import Version
from crossreel.domain.errors import Fact
from crossreel.domain.importing.plan import ImportPlan, ItemKind
from crossreel.domain.importing.references import references_of
from crossreel.domain.item import Item
from crossreel.domain.report import Report
from crossreel.domain.text.document import Notice
from crossreel.kernel.paths import legible
from crossreel.services.files.media_keys import key_now
from crossreel.services.files.media_places import MediaPlaces
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import alone
from crossreel.storage import queries
from crossreel.storage.database import Database

if TYPE_CHECKING:
    from crossreel.media.cache import MediaCache
    from crossreel.media.prints import Prints

Doubts = Mapping[int, tuple[Notice, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Picture:
    """A picture to be compared: `key` is the id of its file in the plan, or of its version."""

    key: int
    episode: int
    name: str
    path: Path
    content_key: str
    cut: Cut
    is_reference: bool
    is_new: bool = True


class Proving:
    """Compares videos by a few of their pictures, which are kept by content.

    Args:
        database: the catalog.
        cache_folder: where prints are kept.
    """

    def __init__(self, database: Database, *, cache_folder: Path | None = None) -> None:
        self._database = database
        self._cache_folder = cache_folder
        self._cache: MediaCache | None = None

    def prove_plan(self, plan: ImportPlan, job: JobContext | None = None) -> Doubts:
        """Return what the pictures of an import raise doubts about, by the ids of its files; every video is there, with or without.

        Raises:
            Cancelled: the user cancelled.
        """
        pictures = [*self._coming(plan), *(self._there(plan.title_id) if plan.title_id is not None else ())]
        found: dict[int, list[Notice]] = {each.key: [] for each in pictures if each.is_new}
        for picture, notice in self._doubts(pictures, job or JobContext()):
            if picture.is_new:
                found[picture.key].append(notice)
        return {key: tuple(notices) for key, notices in found.items()}

    def prove_title(self, title_id: int, job: JobContext | None = None) -> Report:
        """Say which picture versions of a title are another edit than their reference, and which references are one picture.

        Raises:
            Cancelled: the user cancelled.
        """
        pictures, doubted, doubts = list(self._there(title_id)), set[int](), []
        for picture, notice in self._doubts(pictures, job or JobContext()):
            doubted.add(picture.key)
            doubts.append(Item(name=f"{picture.episode}: {picture.name}", code=notice.code, facts=notice.facts))
        done = [Item(name=f"{each.episode}: {each.name}") for each in pictures if each.key not in doubted]
        return Report(done=tuple(done), doubts=tuple(doubts))

    def kin(self, title_id: int, job: JobContext | None = None) -> Doubts:
        """Return what the pictures of a title raise doubts about, by the ids of versions.

        Raises:
            Cancelled: the user cancelled.
        """
        pictures = list(self._there(title_id))
        found: dict[int, list[Notice]] = {}
        for picture, notice in self._doubts(pictures, job or JobContext()):
            found.setdefault(picture.key, []).append(notice)
        return {key: tuple(notices) for key, notices in found.items()}

    def _coming(self, plan: ImportPlan) -> Iterator[_Picture]:
        references = references_of(plan)
        for item in plan.items:
            if item.kind is ItemKind.VIDEO and item.info is not None and item.may_claim:
                for number in item.numbers:
                    yield _Picture(
                        key=item.id, episode=number, name=item.name, path=Path(item.path), content_key=item.info.content_key,
                        cut=item.cut_of(number), is_reference=item.id in references,
                    )  # fmt: skip

    def _there(self, title_id: int) -> Iterator[_Picture]:
        with self._database.read() as uow:
            numbers = {episode.id: episode.number for episode in uow.where(Episode, title_id=title_id)}
            versions = queries.versions(uow, title_id)
        places = MediaPlaces(self._database.path)
        for version in versions:
            path = places.find(version) if version.has_picture else None
            if path is not None:
                yield _picture_of(version, numbers[version.episode_id], path, self._key(version, path))

    def _doubts(self, pictures: Sequence[_Picture], job: JobContext) -> Iterator[tuple[_Picture, Notice]]:
        prints: dict[int, Prints] = {}
        for at, picture in enumerate(pictures):
            job.progress(at, len(pictures), picture.name)
            with alone(picture.name):
                prints[at] = self._prints(picture, job)
        job.progress(len(pictures), len(pictures), "")
        chosen = _references(pictures)
        for at, picture in enumerate(pictures):
            reference = chosen.get(picture.episode)
            if reference is not None and reference != at and at in prints and reference in prints:
                yield from self._beside(picture, pictures[reference], prints[reference], prints[at], job)
        yield from _twice(pictures, {at: prints[at] for at in chosen.values() if at in prints})

    def _beside(
        self, picture: _Picture, reference: _Picture, first: "Prints", second: "Prints", job: JobContext
    ) -> Iterator[tuple[_Picture, Notice]]:
        from crossreel.media.prints import Kinship, compare, find_shift

        told = compare(first, second)
        facts: dict[str, Fact] = {"other": reference.name, "at_ms": told.from_ms, "agree": told.agree, "compared": told.compared}
        if told.kinship is Kinship.OTHER_EDIT:
            yield picture, Notice(code="import.other_edit", facts=facts)
        elif told.kinship is Kinship.OTHER_CONTENT:
            shift_ms = None
            with alone(picture.name):
                shift_ms = find_shift(first, picture.path, cut=picture.cut, check=job.check)
            if shift_ms is None:
                yield picture, Notice(code="import.other_content", facts=facts)
            else:
                code = "import.begins_later" if shift_ms > 0 else "import.begins_earlier"
                yield picture, Notice(code=code, facts={"other": reference.name, "seconds": abs(shift_ms) / 1000})

    def _key(self, version: Version, path: Path) -> str:
        """Return the content key of a file as it is now: another one may stand in its place."""
        from crossreel.media.cache import MediaCache

        self._cache = self._cache or MediaCache(self._cache_folder)
        with alone(legible(path.name)):
            return key_now(self._cache, version, path)
        return ""

    def _prints(self, picture: _Picture, job: JobContext) -> "Prints":
        from crossreel.media.cache import MediaCache
        from crossreel.media.prints import read_prints

        self._cache = self._cache or MediaCache(self._cache_folder)
        kept = self._cache.prints(picture.content_key, picture.cut) if picture.content_key else None
        if kept is not None:
            return kept
        made = read_prints(picture.path, cut=picture.cut, check=job.check)
        if picture.content_key:
            self._cache.put_prints(picture.content_key, made, picture.cut)
        return made


def _picture_of(version: Version, number: int, path: Path, key: str) -> _Picture:
    return _Picture(
        key=version.id, episode=number, name=legible(path.name), path=path, content_key=key, cut=version.cut,
        is_reference=version.is_reference, is_new=False,
    )  # fmt: skip


def _references(pictures: Sequence[_Picture]) -> dict[int, int]:
    """Return the place of the reference of each episode: what the catalog has before what comes in."""
    found: dict[int, int] = {}
    for at, picture in enumerate(pictures):
        if picture.is_reference and (picture.episode not in found or not picture.is_new):
            found[picture.episode] = at
    return found


def _twice(pictures: Sequence[_Picture], prints: Mapping[int, "Prints"]) -> Iterator[tuple[_Picture, Notice]]:
    from crossreel.media.prints import twins

    at = list(prints)
    for first, second in twins([prints[each] for each in at]):
        one, other = pictures[at[first]], pictures[at[second]]
        for picture, twin in ((one, other), (other, one)):
            yield picture, Notice(code="import.same_picture", facts={"other": twin.name, "episode": twin.episode})
