"""Which column of the matrix and of the editor a track stands in, see `text/column_name.py`."""

from collections.abc import Container

from crossreel.domain.cues.track import Role, Track
from crossreel.domain.text.column_name import FULL, SIGNS, column_name

BESIDE = (Role.SDH, Role.FORCED, Role.SIGNS, Role.SIGNS_TRANSLATION)
"""The roles of tracks that stand beside the whole subtitles of a language."""


def variant_of(role: Role) -> str:
    """Return the role of the column that a track stands in: "full" for source, template and translation."""
    return SIGNS if role.is_signs else role.value if role in BESIDE else FULL


def roles_in(variants: Container[str]) -> tuple[Role, ...]:
    """Return the roles of the tracks that stand in columns of some roles: source, template and translation in "full"."""
    return tuple(role for role in Role if variant_of(role) in variants)


def column_of(track: Track) -> str:
    """Return the name of the column that a track stands in."""
    return column_name(track.language, variant_of(track.role))
