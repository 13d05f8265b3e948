"""Changing many cues at once; part of `editing`."""

from collections.abc import Collection, Mapping

from crossreel.domain.catalog.title import Character
from crossreel.domain.cues import row_change, spine
from crossreel.domain.cues.row_change import RowChange, TimeMap
from crossreel.domain.cues.spine import Spine
from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import BadInput
from crossreel.domain.picture.placement import find_placement
from crossreel.domain.text.frame_grid import FrameGrid
from crossreel.qc.guides import StyleGuides
from crossreel.services.editing.change import Changing, Law, Shown, header
from crossreel.services.episode.cues import EpisodeCues, read_groups
from crossreel.services.episode.part import closed, read_chosen, with_sources
from crossreel.services.files.frames import grid_for
from crossreel.storage import neighbourhood
from crossreel.storage.unit_of_work import UnitOfWork

ONE_CHANGE: dict[tuple[str, ...], str] = {
    ("shift",): "edit.shift_cues", ("stretch",): "edit.stretch", ("set_speaker",): "edit.set_speaker",
    ("set_placement",): "edit.set_placement", ("pin",): "edit.pin", ("unpin",): "edit.unpin",
}  # fmt: skip
"""What an edit is called that changes one thing."""
SyncPoint = tuple[int, int]  # a cue's id, and when it is really to come


class Rows(Changing):
    """The use cases on many cues, each one edit."""

    def change_rows(self, cue_ids: Collection[int], change: RowChange, *, expected: Shown | None = None) -> Edit:
        """Change the times, speaker, place and pins of cues of one episode.

        Cues that follow moved cues of the spine go with them; a translation that moves alone becomes pinned. Stretched cues are
        put on frames.

        Args:
            cue_ids: the cues.
            change: what becomes of them.
            expected: the cues as they were shown; others are changed whatever they are.

        Raises:
            NotFound: a cue is gone.
            StaleEdit: somebody else has changed the same of one of them; nothing was written.
            BadInput: nothing is to be changed; a time that no cue can have; no such place; a speaker of another title.
        """
        kinds = change.kinds
        if not kinds:
            raise BadInput("editing.no_change")
        if change.placement is not None and find_placement(change.placement) is None:
            raise BadInput("editing.bad_placement", placement=change.placement)

        def reach(uow: UnitOfWork, part: EpisodeCues) -> EpisodeCues:
            _check_speaker(uow, part, change)
            known = with_sources(uow, part)
            time_map, grid = change.time_map([cue for cue in known.cues if cue.id in ids]), _grid(uow, known, self._guides)
            moving = [cue for cue in known.spine.cues if cue.id in ids]
            places = [cue.order for cue in known.spine.cues]
            if time_map is not None:
                on = grid if change.stretches else None
                places += [(*row_change.new_times(cue, time_map, on), cue.id) for cue in moving]
            return closed(uow, known, places)

        def write(uow: UnitOfWork, part: EpisodeCues) -> Spine:
            return row_change.change_rows(part.spine, ids, change, _grid(uow, part, self._guides))

        ids = set(cue_ids)
        law_of = self._as_seen(write, ids, expected, change.fields)
        return self._change(ONE_CHANGE.get(kinds, "edit.rows"), cue_ids, law_of, reach, one_episode=True)

    def sync(self, first: SyncPoint, last: SyncPoint, *, expected: Shown | None = None) -> Edit:
        """Stretch an episode so that two of its cues come when they should; every language goes along.

        Args:
            first: a cue's id, and when it is to come.
            last: another's.
            expected: the cues of the episode as they were shown; others are moved wherever they stand.

        Raises:
            NotFound: one of them is gone.
            StaleEdit: somebody else has moved a cue; nothing was written.
            BadInput: they are one, of several episodes, or would change places; a time that no cue can have.
        """
        with self._database.edit(header("edit.sync")) as open_edit, open_edit.part() as uow:
            chosen = read_chosen(uow, [first[0], last[0]])
            groups = read_groups(uow, [chosen.only.episode.id])
            open_edit.describe(chosen.title_id, chosen.facts)
            every = {cue.id: cue for group in groups for cue in group.cues}
            points = sorted((every[cue_id].start_ms, at_ms) for cue_id, at_ms in (first, last))
            for before in groups:
                ids = {cue.id for cue in before.cues}
                times = row_change.remapped(before.spine, ids, TimeMap(points[0], points[1]), _grid(uow, before, self._guides))
                law_of = self._as_seen(_remap(times), ids, expected, row_change.TIMES)
                self._write(open_edit, uow, before, law_of(uow, before))
        return open_edit.edit


def _remap(times: Mapping[int, tuple[int, int]]) -> Law:
    return lambda _, part: spine.retime_each(part.spine, times)


def _grid(uow: UnitOfWork, part: EpisodeCues, guides: StyleGuides | None) -> FrameGrid:
    title, media = neighbourhood.setting(uow, part.episode.id)
    return grid_for(title, media, title.source_language, guides)


def _check_speaker(uow: UnitOfWork, part: EpisodeCues, change: RowChange) -> None:
    if change.speaks and change.speaker_id is not None:
        person = uow.get(Character, change.speaker_id)
        if person.title_id != part.episode.title_id:
            raise BadInput("editing.foreign_speaker", name=person.name)
