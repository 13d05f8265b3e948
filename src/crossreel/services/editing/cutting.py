"""Splitting, merging and deleting cues, in one language or in all; part of `editing`."""

from collections.abc import Collection, Iterator, Mapping
from itertools import chain

from crossreel.domain.cues import cutting, together
from crossreel.domain.cues.spine import Spine
from crossreel.domain.edits.edit import Edit
from crossreel.domain.text.frame_grid import FrameGrid
from crossreel.qc.guides import StyleGuides
from crossreel.services.editing.change import Changing, Law, law
from crossreel.services.editing.comparing import check_seen
from crossreel.services.episode.cues import EpisodeCues
from crossreel.services.episode.part import closed, with_sources, with_spans, with_spine_spans, with_track
from crossreel.services.files.frames import grid_for
from crossreel.storage import neighbourhood
from crossreel.storage.unit_of_work import UnitOfWork

Seen = Mapping[int, str]


class Cutting(Changing):
    """The use cases that make one cue of two, two of one, or none."""

    def split(self, cue_id: int, at_ms: int, offset: int, *, everywhere: bool = False, expected: str | None = None) -> Edit:
        """Cut a cue in two; the first half ends the style guide's gap before the second begins.

        Args:
            cue_id: a cue of the spine or a follower.
            at_ms: when the second half comes, inside the cue.
            offset: where it begins in the plain text.
            everywhere: cut the source and the other languages at the matching place too, see `together.split_together`; without
                it only this language, see `cutting.split`.
            expected: the markup that was shown; None splits whatever stands there.

        Raises:
            StaleEdit: somebody else has written another text.
            BadInput: the time is not inside the cue, or so near its start that nothing is left before the gap.
        """
        first_id = self._database.new_id()

        def new_ids() -> Iterator[int]:
            return chain([first_id], iter(self._database.new_id, None))

        def reach(uow: UnitOfWork, part: EpisodeCues) -> EpisodeCues:
            grid = _grid(uow, part, cue_id, self._guides)
            known = with_sources(uow, part)
            cue = known.spine.get(cue_id)
            source = together.source_to_split(known.spine, cue, at_ms) if everywhere else None
            if cue.track_id == known.spine.track_id:
                source = cue
            if source is None:
                return known
            cut_ms = together.matching_ms(source, cue, at_ms, grid)
            return closed(uow, known, cutting.places_of_halves(source, cut_ms, first_id, grid))

        def write(uow: UnitOfWork, part: EpisodeCues) -> Spine:
            grid = _grid(uow, part, cue_id, self._guides)
            self._check_seen(uow, part, {} if expected is None else {cue_id: expected})
            if everywhere:
                return together.split_together(part.spine, cue_id, at_ms, offset, new_ids(), grid)
            return cutting.split(part.spine, cue_id, at_ms, offset, first_id, grid)

        return self._change("edit.split_all" if everywhere else "edit.split", [cue_id], write, reach)

    def merge(self, cue_ids: Collection[int], *, everywhere: bool = False, expected: Seen | None = None) -> Edit:
        """Join neighbouring cues of one track into the first.

        Args:
            cue_ids: cues of the spine, or followers of one language.
            everywhere: join their sources and the other languages with them, see `together.merge_together`; without it only
                this language, see `cutting.merge`.
            expected: the markup that was shown, by cue; others are joined whatever they say.

        Raises:
            StaleEdit: somebody else has written another text.
            BadInput: fewer than two cues, cues of several tracks, or cues with others between them.
        """

        def reach(uow: UnitOfWork, part: EpisodeCues) -> EpisodeCues:
            beside = part if part.spine.cues else with_track(uow, part, part.spine.followers[0].track_id)
            near = closed(uow, beside, [cue.order for cue in part.spine.cues])
            return closed(uow, near, [cutting.place_of_whole(near.spine.cues)]) if near.spine.cues else near

        joined = together.merge_together if everywhere else cutting.merge
        label = "edit.merge_all" if everywhere else "edit.merge"
        return self._change(label, cue_ids, self._seen(law(joined, cue_ids), expected), reach, one_episode=True)

    def delete(self, cue_ids: Collection[int], *, everywhere: bool = False, expected: Seen | None = None) -> Edit:
        """Remove cues.

        Args:
            cue_ids: cues of the spine or followers.
            everywhere: remove their sources with them and all that renders these alone; without it what a person wrote stays
                when its source goes, see `cutting.delete`.
            expected: the markup that was shown, by cue; others are removed whatever they say.

        Raises:
            StaleEdit: somebody else has written another text.
        """
        removed = together.delete_together if everywhere else cutting.delete
        label, reach = ("edit.delete_all", with_spans) if everywhere else ("edit.delete", with_spine_spans)
        return self._change(label, cue_ids, self._seen(law(removed, cue_ids), expected), reach)

    def _seen(self, law_of: Law, expected: Seen | None) -> Law:
        """Return a law that first compares texts with those that were shown."""

        def write(uow: UnitOfWork, part: EpisodeCues) -> Spine:
            self._check_seen(uow, part, expected or {})
            return law_of(uow, part)

        return write

    def _check_seen(self, uow: UnitOfWork, part: EpisodeCues, expected: Seen) -> None:
        for cue in part.cues:
            check_seen(uow, cue, expected.get(cue.id), self._database.session_id)


def _grid(uow: UnitOfWork, part: EpisodeCues, cue_id: int, guides: StyleGuides | None) -> FrameGrid:
    title, media = neighbourhood.setting(uow, part.episode.id)
    return grid_for(title, media, part.tracks[part.spine.get(cue_id).track_id].language, guides)
