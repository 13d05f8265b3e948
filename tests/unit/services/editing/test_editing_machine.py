"""Whatever is edited, in whatever order: the laws of the spine hold, and undo and redo bring back every row.

An edit reads the part of an episode that it touches; what it makes of it must be what the same law makes of the whole episode.
"""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from crossreel.domain.catalog.title import Character
from crossreel.domain.cues import cutting, spine, together
from crossreel.domain.cues.anchoring import anchor
from crossreel.domain.cues.column import column_of
from crossreel.domain.cues.cue import PIN_TOLERANCE_MS, Cue, Origin
from crossreel.domain.cues.spine import Spine
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import BadInput
from crossreel.domain.text.column_name import is_signs
from crossreel.domain.text.frame_grid import FrameGrid
from crossreel.domain.text.inline import canonical, plain_text
from crossreel.domain.views.sheet import untranslated
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.editing.cues import Editing
from crossreel.services.episode.cues import EpisodeCues, read_episode, read_groups
from crossreel.services.history.undoing import History
from tests.builders import SOURCE, Drama, journaled_rows, make_drama
from tests.strategies import WORDS, markup, times
from tests.unit.domain.cues.laws import assert_lawful
from tests.unit.storage.figures import assert_kept

SIGNS, SIGNS_EN = f"{SOURCE}-x-signs", "en-x-signs"
COLUMNS = (SOURCE, "en", "ar", "th", "en-x-sdh", SIGNS, SIGNS_EN)
LANGUAGES = st.sampled_from(COLUMNS)
PICKS = st.integers(0, 1_000)
Rows = dict[type, list[object]]


Law = Callable[[Spine, int], Spine]


def cues_of(whole: Spine) -> list[Cue]:
    return [*whole.cues, *whole.followers]


def here(cue_id: int, law: Law) -> Law:
    """A law for the episode that has a cue; others stay as they are."""
    return lambda whole, made: law(whole, made) if cue_id in {cue.id for cue in cues_of(whole)} else whole


def retyped(whole: Spine, cue: Cue, text: str) -> Spine:
    """A cue of an episode with other words."""
    words = canonical(text)
    present = next((each for each in cues_of(whole) if each.id == cue.id), None)
    if present is None or present.text == words:
        return whole
    typed = spine.mapped(whole, {cue.id}, lambda each: replace(each, text=words, origin=Origin.TYPED))
    return spine.confirm(typed, {cue.id})


