"""The two sides of a history, folded from the marks of the journal; part of `history`.

A normal edit is pushed and clears what was undone, a reverting one moves its step across. Edits are folded in the order in which
they began. One that ends late, because others worked beside it, takes its place among those folded already.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from crossreel.domain.edits.edit import TitleFate
from crossreel.storage.journal import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step.

    `edits` is what has to be reverted to move it to the other side, `key` what a mover names, `origin` what the user did.
    `begun` is the number of the last edit that moved it. A `passed` step was moved without changing a row.
    """

    edits: tuple[int, ...]
    key: int
    origin: int
    begun: int
    step_id: int | None = None
    title_id: int | None = None
    title_fate: TitleFate = ""
    passed: bool = False


@dataclass(slots=True)
class Stacks:
    """The steps of one title, or of the catalog itself: `done` and `undone`, what moves next at the end of each.

    Up to number `floor` edits can only be read (`read_only`). What was passed over on the way back is still there: when a new
    edit clears `undone`, such a step is done again. The catalog's own stack keeps undone steps that bring a title
    back: its steps speak of different titles, so that a new one makes none of these impossible.
    """

    floor: int = 0
    of_catalog: bool = False
    closed: int = 0
    begun: int = 0
    known: set[int] = field(default_factory=set)
    read_only: list[int] = field(default_factory=list)
    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def takes_late(self, marks: Sequence[Mark]) -> bool:
        """Tell whether edits began before, or are, what was folded already: all has to be folded anew then."""
        return any(mark.begun <= self.begun or mark.id in self.known for mark in marks)

    def add(self, marks: Iterable[Mark]) -> None:
        """Fold edits, given as they began, that began after all before."""
        for mark in marks:
            self.closed = max(self.closed, mark.closed)
            self.begun = mark.begun
            self.known.add(mark.id)
            if mark.begun <= self.floor:
                self.read_only.append(mark.id)
            elif not (self._move(mark, self.done, self.undone) or self._move(mark, self.undone, self.done) or mark.passed):
                self._push(mark)

    def step_of(self, origin: int) -> tuple[Step, bool] | None:
        """Return the step of a line of the history, and whether it is done; None where it can no longer be moved."""
        for side, done in ((self.done, True), (self.undone, False)):
            for step in reversed(side):
                if step.origin == origin:
                    return step, done
        return None

    def _move(self, mark: Mark, here: list[Step], there: list[Step]) -> bool:
        if mark.reverts_id is None:
            return False
        for index in range(len(here) - 1, -1, -1):
            if here[index].key == mark.reverts_id:
                step = here.pop(index)
                edits = step.edits if mark.passed else (mark.id,)
                passed = bool(mark.passed) and not step.passed
                there.append(replace(step, edits=edits, key=mark.id, begun=mark.begun, step_id=None, passed=passed))
                return True
        return False

    def _push(self, mark: Mark) -> None:
        self.done += [replace(step, passed=False) for step in reversed(self.undone) if step.passed]
        self.undone = [s for s in self.undone if self.of_catalog and s.title_fate == "made" and not s.passed]
        former: tuple[int, ...] = ()
        if mark.step_id is not None and self.done and self.done[-1].step_id == mark.step_id and not self.done[-1].passed:
            former = self.done.pop().edits
        fate: TitleFate = mark.title_fate  # type: ignore[assignment]
        self.done.append(
            Step(
                edits=(*former, mark.id), key=mark.id, origin=mark.id, begun=mark.begun, step_id=mark.step_id,
                title_id=mark.title_id, title_fate=fate,
            )
        )  # fmt: skip
