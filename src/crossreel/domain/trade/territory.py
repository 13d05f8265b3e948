"""Territories that people write one after the other."""

from collections.abc import Collection

from crossreel.domain.errors import BadInput
from crossreel.domain.text.listed import words_of
from crossreel.domain.trade.right import WORLD, territory_code


def read_territories(written: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the codes of territories that are written with commas or blanks between them, each once.

    Raises:
        BadInput: one of them is none.
    """
    found: dict[str, None] = {}
    for part in (part for word in words_of(written) for part in word.split()):
        code = territory_code(part)
        if code != WORLD and code not in known:
            raise BadInput("records.bad_territory", written=part)
        found[code] = None
    return tuple(found)
