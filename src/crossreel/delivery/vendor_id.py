"""Vendor ids: what a store in Apple's manner calls an episode, and the folder of its files."""

import re

from crossreel.delivery.subject import Subject
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.listing import Scheme
from crossreel.domain.delivery import Profile

VENDOR_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_]*")
FOLDER = ".itmsp"


def vendor_id(subject: Subject, profile: Profile, episode: Episode) -> str:
    """Return the buyer's own id of an episode where one is kept, else one made of the title's code: `HEIR_S01E001`."""
    kept = (each for each in subject.identifiers if each.episode_id == episode.id and each.scheme is Scheme.BUYER)
    own = next((each.value for each in kept if each.buyer == profile.buyer), "")
    return own or f"{subject.title.code}_S01E{episode.number:03d}"


def is_vendor_id(text: str) -> bool:
    """Tell whether a text is letters, digits and underscores, and begins with no underscore."""
    return VENDOR_ID.fullmatch(text) is not None