class EditingMachine(RuleBasedStateMachine):
    """Drives `Editing` and `History` on a catalog on disk; `states` are the rows after each step on the undo stack."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.drama: Drama = make_drama(self.folder / "catalog.crossreel", episodes=2, cues=3)
        database = self.drama.database
        Cataloging(database).put_character(Character(id=0, title_id=self.drama.title_id, name="林"))
        (self.character,) = Cataloging(database).characters(self.drama.title_id)
        self.editing, self.history = Editing(database), History(database)
        for at_ms in (200, 1700):
            made = self.editing.insert(self.drama.episode_ids[0], SIGNS, at_ms, at_ms + 900, "急救室")
        (sign,) = made.ids("cue")
        self.editing.set_cell_text(sign, SIGNS_EN, "Emergency room")
        self.states: list[Rows] = [journaled_rows(database)]
        self.undone: list[Rows] = []

    def teardown(self) -> None:
        if hasattr(self, "drama"):
            try:
                self.check_the_whole_way_back()
            finally:
                self.drama.database.close()
                shutil.rmtree(self.folder)

    def check_the_whole_way_back(self) -> None:
        database, title_id = self.drama.database, self.drama.title_id
        last = journaled_rows(database)
        fresh = History(database)
        for before in reversed(self.states[:-1]):
            assert fresh.undo(title_id) is not None
            assert journaled_rows(database) == before
        for _ in self.states[1:]:
            assert fresh.redo(title_id) is not None
        assert journaled_rows(database) == last

    def perform(self, act: Callable[[], Edit], law: Law | None = None) -> None:
        """Run an edit: refused, it must change nothing; done, it is one step that clears what was undone.

        Args:
            act: the edit.
            law: what it makes of a whole episode, given that, and the id of the cue it made.
        """
        before = self.states[-1]
        with self.drama.database.read() as uow:
            wholes = [group.spine for group in read_groups(uow, self.drama.episode_ids)]
        try:
            edit = act()
        except BadInput:
            assert journaled_rows(self.drama.database) == before
            return
        after = journaled_rows(self.drama.database)
        assert bool(edit.changes) == (after != before)
        if law is not None:
            self.made = sorted(change.id for change in edit.changes if change.kind == "cue" and change.before is None)
            expected = [cue for whole in wholes for cue in cues_of(law(whole, next(iter(self.made), 0)))]
            assert sorted(after[Cue], key=lambda cue: cue.id) == sorted(expected, key=lambda cue: cue.id)
        if edit.changes:
            self.states.append(after)
            self.undone.clear()

    def whole(self, episode_id: int) -> Spine:
        with self.drama.database.read() as uow:
            return read_episode(uow, episode_id).spine

    def pick(self, at: int, *, language: str | None = None) -> Cue | None:
        cues = [cue for number in (1, 2) for tag in COLUMNS if tag == (language or tag) for cue in self.drama.cues(number, tag)]
        return cues[at % len(cues)] if cues else None

    def neighbours(self, at: int, count: int) -> list[int]:
        first = self.pick(at)
        if first is None:
            return []
        with self.drama.database.read() as uow:
            cues = [cue.id for cue in uow.where(Cue, track_id=first.track_id)]
        return cues[cues.index(first.id) :][:count]

    @rule(at=PICKS, text=st.one_of(markup(), WORDS))
    def set_text(self, at: int, text: str) -> None:
        if cue := self.pick(at):
            self.perform(lambda: self.editing.set_text(cue.id, text), lambda whole, _: retyped(whole, cue, text))

    @rule(at=PICKS, language=LANGUAGES, text=WORDS)
    def set_cell_text(self, at: int, language: str, text: str) -> None:
        if cue := self.pick(at, language=SIGNS if is_signs(language) else SOURCE):
            law = here(cue.id, lambda whole, made: self.written(whole, cue.id, language, canonical(text), made))
            self.perform(lambda: self.editing.set_cell_text(cue.id, language, text), law)

    @rule(at=PICKS, new=times())
    def set_times(self, at: int, new: tuple[int, int]) -> None:
        if cue := self.pick(at):
            self.perform(
                lambda: self.editing.set_times(cue.id, *new), here(cue.id, lambda whole, _: spine.retime(whole, cue.id, *new))
            )

    @rule(at=PICKS, count=st.integers(1, 3), how=st.sampled_from(["pin", "unpin", "confirm_source"]))
    def mark(self, at: int, count: int, how: str) -> None:
        if ids := self.neighbours(at, count):
            law = {"pin": spine.pin, "unpin": spine.unpin, "confirm_source": spine.confirm}[how]
            self.perform(lambda: getattr(self.editing, how)(ids), here(ids[0], lambda whole, _: law(whole, ids)))

    @rule(number=st.sampled_from([1, 2]), language=LANGUAGES, new=times(), text=WORDS, over=st.booleans())
    def insert(self, number: int, language: str, new: tuple[int, int], text: str, over: bool) -> None:
        episode_id = self.drama.episode_ids[number - 1]
        whole = self.whole(episode_id)
        self.perform(lambda: self.editing.insert(episode_id, language, *new, text, over=over))
        made = [cue for cue in self.whole(episode_id).followers if cue.id not in {cue.id for cue in whole.followers}]
        if made and whole.track_id is not None:
            cue = Cue(id=made[0].id, track_id=made[0].track_id, start_ms=new[0], end_ms=new[1], text=made[0].text)
            expected = spine.insert(whole, anchor(whole.cues, [cue], PIN_TOLERANCE_MS)[0])
            assert self.whole(episode_id) == expected

    def written(self, whole: Spine, cue_id: int, language: str, text: str, made: int) -> Spine:
        """What typing in a cell makes of the whole episode."""
        leading = SIGNS if is_signs(language) else SOURCE
        number = next(at for at in (1, 2) if cue_id in {cue.id for cue in self.drama.cues(at, leading)})
        with self.drama.database.read() as uow:
            every = uow.where(Track, episode_id=self.drama.episode_ids[number - 1])
        tracks = [track for track in every if column_of(track) == language]
        if not tracks:
            return whole
        if tracks[0].id == whole.track_id:
            return retyped(whole, whole.get(cue_id), text)
        there = spine.cell(whole, cue_id, tracks[0].id)
        if there is not None:
            return retyped(whole, there, text)
        return spine.fill(whole, cue_id, tracks[0].id, text, made) if plain_text(text).strip() else whole

    @rule(number=st.sampled_from([1, 2]), language=LANGUAGES, at_ms=st.integers(0, 5000), length_ms=st.integers(100, 2000))
    def insert_where_there_is_room(self, number: int, language: str, at_ms: int, length_ms: int) -> None:
        episode_id = self.drama.episode_ids[number - 1]
        before = self.drama.cues(number, language)
        self.perform(lambda: self.editing.insert_at(episode_id, language, at_ms, length_ms=length_ms))
        for made in [cue for cue in self.drama.cues(number, language) if cue.id not in {cue.id for cue in before}]:
            assert all(made.end_ms <= cue.start_ms or cue.end_ms <= made.start_ms for cue in before)

    @rule(at=PICKS)
    def duplicate(self, at: int) -> None:
        if cue := self.pick(at):
            self.perform(lambda: self.editing.duplicate(cue.id))

    @rule(at=PICKS, count=st.integers(1, 2), everywhere=st.booleans())
    def delete(self, at: int, count: int, everywhere: bool) -> None:
        if ids := self.neighbours(at, count):
            law = together.delete_together if everywhere else cutting.delete
            act = lambda: self.editing.delete(ids, everywhere=everywhere)  # noqa: E731
            self.perform(act, here(ids[0], lambda whole, _: law(whole, ids)))

    @rule(at=PICKS, share=st.integers(0, 10), offset=st.integers(0, 6), everywhere=st.booleans())
    def split(self, at: int, share: int, offset: int, everywhere: bool) -> None:
        if cue := self.pick(at):
            at_ms = cue.start_ms + cue.duration_ms * share // 10
            gap = FrameGrid()

            def law(whole: Spine, made: int) -> Spine:
                if everywhere:
                    return together.split_together(whole, cue.id, at_ms, offset, iter(self.made), gap)
                return cutting.split(whole, cue.id, at_ms, offset, made, gap)

            self.perform(lambda: self.editing.split(cue.id, at_ms, offset, everywhere=everywhere), here(cue.id, law))

    @rule(at=PICKS, count=st.integers(2, 3), everywhere=st.booleans())
    def merge(self, at: int, count: int, everywhere: bool) -> None:
        if ids := self.neighbours(at, count):
            law = together.merge_together if everywhere else cutting.merge
            act = lambda: self.editing.merge(ids, everywhere=everywhere)  # noqa: E731
            self.perform(act, here(ids[0], lambda whole, _: law(whole, ids)))

    @rule(delta_ms=st.integers(-2000, 2000), languages=st.none() | st.lists(LANGUAGES, max_size=2), from_ms=st.integers(0, 3000))
    def shift(self, delta_ms: int, languages: list[str] | None, from_ms: int) -> None:
        self.perform(lambda: self.editing.shift(self.drama.episode_ids, delta_ms, languages=languages, from_ms=from_ms))

    @rule(what=st.sampled_from(["a", "第", "1", ".", "["]), by=WORDS, regex=st.booleans())
    def replace(self, what: str, by: str, regex: bool) -> None:
        self.perform(lambda: self.editing.replace(self.drama.title_id, what, by, regex=regex))

    @rule(at=PICKS, count=st.integers(1, 3), known=st.booleans(), placement=st.sampled_from(["", "8", "1,2,3,4", "x"]))
    def place_and_name(self, at: int, count: int, known: bool, placement: str) -> None:
        if ids := self.neighbours(at, count):
            self.perform(lambda: self.editing.set_speaker(ids, self.character.id if known else None))
            self.perform(lambda: self.editing.set_placement(ids, placement))

    @precondition(lambda self: len(self.states) > 1)
    @rule()
    def undo(self) -> None:
        assert self.history.undo(self.drama.title_id) is not None
        self.undone.append(self.states.pop())
        assert journaled_rows(self.drama.database) == self.states[-1]

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        assert self.history.redo(self.drama.title_id) is not None
        self.states.append(self.undone.pop())
        assert journaled_rows(self.drama.database) == self.states[-1]

    @invariant()
    def laws_hold(self) -> None:
        if not hasattr(self, "drama"):
            return
        assert_kept(self.drama.database)
        matrix = Cataloging(self.drama.database).matrix(self.drama.title_id)
        for row in matrix.rows:
            with self.drama.database.read() as uow:
                groups: list[EpisodeCues] = read_groups(uow, [row.episode.id])
            for group in groups:
                assert_lawful(group.spine)
                for track in group.tracks.values():
                    if track.role in (Role.TRANSLATION, Role.SDH, Role.SIGNS_TRANSLATION):
                        assert row.cells[column_of(track)].untranslated == untranslated(group.spine, track.id)


EditingMachine.TestCase.settings = settings(
    max_examples=3,  # the machine of folding does all of this as well
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestEditingMachine = EditingMachine.TestCase
