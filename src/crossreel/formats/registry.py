"""The subtitle formats at hand."""

from functools import lru_cache

from crossreel.domain.errors import NotFound
from crossreel.formats import codecs
from crossreel.formats.format import Format
from crossreel.kernel.plugins import discover


@lru_cache(maxsize=1)
def formats() -> tuple[Format, ...]:
    """Return every format, writable ones first, then by title. Codecs import their libraries only when they run."""
    found = discover(codecs, "FORMAT", Format)
    return tuple(sorted(found, key=lambda each: (not each.writable, each.script, each.title)))


def find(written: str) -> Format | None:
    """Return the format of an id or of a file extension ("srt", ".dfxp", "ebu_tt_d"), or None."""
    key = written.strip().lower().lstrip(".")
    for each in formats():
        if each.id in (key, key.replace("_", "-")):
            return each
    for each in formats():
        if key in each.extensions:
            return each
    return None


def get(written: str) -> Format:
    """Return the format of an id or of a file extension.

    Raises:
        NotFound: no format has that id or extension.
    """
    found = find(written)
    if found is None:
        raise NotFound("format.no_such", name=written, known=[each.id for each in formats()])
    return found
