"""Writing words into cues and cells; part of `editing`."""

from collections.abc import Collection
from dataclasses import replace

from crossreel.domain.cues import spine
from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.cues.spine import Spine
from crossreel.domain.text.inline import plain_text


def _written(before: Spine, ids: Collection[int], words: str, origin: Origin) -> Spine:
    return spine.confirm(spine.mapped(before, ids, lambda cue: replace(cue, text=words, origin=origin)), ids)


def with_words(before: Spine, cue_id: int, words: str, origin: Origin = Origin.TYPED) -> Spine:
    """Give a cue other words, taken as made from the source as it is now; the same words change nothing."""
    return before if before.get(cue_id).text == words else _written(before, [cue_id], words, origin)


def cell_cue(before: Spine, spine_cue_id: int, track_id: int) -> Cue | None:
    """Return the cue of a cell, None for an empty one."""
    return before.get(spine_cue_id) if track_id == before.track_id else spine.cell(before, spine_cue_id, track_id)


def with_cell(
    before: Spine, spine_cue_id: int, track_id: int, words: str, new_id: int, origin: Origin = Origin.TYPED
) -> Spine:  # fmt: skip
    """Write words in a cell; an empty one gets a cue by that."""
    here = cell_cue(before, spine_cue_id, track_id)
    if here is not None:
        return with_words(before, here.id, words, origin)
    if is_blank(words):
        return before
    made = spine.fill(before, spine_cue_id, track_id, words, new_id)
    return spine.mapped(made, [new_id], lambda cue: replace(cue, origin=origin))


def is_blank(text: str) -> bool:
    """Tell whether markup has no words."""
    return not plain_text(text).strip()
