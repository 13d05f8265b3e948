"""Long edits, work beside them and a second process of the same person: all is undone to the start and redone to the end."""

import os
import random
import shutil
import tempfile
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Character, Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.errors import StaleEdit
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.history.undoing import History
from crossreel.storage.database import Database
from crossreel.storage.open_edit import OpenEdit
from crossreel.storage.unit_of_work import UnitOfWork
from tests.unit.storage.drama import assert_sound, header, journaled_digest, put_drama, put_episode

SEEDS = st.integers(0, 2**32)
WHO = st.sampled_from([0, 1])
EXAMPLES = int(os.environ.get("CROSSREEL_EXAMPLES", "6"))


def retype(uow: UnitOfWork, title_id: int, chance: random.Random) -> None:
    """Change texts in one episode."""
    cues = cues_of(uow, title_id, chance)
    for cue in chance.sample(cues, min(3, len(cues))):
        uow.put(replace(cue, text=f"{chance.randrange(1000)}"))


def insert(uow: UnitOfWork, title_id: int, chance: random.Random) -> None:
    """Add a cue, hung on one of the spine."""
    tracks = tracks_of(uow, title_id, chance)
    spine = uow.where(Cue, track_id=[track.id for track in tracks if track.role.is_spine])
    for track in tracks[-1:]:
        anchor = chance.choice(spine).id if spine and not track.role.is_spine else None
        uow.put(Cue(id=uow.new_id(), track_id=track.id, start_ms=9000, end_ms=9500, text="new", anchor_id=anchor))


def remove(uow: UnitOfWork, title_id: int, chance: random.Random) -> None:
    """Remove a cue that nothing hangs on."""
    cues = cues_of(uow, title_id, chance)
    held = {cue.anchor_id for cue in cues}
    free = [cue for cue in cues if cue.id not in held]
    if free:
        uow.remove(chance.choice(free))


def add_episode(uow: UnitOfWork, title_id: int, chance: random.Random) -> None:
    """Add an episode."""
    taken = {episode.number for episode in uow.where(Episode, title_id=title_id)}
    put_episode(uow, title_id, min(set(range(1, 99)) - taken), ("zh-Hans", "en"))


def remove_translation(uow: UnitOfWork, title_id: int, chance: random.Random) -> None:
    """Remove a translation of one episode."""
    for track in tracks_of(uow, title_id, chance):
        if not track.role.is_spine:
            uow.remove_all(uow.where(Cue, track_id=track.id))
            uow.remove(track)


def rename(uow: UnitOfWork, title_id: int, chance: random.Random) -> None:
    """Change what all of the title shares."""
    uow.put(replace(uow.get(Title, title_id), name=f"Heir {chance.randrange(1000)}"))


def set_speaker(uow: UnitOfWork, title_id: int, chance: random.Random) -> None:
    """Give a cue a speaker, a new one or one that is there."""
    people = uow.where(Character, title_id=title_id)
    person = people[0] if people and chance.random() < 0.7 else Character(id=uow.new_id(), title_id=title_id, name="林")
    uow.put(person)
    for cue in cues_of(uow, title_id, chance)[:1]:
        uow.put(replace(cue, speaker_id=person.id))


OPERATIONS = (retype, retype, insert, remove, add_episode, remove_translation, rename, set_speaker)


def tracks_of(uow: UnitOfWork, title_id: int, chance: random.Random) -> list[Track]:
    episodes = uow.where(Episode, title_id=title_id)
    return uow.where(Track, episode_id=chance.choice(episodes).id) if episodes else []


def cues_of(uow: UnitOfWork, title_id: int, chance: random.Random) -> list[Cue]:
    return uow.where(Cue, track_id=[track.id for track in tracks_of(uow, title_id, chance)])


@dataclass
class Running:
    """A long edit under way."""

    block: AbstractContextManager[OpenEdit]
    edit: OpenEdit
    title_id: int


