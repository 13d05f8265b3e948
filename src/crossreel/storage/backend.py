"""What a database must offer so that a catalog can stand in it. `Database` works over this alone and names no product.

SQLite is the first (`storage/sqlite`). Another one is a folder beside it whose opener stands in `storage/backends.py`. Tables,
queries and the journal are SQLAlchemy's and the same for all; what differs is here: where a catalog stands, who may write it
now, how one hears of what others wrote, how dialogue is found, and who keeps the backups.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Literal, Protocol

from sqlalchemy import Connection, Engine

from crossreel.domain.backup import Backup, Safety, Salvage
from crossreel.domain.text.document import Notice
from crossreel.domain.views.grid import SearchHit
from crossreel.storage.mapping import Row

Mode = Literal["window", "command", "read"]
Address = Path | str
"""Where a catalog stands: a file, or the URL of a database."""
OTHER_WINDOW = "storage.other_window"
READ_ONLY_MEDIUM = "storage.read_only_medium"
READING = "storage.opened_for_reading"
Changed = Mapping[tuple[str, int], tuple[Row | None, Row | None]]
"""Rows that a transaction changed, by kind and id, before and after it."""


def never() -> bool:
    """Tell that nobody cancelled."""
    return False


class Index(Protocol):
    """What finds titles, episodes, lines and what else has a name by words. One that its database keeps is always current."""

    def settle(self, connection: Connection, changed: Changed) -> None:
        """Bring the index in line with what a transaction changed, right before its commit."""

    def is_current(self, connection: Connection) -> bool:
        """Tell whether the index is whole, and of this version."""

    def fill(self, connection: Connection) -> int:
        """Put some more rows into an index that is not whole, in a writing transaction; return how many, 0 when it is whole."""

    def count_filled(self, connection: Connection) -> int:
        """Return how many lines of dialogue are in an index that is not whole."""

    def search(
        self,
        connection: Connection,
        asked: str,
        limit: int,
        *,
        title_id: int | None = None,
        language: str = "",
        roles: Collection[str] | None = None,
    ) -> list[SearchHit]:
        """Return titles, episodes, what else has a name, and lines of dialogue that hold the words asked for, names first.

        Args:
            connection: inside a transaction.
            asked: what a person typed.
            limit: how many hits at most.
            title_id: only what belongs to this title, which is then not among the hits itself.
            language: only lines in this language; names are then not among the hits.
            roles: only lines in columns of these roles; names are then not among the hits.
        """

    def propose_pairs(self, connection: Connection, line: str, languages: tuple[str, str]) -> list[int]:
        """Return pairs of the memory from outside, source and target language given, whose source may be like a line, by id.

        What is like it most is among them as a rule; how like each is, is for the caller to find out.
        """

    def propose_lines(self, connection: Connection, line: str, language: str) -> list[int]:
        """Return lines of dialogue in a language that may be like a line, by the id of their cue."""


class Running(Protocol):
    """The mark of an edit whose parts still come. It goes when its process ends, however it ends."""

    def let_go(self) -> None:
        """Take the mark away: no more parts follow."""


class Copies(Protocol):
    """The backups of an open catalog, where they are made through the program that edits it."""

    def where(self) -> list[Backup]:
        """Return the backups made of themselves, newest first."""

    def written_ms(self) -> int:
        """Return when anything was written to the catalog last, milliseconds since 1970."""

    def make(self, cancelled: Callable[[], bool] = never) -> Safety:
        """Make a backup of now, let go of those grown old, and mend what can be made anew from the rest.

        Raises:
            StorageFailed: rows of the catalog are lost, or there is no room.
            Cancelled: `cancelled` said so.
        """

    def save(self, target: Path, cancelled: Callable[[], bool] = never) -> tuple[Notice, ...]:
        """Copy the catalog as it is now to `target`, which appears whole and verified or not at all.

        It is read through what was opened: also when the file has gone meanwhile, or another one has its name.

        Returns:
            Faults that do not keep it from being used.

        Raises:
            Refused: `target` is a catalog in use.
            StorageFailed: rows of the catalog are lost, or the disk refused.
            Cancelled: `cancelled` said so.
        """

    def salvage(self, target: Path, cancelled: Callable[[], bool] = never) -> Salvage:
        """Write everything that can still be read of the catalog to a new one.

        Raises:
            Refused: `target` exists.
            StorageFailed: the disk refused.
            Cancelled: `cancelled` said so.
        """


class Backend(Protocol):
    """One catalog, open. Safe to use from several threads.

    Attributes:
        address: how a person names the catalog; stands in sentences.
        place: where on this machine paths beside the catalog start from: its file, or what stands for it.
        mode: what it was opened for.
        read_only_reason: the code of the sentence that says why nothing can be written, "" where it can.
        notices: what opening it had to tell.
        engine: the connections, for those who listen to statements.
        index: what finds words in it.
        copies: its backups; None where somebody else keeps them.
    """

    address: str
    place: Path
    mode: Mode
    read_only_reason: str
    notices: tuple[Notice, ...]
    engine: Engine
    index: Index
    copies: Copies | None

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a transaction that sees one state of the catalog, whoever writes meanwhile."""

    def writing(self) -> AbstractContextManager[Connection]:
        """Give a writing transaction behind the gate: one at a time, over all threads and processes, first come first served.

        Raises:
            RuntimeError: this thread has one open already and would wait for itself.
            Refused: rows it leaves still refer to one it removed.
            StorageFailed: somebody kept the catalog busy, it is gone, or the disk refused.
        """

    def gate(self) -> AbstractContextManager[None]:
        """Hold the gate without a transaction: nobody writes for the length of the block."""

    def check(self) -> None:
        """Make sure that what was opened still is the catalog.

        Raises:
            StorageFailed: it is gone, or another one stands in its place.
        """

    def version(self) -> int:
        """Return a number that is another one whenever anybody committed since it was last asked for; cheap to ask."""

    def run(self, edit_id: int) -> Running:
        """Mark an edit as running; inside a writing transaction."""

    def left_behind(self) -> Iterable[int]:
        """Return the edits that are marked as running: by processes that run them, or were killed."""

    def is_abandoned(self, edit_id: int) -> bool:
        """Tell whether nobody runs an edit any more, and take away the mark that was left of it; inside a writing transaction."""

    def close(self) -> None:
        """Free the catalog; once only."""


