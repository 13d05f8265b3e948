"""A track of the catalog as the document that codecs write."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import cast

from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.inline import plain_text

DRAWINGS = "drawings"


def document_of(
    track: Track, cues: Sequence[Cue], *, speakers: Mapping[int, str] | None = None, frame_rate: Fraction | None = None
) -> Document:
    """Return the cues of a track that have text, in order, with everything its own format knew of them.

    Args:
        track: the track.
        cues: its cues.
        speakers: names by character id, in the language wanted.
        frame_rate: frames a second of the episode's video.
    """
    names = speakers or {}
    known = cast(Mapping[str, object], track.extras.get(track.format_id, {}))
    kept = sorted((cue for cue in cues if plain_text(cue.text).strip()), key=lambda cue: cue.order)
    texts = [
        DocumentCue(
            start_ms=cue.start_ms,
            end_ms=cue.end_ms,
            text=cue.text,
            placement=cue.placement,
            speaker=names.get(cue.speaker_id, "") if cue.speaker_id is not None else "",
            extras=cue.extras,
            cue_id=cue.id,
        )
        for cue in kept
    ]
    drawings = _drawings(known)
    return Document(
        cues=tuple(sorted((*texts, *drawings), key=lambda cue: (cue.start_ms, cue.end_ms)) if drawings else texts),
        language=track.language,
        frame_rate=frame_rate,
        format_id=track.format_id,
        extras={name: value for name, value in known.items() if name != DRAWINGS},
    )


def kept_of(document: Document) -> dict[str, object]:
    """Return what of a document is kept with its track: what its format alone knows, and the drawings between its texts."""
    drawings = [[cue.start_ms, cue.end_ms, cue.placement, cue.speaker, dict(cue.extras)] for cue in document.cues if cue.is_drawing]
    return dict(document.extras) | ({DRAWINGS: drawings} if drawings else {})


def _drawings(known: Mapping[str, object]) -> list[DocumentCue]:
    kept = cast(Sequence[tuple[int, int, str, str, Mapping[str, object]]], known.get(DRAWINGS, ()))
    return [
        DocumentCue(start_ms=start_ms, end_ms=end_ms, text="", placement=placement, speaker=speaker, extras=extras)
        for start_ms, end_ms, placement, speaker, extras in kept
    ]
