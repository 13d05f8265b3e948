"""Long work as a value, and what it needs from whoever runs it: progress and cancel, as one argument."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass
from enum import Enum
from fractions import Fraction
from pathlib import Path
from threading import Event
from typing import Any, Generic, Protocol, TypeVar

from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import Cancelled

R = TypeVar("R")
PLAIN = (type(None), bool, int, float, str, bytes, Path, Fraction, Enum)


class Flag(Protocol):
    """What can be set from outside and is asked from inside: an event of a thread, or of another process."""

    def is_set(self) -> bool:
        """Tell whether it was set."""

    def set(self) -> None:
        """Set it."""


@dataclass(frozen=True, slots=True)
class JobContext:
    """Travels down with a long use case.

    `on_progress(done, total, what)` is called from the thread that runs the use case; `what` is a name to show. `give_way` returns
    as soon as the work may go on, which is at once unless something else comes first. `on_edit(edit)` hears of each edit of work
    that makes many, when it is made.
    """

    on_progress: Callable[[int, int, str], None] = lambda done, total, what: None
    cancelled: Flag = field(default_factory=Event)
    give_way: Callable[[], None] = lambda: None
    on_edit: Callable[[Edit], None] = lambda edit: None

    def progress(self, done: int, total: int, what: str = "") -> None:
        """Say how far the use case is, and stop it here if the user cancelled.

        Raises:
            Cancelled: the user cancelled.
        """
        self.on_progress(done, total, what)
        self.check()

    def check(self) -> None:
        """Give way to what comes first; raise `Cancelled` if the user cancelled."""
        self.give_way()
        if self.cancelled.is_set():
            raise Cancelled


@dataclass(frozen=True, slots=True)
class Job(Generic[R]):
    """Long work as a value: what is to be done, and with what. The same one runs in a thread, in another process, and again.

    Args:
        kind: name of a module of `services/job_kinds`.
        arguments: by name; ids, paths, numbers, texts, and values of the domain made of them.

    Raises:
        TypeError: an argument is none of these.
    """

    kind: str
    arguments: Mapping[str, object]

    def __post_init__(self) -> None:
        for name, value in self.arguments.items():
            if not is_plain(value):
                raise TypeError(f"{self.kind}: {name} is no plain value but {type(value).__name__}")


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """What came of a job elsewhere: a plain value, or why there is none."""

    job: Job[Any]
    found: object = None
    error: Exception | None = None


HearJob = Callable[[Job[Any], float], None]
"""Hears of a job that is begun or under way elsewhere how far it is: 0 to 1."""


class Elsewhere(Protocol):
    """Works jobs out somewhere else than in this process."""

    def work_out(
        self, jobs: Sequence[Job[Any]], context: JobContext, at: str = "", hear: HearJob = lambda job, share: None
    ) -> Iterator[WorkedOut]:
        """Yield what comes of jobs, in the order in which they end. One that fails stops no other.

        Args:
            jobs: what is to be done; nothing is written by it.
            context: progress and cancel.
            at: the address of a cluster; "" for processes of this machine.
            hear: called here when a job is begun, and about once a second with how far it is.

        Raises:
            Unavailable: nobody answers at the address.
            Cancelled: the user cancelled.
        """


def is_plain(value: object) -> bool:
    """Tell whether a value can go to another process, and be kept: no function, no open file, nothing that lives."""
    if isinstance(value, PLAIN):
        return True
    if isinstance(value, (tuple, frozenset)):
        return all(map(is_plain, value))
    if isinstance(value, Mapping):
        return all(is_plain(key) and is_plain(each) for key, each in value.items())
    return is_dataclass(value) and type(value).__module__.startswith("crossreel.domain.")
