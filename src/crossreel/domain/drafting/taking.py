"""How drafts come into the cells of a translation: where nothing stands, and never over what a person touched."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.cues.spine import Spine, cell, confirm, fill, mapped, span_ends
from crossreel.domain.text.inline import plain_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A text as it was drafted: inline markup, and how sure its maker was in thousandths (None where it did not say)."""

    text: str
    confidence: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of drafts.

    Attributes:
        spine: the cues with them.
        drafts: the drafts that stand now, by the id of their cue.
        kept: spine cues whose cell holds words that a person touched, so that the draft for it was left out.
        same: spine cues whose cell says what was drafted already.
    """

    spine: Spine
    drafts: Mapping[int, Drafted]
    kept: tuple[int, ...] = ()
    same: tuple[int, ...] = ()


def take(
    before: Spine, track_id: int, drafted: Mapping[int, Drafted], origin: Origin, new_id: Callable[[], int],
    *, again: Collection[int] = (),
) -> Taken:  # fmt: skip
    """Write drafts into the cells of a track.

    Args:
        before: the cues of the episode.
        track_id: of the track, not the spine's.
        drafted: by the id of the spine cue it renders; a blank draft fills nothing.
        origin: what the cues are marked as until a person has been through them.
        new_id: makes the ids of new cues.
        again: spine cues whose cell a person asked for again, so that it is written over whoever wrote it.
    """
    after, standing = before, {}
    kept: list[int] = []
    same: list[int] = []
    covered = _covered(before, track_id)
    for cue_id, draft in drafted.items():
        here = cell(after, cue_id, track_id)
        if not plain_text(draft.text).strip():
            continue
        if cue_id in covered or (here is not None and not _may_be_written(here) and cue_id not in again):
            kept.append(cue_id)
            continue
        if here is not None and here.text == draft.text and here.is_unseen:
            same.append(cue_id)
            continue
        written = here.id if here is not None else new_id()
        after = fill(after, cue_id, track_id, draft.text, written) if here is None else after
        after = confirm(mapped(after, [written], _as(draft, origin)), [written])
        standing[written] = draft
    return Taken(spine=after, drafts=standing, kept=tuple(kept), same=tuple(same))


def _as(draft: Drafted, origin: Origin) -> Callable[[Cue], Cue]:
    return lambda cue: replace(cue, text=draft.text, origin=origin)


def _may_be_written(cue: Cue) -> bool:
    return cue.is_unseen or not plain_text(cue.text).strip()


def _covered(spine: Spine, track_id: int) -> set[int]:
    """Return the spine cues that a cue of the track renders which begins in an earlier row: no cell of their own is empty."""
    positions = spine.positions()
    found: set[int] = set()
    for cue in spine.followers:
        ends = span_ends(positions, cue) if cue.track_id == track_id and plain_text(cue.text).strip() else None
        if ends is not None:
            found |= {each.id for each in spine.cues[ends[0] + 1 : ends[1] + 1]}
    return found
