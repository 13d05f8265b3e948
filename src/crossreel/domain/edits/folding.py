"""Folding the changes of an edit into the open sheet, so that nobody reads an episode again for one row.

The law: a sheet with the changes folded in equals the sheet read anew. Where a change does not start from what the sheet
holds (edits of several threads or processes crossed on their way), or reaches further than its rows tell, folding declines,
and the sheet has to be read.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Character, Title
from crossreel.domain.cues.column import column_of
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.edits.edit import Change
from crossreel.domain.edits.images import entity_of
from crossreel.domain.views.grid import CueRow, EpisodeSheet
from crossreel.domain.views.sheet import columns, row_key, sheet_rows

E = TypeVar("E")
Positions = Mapping[int, int]
APART = ("version", "title_language", "rule_setting")  # what they mean for a sheet depends on the disk, or on the other episodes


@dataclass(frozen=True, slots=True, kw_only=True)
class Splice:
    """Which rows became which: `removed` rows from `first` on were replaced by `added` rows."""

    first: int = 0
    removed: int = 0
    added: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A sheet after an edit, the positions of its rows by the ids of their cues, and which rows are not as they were."""

    sheet: EpisodeSheet
    positions: Positions
    splice: Splice = Splice()


class _CannotFoldError(Exception):
    """The sheet has to be read anew."""


def positions(rows: Sequence[CueRow]) -> dict[int, int]:
    """Return the position of the row in which each cue stands."""
    found: dict[int, int] = {}
    for at, row in enumerate(rows):
        found[row.cue.id] = at
        for cues in row.followers.values():
            for cue in cues:
                found[cue.id] = at
    return found


def fold(sheet: EpisodeSheet, at: Positions, changes: Iterable[Change]) -> Folded | None:
    """Return a sheet with the changes of an edit folded in; None when it has to be read anew.

    Args:
        sheet: the open episode.
        at: its `positions`.
        changes: of an edit, its creations with their rows. Changes of other episodes and titles are passed over.
    """
    try:
        return _Fold(sheet, at).folded(tuple(changes))
    except _CannotFoldError:
        return None


