"""The delivery profiles, read with what the formats here can do."""

from collections.abc import Iterable
from pathlib import Path

from crossreel.delivery import registry
from crossreel.delivery.profile import Vocabulary
from crossreel.domain.delivery import Profiles
from crossreel.domain.trade.kept_profile import KeptProfile
from crossreel.formats.registry import formats


def vocabulary() -> Vocabulary:
    """Return what profiles may name here."""
    return registry.vocabulary({each.id: each.options for each in formats() if each.writable})


def read_profiles(folder: Path | None = None, kept: Iterable[KeptProfile] = ()) -> Profiles:
    """Return the profiles of a folder (None: those that ship) and those kept, and what is wrong with those that cannot be read."""
    return registry.profiles(vocabulary(), folder, kept)
