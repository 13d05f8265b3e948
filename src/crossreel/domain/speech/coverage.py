"""Cues beside speech: those over silence, and speech that no cue stands over. Pure; asked only of cues that are in sync."""

from collections.abc import Iterator, Sequence

from crossreel.domain.picture.mark import Span
from crossreel.domain.speech.regions import SpeechRegions, touching

Times = tuple[int, int]
AROUND_MS = 700
"""How far from a cue speech may be that it still renders."""
REACH_MS = 300
"""How far a cue stands for speech around it."""
LEAST_MS = 1_500
"""Speech shorter than this may be a breath, a cry or a sound."""


def is_over_silence(cue: Times, speech: SpeechRegions) -> bool:
    """Tell whether nobody can be heard speaking while a cue is shown, or near it."""
    start_ms, end_ms = cue
    return not touching(speech.faint, start_ms - AROUND_MS, end_ms + AROUND_MS)


def without_cue(cues: Sequence[Times], speech: SpeechRegions) -> Iterator[Span]:
    """Yield the stretches in which somebody surely speaks for long and no cue stands, in order.

    Args:
        cues: their times, in order of their beginnings.
        speech: of the sound they belong to.
    """
    for span in speech.spans:
        at_ms = span.start_ms
        for start_ms, end_ms in (*cues, (span.end_ms + REACH_MS, span.end_ms + REACH_MS)):
            if end_ms + REACH_MS <= at_ms:
                continue
            free_ms = min(start_ms - REACH_MS, span.end_ms)
            if free_ms - at_ms >= LEAST_MS:
                yield Span(start_ms=at_ms, end_ms=free_ms)
            at_ms = max(at_ms, end_ms + REACH_MS)
            if at_ms >= span.end_ms:
                break