class _Fold:
    def __init__(self, sheet: EpisodeSheet, at: Positions) -> None:
        self._sheet = sheet
        self._at = at

    def folded(self, changes: Sequence[Change]) -> Folded:
        sheet = self._sheet
        for change in changes:
            if change.before is None and not change.after:
                raise _CannotFoldError
            if change.kind in APART and self._is_mine(change):
                raise _CannotFoldError
        episode, title = self._episode(changes), self._title(changes)
        speakers = self._speakers(changes)
        spine, tracks = self._tracks(changes)
        moved = self._cues(changes, {track.id for track in tracks.values()})
        sheet = replace(sheet, title=title, episode=episode, spine=spine, tracks=tracks, speakers=speakers)
        return self._with_rows(sheet, moved) if moved else Folded(sheet=sheet, positions=self._at)

    def _is_mine(self, change: Change) -> bool:
        image = change.after or change.before or {}
        return image.get("episode_id", self._sheet.episode.id) == self._sheet.episode.id and (
            image.get("title_id", self._sheet.title.id) == self._sheet.title.id
        )

    def _episode(self, changes: Sequence[Change]) -> Episode:
        episode = self._sheet.episode
        for before, after in _pairs(Episode, changes, "episode"):
            mine = {each.title_id for each in (before, after) if each is not None} == {episode.title_id}
            if mine and (before is None or after is None or before.number != after.number):
                raise _CannotFoldError  # who stands beside whom is another
            if after is not None and after.id == episode.id:
                episode = _moved_on(episode, before, after)
        return episode

    def _title(self, changes: Sequence[Change]) -> Title:
        title = self._sheet.title
        for before, after in _pairs(Title, changes, "title"):
            if title.id in [each.id for each in (before, after) if each is not None]:
                if before is None or after is None or before.source_language != after.source_language:
                    raise _CannotFoldError
                title = _moved_on(title, before, after)
        return title

    def _speakers(self, changes: Sequence[Change]) -> Mapping[int, str]:
        speakers = dict(self._sheet.speakers)
        for before, after in _pairs(Character, changes, "character"):
            if after is None and before is not None:
                speakers.pop(before.id, None)
            elif after is not None and after.title_id == self._sheet.title.id:
                speakers[after.id] = after.name
        return speakers

    def _tracks(self, changes: Sequence[Change]) -> tuple[Track | None, Mapping[str, Track]]:
        sheet = self._sheet
        tracks = {track.id: track for track in sheet.tracks.values()}
        for before, after in _pairs(Track, changes, "track"):
            if after is not None and tracks.get(after.id) == after:
                continue
            if before is None and after is not None and after.id not in tracks:
                if after.episode_id != sheet.episode.id:
                    continue
                column, taken = column_of(after), set(map(column_of, tracks.values()))
                if sheet.spine is None or after.role.leads or column in taken or column not in sheet.columns:
                    raise _CannotFoldError
                tracks[after.id] = after
            elif (after or before).id in tracks:  # type: ignore[union-attr]
                if after is None or before is None or (before.language, before.role) != (after.language, after.role):
                    raise _CannotFoldError
                tracks[after.id] = _moved_on(tracks[after.id], before, after)
        spine = None if sheet.spine is None else tracks[sheet.spine.id]
        return spine, columns(tracks.values(), spine.id if spine is not None else None)

    def _cues(self, changes: Sequence[Change], track_ids: set[int]) -> dict[int, tuple[Cue | None, Cue | None]]:
        """Return the cues of this episode that are to be another, as (now, then) by id."""
        moved: dict[int, tuple[Cue | None, Cue | None]] = {}
        for change in changes:
            if change.kind != "cue" or (change.after or change.before or {}).get("track_id") not in track_ids:
                continue
            now = self._find(change.id)
            after = None if change.after is None else entity_of(Cue, change.after)
            if now == after:
                continue
            before = None if change.before is None else entity_of(Cue, change.before)
            if now != before:
                raise _CannotFoldError
            moved[change.id] = (now, after)
        return moved

    def _find(self, cue_id: int) -> Cue | None:
        at = self._at.get(cue_id)
        return None if at is None else next(cue for cue in row_cues(self._sheet.rows[at]) if cue.id == cue_id)

    def _with_rows(self, sheet: EpisodeSheet, moved: Mapping[int, tuple[Cue | None, Cue | None]]) -> Folded:
        rows = sheet.rows
        spine_id = sheet.spine.id if sheet.spine is not None else None
        first, last = self._window(moved, spine_id)
        cues = {cue.id: cue for row in rows[first:last] for cue in row_cues(row)}
        old_places = {cue_id: self._at[cue_id] for cue_id in cues}
        for cue_id, (_now, then) in moved.items():
            cues.pop(cue_id, None)
            if then is not None:
                cues[cue_id] = then
        made = _kept(rows[first:last], sheet_rows(sheet.tracks, spine_id, cues.values()))
        sheet = replace(sheet, rows=(*rows[:first], *made, *rows[last:]))
        places = {cue_id: first + place for cue_id, place in positions(made).items()}
        at: Positions = self._at
        if len(made) != last - first:
            at = positions(sheet.rows)
        elif places != old_places:
            at = {**{cue_id: place for cue_id, place in self._at.items() if cue_id not in old_places}, **places}
        return Folded(sheet=sheet, positions=at, splice=_trimmed(first, rows[first:last], made))

    def _window(self, moved: Mapping[int, tuple[Cue | None, Cue | None]], spine_id: int | None) -> tuple[int, int]:
        """Return the stretch of rows that a change can reach: no translation spans its ends."""
        rows = self._sheet.rows
        spots: list[int] = []
        for cue_id, (now, then) in moved.items():
            if now is not None:
                spots += (self._at[cue_id], self._at[cue_id] + 1)
            if then is not None:
                anchors = [
                    self._at[each] for each in (then.anchor_id, then.anchor_last_id) if each is not None and each in self._at
                ]
                spots += [place for anchor in anchors for place in (anchor, anchor + 1)]
                if then.track_id == spine_id or not anchors:
                    key = (then.start_ms, then.track_id != spine_id, then.end_ms, then.id)
                    place = bisect_left(rows, key, key=row_key)
                    spots += [place, *self._alike(place, then)]
        first, last = min(spots), max(spots)
        signs = any(track.role.is_signs for track in self._sheet.tracks.values())
        while first > 0 and not _may_cut(rows, first, signs=signs):
            first -= 1
        while last < len(rows) and not _may_cut(rows, last, signs=signs):
            last += 1
        return first, last

    def _alike(self, place: int, cue: Cue) -> list[int]:
        """Return how far rows reach that stand beside a place and take in a cue without an anchor, for their times are the same."""
        rows, times = self._sheet.rows, (cue.start_ms, cue.end_ms)
        spots = []
        if place > 0 and (rows[place - 1].cue.start_ms, rows[place - 1].cue.end_ms) == times:
            spots.append(place - 1)
        if place < len(rows) and (rows[place].cue.start_ms, rows[place].cue.end_ms) == times:
            spots.append(place + 1)
        return spots


def row_cues(row: CueRow) -> list[Cue]:
    """Return the cues that stand in a row."""
    followers = [cue for cues in row.followers.values() for cue in cues]
    return [row.cue, *followers] if row.is_spine else followers


def _may_cut(rows: Sequence[CueRow], at: int, *, signs: bool) -> bool:
    """Tell whether no translation renders spine cues, or signs, on both sides of a place."""
    following = next((rows[place] for place in range(at, len(rows)) if rows[place].is_spine), None)
    sign = next((rows[place] for place in range(at, len(rows)) if rows[place].is_sign), None) if signs else None
    return not any(row is not None and row.covered for row in (following, sign))


def _pairs(entity_class: type[E], changes: Iterable[Change], kind: str) -> Iterable[tuple[E | None, E | None]]:
    for change in changes:
        if change.kind == kind:
            yield (
                None if change.before is None else entity_of(entity_class, change.before),
                None if change.after is None else entity_of(entity_class, change.after),
            )


def _moved_on(now: E, before: E | None, after: E) -> E:
    if now not in (before, after):
        raise _CannotFoldError
    return after


def _kept(before: Sequence[CueRow], made: Sequence[CueRow]) -> tuple[CueRow, ...]:
    """Return the rows made, each by the value that stood before where the two are equal."""
    known = {row.cue.id: row for row in before}
    return tuple(known[row.cue.id] if known.get(row.cue.id) == row else row for row in made)


def _trimmed(first: int, before: Sequence[CueRow], made: Sequence[CueRow]) -> Splice:
    head = 0
    while head < min(len(before), len(made)) and before[head] is made[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(made)) - head and before[-1 - tail] is made[-1 - tail]:
        tail += 1
    return Splice(first=first + head, removed=len(before) - head - tail, added=len(made) - head - tail)
