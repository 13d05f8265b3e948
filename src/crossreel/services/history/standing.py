"""Which edits of a row stand, and which of them came after a step that cannot be moved."""

from collections.abc import Sequence

from crossreel.domain.edits.edit import Edit
from crossreel.services.history.stacks import Step


def changed_since(step: Step, edits: Sequence[Edit]) -> Edit | None:
    """Return the last of the edits of a row, oldest first, that came after those of a step, or between them.

    What was taken back is passed over with what took it back, where anything else is left to name.
    """
    first = next((place for place, edit in enumerate(edits) if edit.id == step.edits[0]), 0)
    since = edits[first:]
    for candidates in (_standing(since), since):
        found = next((edit for edit in reversed(candidates) if edit.id not in step.edits), None)
        if found is not None:
            return found
    return None


def _standing(edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits that are not taken back by others of them."""
    standing: dict[int, Edit] = {}
    taken_back: dict[int, Edit] = {}
    for edit in edits:
        target = edit.header.reverts_id
        if target in standing:
            taken_back[edit.id] = standing.pop(target)
        elif target in taken_back:
            again = taken_back.pop(target)
            standing[again.id] = again
        else:
            standing[edit.id] = edit
    return list(standing.values())
