"""What a machine gives for the source of an episode: cues that were heard or read, where nothing stands that a person touched."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.cues.spine import Spine, spine_of
from crossreel.domain.drafting.taking import Drafted
from crossreel.domain.text.inline import escape, plain_text


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A cue of a source as it was drafted: its times, plain text, and how sure its maker was in thousandths (None: not said)."""

    start_ms: int
    end_ms: int
    text: str
    confidence: int | None = None
    placement: str = ""


def is_free(spine: Spine) -> bool:
    """Tell whether a source may be drafted anew: no person touched its cues, and no words of a translation hang on them."""
    untouched = all(cue.is_unseen or not plain_text(cue.text).strip() for cue in spine.cues)
    return untouched and not any(plain_text(cue.text).strip() for cue in spine.followers)


def drafted_source(
    lines: Sequence[SourceLine], track_id: int, origin: Origin, new_id: Callable[[], int]
) -> tuple[Spine, Mapping[int, Drafted]]:
    """Return the source that lines make, and what was drafted by the id of each of its cues.

    Args:
        lines: in order of time.
        track_id: of the source.
        origin: what the cues are marked as until a person has been through them.
        new_id: makes the ids of cues.
    """
    cues = [
        Cue(
            id=new_id(), track_id=track_id, start_ms=line.start_ms, end_ms=line.end_ms, text=escape(line.text), origin=origin,
            placement=line.placement,
        )
        for line in lines
    ]  # fmt: skip
    drafted = {cue.id: Drafted(text=cue.text, confidence=line.confidence) for cue, line in zip(cues, lines, strict=True)}
    return spine_of(track_id, cues), drafted
