"""What somebody asks of a writer beside what the catalog or the file says: options by name, as a delivery profile has them."""

import time
from collections.abc import Mapping
from dataclasses import replace

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import WriteOptions
from crossreel.domain.text.write_option import read_written
from crossreel.formats.format import Format

FILLED = frozenset({"language", "day"})
"""Options that nobody has to ask for: they follow from what is written and when."""


def read_asked(written: Mapping[str, str], chosen: Format) -> dict[str, object]:
    """Return options as they were typed in their own types.

    Raises:
        BadInput: the format has no such option, or the value is none for it.
    """
    known = sorted(chosen.options - FILLED)
    found: dict[str, object] = {}
    for name, value in written.items():
        if name not in known:
            raise BadInput("format.no_option", format=chosen.title, name=name, known=known)
        try:
            found[name] = read_written(name, value)
        except (ValueError, KeyError):
            raise BadInput("format.bad_option", format=chosen.title, name=name, value=value) from None
    return found


def with_asked(options: WriteOptions, asked: Mapping[str, object]) -> WriteOptions:
    """Return options with those that were asked for, and the day where nobody said one."""
    return replace(options, day=options.day or time.strftime("%Y%m%d"), **asked)  # type: ignore[arg-type]
