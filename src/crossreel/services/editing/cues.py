"""Editing cues: every method is one user action, over all languages of an episode at once, and returns the edit it made.

Changing the text or the times of a track takes the states "checked" and "approved" of that track back in the same edit.
Methods raise `NotFound` for rows that are gone, `BadInput` for values no cue can have, and `ReadOnly` or `StorageFailed`
when the catalog cannot be written; nothing is changed then.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from crossreel.domain.catalog.title import Character, Title
from crossreel.domain.cues import cutting, spine
from crossreel.domain.cues.anchoring import anchor, pin_tolerance_ms
from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.cues.spine import Difference, Spine
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput, StaleEdit
from crossreel.domain.picture.placement import find_placement
from crossreel.domain.quality.finding import Finding
from crossreel.domain.quality.style_guide import PictureShape
from crossreel.domain.text.inline import canonical, plain_text
from crossreel.domain.views.grid import SearchHit
from crossreel.services.editing.comparing import check_expected, check_times
from crossreel.services.editing.replacing import SearchRange, hits, put_replacements, replacements
from crossreel.services.episode.cues import EpisodeCues, open_track, read_episodes, write_spine, write_spines
from crossreel.services.episode.part import (
    alone,
    closed,
    read_chosen,
    read_empty,
    with_meeting,
    with_sources,
    with_spans,
    with_spine_spans,
    with_track,
)
from crossreel.storage import neighbourhood
from crossreel.storage.database import Database
from crossreel.storage.open_edit import OpenEdit
from crossreel.storage.unit_of_work import UnitOfWork

Times = tuple[int, int]
Law = Callable[[UnitOfWork, EpisodeCues], Spine]
Reach = Callable[[UnitOfWork, EpisodeCues], EpisodeCues]
CheckPart = Callable[[UnitOfWork, EpisodeCues, Difference], Mapping[int, tuple[Finding, ...]]]
REPLACE_ROUNDS = 5  # others may change what is being replaced while it is worked out
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Editing:
    """The use cases on cues of one catalog.

    Args:
        database: the catalog.
        check: QC of what an edit touched, see `Checking.check_part`; it is handed in, since use cases are strangers to each other.
    """

    def __init__(self, database: Database, *, check: CheckPart | None = None) -> None:
        self._database = database
        self._check = check

    def set_text(self, cue_id: int, text: str, *, expected: str | None = None, step_id: int | None = None) -> Edit:
        """Give a cue other words (inline markup). A translation is thereby taken as made from the present source text.

        Args:
            cue_id: a cue of the spine or a follower.
            text: inline markup; the same text as before changes nothing. A cleared cue stays, untranslated.
            expected: the markup the writer started from; None writes whatever stands there.
            step_id: edits of one step are undone together.

        Raises:
            StaleText: another text than `expected` and than `text` stands there.
        """
        words = _clean(text)

        def write(uow: UnitOfWork, part: EpisodeCues) -> Spine:
            check_expected(uow, part.spine.get(cue_id), words, expected)
            return _with_words(part.spine, cue_id, words)

        return self._change("edit.set_text", [cue_id], write, with_sources, step_id=step_id)

    def set_cell_text(
        self, spine_cue_id: int, language: str, text: str, *, expected: str | None = None, step_id: int | None = None
    ) -> Edit:
        """Write a cell of the editor's table.

        Typing in an empty cell makes the follower and, where needed, the track and the title's language. In a cell that a
        translation of earlier cues covers, the new follower takes over from here to the end of that translation's span.

        Args:
            spine_cue_id: the cue of the row.
            language: the cell's column: a language tag or a column name of `EpisodeSheet.tracks`.
            text: inline markup.
            expected: the markup the writer started from, "" for an empty cell; None writes whatever stands there.
            step_id: edits of one step are undone together.

        Raises:
            StaleText: another text than `expected` and than `text` stands there.
        """
        words = _clean(text)
        with self._database.edit(_header("edit.set_text", step_id)) as open_edit, open_edit.part() as uow:
            chosen = read_chosen(uow, [spine_cue_id])
            open_edit.describe(chosen.title_id, {**chosen.facts, "language": language})
            before = chosen.only
            if not before.spine.cues:
                raise BadInput("editing.no_spine_cue")
            if language in before.columns or not _is_blank(words) or expected:
                before = with_spans(uow, before)
                opened, track = open_track(uow, uow.get(Title, chosen.title_id), before, language)
                check_expected(uow, _cell_cue(opened.spine, spine_cue_id, track.id), words, expected)
                self._write(open_edit, uow, opened, _cell(opened.spine, spine_cue_id, track.id, words, uow.new_id()))
        return open_edit.edit

    def set_times(
        self, cue_id: int, start_ms: int, end_ms: int, *, expected: tuple[int, int] | None = None, step_id: int | None = None
    ) -> Edit:
        """Retime a cue: its unpinned followers move along with a cue of the spine; a follower becomes pinned.

        Args:
            cue_id: a cue of the spine or a follower.
            start_ms: when it comes.
            end_ms: when it goes.
            expected: the times that the writer started from; None writes over whatever stands there.
            step_id: edits of one step are undone together.

        Raises:
            StaleEdit: it has other times than `expected` and than these.
        """
        seen = {} if expected is None else {cue_id: expected}
        return self.set_times_of({cue_id: (start_ms, end_ms)}, expected=seen, step_id=step_id)

    def set_times_of(
        self, times: Mapping[int, Times], *, expected: Mapping[int, Times] | None = None, step_id: int | None = None
    ) -> Edit:
        """Retime several cues of an episode as one action, each as `set_times` does: all of them, or none.

        Args:
            times: start and end by cue, milliseconds.
            expected: the times that the writer started from; those of a cue that is not there are written over.
            step_id: edits of one step are undone together.

        Raises:
            StaleEdit: one has other times than `expected` and than these.
        """
        seen = expected or {}

        def reach(uow: UnitOfWork, part: EpisodeCues) -> EpisodeCues:
            places = [place for cue in part.spine.cues for place in (cue.order, (*times[cue.id], cue.id))]
            return closed(uow, part, places) if places else with_sources(uow, part)

        def write(uow: UnitOfWork, part: EpisodeCues) -> Spine:
            for cue_id, wanted in times.items():
                check_times(uow, part.spine.get(cue_id), wanted, seen.get(cue_id), self._database.session_id)
            return spine.retime_each(part.spine, times)

        return self._change("edit.set_times", times.keys(), write, reach, step_id=step_id, one_episode=True)

    def pin(self, cue_ids: Collection[int]) -> Edit:
        """Let followers keep their times when the spine moves."""
        return self._change("edit.pin", cue_ids, _law(spine.pin, cue_ids), alone)

    def unpin(self, cue_ids: Collection[int]) -> Edit:
        """Give followers the times of their spans back; unanchored ones and ones that share a spine cue stay pinned."""
        return self._change("edit.unpin", cue_ids, _law(spine.unpin, cue_ids), with_spans)

    def confirm_source(self, cue_ids: Collection[int]) -> Edit:
        """Say that translations render the present source text as they are."""
        return self._change("edit.confirm_source", cue_ids, _law(spine.confirm, cue_ids), with_sources)

    def insert(self, episode_id: int, language: str, start_ms: int, end_ms: int, text: str = "") -> Edit:
        """Add a cue. In a translation it hangs on the spine cue it overlaps best, pinned where its times differ.

        The first cue of an episode makes its spine: a source track in the title's language, else a template.
        """
        spine.check_times(start_ms, end_ms)
        with self._database.edit(_header("edit.insert")) as open_edit, open_edit.part() as uow:
            part = read_empty(uow, episode_id)
            title, media = neighbourhood.setting(uow, episode_id)
            open_edit.describe(title.id, {"episode": part.episode.number, "language": language, "at_ms": start_ms})
            opened, track = open_track(uow, title, part, language)
            cue = Cue(id=uow.new_id(), track_id=track.id, start_ms=start_ms, end_ms=end_ms, text=_clean(text))
            if track.id == opened.spine.track_id:
                opened = closed(uow, opened, [cue.order])
            else:
                tolerance_ms = pin_tolerance_ms(media.frame_rate if media else PictureShape().frame_rate)
                opened = with_meeting(uow, opened, start_ms - tolerance_ms, end_ms + tolerance_ms)
                (cue,) = anchor(opened.spine.cues, [cue], tolerance_ms)
            self._write(open_edit, uow, opened, spine.insert(opened.spine, cue))
        return open_edit.edit

    def delete(self, cue_ids: Collection[int]) -> Edit:
        """Remove cues. Followers of removed spine cues go too unless a person wrote them, see `cutting.delete`."""
        return self._change("edit.delete", cue_ids, _law(cutting.delete, cue_ids), with_spine_spans)

    def split(self, cue_id: int, at_ms: int, offset: int) -> Edit:
        """Cut a cue in two, in all languages at once.

        Args:
            cue_id: a cue of the spine or a follower.
            at_ms: time of the cut, inside the cue.
            offset: where the second half begins in the plain text.
        """
        new_id = self._database.new_id()

        def reach(uow: UnitOfWork, part: EpisodeCues) -> EpisodeCues:
            places = [place for cue in part.spine.cues for place in cutting.places_of_halves(cue, at_ms, new_id)]
            return closed(uow, part, places) if places else with_sources(uow, part)

        def write(_: UnitOfWork, part: EpisodeCues) -> Spine:
            return cutting.split(part.spine, cue_id, at_ms, offset, new_id)

        return self._change("edit.split", [cue_id], write, reach)

    def merge(self, cue_ids: Collection[int]) -> Edit:
        """Join neighbouring cues of one track into the first, and their translations with them."""

        def reach(uow: UnitOfWork, part: EpisodeCues) -> EpisodeCues:
            places = [cue.order for cue in part.spine.cues]
            if places:
                return closed(uow, part, [*places, cutting.place_of_whole(part.spine.cues)])
            beside = with_track(uow, part, part.spine.followers[0].track_id)
            return closed(uow, beside, ())

        return self._change("edit.merge", cue_ids, _law(cutting.merge, cue_ids), reach, one_episode=True)

    def shift(
        self, episode_ids: Collection[int], delta_ms: int, *, languages: Collection[str] | None = None, from_ms: int = 0
    ) -> Edit:
        """Move cues in time.

        Args:
            episode_ids: episodes of one title.
            delta_ms: by how much, negative for earlier.
            languages: columns to move, None for all; unpinned followers always go with the spine.
            from_ms: only cues that start here or later.
        """
        wanted = list(dict.fromkeys(episode_ids))
        with self._database.edit(_header("edit.shift")) as open_edit, open_edit.part() as uow:
            episodes = read_episodes(uow, wanted)
            numbers = sorted(each.episode.number for each in episodes)
            title_id = _only_one({each.episode.title_id for each in episodes})
            open_edit.describe(title_id, {"count": len(episodes), "episodes": numbers, "by_ms": delta_ms})
            moved: list[tuple[EpisodeCues, Spine]] = []
            for before in episodes:
                tracks = {track.id for name, track in before.columns.items() if languages is None or name in languages}
                ids = {cue.id for cue in before.cues if cue.track_id in tracks and cue.start_ms >= from_ms}
                moved.append((before, spine.shift(before.spine, ids, delta_ms)))
            write_spines(uow, moved)
        return open_edit.edit

    def find(
        self,
        title_id: int,
        what: str,
        *,
        languages: Collection[str] | None = None,
        episode_ids: Collection[int] | None = None,
        match_case: bool = False,
        regex: bool = False,
        whole_word: bool = False,
    ) -> tuple[SearchHit, ...]:
        """Return the cues of a title that hold the words, by episode and time. Tags of the text are not looked at."""
        within = SearchRange(
            title_id=title_id, languages=languages, episode_ids=episode_ids, match_case=match_case, regex=regex,
            whole_word=whole_word,
        )  # fmt: skip
        with self._database.read() as uow:
            return hits(uow, within, what)

    def replace(
        self,
        title_id: int,
        what: str,
        by: str,
        *,
        languages: Collection[str] | None = None,
        episode_ids: Collection[int] | None = None,
        cue_ids: Collection[int] | None = None,
        match_case: bool = False,
        regex: bool = False,
        whole_word: bool = False,
    ) -> Edit:
        r"""Replace words over a title and keep the tags around them; with `regex`, `\1` stands for a group.

        The search runs beside other people's edits, not in front of them; only what it found is written, all or nothing.

        Raises:
            BadInput: see `domain/text/pattern.py`; a faulty or too slow expression, or a group that it does not have.
            StaleEdit: the cues kept changing meanwhile; nothing was written.
        """
        within = SearchRange(
            title_id=title_id, languages=languages, episode_ids=episode_ids, cue_ids=cue_ids, match_case=match_case, regex=regex,
            whole_word=whole_word,
        )  # fmt: skip
        header = EditHeader(label="edit.replace", title_id=title_id, facts={"what": what, "by": by})
        for _ in range(REPLACE_ROUNDS):
            with self._database.read() as uow:
                planned = replacements(uow, within, what, _clean_plain(by))
            with self._database.edit(header) as open_edit, open_edit.part() as uow:
                written = put_replacements(uow, planned)
            if written:
                return open_edit.edit
        raise StaleEdit("editing.replace_overtaken")

    def set_speaker(self, cue_ids: Collection[int], character_id: int | None) -> Edit:
        """Say who speaks, None for nobody known."""

        def reach(uow: UnitOfWork, part: EpisodeCues) -> EpisodeCues:
            character = None if character_id is None else uow.get(Character, character_id)
            if character is not None and character.title_id != part.episode.title_id:
                raise BadInput("editing.foreign_speaker", name=character.name)
            return part

        return self._change("edit.set_speaker", cue_ids, _setter(cue_ids, lambda cue: replace(cue, speaker_id=character_id)), reach)

    def set_placement(self, cue_ids: Collection[int], placement: str) -> Edit:
        """Place cues: "" for the usual place, a keypad number, or a percent box "x,y,w,h"."""
        place = find_placement(placement)
        if place is None:
            raise BadInput("editing.bad_placement", placement=placement)
        law = _setter(cue_ids, lambda cue: replace(cue, placement=place.written))
        return self._change("edit.set_placement", cue_ids, law, alone)

    def _change(
        self, label: str, cue_ids: Collection[int], law: Law, reach: Reach, *, step_id: int | None = None, one_episode: bool = False
    ) -> Edit:
        with self._database.edit(_header(label, step_id)) as open_edit, open_edit.part() as uow:
            chosen = read_chosen(uow, cue_ids)
            open_edit.describe(chosen.title_id, chosen.facts)
            for part in (chosen.only,) if one_episode else chosen.episodes:
                before = reach(uow, part)
                self._write(open_edit, uow, before, law(uow, before))
        return open_edit.edit

    def _write(self, open_edit: OpenEdit, uow: UnitOfWork, before: EpisodeCues, after: Spine) -> None:
        changed = write_spine(uow, before, after)
        if self._check is not None and (changed.put or changed.removed):
            open_edit.tell(self._check(uow, before, changed))


def _typed(before: Spine, ids: Collection[int], words: str) -> Spine:
    return spine.confirm(spine.mapped(before, ids, lambda cue: replace(cue, text=words, origin=Origin.TYPED)), ids)


def _with_words(before: Spine, cue_id: int, words: str) -> Spine:
    return before if before.get(cue_id).text == words else _typed(before, [cue_id], words)


def _cell_cue(before: Spine, spine_cue_id: int, track_id: int) -> Cue | None:
    return before.get(spine_cue_id) if track_id == before.track_id else spine.cell(before, spine_cue_id, track_id)


def _cell(before: Spine, spine_cue_id: int, track_id: int, words: str, new_id: int) -> Spine:
    here = _cell_cue(before, spine_cue_id, track_id)
    if here is not None:
        return _with_words(before, here.id, words)
    return before if _is_blank(words) else spine.fill(before, spine_cue_id, track_id, words, new_id)


def _header(label: str, step_id: int | None = None) -> EditHeader:
    """Return the header of an edit whose title and facts are read in its transaction."""
    return EditHeader(label=label, title_id=None, step_id=step_id)


def _law(law: Callable[[Spine, Collection[int]], Spine], cue_ids: Collection[int]) -> Law:
    return lambda _, part: law(part.spine, set(cue_ids) & {cue.id for cue in part.cues})


def _setter(cue_ids: Collection[int], change: Callable[[Cue], Cue]) -> Law:
    return _law(lambda before, ids: spine.mapped(before, ids, change), cue_ids)


def _only_one(title_ids: set[int]) -> int:
    if len(title_ids) != 1:
        raise BadInput("editing.several_titles")
    return title_ids.pop()


def _is_blank(text: str) -> bool:
    return not plain_text(text).strip()


def _clean_plain(text: str) -> str:
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _clean(text: str) -> str:
    return canonical(_clean_plain(text))
