"""The words people use for how far a line of a dub is, from `resources/dub_status.toml`."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache

from crossreel.domain.speech.dub_line import DubStatus
from crossreel.formats.tables.words import key_of
from crossreel.kernel.paths import resource


def find_status(written: str) -> DubStatus | None:
    """Return the status that a word means, None for one that nobody knows."""
    return _words().get(key_of(written))


@lru_cache(maxsize=1)
def _words() -> Mapping[str, DubStatus]:
    tables: Mapping[str, str] = tomllib.loads(resource("dub_status.toml").read_text("utf-8"))
    known = {key_of(word): DubStatus(status) for status, words in tables.items() for word in words.split("|")}
    return known | {key_of(status.value): status for status in DubStatus}
