"""Where somebody speaks, out of how likely it is at each moment. Pure.

Two measures are kept: where somebody speaks for sure, for whatever puts cues in their places, and, wider, where somebody may be
speaking, for whatever would say that nobody does.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from crossreel.domain.picture.mark import Span

STEP_MS = 32
"""How long a moment is that a detector judges: 512 samples at 16 kHz."""
SURE, UNSURE = 0.5, 0.35
"""How likely speech must be to begin a region, and below what to end it; the figures of silero's authors."""
FAINT = 0.12
LEAD_MS = 24
"""How much later a detector is sure than somebody begins to speak; measured with voices whose beginnings are known."""
LEAST_SPEECH_MS, LEAST_SILENCE_MS = 160, 128
FAINT_SPEECH_MS, FAINT_SILENCE_MS = 32, 320


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechRegions:
    """The speech of a sound, in milliseconds from its start.

    Attributes:
        spans: where somebody speaks, in order, apart from each other.
        faint: where somebody may be speaking; every one of `spans` lies within one of these.
    """

    spans: tuple[Span, ...] = ()
    faint: tuple[Span, ...] = ()

    @property
    def speech_ms(self) -> int:
        """How long somebody speaks in all."""
        return sum(span.end_ms - span.start_ms for span in self.spans)

    @property
    def edges(self) -> tuple[int, ...]:
        """When speech begins and ends, in order."""
        return tuple(chain.from_iterable((span.start_ms, span.end_ms) for span in self.spans))


NO_SPEECH = SpeechRegions()


def regions_of(odds: Sequence[float], length_ms: int) -> SpeechRegions:
    """Return the speech of a sound.

    Args:
        odds: how likely it is that somebody speaks, from 0 to 1, for each moment of `STEP_MS`.
        length_ms: how long the sound is; nothing ends after it.
    """
    spans = _stretches(odds, SURE, UNSURE, LEAST_SPEECH_MS, LEAST_SILENCE_MS)
    faint = _stretches(odds, FAINT, FAINT, FAINT_SPEECH_MS, FAINT_SILENCE_MS)
    return SpeechRegions(spans=_cut(spans, length_ms), faint=_cut(joined(chain(faint, spans)), length_ms))


def _stretches(odds: Sequence[float], begin: float, end: float, least_ms: int, silence_ms: int) -> list[Span]:
    """Return the stretches that begin above one measure, and end below another one for some time; each begins a little before."""
    found: list[Span] = []
    first: int | None = None
    quiet: int | None = None
    for at, each in enumerate(chain(odds, [0.0] * (1 + silence_ms // STEP_MS))):
        if first is None:
            first = at if each >= begin else None
        elif each >= begin:
            quiet = None
        elif each < end:
            quiet = at if quiet is None else quiet
            if (at - quiet + 1) * STEP_MS >= silence_ms:
                if (quiet - first) * STEP_MS >= least_ms:
                    found.append(Span(start_ms=max(0, first * STEP_MS - LEAD_MS), end_ms=quiet * STEP_MS))
                first = quiet = None
    return found


def joined(spans: Iterable[Span], within_ms: int = 0) -> list[Span]:
    """Return spans in order, those that touch, or are no further apart than so, as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start_ms - found[-1].end_ms <= within_ms:
            found[-1] = Span(start_ms=found[-1].start_ms, end_ms=max(found[-1].end_ms, span.end_ms))
        else:
            found.append(span)
    return found


def _cut(spans: Iterable[Span], length_ms: int) -> tuple[Span, ...]:
    return tuple(Span(start_ms=each.start_ms, end_ms=min(each.end_ms, length_ms)) for each in spans if each.start_ms < length_ms)


def within_speech(start_ms: int, end_ms: int, speech: Sequence[Span]) -> tuple[int, int]:
    """Return a stretch of time without the silence before and after what is spoken in it; as it is where nobody speaks.

    Recognizers give a word after a silence all of that silence.
    """
    spoken = touching(speech, start_ms, end_ms)
    if not spoken:
        return start_ms, end_ms
    return max(start_ms, spoken[-1].start_ms), min(end_ms, spoken[-1].end_ms)


def touching(spans: Sequence[Span], start_ms: int, end_ms: int) -> Sequence[Span]:
    """Return those of some spans, in order and apart from each other, that have a moment in common with a stretch of time."""
    first = bisect_left(spans, start_ms, key=lambda span: span.end_ms)
    while first < len(spans) and spans[first].end_ms <= start_ms:
        first += 1
    last = bisect_left(spans, end_ms, key=lambda span: span.start_ms)
    return spans[first:last]
