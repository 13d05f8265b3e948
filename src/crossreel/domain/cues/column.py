"""Which column of the matrix and of the editor a track stands in, see `text/column_name.py`."""

from crossreel.domain.cues.track import Role, Track
from crossreel.domain.text.column_name import FULL, SIGNS, column_name

BESIDE = (Role.SDH, Role.FORCED, Role.SIGNS, Role.SIGNS_TRANSLATION)
"""The roles of tracks that stand beside the whole subtitles of a language."""


def variant_of(role: Role) -> str:
    """Return the role of the column that a track stands in: "full" for source, template and translation."""
    return SIGNS if role.is_signs else role.value if role in BESIDE else FULL


def column_of(track: Track) -> str:
    """Return the name of the column that a track stands in."""
    return column_name(track.language, variant_of(track.role))
