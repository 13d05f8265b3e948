"""Work on many items in processes of their own: all cores, and an item that brings its process down takes no other along."""

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

ASKED_EVERY_S, TOLD_EVERY_S = 0.1, 1.0
PATIENCE_S = 5.0
NICENESS = 5


Hear = Callable[[int, float], None]
"""Hears the number of an item that is begun or under way, and how far it is: 0 to 1."""


class ProcessLost(Exception):
    """The process that worked on an item is gone: what the item is made of brought it down, or somebody ended it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Generic[R]):
    """What came of the item of that number: what was made of it, or else what broke."""

    number: int
    made: R | None = None
    error: Exception | None = None


def in_processes(
    work: Callable[[T], R], items: Sequence[T], check: Callable[[], None], *, workers: int | None = None,
    hear: Hear = lambda number, share: None, here: bool = False,
) -> Iterator[Outcome[R]]:  # fmt: skip
    """Yield what comes of each item, in the order in which they are done.

    Args:
        work: a function of a module: processes are started anew and import it. What it takes and gives is plain.
        items: what it is called with, one after the other.
        check: asked ten times a second, or between two items that are worked on here; stops everything by raising.
        workers: how many processes there are at most, None for as many as there are cores; 0 does the work here.
        hear: called in this process when an item is begun, and with what its work says by `tell`.
        here: this process works too, from the last item on, and waits for no process to come up: for items that take a moment each
            and break nothing, and that somebody waits for.
    """
    if workers == 0:
        for number, item in enumerate(items):
            check()
            hear(number, 0.0)
            yield _attempt(work, item, number)
        return
    shift: _Shift[T, R] = _Shift(work, items, check, hear, here=here)
    try:
        yield from shift.run(workers or (os.cpu_count() or 1) - here)
    finally:
        shift.end()


def tell(share: float) -> None:
    """Say from within the work on an item how far it is, 0 to 1; passed on once a second, and nowhere without a process."""
    now_s = time.monotonic()
    if _Speaker.line is not None and now_s - _Speaker.told_s >= TOLD_EVERY_S:
        _Speaker.told_s = now_s
        _Speaker.line.send(_Said(_Speaker.number, share))


class _Shift(Generic[T, R]):
    """Items shared out among processes, and this one where it works too."""

    def __init__(
        self, work: Callable[[T], R], items: Sequence[T], check: Callable[[], None], hear: Hear, *, here: bool
    ) -> None:  # fmt: skip
        self._work, self._check, self._hear, self._here = work, check, hear, here
        self._left = deque(enumerate(items))
        self._hands: list[_Hand[T, R]] = []

    def run(self, most: int) -> Iterator[Outcome[R]]:
        """Yield what comes of the items, worked on by so many processes at most."""
        while self._left and len(self._hands) < most:
            self._begin()
        while self._hands or (self._here and self._left):
            self._check()
            ready = wait([hand.line for hand in self._hands], 0 if self._here else ASKED_EVERY_S)
            for hand in [each for each in self._hands if each.line in ready]:
                yield from self._heard_of(hand)
            if self._here and not ready:
                yield from self._work_here()

    def end(self) -> None:
        """End all processes, whatever they do."""
        for hand in self._hands:
            hand.end()

    def _begin(self) -> None:
        self._hands.append(_Hand(self._work, 0 if self._here else NICENESS))
        self._give(self._hands[-1])

    def _give(self, hand: "_Hand[T, R]") -> None:
        number, item = self._left.popleft()
        hand.give(number, item)
        self._hear(number, 0.0)

    def _heard_of(self, hand: "_Hand[T, R]") -> Iterator[Outcome[R]]:
        """Yield what came of an item and give its process the next one; for one that is gone another is started."""
        outcome = hand.take()
        if isinstance(outcome, _Said):
            self._hear(outcome.number, outcome.share)
            return
        lost = isinstance(outcome.error, ProcessLost)
        if lost or not self._left:
            hand.end()
            self._hands.remove(hand)
        if lost and self._left:
            self._begin()
        elif self._left:
            self._give(hand)
        yield outcome

    def _work_here(self) -> Iterator[Outcome[R]]:
        """Work on the last item; where none is left on one that waits for a process which is not up yet."""
        if self._left:
            number, item = self._left.pop()
            self._hear(number, 0.0)
            yield _attempt(self._work, item, number)
            return
        late = next((hand for hand in self._hands if not hand.is_up), None)
        if late is None:
            wait([hand.line for hand in self._hands], ASKED_EVERY_S)
            return
        self._hands.remove(late)
        late.end()
        yield _attempt(self._work, *late.given)


@dataclass(frozen=True, slots=True)
class _Said:
    """How far an item is."""

    number: int
    share: float


class _Speaker:
    """In a process that works: the line to who asked, and on which item it works."""

    line: Connection | None = None
    number = -1
    told_s = 0.0


class _Hand(Generic[T, R]):
    """A process, and the line to it."""

    def __init__(self, work: Callable[[T], R], niceness: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.line, far = context.Pipe()
        self._process: SpawnProcess = context.Process(target=_serve, args=(work, far, niceness), daemon=True)
        self._process.start()
        far.close()
        self._number = -1
        self._item: T
        self.is_up = False

    @property
    def given(self) -> tuple[T, int]:
        """The item it was given last, and its number."""
        return self._item, self._number

    def give(self, number: int, item: T) -> None:
        """Give it an item."""
        self._number, self._item = number, item
        with suppress(OSError):  # a process that is gone is found out when its answer is awaited
            self.line.send((number, item))

    def take(self) -> Outcome[R] | _Said:
        """Return what came of the item it was given last, or how far that is."""
        try:
            outcome: Outcome[R] | _Said = self.line.recv()
        except (EOFError, OSError):
            return Outcome(number=self._number, error=ProcessLost())
        self.is_up = True
        return outcome

    def end(self) -> None:
        """End it, whatever it does."""
        self.line.close()
        self._process.join(0 if self._process.is_alive() else PATIENCE_S)
        if self._process.is_alive():
            self._process.terminate()
            self._process.join(PATIENCE_S)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()


def _serve(work: Callable[[T], R], line: Connection, niceness: int) -> None:
    """Work on what comes until nobody is there any more. Runs in the other process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that asked is told, and ends this one
    if hasattr(os, "nice"):
        os.nice(niceness)
    _Speaker.line = line
    with suppress(EOFError, OSError):
        while True:
            number, item = line.recv()
            _Speaker.number, _Speaker.told_s = number, time.monotonic()
            line.send(_sendable(_attempt(work, item, number)))


def _attempt(work: Callable[[T], R], item: T, number: int) -> Outcome[R]:
    try:
        return Outcome(number=number, made=work(item))
    except Exception as error:  # noqa: BLE001 - whatever breaks is the item's own failure, and told as that
        return Outcome(number=number, error=error)


def _sendable(outcome: Outcome[R]) -> Outcome[R]:
    """Return an outcome whose error can go to another process; one that cannot goes as its name."""
    import pickle

    try:
        pickle.loads(pickle.dumps(outcome))
    except Exception as error:  # noqa: BLE001 - an exception may hold anything
        cause = outcome.error or error
        return Outcome(number=outcome.number, error=RuntimeError(type(cause).__name__))
    return outcome
