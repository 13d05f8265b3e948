"""Any mix of edits, undos, redos and restarts: the catalog is always what a plain model says, and so is all that is derived."""

import random
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.services.history.undoing import History
from crossreel.storage.database import Database
from crossreel.storage.unit_of_work import UnitOfWork
from tests.unit.storage.drama import LINES, assert_sound, header, journaled_digest, put_drama, put_episode
from tests.unit.storage.figures import assert_kept

SEEDS = st.integers(0, 2**32)


class Editing(RuleBasedStateMachine):
    """Keeps the digest of the catalog after every step, and expects to find it again on the way back and forth."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="history-machine-"))
        self.database = Database.open(self.folder / "catalog.crossreel")
        self.history = History(self.database)
        self.states: list[str] = []
        self.undone: list[str] = []
        self.step_id: int | None = None

    @initialize()
    def put_a_title(self) -> None:
        self.title_id = put_drama(self.database, episodes=1, languages=("zh-Hans", "en")).title_id
        self.start = len(self.history.lines(self.title_id))
        self.states = [self.now()]

    def now(self) -> str:
        return journaled_digest(self.database.path)

    def remember(self, changed: bool) -> None:
        if changed:
            self.states.append(self.now())
            self.undone = []
            self.step_id = None

    def edit(self, seed: int, *changes: str) -> bool:
        chance = random.Random(seed)
        with self.database.edit(header(self.title_id, step_id=self.step_id)) as open_edit:
            for change in changes:
                with open_edit.part() as uow:
                    getattr(self, f"_{change}")(uow, chance)
        return bool(open_edit.edit.changes)

    def _retype(self, uow: UnitOfWork, chance: random.Random) -> None:
        cues = uow.where(Cue)
        chosen = chance.sample(cues, min(len(cues), chance.randrange(1, 4)))
        uow.put_all(replace(cue, text=chance.choice([*LINES, "", "word"]), start_ms=chance.randrange(5000)) for cue in chosen)

    def _insert(self, uow: UnitOfWork, chance: random.Random) -> None:
        tracks = uow.where(Track)
        if tracks:
            uow.put(
                Cue(id=uow.new_id(), track_id=chance.choice(tracks).id, start_ms=chance.randrange(9000), end_ms=9000, text="new")
            )

    def _remove(self, uow: UnitOfWork, chance: random.Random) -> None:
        cues = [cue for cue in uow.where(Cue) if cue.anchor_id is not None]
        if cues:
            uow.remove(chance.choice(cues))

    def _add_episode(self, uow: UnitOfWork, chance: random.Random) -> None:
        put_episode(uow, self.title_id, len(uow.where(Episode)) + 1, ("zh-Hans", "en"))

    def _remove_track(self, uow: UnitOfWork, chance: random.Random) -> None:
        tracks = uow.where(Track, language="en")
        if tracks:
            track = chance.choice(tracks)
            uow.remove_all(uow.where(Cue, track_id=track.id))
            uow.remove(track)

    @rule(
        seed=SEEDS,
        changes=st.lists(st.sampled_from(["retype", "insert", "remove", "add_episode", "remove_track"]), min_size=1, max_size=3),
    )
    def make_an_edit(self, seed: int, changes: list[str]) -> None:
        self.remember(self.edit(seed, *changes))

    @rule(seeds=st.lists(SEEDS, min_size=2, max_size=3))
    def type_a_step(self, seeds: list[int]) -> None:
        self.step_id = self.database.new_id()
        self.remember(sum(self.edit(seed, "retype") for seed in seeds) > 0)

    @precondition(lambda self: len(self.states) > 1)
    @rule()
    def undo(self) -> None:
        assert self.history.undo(self.title_id) is not None
        self.undone.append(self.states.pop())
        assert self.now() == self.states[-1]

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        assert self.history.redo(self.title_id) is not None
        self.states.append(self.undone.pop())
        assert self.now() == self.states[-1]

    @precondition(lambda self: len(self.states) > 2)
    @rule()
    def undo_all_and_redo_all(self) -> None:
        lines = self.history.lines(self.title_id)
        done = [line.edit_id for line in lines if line.done]
        self.history.undo_to(self.title_id, done[-1])
        assert self.now() == self.states[0]
        self.history.undo_to(self.title_id, done[0])
        assert self.now() == self.states[-1]

    @rule()
    def restart(self) -> None:
        self.database.close()
        self.database = Database.open(self.folder / "catalog.crossreel")
        self.history = History(self.database)

    @invariant()
    def the_lines_are_the_steps(self) -> None:
        if self.states:
            lines = self.history.lines(self.title_id)
            assert [line.done for line in lines] == [False] * len(self.undone) + [True] * len(self.states)

    @invariant()
    def what_is_derived_is_what_would_be_derived_now(self) -> None:
        with self.database.read() as uow:
            words = {
                word: sorted(hit.cue_id or 0 for hit in self.database.search(word, 500) if hit.kind == "cue")
                for word in ("里", "word", "new")
            }
            for word, found in words.items():
                assert found == sorted(cue.id for cue in uow.where(Cue) if word in cue.text)
        assert_kept(self.database)

    def teardown(self) -> None:
        self.database.close()
        assert_sound(self.folder / "catalog.crossreel")
        shutil.rmtree(self.folder)


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=7, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck))
