"""How drafts come into the cells of a translation: where nothing stands, and never over what a person touched."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.cues.spine import Spine, confirm, settle, span_ends
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
    rows = _Rows(before, track_id)
    kept: list[int] = []
    same: list[int] = []
    written: dict[int, Drafted] = {}
    for cue_id, draft in drafted.items():
        if not plain_text(draft.text).strip():
            continue
        at = rows.positions[cue_id]
        here = rows.beginning.get(at, [])
        if rows.is_covered(at) or (cue_id not in again and not all(map(_may_be_written, here))):
            kept.append(cue_id)
        elif len(here) == 1 and here[0].text == draft.text and here[0].is_unseen:
            same.append(cue_id)
        else:
            written[at] = draft
    if not written:
        return Taken(spine=before, drafts={}, kept=tuple(kept), same=tuple(same))
    after, standing = rows.written(written, {rows.positions[each] for each in same}, origin, new_id)
    return Taken(spine=confirm(after, standing), drafts=standing, kept=tuple(kept), same=tuple(same))


def _may_be_written(cue: Cue) -> bool:
    return cue.is_unseen or not plain_text(cue.text).strip()


class _Rows:
    """The cues of a track by the positions of the spine cues they render."""

    def __init__(self, spine: Spine, track_id: int) -> None:
        self.spine, self.track_id, self.positions = spine, track_id, spine.positions()
        self.beginning: dict[int, list[Cue]] = {}
        self._lasts: dict[int, int] = {}
        self._ends: dict[int, int] = {}
        self._touched: set[int] = set()
        for cue in spine.followers:
            ends = span_ends(self.positions, cue) if cue.track_id == track_id else None
            if ends is not None:
                self.beginning.setdefault(ends[0], []).append(cue)
                self._lasts[cue.id] = ends[1]
                for at in range(ends[0] + 1, ends[1] + 1):
                    self._ends[at] = max(self._ends.get(at, at), ends[1])
                self._touched |= set() if _may_be_written(cue) else set(range(ends[0] + 1, ends[1] + 1))

    def is_covered(self, at: int) -> bool:
        """Tell whether words of a person that begin in an earlier row also render this one: no cell of its own is empty."""
        return at in self._touched

    def written(
        self, drafted: Mapping[int, Drafted], same: Collection[int], origin: Origin, new_id: Callable[[], int]
    ) -> tuple[Spine, dict[int, Drafted]]:
        """Return the spine with drafts in their rows, and the drafts by the ids of their cues; same rows are drafted as they are.

        What rendered several rows ends before the next one that has a draft of its own; of several cues in a row one is left.
        """
        begins = sorted({*drafted, *same})
        standing: dict[int, Drafted] = {}
        cues = {cue.id: self._cut(cue, begins) for some in self.beginning.values() for cue in some}
        for at in sorted(drafted):
            first, *others = self.beginning.get(at, []) or [self._made(at, begins, new_id())]
            for other in others:
                del cues[other.id]
            held = cues.get(first.id, first)
            pinned = held.pinned and not others
            cues[first.id] = replace(held, text=drafted[at].text, origin=origin, pinned=pinned)
            standing[first.id] = drafted[at]
        unmoved = (cue for cue in self.spine.followers if cue.id not in self._lasts)
        return settle(replace(self.spine, followers=(*unmoved, *cues.values()))), standing

    def _made(self, at: int, begins: Sequence[int], id: int) -> Cue:
        cue, last = self.spine.cues[at], self._before_next(at, self._ends.get(at, at), begins)
        return Cue(
            id=id, track_id=self.track_id, text="", start_ms=cue.start_ms, end_ms=cue.end_ms, anchor_id=cue.id,
            anchor_last_id=self.spine.cues[last].id,
        )  # fmt: skip

    def _cut(self, cue: Cue, begins: Sequence[int]) -> Cue:
        first, end = self.positions[cue.anchor_id or 0], self._lasts[cue.id]
        last = self._before_next(min(first, end), end, begins)
        return cue if last == end else replace(cue, anchor_last_id=self.spine.cues[last].id, source_digest="")

    def _before_next(self, at: int, end: int, begins: Sequence[int]) -> int:
        following = bisect_right(begins, at)
        return min(end, begins[following] - 1) if following < len(begins) else end
