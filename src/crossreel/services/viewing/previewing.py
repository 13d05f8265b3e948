"""Previewing: the picture, the caption on it, the waveform under it, and where the video is."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from crossreel.domain.catalog.cut import WHOLE, Cut
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.version import Version
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import BadInput, NotFound, Told, Unavailable
from crossreel.domain.item import Item
from crossreel.domain.picture.caption import Caption, Peaks, Picture, default_style, weigh
from crossreel.domain.picture.media_place import read
from crossreel.domain.picture.picture_file import PictureFile
from crossreel.domain.picture.player import Player
from crossreel.domain.picture.safe_zone import SafeZone
from crossreel.domain.report import Report
from crossreel.kernel.kept import Kept
from crossreel.kernel.paths import legible
from crossreel.services.files.media_keys import key_now
from crossreel.services.files.media_places import MediaPlaces
from crossreel.services.files.presets import shipped_zones
from crossreel.services.jobs import JobContext
from crossreel.services.viewing.relinking import MovedVideos, found_by_content
from crossreel.storage import queries
from crossreel.storage.database import Database

if TYPE_CHECKING:
    from crossreel.media.cache import MediaCache
    from crossreel.media.frame_times import FrameTimes
    from crossreel.media.vlc_engine import VlcEngine

PEAKS_PER_SECOND = 600  # ten for a frame of 60 a second, twenty for one of 30
COARSE_PER_SECOND = 100  # of what versions before kept
CAPTION_BYTES = 6 << 20
TIMES_BYTES = 2 << 20
FRAME_HEIGHT = 1280
MOST_BYTES = 32 << 20
MOST_SIDE_PX = 10_000  # what the largest stores take
POSTER_HEIGHTS = (96, 960)  # of lists, and of the picture where the video is not there; the large one brings the small one along


class Previewing:
    """Loads Qt's text engine, FFmpeg and libVLC only when something of theirs is asked for."""

    def __init__(self, database: Database, *, cache_folder: Path | None = None) -> None:
        self._database = database
        self._cache_folder = cache_folder
        self._cache: MediaCache | None = None
        self._engine: VlcEngine | None = None
        self._lock = Lock()
        self._times: Kept[tuple[Path, int, int], FrameTimes] = Kept(TIMES_BYTES, lambda times: len(times.ticks) * 8)
        self._captions: Kept[tuple[object, ...], Picture | None] = Kept(CAPTION_BYTES, weigh)

    def open_player(self) -> Player:
        """Return a new player; the caller closes it.

        Raises:
            Unavailable: libVLC is not on this computer; says what to install.
        """
        from crossreel.media.vlc_engine import VlcEngine
        from crossreel.media.vlc_player import VlcPlayer

        with self._lock:
            if self._engine is None:
                self._engine = VlcEngine()
        return VlcPlayer(self._engine, self._frame_times)

    def close(self) -> None:
        """Let libVLC go; players are closed before."""
        with self._lock:
            if self._engine is not None:
                self._engine.close()
            self._engine = None

    def player_problem(self) -> Told | None:
        """Return what keeps pictures from playing on this computer, None where they play."""
        try:
            self.open_player().close()
        except Unavailable as error:
            return Told(error.code, error.facts)
        return None

    def caption_picture(self, text: str, language: str, width: int, height: int, placement: str = "") -> Picture | None:
        """Return the caption of a text for a frame of `width` x `height`, None where there is nothing to see. Kept for a while."""
        from crossreel.rendering import caption

        key = (text, language, width, height, placement)
        with self._lock:
            if key in self._captions:
                return self._captions[key]
        made = caption.paint(text, language, default_style(width, height), width, height, placement)
        with self._lock:
            self._captions[key] = made
        return made

    def layout(self, text: str, language: str, placement: str = "", *, width: int = 1080, height: int = 1920) -> Caption:
        """Return the lines of a caption with their widths and boxes in canvas pixels."""
        from crossreel.rendering import caption

        return caption.layout(text, language, default_style(width, height), placement)

    def media_path(self, media: Version) -> Path | None:
        """Return where a video is now: beside the catalog first, then where it was; None when it is nowhere."""
        return MediaPlaces(self._database.path).find(media)

    def still(self, media: Version, at_ms: int, height: int) -> Picture:
        """Return the frame shown at a time, `height` pixels high.

        Raises:
            NotFound: the video is not there.
            BadInput: it cannot be read.
        """
        from crossreel.media.frames import FrameReader

        path = self._path(media)
        with FrameReader(path, self._frame_times(path), cut=media.cut) as reader:
            return reader.still(at_ms, height)

    def frame_file(self, media: Version, at_ms: int) -> PictureFile:
        """Return the frame shown at a time as a JPEG of at most `FRAME_HEIGHT` pixels in height.

        Raises:
            NotFound: the video is not there.
            BadInput: it cannot be read.
        """
        from crossreel.rendering import picture_file

        return picture_file.as_jpeg(self.still(media, at_ms, min(FRAME_HEIGHT, media.height or FRAME_HEIGHT)))

    def read_picture(self, path: Path) -> PictureFile:
        """Read a picture file.

        Raises:
            BadInput: it cannot be read, or is no JPEG, PNG or WebP.
        """
        from crossreel.rendering import picture_file

        try:
            found = picture_file.look(path.read_bytes())
        except OSError as error:
            raise BadInput("format.cannot_open", path=legible(path), reason=error.strerror or str(error)) from error
        if found is None:
            raise BadInput("previewing.no_picture", name=legible(path.name))
        return found

    def read_whole_picture(self, path: Path) -> PictureFile:
        """Read a picture file that is to be handed on as it is.

        Raises:
            BadInput: as `read_picture`, or it is cut off, larger than `MOST_BYTES`, or longer on a side than `MOST_SIDE_PX`.
        """
        from crossreel.rendering import picture_file

        try:
            size_bytes = path.stat().st_size
        except OSError as error:
            raise BadInput("format.cannot_open", path=legible(path), reason=error.strerror or str(error)) from error
        if size_bytes > MOST_BYTES:
            raise BadInput("previewing.picture_heavy", name=legible(path.name), megabytes=size_bytes >> 20, limit=MOST_BYTES >> 20)
        found = self.read_picture(path)
        if max(found.width, found.height) > MOST_SIDE_PX:
            raise BadInput(
                "previewing.picture_wide", name=legible(path.name), width=found.width, height=found.height, limit=MOST_SIDE_PX
            )
        if not picture_file.is_whole(found):
            raise BadInput("previewing.picture_broken", name=legible(path.name))
        return found

    def poster(self, media: Version, height: int) -> Picture | None:
        """Return a small still of a video, kept on disk; None when there is neither the video nor a kept one."""
        from crossreel.media.poster import read_poster

        kept = self._media_cache().picture(media.content_key, poster_name(height, media.cut)) if media.content_key else None
        path = self.media_path(media) if kept is None else None
        if path is None:
            return kept
        key = key_now(self._media_cache(), media, path)
        if key not in ("", media.content_key) and (kept := self._media_cache().picture(key, poster_name(height, media.cut))):
            return kept
        heights = (height, *(each for each in POSTER_HEIGHTS if each < height))
        made = read_poster(path, heights, media.cut)
        if key:
            for each, picture in zip(heights, made, strict=True):
                self._media_cache().put_picture(key, poster_name(each, media.cut), picture)
        return made[0]

    def peaks(self, media: Version, job: JobContext | None = None) -> Peaks:
        """Return the waveform of a video, kept on disk by content key; empty for a silent one.

        A coarse one that is kept from a version before stands in while the video is not there; else it is worked out anew.

        Raises:
            NotFound: the video is not there and no waveform is kept.
            BadInput: it cannot be read.
            Cancelled: the user cancelled.
        """
        from crossreel.media.cache import peaks_within
        from crossreel.media.waveform import read_peaks

        cache, key = self._media_cache(), media.content_key
        kept = cache.peaks(key, PEAKS_PER_SECOND, media.cut) if key else None
        if kept is None and key and self.media_path(media) is None:
            kept = cache.peaks(key, COARSE_PER_SECOND, media.cut)
        if kept is not None:
            return kept
        work, path = job or JobContext(), self._path(media)
        key = key_now(cache, media, path)
        kept = cache.peaks(key, PEAKS_PER_SECOND, media.cut) if key not in ("", media.content_key) else None
        if kept is not None:
            return kept
        made = read_peaks(path, per_second=PEAKS_PER_SECOND, stream=media.stream, check=work.check)
        if key:
            cache.put_peaks(key, made)
        return peaks_within(made, media.cut)

    def prepare(self, media: Version) -> None:
        """Have what the player needs to know of a video that is likely to be shown next: it is there at once then."""
        path = self.media_path(media)
        if path is not None:
            self._frame_times(path)

    def step_ms(self, media: Version, at_ms: int, frames: int) -> int | None:
        """Return the time at which the frame `frames` after (or, negative, before) the one shown at `at_ms` begins.

        None where nobody has listed the frames of the video yet (`prepare` does), or it is not there: it never waits.
        """
        path = self.media_path(media)
        kept = self._kept_times(path) if path is not None else None
        return kept.within(media.cut).step_ms(at_ms, frames) if kept is not None else None

    def safe_zones(self) -> tuple[SafeZone, ...]:
        """Return the shipped safe zones, the drama app's first."""
        return shipped_zones().all()

    def relink(self, title_id: int, folder: Path, job: JobContext | None = None) -> Report:
        """Find the videos of a title in a folder, by content, whatever they are called now; one Edit.

        Raises:
            NotFound: there is no such folder.
            Cancelled: the user cancelled.
        """
        return self.put_videos(self.find_videos(title_id, folder, job))

    def find_videos(self, title_id: int, folder: Path, job: JobContext | None = None) -> MovedVideos:
        """Look for the videos of a title in a folder, by content. Nothing is written.

        Raises:
            NotFound: there is no such folder.
            Cancelled: the user cancelled.
        """
        if not folder.is_dir():
            raise NotFound("previewing.no_folder", path=legible(folder))
        with self._database.read() as uow:
            media = queries.versions(uow, title_id)
            numbers = {episode.id: episode.number for episode in uow.where(Episode, title_id=title_id)}
        places = MediaPlaces(self._database.path)
        found, failed = found_by_content(media, folder, job or JobContext())
        done = tuple(Item(name=legible(path.name)) for path in dict.fromkeys(found.values()))
        lost = [each for each in media if each.id not in found and places.find(each) is None]
        failed += [
            Item(name=Path(each.path).name, code="previewing.not_found", facts={"episode": numbers.get(each.episode_id, 0)})
            for each in lost
        ]
        moved = tuple(places.put(each, found[each.id]) for each in media if each.id in found)
        return MovedVideos(title_id=title_id, moved=moved, done=done, failed=tuple(failed))

    def put_videos(self, found: MovedVideos) -> Report:
        """Write where videos were found, as one Edit. An episode that was given another video meanwhile keeps that."""
        header = EditHeader(label="previewing.relink", title_id=found.title_id, facts={"count": len(found.moved)})
        with self._database.edit(header) as edit, edit.part() as uow:
            present = {each.id: each for each in uow.where(Version, id=[media.id for media in found.moved])}
            uow.put_all(
                replace(present[media.id], path=media.path, relative_path=media.relative_path)
                for media in found.moved
                if media.id in present and present[media.id].content_key == media.content_key
            )
        return Report(done=found.done, failed=found.failed, edit=edit.edit)

    def _path(self, media: Version) -> Path:
        path = self.media_path(media)
        if path is None:
            raise NotFound("previewing.offline", path=legible(read(media.path)))
        return path

    def _frame_times(self, path: Path, check: Callable[[], None] | None = None) -> "FrameTimes":
        """Return the times of a file's frames, kept for the videos used last: listing them reads the whole file."""
        from crossreel.media.frame_times import keep_going, read_frame_times

        if not path.is_file():
            return read_frame_times(path)  # which says why there is none
        kept = self._kept_times(path)
        if kept is not None:
            return kept
        key, made = _version(path), read_frame_times(path, check or keep_going)
        with self._lock:
            self._times[key] = made
        return made

    def _kept_times(self, path: Path) -> "FrameTimes | None":
        with self._lock:
            return self._times.get(_version(path))

    def _media_cache(self) -> "MediaCache":
        from crossreel.media.cache import MediaCache

        if self._cache is None:
            self._cache = MediaCache(self._cache_folder)
        return self._cache


def poster_name(height: int, cut: Cut = WHOLE) -> str:
    """Return the name a poster of a height is kept under, of a file or of a stretch of it."""
    return f"keyposter{height}{cut}"


def _version(path: Path) -> tuple[Path, int, int]:
    """Tell a file from what stood there before."""
    known = path.stat()
    return path, known.st_mtime_ns, known.st_size
