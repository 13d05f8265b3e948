"""White, which some TTML documents say of every word: their usual look, and no colour of anything."""

from dataclasses import replace

from crossreel.domain.text.document import DocumentCue
from crossreel.domain.text.inline import Span, canonical, parse, render
from crossreel.formats.ttml_styles import WHITE


def without_common_white(cues: list[DocumentCue]) -> tuple[DocumentCue, ...]:
    """Return cues without white where most letters of a document are white by their spans: so some say their usual look."""
    tag = f"<c={WHITE}>"
    if not any(tag in cue.text for cue in cues):
        return tuple(cues)
    spans = [parse(cue.text) if tag in cue.text else [] for cue in cues]
    letters = sum(len(cue.text) for cue, some in zip(cues, spans, strict=True) if not some)
    letters += sum(len(span.text.strip()) for some in spans for span in some)
    white = sum(len(span.text.strip()) for some in spans for span in some if span.colour == WHITE)
    if 2 * white <= letters:
        return tuple(cues)
    return tuple(_without_white(cue, some) if some else cue for cue, some in zip(cues, spans, strict=True))


def _without_white(cue: DocumentCue, spans: list[Span]) -> DocumentCue:
    plain = [replace(span, colour="") if span.colour == WHITE else span for span in spans]
    return replace(cue, text=canonical(render(plain)))
