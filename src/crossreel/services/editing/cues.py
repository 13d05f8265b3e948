"""Editing cues: every method is one user action, over all languages of an episode at once, and returns the edit it made.

Changing the text or the times of a track takes the states "checked" and "approved" of that track back in the same edit.
Methods raise `NotFound` for rows that are gone, `BadInput` for values no cue can have, and `ReadOnly` or `StorageFailed`
when the catalog cannot be written; nothing is changed then.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from operator import attrgetter

from crossreel.domain.catalog.title import Character, Title
from crossreel.domain.cues import foreign, spine
from crossreel.domain.cues.cue import Origin
from crossreel.domain.cues.row_change import TIMES
from crossreel.domain.cues.spine import Spine
from crossreel.domain.edits.differences import CueLook
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput, StaleEdit
from crossreel.domain.picture.placement import find_placement
from crossreel.domain.text.column_name import is_signs
from crossreel.domain.text.inline import with_style
from crossreel.domain.views.grid import SearchHit
from crossreel.services.editing.change import Shown, clean, clean_plain, header, law, setter
from crossreel.services.editing.clipboard import Clipboard
from crossreel.services.editing.comparing import check_expected, check_look, check_times
from crossreel.services.editing.cutting import Cutting
from crossreel.services.editing.inserting import Inserting
from crossreel.services.editing.replacing import SearchRange, hits, put_replacements, replacements
from crossreel.services.editing.rows import Rows
from crossreel.services.editing.words import cell_cue, is_blank, with_cell, with_words
from crossreel.services.episode.cues import EpisodeCues, open_track, read_groups, write_spines
from crossreel.services.episode.part import alone, closed, read_chosen, with_sources, with_spans
from crossreel.storage.unit_of_work import UnitOfWork

Times = tuple[int, int]
MOST_FOUND = 5_000
STYLES = ("italic", "bold", "underline")
REPLACE_ROUNDS = 5  # others may change what is being replaced while it is worked out


class Editing(Cutting, Inserting, Rows, Clipboard):
    """The use cases on cues of one catalog."""

    def set_text(
        self, cue_id: int, text: str, *, expected: str | None = None, step_id: int | None = None, origin: Origin = Origin.TYPED
    ) -> Edit:  # fmt: skip
        """Give a cue other words (inline markup). A translation is thereby taken as made from the present source text.

        Args:
            cue_id: a cue of the spine or a follower.
            text: inline markup; the same text as before changes nothing. A cleared cue stays, untranslated.
            expected: the markup the writer started from; None writes whatever stands there.
            step_id: edits of one step are undone together.
            origin: where the words are from: typed, or taken from the memory as they stand there.

        Raises:
            StaleText: another text than `expected` and than `text` stands there.
        """
        words = clean(text)

        def write(uow: UnitOfWork, part: EpisodeCues) -> Spine:
            check_expected(uow, part.spine.get(cue_id), words, expected)
            return with_words(part.spine, cue_id, words, origin)

        return self._change("edit.set_text", [cue_id], write, with_sources, step_id=step_id)

    def set_cell_text(
        self, spine_cue_id: int, language: str, text: str, *, expected: str | None = None, step_id: int | None = None,
        origin: Origin = Origin.TYPED,
    ) -> Edit:  # fmt: skip
        """Write a cell of the editor's table.

        Typing in an empty cell makes the follower and, where needed, the track and the title's language. In a cell that a
        translation of earlier cues covers, the new follower takes over from here to the end of that translation's span.

        Args:
            spine_cue_id: the cue of the row.
            language: the cell's column: a language tag or a column name of `EpisodeSheet.tracks`.
            text: inline markup.
            expected: the markup the writer started from, "" for an empty cell; None writes whatever stands there.
            step_id: edits of one step are undone together.
            origin: where the words are from, see `set_text`.

        Raises:
            StaleText: another text than `expected` and than `text` stands there.
        """
        words = clean(text)
        with self._database.edit(header("edit.set_text", step_id)) as open_edit, open_edit.part() as uow:
            chosen = read_chosen(uow, [spine_cue_id])
            open_edit.describe(chosen.title_id, {**chosen.facts, "language": language})
            before = chosen.only
            if not before.spine.cues or is_signs(language) is not before.is_signs:
                raise BadInput("editing.no_spine_cue")
            if language in before.columns or not is_blank(words) or expected:
                before = with_spans(uow, before)
                opened, track = open_track(uow, uow.get(Title, chosen.title_id), before, language)
                check_expected(uow, cell_cue(opened.spine, spine_cue_id, track.id), words, expected)
                self._write(open_edit, uow, opened, with_cell(opened.spine, spine_cue_id, track.id, words, uow.new_id(), origin))
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

    def restore(self, cue_id: int, look: CueLook, *, step_id: int | None = None) -> Edit:
        """Bring a cue back to how it was: its text, its times and its place, as one action.

        A cue of the spine takes its unpinned followers along; a follower stays unpinned where its source has those times still.
        """
        words, times = clean(look.text), (look.start_ms, look.end_ms)

        def reach(uow: UnitOfWork, part: EpisodeCues) -> EpisodeCues:
            places = [place for cue in part.spine.cues for place in (cue.order, (*times, cue.id))]
            return closed(uow, part, places) if places else with_sources(uow, part)

        def write(uow: UnitOfWork, part: EpisodeCues) -> Spine:
            cue, after = part.spine.get(cue_id), part.spine
            if (cue.start_ms, cue.end_ms) != times:
                after = spine.retime_each(after, {cue_id: times})
            after = with_words(after, cue_id, words)
            after = spine.mapped(after, {cue_id}, lambda each: replace(each, placement=look.placement))
            loose = spine.unpin(after, {cue_id}) if after.get(cue_id).pinned and not look.pinned else after
            return loose if (loose.get(cue_id).start_ms, loose.get(cue_id).end_ms) == times else after

        return self._change("edit.restore", [cue_id], write, reach, step_id=step_id)

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
        return self._change("edit.pin", cue_ids, law(spine.pin, cue_ids), alone)

    def unpin(self, cue_ids: Collection[int]) -> Edit:
        """Give followers the times of their spans back; unanchored ones and ones that share a spine cue stay pinned."""
        return self._change("edit.unpin", cue_ids, law(spine.unpin, cue_ids), with_spans)

    def accept(self, cue_ids: Collection[int]) -> Edit:
        """Say that a person has been through drafts as they are: texts that a machine made or that came from memory."""
        law_of = setter(cue_ids, lambda cue: replace(cue, origin=Origin.TYPED) if cue.is_unseen else cue)
        return self._change("edit.accept", cue_ids, law_of, alone)

    def confirm_source(self, cue_ids: Collection[int]) -> Edit:
        """Say that translations render the present source text as they are."""
        return self._change("edit.confirm_source", cue_ids, law(spine.confirm, cue_ids), with_sources)

    def shift(
        self,
        episode_ids: Collection[int],
        delta_ms: int,
        *,
        languages: Collection[str] | None = None,
        from_ms: int = 0,
        expected: Shown | None = None,
    ) -> Edit:
        """Move cues in time.

        Args:
            episode_ids: episodes of one title.
            delta_ms: by how much, negative for earlier.
            languages: columns to move, None for all; unpinned followers always go with the spine.
            from_ms: only cues that start here or later.
            expected: cues as they were shown; others are moved wherever they stand.

        Raises:
            StaleEdit: somebody else has moved one of those that were shown; nothing was written.
        """
        wanted = list(dict.fromkeys(episode_ids))
        with self._database.edit(header("edit.shift")) as open_edit, open_edit.part() as uow:
            episodes = read_groups(uow, wanted)
            numbers = sorted({each.episode.number for each in episodes})
            title_id = _only_one({each.episode.title_id for each in episodes})
            open_edit.describe(title_id, {"count": len(numbers), "episodes": numbers, "by_ms": delta_ms})
            moved: list[tuple[EpisodeCues, Spine]] = []
            for before in episodes:
                tracks = {track.id for name, track in before.columns.items() if languages is None or name in languages}
                ids = {cue.id for cue in before.cues if cue.track_id in tracks and cue.start_ms >= from_ms}
                law_of = self._as_seen(law(spine.shift, ids, delta_ms=delta_ms), ids, expected, TIMES)
                moved.append((before, law_of(uow, before)))
            write_spines(uow, moved)
        return open_edit.edit

    def find(
        self,
        title_id: int | None,
        what: str,
        *,
        by: str | None = None,
        languages: Collection[str] | None = None,
        roles: Collection[str] | None = None,
        episode_ids: Collection[int] | None = None,
        cue_ids: Collection[int] | None = None,
        match_case: bool = False,
        regex: bool = False,
        whole_word: bool = False,
        limit: int = MOST_FOUND,
    ) -> tuple[SearchHit, ...]:
        """Return the cues of a title, None for all titles, that hold the words, by title, episode and time; at most `limit`.

        Tags of the text are not looked at. With `by` each hit says what replacing would make of its text. See `SearchRange`.

        Raises:
            BadInput: see `domain/text/pattern.py`; of each title the search may take its time.
        """
        with self._database.read() as uow:
            titles = (
                [title_id]
                if title_id is not None
                else [title.id for title in sorted(uow.where(Title), key=attrgetter("name", "id"))]
            )
        found: list[SearchHit] = []
        for each in titles:
            within = SearchRange(
                title_id=each, languages=languages, roles=roles, episode_ids=episode_ids, cue_ids=cue_ids, match_case=match_case,
                regex=regex, whole_word=whole_word,
            )  # fmt: skip
            with self._database.read() as uow:
                found += hits(uow, within, what, None if by is None else clean_plain(by))
            if len(found) >= limit:
                break
        return tuple(found[:limit])

    def replace(
        self,
        title_id: int,
        what: str,
        by: str,
        *,
        languages: Collection[str] | None = None,
        roles: Collection[str] | None = None,
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
            title_id=title_id, languages=languages, roles=roles, episode_ids=episode_ids, cue_ids=cue_ids, match_case=match_case,
            regex=regex, whole_word=whole_word,
        )  # fmt: skip
        headed = EditHeader(label="edit.replace", title_id=title_id, facts={"what": what, "by": by})
        for _ in range(REPLACE_ROUNDS):
            with self._database.read() as uow:
                planned = replacements(uow, within, what, clean_plain(by))
            with self._database.edit(headed) as open_edit, open_edit.part() as uow:
                written = put_replacements(uow, planned)
            if written:
                return open_edit.edit
        raise StaleEdit("editing.replace_overtaken")

    def set_speaker(self, cue_ids: Collection[int], character_id: int | None, *, expected: Shown | None = None) -> Edit:
        """Say who speaks, None for nobody known.

        Args:
            cue_ids: the cues.
            character_id: the speaker.
            expected: the cues as they were shown; others are changed whoever speaks them.

        Raises:
            StaleEdit: somebody else has given one another speaker.
            BadInput: a character of another title.
        """

        def reach(uow: UnitOfWork, part: EpisodeCues) -> EpisodeCues:
            character = None if character_id is None else uow.get(Character, character_id)
            if character is not None and character.title_id != part.episode.title_id:
                raise BadInput("editing.foreign_speaker", name=character.name)
            return part

        law_of = setter(cue_ids, lambda cue: replace(cue, speaker_id=character_id))
        return self._change("edit.set_speaker", cue_ids, self._as_seen(law_of, cue_ids, expected, ("speaker_id",)), reach)

    def set_spoken_in(self, cue_ids: Collection[int], language: str, *, expected: Shown | None = None) -> Edit:
        """Say in which language lines are spoken: foreign ones are read in forced narratives too. Translations stay as they are.

        Args:
            cue_ids: cues of the spine, or cues that render them.
            language: a tag or name, "und" for another one, whichever; "" or the title's own takes the mark away.
            expected: lines as they were shown; others are marked whatever is said of them.

        Raises:
            StaleEdit: somebody else has said another language of one.
            BadInput: it is no language; nothing of it is spoken.
        """

        def reach(uow: UnitOfWork, part: EpisodeCues) -> EpisodeCues:
            if part.is_signs:
                raise BadInput("editing.no_line")
            return with_sources(uow, part)

        def write(uow: UnitOfWork, part: EpisodeCues) -> Spine:
            source = uow.get(Title, part.episode.title_id).source_language
            lines = foreign.lines_of(part.spine, ids)
            for cue in lines.values():
                check_look(uow, cue, (expected or {}).get(cue.id), ("spoken_in",), self._database.session_id)
            return foreign.mark(part.spine, ids, foreign.tag_of(language or source, source))

        ids = set(cue_ids)
        return self._change("edit.set_spoken_in", cue_ids, write, reach)

    def set_style(self, cue_ids: Collection[int], style: str, on: bool) -> Edit:
        """Set whole cues in "italic", "bold" or "underline", or take it from them. Words stay; so do translations of them."""
        if style not in STYLES:
            raise BadInput("editing.bad_style", style=style, known=list(STYLES))
        law_of = setter(cue_ids, lambda cue: replace(cue, text=with_style(cue.text, style, on)) if cue.text else cue)
        return self._change("edit.set_style", cue_ids, law_of, alone)

    def set_placement(self, cue_ids: Collection[int], placement: str, *, expected: Shown | None = None) -> Edit:
        """Place cues: "" for the usual place, a keypad number, or a percent box "x,y,w,h".

        Args:
            cue_ids: the cues.
            placement: where.
            expected: the cues as they were shown; others are placed wherever they stand.

        Raises:
            StaleEdit: somebody else has placed one otherwise.
            BadInput: no such place.
        """
        place = find_placement(placement)
        if place is None:
            raise BadInput("editing.bad_placement", placement=placement)
        law_of = setter(cue_ids, lambda cue: replace(cue, placement=place.written))
        return self._change("edit.set_placement", cue_ids, self._as_seen(law_of, cue_ids, expected, ("placement",)), alone)


def _only_one(title_ids: set[int]) -> int:
    if len(title_ids) != 1:
        raise BadInput("editing.several_titles")
    return title_ids.pop()
