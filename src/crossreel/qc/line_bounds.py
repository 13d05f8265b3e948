"""Which of two limits a line breaks decides: that of its characters, or that of its width in the picture.

A line that breaks both is told once, by the limit it is further beyond: whoever meets that one has met the other.
"""

from crossreel.language.counting import count
from crossreel.qc.checked_track import CheckedCue, CheckedTrack


def excess_width(track: CheckedTrack, checked: CheckedCue, number: int) -> float:
    """Return how many times the widest line allowed a line (from 1) is wide; 0 where it was not measured."""
    sizes = (track.sizes or {}).get(checked.cue.id, ())
    return sizes[number - 1].width_px / track.max_width_px if len(sizes) >= number else 0.0


def excess_count(track: CheckedTrack, line: str) -> float:
    """Return how many times the most characters allowed a line has."""
    return count(line, track.guide.counting) / track.guide.line_hard
