"""Under which key what was worked out of a file is kept: that of the file that was read, whatever the catalog says. No use case."""

from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.catalog.content_key import stream_key
from crossreel.domain.catalog.version import Version

if TYPE_CHECKING:
    from crossreel.media.cache import MediaCache


def key_now(cache: "MediaCache", media: Version, path: Path) -> str:
    """Return the key of what a version is read from now; "" where nothing is kept of it.

    Another file may stand in the place of the one that the catalog knows: what comes of it must not be taken for the other's.

    Raises:
        OSError: the file cannot be read.
    """
    from crossreel.media.file_keys import file_key

    if not media.content_key:
        return ""
    key = file_key(cache, path)
    return key if media.stream is None else stream_key(key, media.stream)
