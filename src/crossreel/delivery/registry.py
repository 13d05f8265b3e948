"""The profiles and packagers that are installed."""

from functools import cache
from pathlib import Path

from crossreel.delivery import packagers as folder
from crossreel.delivery.packager import Packager
from crossreel.delivery.profile import read_profile
from crossreel.domain.delivery import Profile
from crossreel.domain.errors import BadInput
from crossreel.kernel.paths import resource
from crossreel.kernel.plugins import discover


def profiles(where: Path | None = None) -> tuple[Profile, ...]:
    """Return all profiles, by id.

    Raises:
        BadInput: a file is no profile, or two claim one id.
    """
    found: dict[str, Profile] = {}
    for path in sorted((where or resource("delivery")).glob("*.toml")):
        profile = read_profile(path)
        if profile.id in found:
            raise BadInput("profile.id_twice", path=str(path), key=profile.id)
        found[profile.id] = profile
    return tuple(found[profile_id] for profile_id in sorted(found))


@cache
def packagers() -> dict[str, Packager]:
    """Return the packagers by the id that profiles include them by."""
    return {packager.id: packager for packager in discover(folder, "PACKAGER", Packager)}
