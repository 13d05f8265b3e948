"""What stands on the bar over the title, and where one goes next: remarks and what was watched, in times of the title."""

from collections.abc import Iterator, Sequence

from crossreel.domain.screening.changed import Stop
from crossreel.domain.screening.spans import missed
from crossreel.domain.screening.title_time import TitleTime
from crossreel.domain.views.playlist import PlaylistItem
from crossreel.ui.kit.painting import NOTE_TOKENS, SEVERITY_TOKENS
from crossreel.ui.kit.seek_bar import SeekMark, Stretch
from crossreel.ui.places.screening.remarks import Remarks

END_MS = 500  # what is left of an episode then is no place to go on from


def seek_marks(remarks: Remarks, items: Sequence[PlaylistItem], time: TitleTime) -> list[SeekMark]:
    """Return a dot for each note and a stroke for each finding."""
    at, marks = _indexes(items), list[SeekMark]()
    for note in remarks.notes:
        if note.parent_id is None and note.episode_id in at:
            told = remarks.marks.get(note.id)
            token = NOTE_TOKENS[told.weight] if told is not None else "note"
            where = time.at(at[note.episode_id], note.at_ms)
            marks.append(SeekMark(at_ms=where, token=token, above=True, faded=bool(note.resolved_by)))
    for found in remarks.findings:
        if found.episode_id in at:
            marks.append(SeekMark(at_ms=time.at(at[found.episode_id], found.start_ms), token=SEVERITY_TOKENS[found.severity]))
    return marks


def watched_stretches(
    remarks: Remarks, items: Sequence[PlaylistItem], time: TitleTime
) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Return what was watched as it is now, and what was but is another by now."""
    at, seen, stale = _indexes(items), list[Stretch](), list[Stretch]()
    for episode_id, watched in remarks.watched.items():
        if episode_id in at:
            index = at[episode_id]
            seen += [(time.at(index, span.start_ms), time.at(index, span.end_ms)) for span in watched.current]
            stale += [(time.at(index, start), time.at(index, end)) for start, end in watched.changes]
    return tuple(seen), tuple(stale)


def next_mark(remarks: Remarks, items: Sequence[PlaylistItem], time: TitleTime, here: int, step: int) -> int | None:
    """Return the time of the next note, finding or change after a time of the title (before it, with a negative step)."""
    at = _indexes(items)
    times = sorted({time.at(at[episode_id], at_ms) for episode_id, at_ms in _places(remarks) if episode_id in at})
    return next((each for each in (times if step > 0 else reversed(times)) if (each - here) * step > 0), None)


def next_to_watch(remarks: Remarks, items: Sequence[PlaylistItem], here: tuple[int, int]) -> tuple[int, int] | None:
    """Return the episode and the time of what is still to be watched as it is now, after a place or else from the beginning on."""
    places: list[tuple[int, int]] = []
    for index, item in enumerate(items):
        if item.media is not None and item.cues:
            seen = remarks.watched.get(item.episode.id)
            gaps = missed(seen.current if seen is not None else (), item.media.duration_ms)
            places += [(index, start) for start, _end in gaps]
    return next((place for place in places if place > here), next(iter(places), None))


def place_to_go_on(stop: Stop, items: Sequence[PlaylistItem], chosen: int | None = None) -> tuple[int, int] | None:
    """Return the episode and the time to go on from: where somebody stopped, after the end of an episode the next one.

    Where somebody has chosen an episode, by its id, it is gone on with there or begun anew.
    """
    index = _indexes(items).get(stop.episode_id)
    if index is None:
        return None
    media = items[index].media
    is_over = media is not None and stop.at_ms >= media.duration_ms - END_MS
    if chosen is not None:
        return (index, stop.at_ms) if stop.episode_id == chosen and not is_over else None
    return (index + 1, 0) if is_over and index + 1 < len(items) else (index, stop.at_ms)


def _places(remarks: Remarks) -> Iterator[tuple[int, int]]:
    yield from ((place.episode_id, place.start_ms) for place in remarks.changes)
    yield from ((note.episode_id, note.at_ms) for note in remarks.notes if note.parent_id is None)
    yield from ((found.episode_id, found.start_ms) for found in remarks.findings)


def _indexes(items: Sequence[PlaylistItem]) -> dict[int, int]:
    return {item.episode.id: index for index, item in enumerate(items)}
