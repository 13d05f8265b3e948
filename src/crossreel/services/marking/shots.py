"""Shot changes: found in the videos of a title, set, moved and removed by people, and handed to what needs them.

What is found costs time and is kept by content, so that a moved video has it still; what people say is in the catalog.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.version import Version
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput, Fact, NotFound
from crossreel.domain.item import Item
from crossreel.domain.picture import shots as laws
from crossreel.domain.picture.mark import Mark, Span
from crossreel.domain.picture.media_place import read
from crossreel.domain.picture.shot_list import ShotListKind
from crossreel.domain.picture.shots import NO_SHOTS, MarkChange, Shots, shots_of
from crossreel.domain.report import Report
from crossreel.domain.text.timecode import frames_ms
from crossreel.kernel.paths import legible
from crossreel.services.files.media_keys import key_now
from crossreel.services.files.media_places import MediaPlaces
from crossreel.services.files.title_videos import over_videos
from crossreel.services.jobs import JobContext
from crossreel.services.marking.lists import read_list, write_list
from crossreel.storage.database import Database
from crossreel.storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from crossreel.media.cache import MediaCache
    from crossreel.media.frame_times import FrameTimes

Law = Callable[[Shots, int], MarkChange]


class Marking:
    """The shot changes of one catalog.

    Args:
        database: the catalog.
        cache_folder: where what was found is kept.
    """

    def __init__(self, database: Database, *, cache_folder: Path | None = None) -> None:
        self._database = database
        self._cache_folder = cache_folder
        self._cache: MediaCache | None = None

    def shots(self, episode_id: int) -> Shots:
        """Return the shot changes of an episode, as far as somebody set or found them."""
        with self._database.read() as uow:
            media, own = _read(uow, episode_id)
        return NO_SHOTS if media is None else shots_of(self.found(media), own, media.content_key)

    def found(self, media: Version) -> tuple[Span, ...] | None:
        """Return what was found in a video, None where nobody has looked yet."""
        return self._media_cache().shots(media.content_key, media.cut) if media.content_key else None

    def find(self, media: Version, job: JobContext | None = None, *, again: bool = False) -> tuple[Span, ...]:
        """Find the shot changes of a video, or return those that are kept.

        Args:
            media: the video.
            job: how far it is, and whether to stop.
            again: whether to look again where somebody has looked.

        Raises:
            NotFound: the video is not there, and nothing is kept.
            BadInput: it cannot be read.
            Cancelled: the user cancelled; nothing is kept.
        """
        from crossreel.media.cache import spans_within
        from crossreel.media.shots import read_shots

        kept = None if again else self.found(media)
        if kept is not None:
            return kept
        path = MediaPlaces(self._database.path).find(media)
        if path is None:
            raise NotFound("previewing.offline", path=legible(read(media.path)))
        work, cache = job or JobContext(), self._media_cache()
        key = key_now(cache, media, path)
        kept = None if again or key in ("", media.content_key) else cache.shots(key, media.cut)
        if kept is not None:
            return kept
        times_ms = read_shots(path, check=work.check, progress=lambda done, total: work.progress(done, total))
        made = tuple(Span(start_ms=at_ms, end_ms=at_ms) for at_ms in times_ms)
        if key:
            cache.put_shots(key, made)
        return spans_within(made, media.cut)

    def find_all(self, title_id: int, job: JobContext | None = None, *, again: bool = False) -> Report:
        """Find the shot changes of every video of a title; one bad video never stops the rest.

        Raises:
            Cancelled: the user cancelled; what was found stays.
        """
        work = job or JobContext()
        quiet = replace(work, on_progress=lambda done, total, what: None)

        def find(media: Version, name: str) -> Item:
            return Item(name=name, code="marking.found", facts={"count": len(self.find(media, quiet, again=again))})

        return over_videos(self._database, title_id, work, find)

    def add(self, episode_id: int, at_ms: int) -> Edit:
        """Say that a shot begins at a time; nothing where one stands within half a frame.

        Raises:
            BadInput: the episode has no video, or it is not that long.
        """
        return self._change(
            "edit.add_shot", episode_id, lambda shots, near_ms: laws.added(shots, at_ms, near_ms), {"at_ms": at_ms}, at_ms
        )

    def remove(self, episode_id: int, at_ms: int) -> Edit:
        """Say that no shot begins at a time; also when it is found again.

        Raises:
            NotFound: there is no shot change within half a frame.
        """

        def law(shots: Shots, near_ms: int) -> MarkChange:
            return _something(laws.removed(shots, at_ms, near_ms), at_ms)

        return self._change("edit.remove_shot", episode_id, law, {"at_ms": at_ms})

    def move(self, episode_id: int, from_ms: int, to_ms: int) -> Edit:
        """Say that a shot begins at another time.

        Raises:
            NotFound: there is no shot change within half a frame of the first time.
            BadInput: the episode has no video, or it is not that long.
        """

        def law(shots: Shots, near_ms: int) -> MarkChange:
            return _something(laws.moved(shots, from_ms, to_ms, near_ms), from_ms)

        return self._change("edit.move_shot", episode_id, law, {"at_ms": from_ms, "to_ms": to_ms}, to_ms)

    def reset(self, episode_id: int) -> Edit:
        """Take back what people said of the shot changes of an episode: what is found is what stands."""
        return self._change("edit.reset_shots", episode_id, lambda shots, _near_ms: laws.as_found(shots), {})

    def import_list(self, episode_id: int, path: Path, *, instead: bool = True) -> Edit:
        """Take in a file with shot changes, see `formats/shot_lists.py`.

        Args:
            episode_id: the episode.
            path: the file.
            instead: whether the list stands for all there are, or is added to them.

        Raises:
            BadInput: the episode has no video; the file cannot be read, or is no such list; the video is shorter.
        """
        media = self._media(episode_id)
        listed = read_list(path, media, self._uneven(media))
        facts: dict[str, Fact] = {"count": len(listed), "name": legible(path.name)}

        def law(shots: Shots, near_ms: int) -> MarkChange:
            return laws.taken(shots, listed, near_ms, instead=instead)

        return self._change("edit.import_shots", episode_id, law, facts, *listed[-1:])

    def export_list(self, episode_id: int, path: Path, kind: ShotListKind) -> Report:
        """Write the shot changes of an episode to a file.

        Raises:
            BadInput: the episode has no video, or nothing can be written there.
        """
        media = self._media(episode_id)
        times_ms = self.shots(episode_id).times_ms
        write_list(path, kind, times_ms, media, self._uneven(media))
        return Report(done=(Item(name=legible(path), code="marking.written", facts={"count": len(times_ms)}),))

    def _media(self, episode_id: int) -> Version:
        with self._database.read() as uow:
            episode = uow.get(Episode, episode_id)
            media, _own = _read(uow, episode_id)
        if media is None:
            raise BadInput("marking.no_video", episode=episode.number)
        return media

    def _uneven(self, media: Version) -> "FrameTimes | None":
        """Return the times of the frames of a video where these last unevenly long, as far as it is there."""
        from crossreel.media.frame_times import read_frame_times

        path = MediaPlaces(self._database.path).find(media) if media.variable_frame_rate else None
        return None if path is None else read_frame_times(path).within(media.cut)

    def _change(self, label: str, episode_id: int, law: Law, facts: Mapping[str, Fact], *inside_ms: int) -> Edit:
        with self._database.edit(EditHeader(label=label, title_id=None)) as open_edit, open_edit.part() as uow:
            episode = uow.get(Episode, episode_id)
            open_edit.describe(episode.title_id, {"episode": episode.number, **facts})
            media, own = _read(uow, episode_id)
            if media is None:
                raise BadInput("marking.no_video", episode=episode.number)
            if any(not 0 <= at_ms <= (media.duration_ms or at_ms) for at_ms in inside_ms):
                raise BadInput("marking.outside", seconds=media.duration_ms // 1000)
            change = law(shots_of(self.found(media), own, media.content_key), near_ms(media))
            _write(uow, media, change)
        return open_edit.edit

    def _media_cache(self) -> "MediaCache":
        from crossreel.media.cache import MediaCache

        if self._cache is None:
            self._cache = MediaCache(self._cache_folder)
        return self._cache


def near_ms(media: Version) -> int:
    """Return how far apart two times may be that mean the same frame: half of one."""
    return frames_ms(1, media.frame_rate) // 2


def _read(uow: UnitOfWork, episode_id: int) -> tuple[Version | None, list[Mark]]:
    media = next(iter(uow.where(Version, episode_id=episode_id, is_reference=True)), None)
    return media, uow.where(Mark, episode_id=episode_id) if media is not None else []


def _write(uow: UnitOfWork, media: Version, change: MarkChange) -> None:
    uow.remove_all(change.removed)
    uow.put_all(
        replace(mark, id=uow.new_id(), episode_id=media.episode_id, content_key=media.content_key)
        if mark.id == laws.UNMADE
        else mark
        for mark in change.put
    )


def _something(change: MarkChange, at_ms: int) -> MarkChange:
    if not change.put and not change.removed:
        raise NotFound("marking.no_shot", at_ms=at_ms)
    return change
