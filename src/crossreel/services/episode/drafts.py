"""Drafts as they are written into the catalog: what every use case shares that takes them from somewhere."""

from collections.abc import Collection, Mapping

from crossreel.domain.cues.cue import Origin
from crossreel.domain.drafting.batch import DraftBatch
from crossreel.domain.drafting.draft import Draft
from crossreel.domain.drafting.taking import Drafted, Taken, take
from crossreel.services.episode.cues import EpisodeCues, write_spine
from crossreel.storage.unit_of_work import UnitOfWork


def put_drafts(
    uow: UnitOfWork, episode: EpisodeCues, track_id: int, batch: DraftBatch, drafted: Mapping[int, Drafted], origin: Origin,
    *, again: Collection[int] = (),
) -> Taken:  # fmt: skip
    """Fill the cells of a translation with drafts, and say where they are from. Where nothing is filled, nothing is written.

    Args:
        uow: the transaction of the episode.
        episode: with all its cues, see `read_episode`; the track is among its tracks.
        track_id: of the translation.
        batch: put with the first draft that is.
        drafted: by spine cue.
        origin: what the cues are marked as until a person has been through them.
        again: spine cues that a person asked for again.
    """
    taken = take(episode.spine, track_id, drafted, origin, uow.new_id, again=again)
    if taken.drafts:
        write_spine(uow, episode, taken.spine)
        note_drafts(uow, batch, taken.drafts)
    return taken


def note_drafts(uow: UnitOfWork, batch: DraftBatch, drafted: Mapping[int, Drafted]) -> None:
    """Say of cues that they were drafted, by the ids of the cues, which are put already."""
    uow.put(batch)
    uow.put_all(
        Draft(id=uow.new_id(), cue_id=cue_id, batch_id=batch.id, text=each.text, confidence=each.confidence)
        for cue_id, each in drafted.items()
    )
