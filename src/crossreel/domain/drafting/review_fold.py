"""Folding the changes of edits into an open review queue, so that nobody reads a title again for one verdict."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from crossreel.domain.cues.cue import Cue
from crossreel.domain.drafting.draft import Draft, Verdict
from crossreel.domain.drafting.review import ReviewLine
from crossreel.domain.edits.edit import Change
from crossreel.domain.edits.images import entity_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A line of a queue as it stands now: `is_seen` where a person has been through it, `is_gone` where its cue is no more."""

    line: ReviewLine
    is_seen: bool = False
    is_gone: bool = False

    @property
    def waits(self) -> bool:
        """Whether it is still in the queue. A refused line waits for another draft, not for a person."""
        return not (self.is_seen or self.is_gone) and self.line.verdict is not Verdict.REFUSED


def fold(standings: Mapping[int, Standing], changes: Iterable[Change]) -> dict[int, Standing]:
    """Return how the lines stand that the changes of an edit touched.

    Args:
        standings: the lines of the queue as it was read, those that left it among them, by cue.
        changes: of an edit, its creations with their rows.
    """
    found: dict[int, Standing] = {}
    for change in changes:
        if change.kind == "cue" and change.id in standings:
            found[change.id] = _of_cue(found.get(change.id, standings[change.id]), change)
        elif change.kind == "draft":
            image = change.after or change.before
            draft = entity_of(Draft, image) if image else None
            if draft is not None and draft.cue_id in standings:
                found[draft.cue_id] = _of_draft(found.get(draft.cue_id, standings[draft.cue_id]), draft, change.after is None)
    return {cue_id: each for cue_id, each in found.items() if each != standings[cue_id]}


def brings_drafts(standings: Mapping[int, Standing], changes: Iterable[Change]) -> bool:
    """Tell whether an edit drafted lines that the queue does not know."""
    made = (change.after for change in changes if change.kind == "draft" and change.before is None and change.after)
    return any(entity_of(Draft, image).cue_id not in standings for image in made)


def _of_cue(standing: Standing, change: Change) -> Standing:
    if not change.after:
        return replace(standing, is_gone=True) if change.after is None else standing
    cue = entity_of(Cue, change.after)
    line = replace(standing.line, text=cue.text, start_ms=cue.start_ms, end_ms=cue.end_ms)
    return Standing(line=line, is_seen=not cue.is_unseen)


def _of_draft(standing: Standing, draft: Draft, is_removed: bool) -> Standing:
    line = standing.line
    if is_removed or draft.id < (line.draft_id or 0):
        return standing
    return replace(standing, line=replace(line, draft_id=draft.id, confidence=draft.confidence, verdict=draft.verdict))
