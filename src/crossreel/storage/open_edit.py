"""An edit while it runs, and the mark that tells other processes that it still does."""

import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from typing import Protocol

from sqlalchemy import Connection

from crossreel.domain.edits.edit import Change, Edit, EditHeader, TitleFate
from crossreel.domain.errors import Fact
from crossreel.domain.quality.finding import Finding
from crossreel.storage import journal
from crossreel.storage.actors import Actors
from crossreel.storage.backend import Index, Running
from crossreel.storage.beside import Beside
from crossreel.storage.registry import kind_named, reaches
from crossreel.storage.unit_of_work import UnitOfWork


class Writer(Protocol):
    """What an edit needs of the database."""

    session_id: int
    actors: Actors

    @property
    def author(self) -> str:
        """Return the name of who edits where a header names no one."""

    @property
    def index(self) -> Index:
        """Return what finds words in the catalog."""

    def new_id(self) -> int:
        """Return a row id that nobody else has."""

    def writing(self) -> AbstractContextManager[Connection]:
        """Give the connection of a writing transaction."""

    def run(self, edit_id: int) -> Running:
        """Mark an edit as running."""


@dataclass(frozen=True, slots=True)
class _Running:
    """The header under which parts are recorded now. `alive` is held while more parts may follow."""

    id: int
    header: EditHeader
    beside: Beside
    alive: Running | None


class OpenEdit:
    """An edit while it runs: parts are added one by one, each durable when its block ends.

    A part that comes on top of what another edit did meanwhile is recorded under a new header: a step of its own, undone
    before that other edit is.
    """

    def __init__(self, database: "Writer", header: EditHeader, *, several_parts: bool) -> None:
        self._database = database
        self._header = header
        self._id = database.new_id()
        self._at_ms = time.time_ns() // 1_000_000
        self._changes: dict[tuple[str, int], Change] = {}
        self._findings: dict[int, tuple[Finding, ...]] = {}
        self._running: _Running | None = None
        self._several_parts = several_parts
        self._finished: Edit | None = None

    @property
    def id(self) -> int:
        """Return the id the edit has, or will have once something changed."""
        return self._id

    @property
    def edit(self) -> Edit:
        """Return what changed, as committed so far; after the block of `Database.edit`, the whole edit."""
        if self._finished is not None:
            return self._finished
        return Edit(
            id=self._id, header=self._header, at_ms=self._at_ms, changes=tuple(self._changes.values()), findings=self._findings
        )

    def describe(self, title_id: int, facts: Mapping[str, Fact]) -> None:
        """Say which title the edit speaks of, and with what facts, where that is only known inside its first part.

        Raises:
            RuntimeError: a part was recorded already.
        """
        if self._running is not None:
            raise RuntimeError("an edit is described before its first part ends")
        self._header = replace(self._header, title_id=title_id, facts=facts)

    def tell(self, findings: Mapping[int, tuple[Finding, ...]]) -> None:
        """Let the edit carry what was found of the cues it touched: by cue, all that is found there now."""
        self._findings |= findings

    @contextmanager
    def part(self) -> Iterator[UnitOfWork]:
        """Run one transaction of this edit; it is recorded and committed when the block ends well, else nothing is written.

        Raises:
            Refused: the rows would contradict each other: two of one place, or a row still referred to.
            StorageFailed: the disk refused.
        """
        former = running = self._running
        try:
            with self._database.writing() as connection:
                uow = UnitOfWork(
                    connection, self._database.new_id, journaled=True, derived=True, index=self._database.index,
                    author=self._database.author if self._header.actor is None else self._header.actor.name, at_ms=self._at_ms,
                )  # fmt: skip
                yield uow
                changes = uow.changes()
                uow.settle(self._at_ms if changes else None)
                if changes or self._header.reverts_id is not None:  # an undo moves the stacks even when rows end as they were
                    running = self._record(connection, changes)
        except BaseException:
            if running is not None and running is not former:
                _let_go(running)
            raise
        if running is not former:
            self._header = running.header if former is None and running is not None else self._header
            _let_go(former)
        self._running = running
        if running is not None and running.header.actor is not None:
            self._database.actors.keep(running.header.actor)
        for change in changes:
            self._remember(change)

    def _record(self, connection: Connection, changes: tuple[Change, ...]) -> _Running:
        former = self._running
        if former is None:
            return self._begin(connection, self._id, self._header, changes, goes_on=self._several_parts)
        fate = _placed(former.header, changes).title_fate
        if (fate and not former.header.of_catalog) or former.beside.is_on_top(connection, former.header.title_id, changes):
            journal.close(connection, former.id, interrupted=False)
            header = replace(former.header, title_fate="")
            return self._begin(connection, self._database.new_id(), header, changes, goes_on=True)
        journal.reopen(connection, former.id)
        journal.add_part(connection, former.id, _now_ms(), changes)
        return former if former.alive is not None else replace(former, alive=self._database.run(former.id))

    def _begin(
        self, connection: Connection, edit_id: int, header: EditHeader, changes: tuple[Change, ...], *, goes_on: bool
    ) -> _Running:
        at_ms = self._at_ms if edit_id == self._id else _now_ms()
        if not self._several_parts and header.reverts_id is None:
            header = _of_catalog(header, changes)
        assert header.actor is not None
        placed = replace(_placed(header, changes), actor=self._database.actors.settled(connection, header.actor))
        journal.add_header(connection, edit_id, placed, self._database.session_id, at_ms, closed=not goes_on)
        first_part = journal.add_part(connection, edit_id, at_ms, changes)
        alive = self._database.run(edit_id) if goes_on else None
        return _Running(edit_id, placed, Beside(edit_id, first_part), alive)

    def _remember(self, change: Change) -> None:
        key = (change.kind, change.id)
        former = self._changes.pop(key, None)
        merged = change if former is None else replace(change, before=former.before)
        if merged.before is not None or merged.after is not None:
            self._changes[key] = merged

    def finish(self, *, interrupted: bool) -> None:
        """Close the edit; for `Database.edit` only."""
        running = self._running
        if running is not None and (running.alive is not None or interrupted):
            with self._database.writing() as connection:
                journal.close(connection, running.id, interrupted=interrupted)
        _let_go(running)
        self._finished = replace(self.edit, interrupted=interrupted)


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


def _placed(header: EditHeader, changes: tuple[Change, ...]) -> EditHeader:
    """Return the header with what becomes of its title: made or removed by these changes, or neither."""
    fates: dict[int, TitleFate] = {
        change.id: "made" if change.before is None else "removed"
        for change in changes
        if change.kind == "title" and (change.before is None or change.after is None)
    }
    if len(fates) != 1:
        return header
    title_id, fate = fates.popitem()
    return replace(header, title_id=title_id, title_fate=fate)


def _of_catalog(header: EditHeader, changes: tuple[Change, ...]) -> EditHeader:
    """Return the header without a title where everything that changed belongs to none: it is undone in the catalog."""
    speaks_of_none = changes and not any(reaches(kind_named(change.kind), "title") for change in changes)
    return replace(header, title_id=None) if speaks_of_none else header


def _let_go(running: _Running | None) -> None:
    if running is not None and running.alive is not None:
        running.alive.let_go()
