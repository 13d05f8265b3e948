"""The states of a cell of the title matrix."""

from enum import StrEnum


class State(StrEnum):
    """How far a track is, from nothing to delivered; the order is the order of work.

    `STARTED` says that some source cue is not translated, `DRAFT` that all are, but no person has been through every line.
    """

    MISSING = "missing"
    STARTED = "started"
    DRAFT = "draft"
    TRANSLATED = "translated"
    CHECKED = "checked"
    APPROVED = "approved"
    DELIVERED = "delivered"

    @property
    def rank(self) -> int:
        """Position in the order of work, 0 for missing."""
        return tuple(State).index(self)


SETTABLE = (State.DRAFT, State.TRANSLATED, State.CHECKED, State.APPROVED)
WITHOUT_ERRORS = (State.CHECKED, State.APPROVED)


def effective_state(said: State, *, cue_count: int, untranslated: int, unseen: int, delivered: bool) -> State:
    """Return the state to show for a track.

    Args:
        said: what a person last set.
        cue_count: cues of the track with text.
        untranslated: spine cues without a translation in this track.
        unseen: cues of the track with a drafted text that no person has been through.
        delivered: whether the present content equals a recorded delivery.
    """
    if cue_count == 0:
        return State.MISSING
    if untranslated:
        return State.STARTED
    if unseen:
        return State.DRAFT
    if said is State.APPROVED and delivered:
        return State.DELIVERED
    return said


def after_change(said: State) -> State:
    """Return the state a track falls back to when its text or times change."""
    return State.TRANSLATED if said.rank > State.TRANSLATED.rank else said
