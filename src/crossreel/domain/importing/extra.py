"""What comes beside the episodes of a title: trailers, takes that went wrong, music."""

from enum import StrEnum


class ExtraKind(StrEnum):
    """What a file is that is no episode though it may carry a number."""

    TRAILER = "trailer"
    TEASER = "teaser"
    PROMO = "promo"
    BEHIND_THE_SCENES = "behind-the-scenes"
    OUTTAKES = "outtakes"
    SPECIAL = "special"
    COMPILATION = "compilation"
    MUSIC = "music"
    INTERVIEW = "interview"
    SAMPLE = "sample"
    OTHER = "other"