class Shut(Protocol):
    """A catalog that is not open here."""

    def backups(self) -> list[Backup]:
        """Return the backups made of themselves, newest first."""

    def restore(self, source: Path, cancelled: Callable[[], bool] = never) -> Path | None:
        """Put a backup in the place of the catalog; return where what stood there is kept.

        Raises:
            NotFound: there is no such backup.
            BadInput: it is no catalog, or damaged; nothing was changed.
            Refused: a window has the catalog open.
            StorageFailed: the disk refused; the catalog is as it was.
            Cancelled: `cancelled` said so.
        """

    def salvage(self, target: Path, cancelled: Callable[[], bool] = never) -> Salvage:
        """Write all that can be read of the catalog to a new one.

        Raises:
            NotFound: there is no such catalog.
            BadInput: nothing of a catalog can be read in it.
            Refused: `target` exists.
            StorageFailed: the disk refused.
            Cancelled: `cancelled` said so.
        """


class Opener(Protocol):
    """Opens the catalogs of one kind of database."""

    def takes(self, address: Address) -> bool:
        """Tell whether an address is of this kind."""

    def open(self, address: Address, mode: Mode, *, create: bool) -> Backend:
        """Open a catalog; the errors are those of `Database.open`."""

    def shut(self, address: Address) -> Shut | None:
        """Return what can be done for a catalog that is not open; None where somebody else looks after it."""
