"""Reading one picture or sound through, in whatever process: what is kept is taken, what is not is read and kept. No use case."""

import tomllib
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from crossreel.domain.catalog.content_key import file_key, stream_key, stream_of
from crossreel.domain.catalog.cut import Cut
from crossreel.domain.catalog.version import Version
from crossreel.domain.errors import CrossreelError
from crossreel.domain.quality.media_facts import MediaFacts
from crossreel.domain.quality.media_limits import MediaLimits, media_limits
from crossreel.domain.quality.media_reading import MediaReading
from crossreel.domain.quality.picture_laws import picture_facts
from crossreel.domain.quality.sound_laws import sound_facts
from crossreel.kernel.paths import resource

SOUND_ALONE = "s"
MOST_REMEMBERED = 512  # some kilobytes each


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingTask:
    """A file to be read through; plain, so that it may go to another process.

    `key` is the content key of the file as it is now, or of the one sound of it that is meant, `picture` whether its picture is
    looked at, `threads` how many decode it.
    """

    path: Path
    key: str
    cut: Cut
    picture: bool
    limits: MediaLimits
    cache_folder: Path
    threads: int = 1

    @property
    def levels(self) -> str:
        """What the figures are measured by, as a mark in the cache."""
        return self.limits.levels + ("" if self.picture else SOUND_ALONE)


def task_of(version: Version, path: Path, key: str, cache_folder: Path) -> ReadingTask:
    """Return how a version is read through, whose file has a content key now."""
    meant = key if version.stream is None else stream_key(key, version.stream)
    return ReadingTask(
        path=path, key=meant, cut=version.cut, picture=version.has_picture, limits=shipped_limits(), cache_folder=cache_folder
    )  # fmt: skip


def is_replaced(version: Version, key: str) -> bool:
    """Tell whether a file with a content key is not the one that a version was made of."""
    return bool(version.content_key) and file_key(version.content_key) != key


@lru_cache(maxsize=1)
def shipped_limits() -> MediaLimits:
    """Return the limits that come with the program, read once."""
    return media_limits(tomllib.loads(resource("media_qc.toml").read_text("utf-8")))


def kept_facts(task: ReadingTask) -> MediaFacts | None:
    """Return what a file comes to by figures that are kept, None where it was not read through yet."""
    with suppress(LookupError):
        return _facts_of_content(task.cache_folder, task.key, task.levels, task.cut, task.limits)
    return None


@lru_cache(maxsize=MOST_REMEMBERED)
def _facts_of_content(folder: Path, key: str, levels: str, cut: Cut, limits: MediaLimits) -> MediaFacts:
    """Return what content comes to; remembered, for a gate asks a title again and again.

    Raises:
        LookupError: nobody has read it through.
    """
    from crossreel.media.cache import MediaCache

    kept = MediaCache(folder).reading(key, levels, cut)
    if kept is None:
        raise LookupError(key)
    return facts_of(kept, limits)


def read_facts(task: ReadingTask) -> MediaFacts:
    """Read a file through, keep its figures, and return what they come to.

    Raises:
        NotFound: the file is not there.
        BadInput: it cannot be read.
    """
    from crossreel.media.cache import MediaCache
    from crossreel.media.reading import read_media

    cache = MediaCache(task.cache_folder)
    made = read_media(task.path, task.limits, cut=task.cut, picture=task.picture, stream=stream_of(task.key), threads=task.threads)
    cache.put_reading(task.key, task.levels, made, task.cut)
    if task.picture and cache.prints(task.key, task.cut) is None:
        _keep_prints(task)
    return facts_of(made, task.limits)


def facts_of(reading: MediaReading, limits: MediaLimits) -> MediaFacts:
    """Return what figures come to by the limits."""
    return MediaFacts(
        picture=picture_facts(reading.picture, limits) if reading.picture is not None else None,
        sound=sound_facts(reading.sound, limits) if reading.sound is not None else None,
    )


def _keep_prints(task: ReadingTask) -> None:
    """Take the prints of a picture while its file is at hand; a file that yields none is told of elsewhere."""
    from crossreel.media.cache import MediaCache
    from crossreel.media.prints import read_prints

    with suppress(CrossreelError):
        MediaCache(task.cache_folder).put_prints(task.key, read_prints(task.path, cut=task.cut), task.cut)
