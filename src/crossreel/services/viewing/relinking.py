"""Finding videos that were moved or renamed, by their content."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from crossreel.domain.catalog.content_key import file_key
from crossreel.domain.catalog.version import Version
from crossreel.domain.item import Item
from crossreel.kernel.paths import legible
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import alone


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedVideos:
    """Where the videos of a title are now (`moved`), the files that hold them, and what could not be found or read."""

    title_id: int
    moved: tuple[Version, ...] = ()
    done: tuple[Item, ...] = ()
    failed: tuple[Item, ...] = ()


def found_by_content(media: Sequence[Version], folder: Path, work: JobContext) -> tuple[dict[int, Path], list[Item]]:
    """Return the files of a folder that hold given videos, by their rows' ids, and the files that could not be looked into."""
    from crossreel.media.probe import content_key

    wanted: dict[str, list[int]] = {}
    for each in media:
        if each.content_key:
            wanted.setdefault(file_key(each.content_key), []).append(each.id)
    sizes = {each.size_bytes for each in media}
    files = sorted(path for path in folder.rglob("*") if os.path.isfile(path))  # noqa: PTH113 - it answers every error
    found: dict[int, Path] = {}
    failed: list[Item] = []
    for index, path in enumerate(files):
        work.progress(index, len(files), legible(path.name))
        with alone(path.name) as attempt:
            if path.stat().st_size in sizes:
                found |= {media_id: path for media_id in wanted.get(content_key(path), ()) if media_id not in found}
        if attempt.failed:
            failed.append(attempt.item)
    return found, failed
