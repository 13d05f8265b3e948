"""The catalog: the one door to reading, editing and watching it."""

import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from crossreel.domain.edits.actor import Actor
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import Cancelled, ReadOnly, Refused, StorageFailed
from crossreel.domain.text.document import Notice
from crossreel.domain.views.grid import SearchHit
from crossreel.kernel.ids import IdMaker
from crossreel.storage import actors, backends, journal, maintenance
from crossreel.storage.actors import Actors
from crossreel.storage.backend import Address, Backend, Copies, Index, Mode, Running, never
from crossreel.storage.kinds.title import table as title
from crossreel.storage.open_edit import OpenEdit
from crossreel.storage.unit_of_work import UnitOfWork


class Database:
    """A catalog, opened.

    Use `open`. Safe to use from several threads; each unit of work belongs to the thread that asked for it.
    """

    def __init__(self, backend: Backend, *, actor: Actor) -> None:
        self.actor = actor
        self.former_names: frozenset[str] = frozenset()
        self.actors = Actors()
        self._backend = backend
        self._ids = IdMaker()
        self.session_id = self._ids.new_id()
        self._closed = False
        self._refusal: StorageFailed | None = None
        self._former: list[Backend] = []
        self._feed_lock = threading.Lock()
        self._version = backend.version()
        with self.read() as uow:
            self._seen = journal.last_closed(uow.connection)

    @classmethod
    def open(cls, address: Address, *, mode: Mode = "command", author: Actor | str = "", create: bool = True) -> "Database":
        """Open a catalog.

        Args:
            address: the catalog file, or the URL of the database it stands in.
            mode: "window" for the one writing window (a second one opens read-only and says so in `read_only_reason`),
                "command" to write beside a window, "read" never to write.
            author: who edits where a header names no one; a name alone is a person known by it.
            create: make a catalog that does not exist, in a folder that does; never for reading.

        Raises:
            NotFound: there is no catalog and none may be made, or no folder to make it in.
            BadInput: the file is no catalog, damaged, or holds tables that are none of ours; or nothing here opens the address.
            NewerCatalog: a newer version wrote it.
            ReadOnly: an older catalog cannot be brought up to date where it stands.
            StorageFailed: the disk refused.
        """
        backend = backends.open_backend(address, mode, create=create)
        try:
            database = cls(backend, actor=Actor(name=author) if isinstance(author, str) else author)
            if not database.read_only:
                database._recover()
                database._follow_name()
        except BaseException:
            backend.close()
            raise
        return database

    @property
    def author(self) -> str:
        """Return the name of who edits."""
        return self.actor.name

    @property
    def path(self) -> Path:
        """Return the catalog's place on this machine: paths beside it start there."""
        return self._backend.place

    @property
    def address(self) -> str:
        """Return how a person names the catalog."""
        return self._backend.address

    @property
    def engine(self) -> Engine:
        """Return the connections, for those who listen to statements."""
        return self._backend.engine

    @property
    def read_only_reason(self) -> str:
        """Return the code of the sentence that says why nothing can be written, "" where it can."""
        return self._backend.read_only_reason

    @property
    def read_only(self) -> bool:
        """Tell whether nothing can be written."""
        return bool(self._backend.read_only_reason)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Return what opening the catalog had to tell."""
        return self._backend.notices

    @property
    def index(self) -> Index:
        """Return what finds words in the catalog; for this package only."""
        return self._backend.index

    @property
    def copies(self) -> Copies | None:
        """Return the backups of the catalog; None where its database has keepers of its own."""
        return self._backend.copies

    def new_id(self) -> int:
        """Return a row id that nobody else has."""
        return self._ids.new_id()

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """Give a unit of work that only reads; all of it sees one state of the catalog."""
        with self._backend.reading() as connection:
            yield UnitOfWork(connection, self.new_id)

    @contextmanager
    def edit(self, header: EditHeader, *, several_parts: bool = False) -> Iterator[OpenEdit]:
        """Open one user action. Nothing is kept of an edit that changes nothing.

        Args:
            header: what is known of it; without an actor it is this database's.
            several_parts: whether more parts follow the first. Edits of one part need not say; one that goes on without
                having said so is only not marked as interrupted when the process is killed between its first two parts.

        Raises:
            ReadOnly: this catalog cannot be written.
        """
        self._check_may_write()
        open_edit = OpenEdit(self, header if header.actor else replace(header, actor=self.actor), several_parts=several_parts)
        try:
            yield open_edit
        except Cancelled:
            open_edit.finish(interrupted=False)
            raise
        except BaseException:
            open_edit.finish(interrupted=True)
            raise
        open_edit.finish(interrupted=False)

    @contextmanager
    def derived(self) -> Iterator[UnitOfWork]:
        """Give a unit of work for unjournaled rows: findings and deliveries; committed when the block ends well.

        Raises:
            ReadOnly: this catalog cannot be written.
        """
        self._check_may_write()
        with self.writing() as connection:
            uow = UnitOfWork(connection, self.new_id, derived=True, index=self.index)
            yield uow
            uow.settle(None)

    def sign(self, name: str) -> Actor:
        """Let who edits have another name from now on; return who they were."""
        before, self.actor = self.actor, replace(self.actor, name=name)
        return before

    def _follow_name(self) -> None:
        """Give the row of who edits the name that they took while this catalog was not open."""
        with self.read() as uow:
            found = actors.find(uow.connection, self.actor) if self.actor.key else None
        if found is not None and found.key == self.actor.key and found.name != self.actor.name:
            self.rename_actor(found)

    def rename_actor(self, before: Actor) -> None:
        """Give the row of who edits the name it has now, so that the same person goes on; see `sign`.

        Raises:
            ReadOnly: this catalog cannot be written.
        """
        with self.writing() as connection:
            renamed = actors.rename(connection, before, self.actor)
        self.former_names = (self.former_names | {before.name}) - {self.actor.name}
        if renamed is not None:
            self.actors.keep(renamed)

    def foreign_edits(self) -> tuple[Edit, ...]:
        """Return the edits that other processes finished since this was last asked; cheap when nothing moved.

        Raises:
            StorageFailed: the file under the catalog's name is gone, or another one.
        """
        self._backend.check()
        with self._feed_lock:
            version = self._backend.version()
            if version == self._version:
                return ()
            with self.read() as uow:
                found = journal.foreign(uow, self.session_id, self._seen)
                self._seen = journal.last_closed(uow.connection)
            self._version = version
            return tuple(found)

    def search(
        self, asked: str, limit: int = 50, *, title_id: int | None = None, language: str = "", roles: Collection[str] | None = None
    ) -> list[SearchHit]:
        """Return titles, episodes and lines of dialogue that hold the words asked for, names first.

        Args:
            asked: what a person typed.
            limit: how many hits at most.
            title_id: only episodes and lines of this title; titles are then not among the hits.
            language: only lines in this language; names are then not among the hits.
            roles: only lines in columns of these roles; names are then not among the hits.
        """
        with self.read() as uow:
            return self.index.search(uow.connection, asked, limit, title_id=title_id, language=language, roles=roles)

    def backup(self, target: Path, *, cancelled: Callable[[], bool] = never) -> tuple[Notice, ...]:
        """Copy the catalog as it is now to `target`, which appears whole and verified or not at all.

        Returns:
            Faults that do not keep it from being used.

        Raises:
            Refused: `target` is a catalog in use, or the catalog's database has keepers of its own.
            StorageFailed: rows of the catalog are lost, or the disk refused.
            Cancelled: `cancelled` said so.
        """
        if self.copies is None:
            raise Refused("storage.kept_elsewhere", path=self.address)
        return self.copies.save(target, cancelled)

    def has_titles(self) -> bool:
        """Tell whether there is anything in the catalog."""
        with self.read() as uow:
            return uow.connection.execute(select(title.c.id).limit(1)).first() is not None

    def needs_maintenance(self) -> bool:
        """Tell whether the search index or the figures of titles have yet to be made by this version."""
        with self.read() as uow:
            return maintenance.is_needed(uow.connection, self.index)

    def maintain(self, on_progress: Callable[[int, int], None]) -> None:
        """Make search index and figures anew, in parts that edits come in between; told of are (done, all) titles and lines.

        What `on_progress` raises stops it; the next call goes on where it was.

        Raises:
            ReadOnly: this catalog cannot be written.
            StorageFailed: the disk refused.
        """
        with self.read() as uow:
            done, total = maintenance.progress(uow.connection, self.index)
        taken = 1
        while taken:
            on_progress(min(done, total), total)
            with self.writing() as connection:
                taken = maintenance.go_on(connection, self.index)
            done += taken

    def refuse_edits(self, error: StorageFailed) -> None:
        """Let no edit through any more, but raise `error`: pages of the catalog were found to be lost."""
        self._refusal = error

    def continue_in(self, target: Path) -> None:
        """Copy the catalog to `target` and go on in the copy: whoever holds this catalog edits that file from now on.

        Raises:
            ReadOnly: this catalog cannot be written, so there is nothing to go on with.
            Refused: `target` is a catalog in use.
            StorageFailed: the disk refused.
        """
        self._check_may_write()
        with self._backend.gate():
            self.backup(target)
            copy = Database.open(target, mode=self._backend.mode, author=self.actor, create=False)
            copy._closed = True
            with self._feed_lock:
                self._former.append(self._backend)
                self._backend, self._version = copy._backend, copy._version

    def close(self) -> None:
        """Free the catalog and its locks; once is enough, twice does no harm."""
        if self._closed:
            return
        self._closed = True
        for each in (*self._former, self._backend):
            each.close()

    def _check_may_write(self) -> None:
        if self.read_only:
            raise ReadOnly(self.read_only_reason, path=self.address)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the connection of a writing transaction, behind the gate; for this package only."""
        self._check_may_write()
        if self._refusal is not None:
            raise self._refusal
        with self._backend.writing() as connection:
            yield connection

    def run(self, edit_id: int) -> Running:
        """Mark an edit as running, until it is let go or this process ends; for this package only."""
        return self._backend.run(edit_id)

    def _recover(self) -> None:
        """Close what killed processes left open."""
        with self.read() as uow:
            left = journal.open_edits(uow.connection)
        marked = list(self._backend.left_behind())
        if not left and not marked:
            return
        with self.writing() as connection:
            for edit_id in journal.open_edits(connection):
                if self._backend.is_abandoned(edit_id):
                    journal.close(connection, edit_id, interrupted=True)
            for edit_id in marked:
                self._backend.is_abandoned(edit_id)  # removes the mark of one that never began, or ended, in a killed process
