"""Two people at work in any order: what one takes back leaves the other's rows as they made them, or is refused by name."""

import os
import random
import shutil
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.edits.actor import Actor
from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import StaleEdit
from crossreel.services.history.undoing import History
from crossreel.storage import journal
from crossreel.storage.database import Database
from crossreel.storage.unit_of_work import UnitOfWork
from tests.unit.services.history.test_interleaving import OPERATIONS
from tests.unit.storage.drama import assert_sound, header, journaled_digest, put_drama
from tests.unit.storage.figures import assert_kept

SEEDS = st.integers(0, 2**32)
WHO = st.sampled_from([0, 1])
NAMES = ("Ana", "Ben")
EXAMPLES = int(os.environ.get("CROSSREEL_EXAMPLES", "6"))
Image = dict[str, object]


@dataclass
class Side:
    """What is known of one person's steps: origins, and which of them were passed over."""

    done: list[tuple[int, bool]] = field(default_factory=list)
    undone: list[tuple[int, bool]] = field(default_factory=list)

    def work(self, edit_id: int) -> None:
        self.done += [(origin, False) for origin, passed in reversed(self.undone) if passed]
        self.done.append((edit_id, False))
        self.undone = []

    def move(self, *, back: bool, passed: bool) -> None:
        here, there = (self.done, self.undone) if back else (self.undone, self.done)
        origin, was_passed = here.pop()
        there.append((origin, passed and not was_passed))


class TwoPeople(RuleBasedStateMachine):
    """Ana and Ben on one title; every text is new, so that a row as somebody left it is that of their step."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="two-people-"))
        self.path = self.folder / "catalog.crossreel"
        self.numbers = count()
        self.sides = [Side(), Side()]
        self.open()

    def open(self) -> None:
        self.databases = [Database.open(self.path, author=Actor(key=name, name=name)) for name in NAMES]
        self.histories = [History(database) for database in self.databases]

    @initialize()
    def put_a_title(self) -> None:
        third = Database.open(self.path, author="Cy")
        self.title_id = put_drama(third, languages=("zh-Hans", "en")).title_id
        third.close()

    def act(self, uow: UnitOfWork, chance: random.Random) -> None:
        """Carry out one operation, and make whatever it wrote unlike anything written before."""
        chance.choice(OPERATIONS)(uow, self.title_id, chance)
        for each in uow.changes():
            if each.kind == "cue" and each.after is not None:
                uow.put(replace(uow.get(Cue, each.id), text=f"{next(self.numbers)}"))
            if each.kind == "title":
                uow.put(replace(uow.get(Title, each.id), name=f"Heir {next(self.numbers)}"))

    @rule(who=WHO, seed=SEEDS)
    def work(self, who: int, seed: int) -> None:
        with self.databases[who].edit(header(self.title_id, "edit.short")) as edit, edit.part() as uow:
            self.act(uow, random.Random(seed))
        if edit.edit.changes:
            self.sides[who].work(edit.id)

    @rule(who=WHO, seeds=st.lists(SEEDS, min_size=2, max_size=3), between=SEEDS)
    def type_a_step_while_the_other_works(self, who: int, seeds: list[int], between: int) -> None:
        step_id = self.databases[who].new_id()
        last = 0
        for seed in seeds:
            with self.databases[who].edit(header(self.title_id, "edit.typed", step_id=step_id)) as edit, edit.part() as uow:
                self.act(uow, random.Random(seed))
            if edit.edit.changes:
                last = edit.id
                self.work(1 - who, between)
        if last:
            self.sides[who].work(last)

    @rule(who=WHO, back=st.booleans())
    def undo_or_redo(self, who: int, back: bool) -> None:
        side, other, history = self.sides[who], self.rows_of(1 - who), self.histories[who]
        if not (side.done if back else side.undone):
            return
        before = journaled_digest(self.path)
        passed = (side.done if back else side.undone)[-1][1]
        try:
            if passed:
                history.pass_over(self.title_id, (side.done if back else side.undone)[-1][0])
            else:
                (history.undo if back else history.redo)(self.title_id)
            side.move(back=back, passed=False)
        except StaleEdit as stale:
            assert journaled_digest(self.path) == before, "what is refused changes nothing"
            assert stale.step_id == (side.done if back else side.undone)[-1][0]
            assert stale.facts["author"] == NAMES[who]
            history.pass_over(self.title_id, stale.step_id)
            side.move(back=back, passed=True)
        self.kept(other)

    @rule(who=WHO)
    def take_back_all_of_ones_own_and_do_it_again(self, who: int) -> None:
        side, other, history = self.sides[who], self.rows_of(1 - who), self.histories[who]
        before, lines = journaled_digest(self.path), history.lines(self.title_id)
        if not side.done:
            return
        history.undo_to(self.title_id, None, pass_over=True)
        self.kept(other)
        assert history.can_undo(self.title_id) is None
        history.undo_to(self.title_id, side.done[-1][0], pass_over=True)
        assert journaled_digest(self.path) == before
        assert [(each.edit_id, each.done) for each in history.lines(self.title_id)] == [(each.edit_id, each.done) for each in lines]

    @rule()
    def restart(self) -> None:
        for database in self.databases:
            database.close()
        self.open()

    def rows_of(self, who: int) -> dict[tuple[str, int], Image | None]:
        """Return the rows that somebody's steps, as far as they are done, were the last to write, as they are now."""
        with self.databases[who].read() as uow:
            ids = [mark.id for mark in journal.marks(uow, self.title_id)]
            edits = journal.edits(uow, ids)
            changes = journal.changes(uow, ids)
            last: dict[tuple[str, int], Edit] = {}
            for edit_id in ids:
                last |= {(each.kind, each.id): edits[edit_id] for each in changes.get(edit_id, ())}
            taken_back = {edit.header.reverts_id for edit in edits.values()}
            held = [
                key for key, edit in last.items()
                if edit.header.author == NAMES[who] and edit.header.reverts_id is None and edit.id not in taken_back
            ]  # fmt: skip
            by_kind: dict[str, list[int]] = defaultdict(list)
            for kind, row_id in held:
                by_kind[kind].append(row_id)
            found = {kind: uow.images(kind, row_ids) for kind, row_ids in by_kind.items()}
            return {(kind, row_id): found[kind].get(row_id) for kind, row_id in held}

    def kept(self, rows: dict[tuple[str, int], Image | None]) -> None:
        with self.databases[0].read() as uow:
            for (kind, row_id), image in rows.items():
                assert uow.images(kind, [row_id]).get(row_id) == image, (kind, row_id)

    @invariant()
    def each_sees_their_own_steps_as_they_moved_them(self) -> None:
        for side, history in zip(self.sides, self.histories, strict=True):
            if not hasattr(self, "title_id"):
                return
            lines = [line for line in history.lines(self.title_id) if line.own]
            undone = [(line.edit_id, line.passed) for line in lines if not line.done]
            done = [(line.edit_id, line.passed) for line in lines if line.done]
            assert undone == side.undone and done[::-1] == side.done

    def teardown(self) -> None:
        assert_kept(self.databases[0])
        for database in self.databases:
            database.close()
        assert_sound(self.path)
        shutil.rmtree(self.folder)


TestTwoPeople = TwoPeople.TestCase
TestTwoPeople.settings = settings(
    max_examples=EXAMPLES, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
