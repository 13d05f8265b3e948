"""What makes the files of a cell what they are beside its words and times."""

import hashlib

from crossreel.domain.delivery import Profile
from crossreel.domain.redelivery import Made


def recipe_of(profile: Profile) -> str:
    """Return the digest of the formats that a buyer gets, with what their writers are told."""
    told = sorted(
        f"{each.format_id} {each.for_scripts} {sorted((name, repr(value)) for name, value in each.options.items())}"
        for each in profile.formats
    )
    if profile.narratives_in_full:
        told.append("narratives_in_full")
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def made_by(profile: Profile) -> Made:
    """Return how files are made for a buyer."""
    return Made(recipe=recipe_of(profile), profile=f"{profile.id} {profile.version}")