class Interleaving(RuleBasedStateMachine):
    """Two processes of one person on one catalog with two titles; kept is only how the catalog was, not how it became so."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="interleaving-"))
        self.path = self.folder / "catalog.crossreel"
        self.running: list[Running] = []
        self.titles: list[int] = []
        self.open()

    def open(self) -> None:
        self.databases = [Database.open(self.path, author="Ana") for _ in range(2)]
        self.histories = [History(database) for database in self.databases]

    @initialize()
    def put_titles(self) -> None:
        self.empty = journaled_digest(self.path)
        for code in ("ONE", "TWO"):
            self.titles.append(put_drama(self.databases[0], code=code, languages=("zh-Hans", "en")).title_id)
        self.start = journaled_digest(self.path)

    @precondition(lambda self: len(self.running) < 3)
    @rule(who=WHO, which=st.integers(0, 1), seed=SEEDS, said=st.booleans())
    def begin_a_long_edit(self, who: int, which: int, seed: int, said: bool) -> None:
        title_id = self.titles[which]
        block = self.databases[who].edit(header(title_id, "edit.long"), several_parts=said)
        self.running.append(Running(block, block.__enter__(), title_id))
        self.part(self.running[-1], seed)

    @precondition(lambda self: self.running)
    @rule(which=st.integers(0, 2), seed=SEEDS)
    def go_on(self, which: int, seed: int) -> None:
        self.part(self.running[which % len(self.running)], seed)

    @precondition(lambda self: self.running)
    @rule(which=st.integers(0, 2), breaks=st.booleans())
    def end(self, which: int, breaks: bool) -> None:
        self.finish(self.running.pop(which % len(self.running)), breaks=breaks)

    @rule(who=WHO, which=st.integers(0, 1), seed=SEEDS)
    def work(self, who: int, which: int, seed: int) -> None:
        chance, title_id = random.Random(seed), self.titles[which]
        with self.databases[who].edit(header(title_id, "edit.short")) as edit, edit.part() as uow:
            chance.choice(OPERATIONS)(uow, title_id, chance)

    @rule(who=WHO, which=st.integers(0, 1), back=st.booleans())
    def undo_or_redo(self, who: int, which: int, back: bool) -> None:
        history, title_id = self.histories[who], self.titles[which]
        try:
            (history.undo if back else history.redo)(title_id)
        except StaleEdit:
            assert self.running, "no step is stale while nothing is under way"

    @precondition(lambda self: not self.running)
    @rule(who=WHO, back=st.booleans())
    def undo_and_redo_all_work(self, who: int, back: bool) -> None:
        before, tops = journaled_digest(self.path), self.tops(who)
        for title_id in self.titles:
            self.histories[who].undo_to(title_id, None)
        assert journaled_digest(self.path) == self.start
        self.go_forward(1 - who, tops)
        assert journaled_digest(self.path) == before

    @precondition(lambda self: not self.running)
    @rule()
    def restart(self) -> None:
        for database in self.databases:
            database.close()
        self.open()

    def part(self, running: Running, seed: int) -> None:
        chance = random.Random(seed)
        with running.edit.part() as uow:
            chance.choice(OPERATIONS)(uow, running.title_id, chance)

    def finish(self, running: Running, *, breaks: bool) -> None:
        error = ZeroDivisionError() if breaks else None
        try:
            running.block.__exit__(type(error) if error else None, error, None)
        except ZeroDivisionError:
            assert breaks

    def tops(self, who: int) -> list[tuple[int, int]]:
        """Return the newest step done of each title that has one."""
        found = [(title_id, self.histories[who].can_undo(title_id)) for title_id in self.titles]
        return [(title_id, line.edit_id) for title_id, line in found if line is not None]

    def go_forward(self, who: int, tops: list[tuple[int, int]]) -> None:
        for title_id, edit_id in tops:
            self.histories[who].undo_to(title_id, edit_id)

    def teardown(self) -> None:
        try:
            if self.titles:
                self.undo_to_the_start_and_redo_to_the_end()
        finally:
            for database in self.databases:
                database.close()
            assert_sound(self.path)
            shutil.rmtree(self.folder)

    def undo_to_the_start_and_redo_to_the_end(self) -> None:
        for running in self.running:
            self.finish(running, breaks=False)
        before, tops = journaled_digest(self.path), self.tops(0)
        Cataloging(self.databases[1]).create_title("THREE", "Three", "zh-Hans")
        for title_id in self.titles:
            self.histories[1].undo_to(title_id, None)
        for _ in range(3):
            assert self.histories[0].undo(None) is not None
        assert self.histories[0].undo(None) is None
        assert journaled_digest(self.path) == self.empty
        self.histories[1].redo(None)
        self.histories[1].redo(None)
        assert journaled_digest(self.path) == self.start
        self.go_forward(1, tops)
        assert journaled_digest(self.path) == before


TestInterleaving = Interleaving.TestCase
TestInterleaving.settings = settings(
    max_examples=EXAMPLES, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
