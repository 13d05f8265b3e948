"""Who speaks a row of the table and each cue of its cells, and the colour of a speaker, the same in table and boxes."""

from collections.abc import Sequence

from PySide6.QtGui import QColor

from crossreel.domain.cues.cue import Cue
from crossreel.domain.views.grid import CueRow, EpisodeSheet
from crossreel.ui.kit import theme

HUES = (265, 30, 150, 330, 200, 55, 290, 105, 10, 225)
SATURATION = 150
LIGHTNESS = {True: 178, False: 92}  # by whether the theme is dark


def colour_of(sheet: EpisodeSheet, speaker_id: int) -> QColor:
    """Return the colour of a character: by its place among those of the title, which stays when others are added."""
    places = sorted(sheet.speakers)
    at = places.index(speaker_id) if speaker_id in places else 0
    return QColor.fromHsl(HUES[at % len(HUES)], SATURATION, LIGHTNESS[theme.active().dark])


def spoken_by(row: CueRow, cues: Sequence[Cue]) -> tuple[int | None, ...]:
    """Return who speaks a row; where a cell has several cues, each of them: the character of its own, else that of the row."""
    if len(cues) < 2:
        return (row.cue.speaker_id,)
    return tuple(row.cue.speaker_id if cue.speaker_id is None else cue.speaker_id for cue in cues)


def is_spoken(row: CueRow) -> bool:
    """Tell whether anything is known of who speaks a row, in any language."""
    halves = (cue for cues in row.followers.values() if len(cues) > 1 for cue in cues)
    return any(cue.speaker_id is not None for cue in (row.cue, *halves))
