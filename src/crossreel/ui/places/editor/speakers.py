"""The colour of a speaker, the same in table and boxes."""

from PySide6.QtGui import QColor

from crossreel.domain.views.grid import EpisodeSheet
from crossreel.ui.kit import theme

HUES = (265, 30, 150, 330, 200, 55, 290, 105, 10, 225)
SATURATION = 150
LIGHTNESS = {True: 178, False: 92}  # by whether the theme is dark


def colour_of(sheet: EpisodeSheet, speaker_id: int) -> QColor:
    """Return the colour of a character: by its place among those of the title, which stays when others are added."""
    places = sorted(sheet.speakers)
    at = places.index(speaker_id) if speaker_id in places else 0
    return QColor.fromHsl(HUES[at % len(HUES)], SATURATION, LIGHTNESS[theme.active().dark])
