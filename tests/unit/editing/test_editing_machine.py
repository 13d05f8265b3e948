"""Whatever is edited, in whatever order: the laws of the spine hold, and undo and redo bring back every row."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from crossreel.domain.cue import Cue
from crossreel.domain.edit import Edit
from crossreel.domain.errors import BadInput
from crossreel.domain.sheet import untranslated
from crossreel.domain.title import Character
from crossreel.domain.track import Role
from crossreel.services.cataloging import Cataloging
from crossreel.services.editing import Editing
from crossreel.services.episode_cues import EpisodeCues, read_episode
from crossreel.services.history import History
from tests.builders import SOURCE, Drama, journaled_rows, make_drama
from tests.strategies import WORDS, markup, times
from tests.unit.spine.laws import assert_lawful
from tests.unit.storage.figures import assert_kept

LANGUAGES = st.sampled_from([SOURCE, "en", "ar", "th"])
PICKS = st.integers(0, 1_000)
Rows = dict[type, list[object]]


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

    def perform(self, act: Callable[[], Edit]) -> None:
        """Run an edit: refused, it must change nothing; done, it is one step that clears what was undone."""
        before = self.states[-1]
        try:
            edit = act()
        except BadInput:
            assert journaled_rows(self.drama.database) == before
            return
        after = journaled_rows(self.drama.database)
        assert bool(edit.changes) == (after != before)
        if edit.changes:
            self.states.append(after)
            self.undone.clear()

    def pick(self, at: int, *, language: str | None = None) -> Cue | None:
        cues = [
            cue
            for number in (1, 2)
            for tag in (SOURCE, "en", "ar", "th")
            if tag == (language or tag)
            for cue in self.drama.cues(number, tag)
        ]
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
            self.perform(lambda: self.editing.set_text(cue.id, text))

    @rule(at=PICKS, language=LANGUAGES, text=WORDS)
    def set_cell_text(self, at: int, language: str, text: str) -> None:
        if cue := self.pick(at, language=SOURCE):
            self.perform(lambda: self.editing.set_cell_text(cue.id, language, text))

    @rule(at=PICKS, new=times())
    def set_times(self, at: int, new: tuple[int, int]) -> None:
        if cue := self.pick(at):
            self.perform(lambda: self.editing.set_times(cue.id, *new))

    @rule(at=PICKS, count=st.integers(1, 3), how=st.sampled_from(["pin", "unpin", "confirm_source"]))
    def mark(self, at: int, count: int, how: str) -> None:
        if ids := self.neighbours(at, count):
            self.perform(lambda: getattr(self.editing, how)(ids))

    @rule(number=st.sampled_from([1, 2]), language=LANGUAGES, new=times(), text=WORDS)
    def insert(self, number: int, language: str, new: tuple[int, int], text: str) -> None:
        episode_id = self.drama.episode_ids[number - 1]
        self.perform(lambda: self.editing.insert(episode_id, language, *new, text))

    @rule(at=PICKS, count=st.integers(1, 2))
    def delete(self, at: int, count: int) -> None:
        if ids := self.neighbours(at, count):
            self.perform(lambda: self.editing.delete(ids))

    @rule(at=PICKS, share=st.integers(0, 10), offset=st.integers(0, 6))
    def split(self, at: int, share: int, offset: int) -> None:
        if cue := self.pick(at):
            self.perform(lambda: self.editing.split(cue.id, cue.start_ms + cue.duration_ms * share // 10, offset))

    @rule(at=PICKS, count=st.integers(2, 3))
    def merge(self, at: int, count: int) -> None:
        if ids := self.neighbours(at, count):
            self.perform(lambda: self.editing.merge(ids))

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
                episode: EpisodeCues = read_episode(uow, row.episode.id)
            assert_lawful(episode.spine)
            for track in episode.tracks.values():
                if track.role is Role.TRANSLATION:
                    assert row.cells[track.language].untranslated == untranslated(episode.spine, track.id)


EditingMachine.TestCase.settings = settings(
    max_examples=8,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestEditingMachine = EditingMachine.TestCase
