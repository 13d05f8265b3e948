"""The content key of a file as it is now: reckoned anew where its size or time is another than when it was reckoned last."""

import json
import os
import time
from pathlib import Path

from crossreel.media.cache import MediaCache
from crossreel.media.probe import content_key

SETTLED_NS = 2_000_000_000  # clocks of file systems are coarse: what was written this moment may be written again unseen


def file_key(cache: MediaCache, path: Path) -> str:
    """Return the content key of a file.

    Args:
        cache: remembers keys by place, size and time of the file.
        path: the file.

    Raises:
        OSError: it cannot be read.
    """
    known = path.stat()
    stamp = stamp_of(known)
    kept = cache.note(str(path), "key")
    if kept is not None:
        noted = json.loads(kept)
        if noted["stamp"] == stamp:
            return str(noted["key"])
    key = content_key(path)
    if time.time_ns() - known.st_mtime_ns > SETTLED_NS:
        cache.put_note(str(path), "key", json.dumps({"stamp": stamp, "key": key}))
    return key


def stamp_of(found: os.stat_result) -> list[int]:
    """Return what tells a file from what it is after somebody wrote it or put another in its place."""
    return [found.st_size, found.st_mtime_ns, found.st_ino, found.st_dev]
