"""The delivery profiles, read with what the formats here can do."""

from pathlib import Path

from crossreel.delivery.registry import profiles
from crossreel.domain.delivery import Profile
from crossreel.formats.registry import formats


def read_profiles(folder: Path | None = None) -> tuple[Profile, ...]:
    """Return the profiles of a folder, by id; None for those that ship.

    Raises:
        BadInput: a profile cannot be read; the facts name file and key.
    """
    return profiles({each.id: each.options for each in formats() if each.writable}, folder)
