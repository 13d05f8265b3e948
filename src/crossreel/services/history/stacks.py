"""The sides of a history, folded from the marks of the journal; part of `history`.

Everyone has a stack of their own: a normal edit is pushed on its actor's and clears what that actor undid, a reverting one moves
its step across. Edits are folded in the order in which they began. One that ends late, because others worked beside it, takes its
place among those folded already.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from crossreel.domain.edits.edit import TitleFate
from crossreel.storage.journal import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step.

    `edits` is what has to be reverted to move it to the other side, `key` what a mover names, `origin` what the user did, and
    `made` its number. `begun` is the number of the last edit that moved it. A `passed` step was moved without changing a row.
    """

    edits: tuple[int, ...]
    key: int
    origin: int
    made: int
    begun: int
    step_id: int | None = None
    title_id: int | None = None
    title_fate: TitleFate = ""
    passed: bool = False


@dataclass(slots=True)
class Stack:
    """The steps of one actor: `done` and `undone`, what moves next at the end of each.

    What was passed over on the way back is still there: when a new edit clears `undone`, such a step is done again. The catalog's
    own stack keeps undone steps that bring a title back: its steps speak of different titles, so that a new one makes none of
    these impossible.
    """

    of_catalog: bool = False
    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def top(self, *, undo: bool) -> Step | None:
        """Return the step that moves next, None without any."""
        side = self.done if undo else self.undone
        return side[-1] if side else None

    def step_of(self, origin: int) -> tuple[Step, bool] | None:
        """Return the step of a line of the history, and whether it is done; None where it can no longer be moved."""
        for side, done in ((self.done, True), (self.undone, False)):
            for step in reversed(side):
                if step.origin == origin:
                    return step, done
        return None

    def newest_first(self) -> Iterator[tuple[Step, bool]]:
        """Give the steps, those undone before those done, and whether each is done."""
        yield from ((step, False) for step in self.undone)
        yield from ((step, True) for step in reversed(self.done))

    def move(self, mark: Mark) -> bool:
        """Move the step that a mark takes back to the other side; tell whether it is here."""
        return self._move(mark, self.done, self.undone) or self._move(mark, self.undone, self.done)

    def _move(self, mark: Mark, here: list[Step], there: list[Step]) -> bool:
        for index in range(len(here) - 1, -1, -1):
            if here[index].key == mark.reverts_id:
                step = here.pop(index)
                edits = step.edits if mark.passed else (mark.id,)
                passed = bool(mark.passed) and not step.passed
                there.append(replace(step, edits=edits, key=mark.id, begun=mark.begun, step_id=None, passed=passed))
                return True
        return False

    def push(self, mark: Mark) -> None:
        """Add what its actor did."""
        self.done += [replace(step, passed=False) for step in reversed(self.undone) if step.passed]
        self.undone = [s for s in self.undone if self.of_catalog and s.title_fate == "made" and not s.passed]
        former: tuple[int, ...] = ()
        if mark.step_id is not None and self.done and self.done[-1].step_id == mark.step_id and not self.done[-1].passed:
            former = self.done.pop().edits
        fate: TitleFate = mark.title_fate  # type: ignore[assignment]
        self.done.append(
            Step(
                edits=(*former, mark.id), key=mark.id, origin=mark.id, made=mark.begun, begun=mark.begun, step_id=mark.step_id,
                title_id=mark.title_id, title_fate=fate,
            )
        )  # fmt: skip


@dataclass(slots=True)
class Stacks:
    """The stacks of one title, or of the catalog itself, by actor. Up to number `floor` edits can only be read (`read_only`)."""

    floor: int = 0
    of_catalog: bool = False
    closed: int = 0
    begun: int = 0
    known: set[int] = field(default_factory=set)
    read_only: list[int] = field(default_factory=list)
    by_actor: dict[int, Stack] = field(default_factory=dict)

    def of(self, actor_id: int | None) -> Stack:
        """Return the stack of an actor, an empty one for who has done nothing here."""
        return self.by_actor.get(actor_id or 0) or Stack()

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
                continue
            own = self.by_actor.setdefault(mark.actor_id, Stack(of_catalog=self.of_catalog))
            if not (self._move(mark, own) or mark.passed):
                own.push(mark)

    def _move(self, mark: Mark, own: Stack) -> bool:
        """Move a step of the one who moves it; in earlier versions everyone moved those of all."""
        if mark.reverts_id is None:
            return False
        return own.move(mark) or any(stack.move(mark) for stack in self.by_actor.values() if stack is not own)

    def newest_first(self) -> Iterator[tuple[Step, bool]]:
        """Give the steps of all and whether each is done: each actor's in their order, among them the one made last first."""
        ways = [stack.newest_first() for stack in self.by_actor.values()]
        heads = [(head, way) for way in ways if (head := next(way, None)) is not None]
        while heads:
            at = max(range(len(heads)), key=lambda place: heads[place][0][0].made)
            head, way = heads[at]
            yield head
            following = next(way, None)
            heads[at : at + 1] = [(following, way)] if following is not None else []

    def since(self, begun: int) -> dict[int, int]:
        """Return how many steps done after a number each actor has."""
        counts = {actor_id: sum(step.begun > begun for step in stack.done) for actor_id, stack in self.by_actor.items()}
        return {actor_id: count for actor_id, count in counts.items() if count}

    def newest_of_others(self, actor_id: int | None, after: int = 0) -> Step | None:
        """Return the newest step done by somebody else that was made after a number."""
        steps = [stack.done[-1] for actor, stack in self.by_actor.items() if actor != actor_id and stack.done]
        return max((step for step in steps if step.made > after), key=lambda step: step.made, default=None)
