"""The codecs of burned-in masters that ship."""

import tomllib
from functools import lru_cache
from typing import Any

from crossreel.domain.burning.codec import BurnCodec
from crossreel.domain.errors import BadInput
from crossreel.kernel.paths import resource


@lru_cache(maxsize=1)
def burn_codecs() -> tuple[BurnCodec, ...]:
    """Return them in the order in which they are offered, read once.

    Raises:
        KeyError: one has no source.
    """
    listed = tomllib.loads(resource("burn_codecs.toml").read_text("utf-8"))
    found = []
    for id, told in listed.items():
        if told.pop("source"):
            values: dict[str, Any] = {name: tuple(each) if isinstance(each, list) else each for name, each in told.items()}
            found.append(BurnCodec(id=id, **values))
    return tuple(found)


def get_codec(id: str) -> BurnCodec:
    """Return the codec of an id.

    Raises:
        BadInput: there is none.
    """
    found = next((each for each in burn_codecs() if each.id == id), None)
    if found is None:
        raise BadInput("burning.unknown_codec", codec=id, known=[each.id for each in burn_codecs()])
    return found
