"""The editor's rows: spine cues with what renders them, and cues that render nothing any more."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from crossreel.domain.cues.column import column_of
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.spine import Spine, span_ends, spine_of
from crossreel.domain.cues.track import Role, Track, spine_id
from crossreel.domain.text.inline import plain_text
from crossreel.domain.views.grid import CueRow


def columns(tracks: Iterable[Track], spine_track_id: int | None) -> dict[str, Track]:
    """Return the tracks of an episode by the name of their column.

    That is the language, with the role of what stands beside the whole subtitles: `en`, `en-x-sdh`, see `text/column_name.py`.
    """
    found: dict[str, Track] = {}
    ranks = {role: rank for rank, role in enumerate(Role)}
    for track in sorted(tracks, key=lambda track: (track.id != spine_track_id, ranks[track.role], track.id)):
        found.setdefault(column_of(track), track)
    return found


def sheet_rows(tracks: Mapping[str, Track], spine_track_id: int | None, cues: Iterable[Cue]) -> tuple[CueRow, ...]:
    """Return the rows of an episode in order of time: those of what is spoken, and those of what stands on the picture.

    Args:
        tracks: the episode's by the names of their columns.
        spine_track_id: the track that what is spoken hangs on.
        cues: of these tracks.
    """
    signs_id = spine_id(((track.id, track.role) for track in tracks.values()), signs=True)
    names = {track.id: name for name, track in tracks.items() if track.id not in (spine_track_id, signs_id)}
    of_signs = {track.id for track in tracks.values() if track.role.is_signs}
    every = tuple(cues)
    rows = cue_rows(spine_of(spine_track_id, (cue for cue in every if cue.track_id not in of_signs)), names)
    signs = [cue for cue in every if cue.track_id in of_signs]
    if not signs:
        return rows
    own = next((name for name, track in tracks.items() if track.id == signs_id), "")
    beside = (_sign_row(row, own) if row.is_spine else row for row in cue_rows(spine_of(signs_id, signs), names))
    return tuple(sorted((*rows, *beside), key=row_key))


def row_key(row: CueRow) -> tuple[int, bool, int, int]:
    """Return what rows are ordered by."""
    return (row.cue.start_ms, not row.is_spine, row.cue.end_ms, row.cue.id)


def _sign_row(row: CueRow, own: str) -> CueRow:
    return replace(row, is_spine=False, is_sign=True, followers={own: (row.cue,), **row.followers})


def cue_rows(spine: Spine, names: Mapping[int, str]) -> tuple[CueRow, ...]:
    """Return the rows of an episode in order of time.

    A follower of several spine cues stands in the row of the first; the others name its column in `covered`. Cues without an anchor
    stand in one row where their times are the same.

    Args:
        spine: the cues of the episode.
        names: column name by track id, without the spine's.
    """
    positions = spine.positions()
    cells: dict[int, dict[str, list[Cue]]] = defaultdict(lambda: defaultdict(list))
    covered: dict[int, set[str]] = defaultdict(set)
    loose: dict[tuple[int, int], dict[str, list[Cue]]] = defaultdict(lambda: defaultdict(list))
    rows: list[CueRow] = []
    for follower in spine.followers:
        name = names.get(follower.track_id)
        if name is None:
            continue
        ends = span_ends(positions, follower)
        if ends is None:
            loose[follower.start_ms, follower.end_ms][name].append(follower)
            continue
        cells[ends[0]][name].append(follower)
        for at in range(ends[0] + 1, ends[1] + 1):
            covered[at].add(name)
    for alike in loose.values():
        followers = {name: tuple(found) for name, found in alike.items()}
        first = min((cue for found in followers.values() for cue in found), key=lambda cue: cue.id)
        rows.append(CueRow(cue=first, is_spine=False, followers=followers))
    for at, cue in enumerate(spine.cues):
        followers = {name: tuple(found) for name, found in cells[at].items()}
        rows.append(CueRow(cue=cue, is_spine=True, followers=followers, covered=frozenset(covered[at])))
    return tuple(sorted(rows, key=row_key))


def untranslated(spine: Spine, track_id: int) -> int:
    """Count the spine cues with words that no cue with words of a track renders."""
    positions = spine.positions()
    steps = [0] * (len(spine.cues) + 1)
    for follower in spine.followers:
        ends = span_ends(positions, follower) if follower.track_id == track_id and _has_words(follower) else None
        if ends:
            steps[ends[0]] += 1
            steps[ends[1] + 1] -= 1
    count = running = 0
    for cue, step in zip(spine.cues, steps, strict=False):
        running += step
        count += running == 0 and _has_words(cue)
    return count


def _has_words(cue: Cue) -> bool:
    return bool(plain_text(cue.text).strip())
