"""Folding the changes of an edit into the shot changes of the open episode, see `folding`."""

from collections.abc import Iterable

from crossreel.domain.edits.edit import Change
from crossreel.domain.edits.images import entity_of
from crossreel.domain.picture.mark import Mark
from crossreel.domain.picture.shots import Shots, shots_of


def fold_marks(shots: Shots, changes: Iterable[Change], episode_id: int, content_key: str) -> Shots:
    """Return the shot changes of an episode after an edit.

    Args:
        shots: as they were.
        changes: of the edit; those of other episodes are passed over.
        episode_id: the episode.
        content_key: its video.
    """
    own = {mark.id: mark for mark in shots.own}
    for change in changes:
        if change.kind != "mark" or (change.after or change.before or {}).get("episode_id") != episode_id:
            continue
        own.pop(change.id, None)
        if change.after:
            own[change.id] = entity_of(Mark, change.after)
    if own == {mark.id: mark for mark in shots.own}:
        return shots
    return shots_of(shots.found, sorted(own.values(), key=lambda mark: (mark.start_ms, mark.end_ms, mark.id)), content_key)
