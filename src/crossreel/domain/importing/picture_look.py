"""How the pictures of one episode differ: with or without text burned in, dubbed, larger or smaller; and which one is wanted."""

from enum import StrEnum


class Look(StrEnum):
    """What was done to a picture or a sound. Burned-in words and dubbed speech are in a language of their own."""

    UNKNOWN = "unknown"
    CLEAN = "clean"
    BURNED = "burned"
    TEXTLESS = "textless"
    DUBBED = "dubbed"
    EFFECTS = "effects"


class Preference(StrEnum):
    """Which of several files for one place is wanted. The first preference that tells them apart decides."""

    CLEAN = "clean"
    TEXTLESS = "textless"
    BURNED = "burned"
    DUBBED = "dubbed"
    NEWEST = "newest"
    P1080 = "1080p"
    P720 = "720p"


LOOK_ORDER = (Look.CLEAN, Look.TEXTLESS, Look.UNKNOWN, Look.DUBBED, Look.BURNED, Look.EFFECTS)
"""Which picture an episode is worked on where nothing else is preferred: text burned in would stand below our own."""

QUALITY_OF = {Preference.P1080: 1080, Preference.P720: 720}
