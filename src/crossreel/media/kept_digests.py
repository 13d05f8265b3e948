"""Hashes of files that were read from end to end once, kept while a file's size, time and place on the disk are what they were."""

import json
import os
import time
from collections.abc import Mapping
from pathlib import Path

from crossreel.media.cache import MediaCache
from crossreel.media.file_keys import SETTLED_NS, stamp_of

NAME = "digests"


class KeptDigests:
    """Remembers hashes by the place of a file; what became another file since is not known.

    Args:
        cache: where they are kept.
    """

    def __init__(self, cache: MediaCache) -> None:
        self._cache = cache

    def find(self, path: Path, found: os.stat_result) -> Mapping[str, str]:
        """Return the hashes that are known of a file as it is now, by kind."""
        kept = self._cache.note(str(path), NAME)
        if kept is None:
            return {}
        try:
            noted = json.loads(kept)
            return dict(noted["digests"]) if noted["stamp"] == stamp_of(found) else {}
        except (ValueError, KeyError, TypeError):
            return {}

    def keep(self, path: Path, found: os.stat_result, digests: Mapping[str, str]) -> None:
        """Remember hashes of a file that was like `found` before and after it was read, beside those of other kinds."""
        if time.time_ns() - found.st_mtime_ns > SETTLED_NS:
            known = {**self.find(path, found), **digests}
            self._cache.put_note(str(path), NAME, json.dumps({"stamp": stamp_of(found), "digests": known}))
