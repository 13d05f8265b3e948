"""Adding cues where there is room for them; part of `editing`."""

from collections.abc import Callable
from dataclasses import replace

from crossreel.domain.catalog.version import Version
from crossreel.domain.cues import spine
from crossreel.domain.cues.anchoring import anchor, pin_tolerance_ms
from crossreel.domain.cues.cue import MAX_TIME_MS, Cue
from crossreel.domain.cues.retiming import SHORTEST_MS, TimedCue, free_room
from crossreel.domain.cues.track import Track
from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import BadInput
from crossreel.domain.quality.style_guide import PictureShape
from crossreel.domain.text.column_name import is_signs
from crossreel.domain.text.frame_grid import FrameGrid
from crossreel.services.editing.change import Changing, clean, header
from crossreel.services.episode.cues import EpisodeCues, open_track
from crossreel.services.episode.part import closed, read_chosen, read_empty, with_meeting
from crossreel.services.files.frames import grid_for
from crossreel.storage import neighbourhood
from crossreel.storage.unit_of_work import UnitOfWork

NEW_CUE_MS = 1500
Times = tuple[int, int]
Finder = Callable[[UnitOfWork, Track, FrameGrid, Version | None], Times]


class Inserting(Changing):
    """The use cases that add a cue. None covers another cue of its language, unless asked to."""

    def insert(self, episode_id: int, language: str, start_ms: int, end_ms: int, text: str = "", *, over: bool = False) -> Edit:
        """Add a cue. In a translation it hangs on the spine cue it overlaps best, pinned where its times differ.

        The first cue of an episode makes its spine: a source track in the title's language, else a template.

        Args:
            episode_id: the episode.
            language: tag, or name of a column.
            start_ms: when it comes.
            end_ms: when it goes.
            text: inline markup.
            over: let it stand over other cues of the language, as a sign does over dialogue.

        Raises:
            BadInput: another cue of the language stands there, be it for a millisecond.
        """
        spine.check_times(start_ms, end_ms)

        def find(uow: UnitOfWork, track: Track, _grid: FrameGrid, _media: Version | None) -> Times:
            met = [] if over else _met(uow, track.id, start_ms, end_ms)
            if met:
                raise BadInput("editing.insert_covers", start_ms=met[0].start_ms, end_ms=met[0].end_ms)
            return start_ms, end_ms

        return self._insert(episode_id, language, Cue(id=0, track_id=0, start_ms=0, end_ms=0, text=clean(text)), find, start_ms)

    def insert_at(
        self, episode_id: int, language: str, at_ms: int, *, text: str = "", length_ms: int = NEW_CUE_MS, exactly: bool = False
    ) -> Edit:
        """Add a cue at a time, or after what stands there, on a frame and with the style guide's gap on both sides.

        Args:
            episode_id: the episode.
            language: tag, or name of a column.
            at_ms: when it comes, at the earliest.
            text: inline markup.
            length_ms: how long it stays at the most; less where another cue follows.
            exactly: do not go after a cue that stands there, as when it is to follow the one before that.

        Raises:
            BadInput: the next cue begins before a new one could be seen.
        """
        find = _room_finder(at_ms, length_ms, exactly=exactly)
        return self._insert(episode_id, language, Cue(id=0, track_id=0, start_ms=0, end_ms=0, text=clean(text)), find, at_ms)

    def duplicate(self, cue_id: int) -> Edit:
        """Add a cue with the text, speaker and place of another right after it, as long as that one where there is room.

        Raises:
            NotFound: the cue is gone.
            BadInput: the next cue begins before the new one could be seen.
        """
        with self._database.read() as uow:
            part = read_chosen(uow, [cue_id]).only
        cue = part.spine.get(cue_id)
        language = next(name for name, track in part.columns.items() if track.id == cue.track_id)
        find = _room_finder(cue.end_ms, cue.duration_ms, exactly=True)
        return self._insert(part.episode.id, language, cue, find, cue.end_ms, label="edit.duplicate")

    def _insert(
        self, episode_id: int, language: str, pattern: Cue, find: Finder, at_ms: int, *, label: str = "edit.insert"
    ) -> Edit:
        with self._database.edit(header(label)) as open_edit, open_edit.part() as uow:
            part = read_empty(uow, episode_id, signs=is_signs(language))
            title, media = neighbourhood.setting(uow, episode_id)
            open_edit.describe(title.id, {"episode": part.episode.number, "language": language, "at_ms": at_ms})
            opened, track = open_track(uow, title, part, language)
            start_ms, end_ms = find(uow, track, grid_for(title, media, language, self._guides), media)
            cue = replace(
                pattern, id=uow.new_id(), track_id=track.id, start_ms=start_ms, end_ms=end_ms, anchor_id=None, anchor_last_id=None,
                pinned=False, source_digest=None,
            )  # fmt: skip
            self._write(open_edit, uow, *_placed(uow, opened, cue, media))
        return open_edit.edit


def _placed(uow: UnitOfWork, opened: EpisodeCues, cue: Cue, media: Version | None) -> tuple[EpisodeCues, spine.Spine]:
    """Return what a new cue touches, before and after."""
    if cue.track_id == opened.spine.track_id:
        opened = closed(uow, opened, [cue.order])
    else:
        tolerance_ms = pin_tolerance_ms(media.frame_rate if media else PictureShape().frame_rate)
        opened = with_meeting(uow, opened, cue.start_ms - tolerance_ms, cue.end_ms + tolerance_ms)
        (hung,) = anchor(opened.spine.cues, [cue], tolerance_ms)
        own = (cue.start_ms, cue.end_ms)
        covers = _met(uow, cue.track_id, hung.start_ms, hung.end_ms) and not _met(uow, cue.track_id, *own)
        cue = replace(hung, start_ms=own[0], end_ms=own[1], pinned=True) if covers else hung
    return opened, spine.insert(opened.spine, cue)


def _room_finder(at_ms: int, length_ms: int, *, exactly: bool) -> Finder:
    def find(uow: UnitOfWork, track: Track, grid: FrameGrid, media: Version | None) -> Times:
        last_ms = media.duration_ms if media is not None and media.duration_ms > at_ms else MAX_TIME_MS
        start_ms = grid.nearest(max(0, at_ms))
        there = [cue.end_ms for cue in neighbourhood.meeting(uow, track.id, start_ms, start_ms) if cue.end_ms > start_ms]
        start_ms = max([start_ms, *([] if exactly else there)])
        around_ms = 2 * grid.gap_ms + length_ms
        near = neighbourhood.meeting(uow, track.id, max(0, start_ms - around_ms), start_ms + around_ms)
        floor, ceiling = free_room([TimedCue(cue.id, cue.start_ms, cue.end_ms) for cue in near], start_ms, grid, last_ms)
        start_ms = max(start_ms, floor)
        end_ms = min(grid.nearest(start_ms + length_ms), ceiling)
        if end_ms - start_ms < SHORTEST_MS or _met(uow, track.id, start_ms, end_ms):
            raise BadInput("editing.no_room", at_ms=start_ms, free_ms=max(0, end_ms - start_ms))
        return start_ms, end_ms

    return find


def _met(uow: UnitOfWork, track_id: int, start_ms: int, end_ms: int) -> list[Cue]:
    """Return the cues of a track that share a stretch of time with one."""
    near = neighbourhood.meeting(uow, track_id, start_ms, end_ms)
    return [cue for cue in near if cue.start_ms < end_ms and start_ms < cue.end_ms]
