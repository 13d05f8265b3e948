"""The delivery profiles, read with what the formats here can do."""

from pathlib import Path

from crossreel.delivery.registry import profiles
from crossreel.domain.delivery import Profiles
from crossreel.formats.registry import formats


def read_profiles(folder: Path | None = None) -> Profiles:
    """Return the profiles of a folder (None: those that ship), and what is wrong with those that cannot be read."""
    return profiles({each.id: each.options for each in formats() if each.writable}, folder)
