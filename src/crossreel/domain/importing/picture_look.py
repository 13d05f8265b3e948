"""Which of several pictures of one episode is wanted."""

from enum import StrEnum


class Preference(StrEnum):
    """Which of several files for one place is wanted. The first preference that tells them apart decides."""

    CLEAN = "clean"
    TEXTLESS = "textless"
    BURNED = "burned"
    DUBBED = "dubbed"
    NEWEST = "newest"
    P1080 = "1080p"
    P720 = "720p"


QUALITY_OF = {Preference.P1080: 1080, Preference.P720: 720}
