"""What a style guide wants of cues that are made of spoken words. No use case of its own."""

from collections.abc import Sequence

from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.quality.style_guide import StyleGuide
from crossreel.domain.text.frame_grid import USUAL_RATE
from crossreel.domain.text.language import base_of
from crossreel.domain.text.timecode import frames_ms
from crossreel.language.breaking import NO_WORDS
from crossreel.language.counting import count
from crossreel.language.spoken_cues import CueLimits
from crossreel.services.files.frames import grid_for
from crossreel.services.files.presets import shipped_break_words


def limits_of(guide: StyleGuide, title: Title, media: Version | None, shots_ms: Sequence[int]) -> CueLimits:
    """Return the limits of cues in the source language of a title, for one of its videos with its shot changes."""
    language = title.source_language
    rate = (media.even_rate if media is not None else None) or USUAL_RATE
    return CueLimits(
        language=language, line=guide.line_target, lines=guide.max_lines, speed=guide.speed_target,
        shortest_ms=guide.min_duration_ms, longest_ms=guide.max_duration_ms, gap_ms=frames_ms(guide.min_gap_frames, rate),
        length=lambda text: count(text, guide.counting), words=shipped_break_words().get(base_of(language), NO_WORDS),
        shots_ms=shots_ms, place=grid_for(title, media, language).nearest,
    )  # fmt: skip
