"""What becomes of cells that a buyer rejected: they go back to work, with the buyer's words as a note on each."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from crossreel.domain.catalog.note import Note
from crossreel.domain.catalog.workflow import after_change
from crossreel.domain.cues.column import column_of, variant_of
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.text.column_name import FULL, SIGNS, column_name, language_of, split_column
from crossreel.storage.unit_of_work import UnitOfWork

Cell = tuple[int, str]


def send_back(
    uow: UnitOfWork, title_id: int, cells: Collection[Cell], *, buyer: str, reason: str, said_ms: int
) -> None:  # fmt: skip
    """Take cells back to “translated”, and leave a note on each.

    Args:
        uow: inside the edit that writes the rejection down.
        title_id: the title.
        cells: id of the episode and column.
        buyer: whose words they are, the author of the notes.
        reason: the words.
        said_ms: when they were said, in milliseconds since 1970.
    """
    episodes, languages = {episode for episode, _ in cells}, {language_of(column) for _, column in cells}
    tracks = uow.where(Track, episode_id=sorted(episodes), language=sorted(languages))
    own = {(track.episode_id, column_of(track)) for track in tracks}
    uow.put_all(_back_to_work(tracks, set(cells), own))
    for episode_id, column in cells:
        language, role = split_column(column)
        noted = role if (episode_id, column) in own else FULL  # what is made of others is worked on where these are
        uow.put(
            Note(
                id=uow.new_id(), title_id=title_id, episode_id=episode_id, language=language, role=noted, at_ms=0, text=reason,
                author=buyer, created_ms=said_ms,
            )
        )  # fmt: skip


def _back_to_work(tracks: Sequence[Track], cells: Collection[Cell], own: Collection[Cell]) -> list[Track]:
    rejected = [track for track in tracks if _is_of(track, cells, own)]
    return [replace(track, state=after_change(track.state)) for track in rejected if after_change(track.state) is not track.state]


def _is_of(track: Track, cells: Collection[Cell], own: Collection[Cell]) -> bool:
    """Tell whether a cell is made of a track: forced narratives that none holds are made of the whole subtitles and of signs."""
    if (track.episode_id, column_of(track)) in cells:
        return True
    made = (track.episode_id, column_name(track.language, Role.FORCED.value))
    return made in cells and made not in own and variant_of(track.role) in (FULL, SIGNS)
