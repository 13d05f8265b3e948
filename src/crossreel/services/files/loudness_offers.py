"""The targets of loudness that ship, and those that delivery profiles ask for."""

import tomllib
from collections.abc import Iterable
from functools import lru_cache

from crossreel.domain.delivery import Profile
from crossreel.domain.quality.loudness_choice import LoudnessOffer
from crossreel.domain.quality.media_limits import LoudnessTarget
from crossreel.kernel.paths import resource


def loudness_offers(profiles: Iterable[Profile]) -> tuple[LoudnessOffer, ...]:
    """Return what a title can be judged by: the profiles that want a loudness, then what ships."""
    shipped = shipped_offers()
    taken = {each.id for each in shipped}
    wanted = ((each, each.loudness) for each in profiles if each.id not in taken)
    return (*(LoudnessOffer(id=each.id, name=each.name, target=target) for each, target in wanted if target is not None), *shipped)


@lru_cache(maxsize=1)
def shipped_offers() -> tuple[LoudnessOffer, ...]:
    """Return the targets that come with the program, read once.

    Raises:
        KeyError: one has no source, or lacks a figure.
    """
    listed = tomllib.loads(resource("loudness.toml").read_text("utf-8"))
    return tuple(
        LoudnessOffer(
            id=id, name="", target=LoudnessTarget(**{name: told[name] for name in ("integrated", "tolerance", "true_peak")})
        )
        for id, told in listed.items()
        if told["source"]
    )
