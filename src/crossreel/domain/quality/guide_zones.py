"""What a style guide says of times, in frames of a video."""

from fractions import Fraction

from crossreel.domain.cues.snapping import Zones
from crossreel.domain.quality.style_guide import StyleGuide


def zones_of(guide: StyleGuide, rate: Fraction) -> Zones:
    """Return what a style guide says of times, at a rate: its zones count 24 frames a second, the gap counts any."""
    half = guide.half_second_frames * (round(rate) // 2) // 12
    return Zones(
        rate=rate,
        gap=guide.min_gap_frames,
        snap=round(Fraction(guide.snap_frames * half, max(1, guide.half_second_frames))),
        half=half,
        shortest_ms=guide.min_duration_ms,
        longest_ms=guide.max_duration_ms,
    )
