"""Drafts as they are written into the catalog: what every use case shares that takes them from somewhere."""

from collections.abc import Collection, Mapping, Sequence

from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Origin
from crossreel.domain.drafting.batch import DraftBatch
from crossreel.domain.drafting.draft import Draft
from crossreel.domain.drafting.source import SourceLine, drafted_source, is_free
from crossreel.domain.drafting.taking import Drafted, Taken, take
from crossreel.domain.errors import Refused
from crossreel.services.episode.cues import EpisodeCues, open_track, write_spine
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
    if uow.find(DraftBatch, batch.id) is None:  # the episodes of a file share it
        uow.put(batch)
    uow.put_all(
        Draft(id=uow.new_id(), cue_id=cue_id, batch_id=batch.id, text=each.text, confidence=each.confidence)
        for cue_id, each in drafted.items()
    )


def check_source(episode: EpisodeCues) -> None:
    """See that the source of an episode may be drafted anew.

    Raises:
        Refused: a person touched it, or translations hang on it.
    """
    if not is_free(episode.spine):
        raise Refused("drafting.source_stands", episode=episode.episode.number)


def put_source(
    uow: UnitOfWork, title: Title, episode: EpisodeCues, batch: DraftBatch | None, lines: Sequence[SourceLine],
    origin: Origin = Origin.MACHINE,
) -> int:  # fmt: skip
    """Make the source cues of an episode of drafted lines, in the place of those that a machine made before.

    Args:
        uow: the transaction of the episode.
        title: whose source language it is.
        episode: with all its cues, see `read_episode`.
        batch: where the lines are from; None where they are no draft but what a person wrote.
        lines: in order of time.
        origin: what the cues are marked as until a person has been through them.

    Returns:
        How many cues were made.

    Raises:
        Refused: a person touched the source, or translations hang on it.
    """
    check_source(episode)
    opened, track = open_track(uow, title, episode, title.source_language)
    spine, drafted = drafted_source(lines, track.id, origin, uow.new_id)
    write_spine(uow, opened, spine)
    if drafted and batch is not None:
        note_drafts(uow, batch, drafted)
    return len(drafted)
