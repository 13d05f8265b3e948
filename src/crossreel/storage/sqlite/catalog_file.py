"""The catalog file itself: making, checking, opening and migrating it."""

import errno
import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from crossreel.domain.errors import BadInput, CrossreelError, NewerCatalog, ReadOnly, Refused, StorageFailed
from crossreel.kernel.access import make_file
from crossreel.kernel.atomic import publish
from crossreel.storage import journal, schema
from crossreel.storage.sqlite import backup, search, soundness, strangers
from crossreel.storage.sqlite.identity import Identity
from crossreel.storage.tables import SCHEMA_VERSION

_CUT = "malformed"
_UNDECODABLE = re.compile(r"Could not decode to UTF-8 column '(\w*)'")
APPLICATION_ID = 0x4352534C  # "CRSL", which tells a catalog from any other SQLite file
IMMEDIATE = "crossreel_immediate"
BUSY_MS = 10_000
_PRAGMAS = (
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "synchronous=FULL",
    "fullfsync=ON",
    f"busy_timeout={BUSY_MS}",
    "temp_store=MEMORY",
    "cache_size=-2000",
    "journal_size_limit=67108864",
)


@contextmanager
def sorted_errors(path: Path, *, system: bool = False) -> Iterator[None]:
    """Turn what SQLite says about the file, and with `system` what the system says, into errors a user can be told.

    Our own mistakes pass unchanged.
    """
    try:
        yield
    except DBAPIError as error:
        sorted_error = _sort(error.orig, path)
        if sorted_error is None:
            raise
        raise sorted_error from error
    except (sqlite3.Error, OSError) as error:
        sorted_error = _sort(error, path) if system or isinstance(error, sqlite3.Error) else None
        if sorted_error is None:
            raise
        raise sorted_error from error


def _sort(error: BaseException | None, path: Path) -> CrossreelError | None:
    if isinstance(error, OSError):
        if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
            return ReadOnly("storage.read_only_medium", path=str(path))
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        return StorageFailed("storage.disk_full" if full else "storage.disk_failed", path=str(path))
    undecodable = _UNDECODABLE.match(str(error))
    if undecodable:  # SQLite's own words repeat the text
        return StorageFailed("storage.damaged", path=str(path), detail=f"column {undecodable[1]} holds no UTF-8")
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_FULL:
            return StorageFailed("storage.disk_full", path=str(path))
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN:
            return StorageFailed("storage.disk_failed", path=str(path))
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return StorageFailed("storage.damaged", path=str(path), detail=str(error))
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StorageFailed("storage.busy", path=str(path))
        case sqlite3.SQLITE_READONLY:
            return ReadOnly("storage.read_only_medium", path=str(path))
        case sqlite3.SQLITE_CONSTRAINT if "FOREIGN KEY" in str(error):
            return Refused("storage.still_used")
        case _:
            return None


def connect(path: Path, *, read_only: bool = False, immutable: bool = False, look: bool = False) -> sqlite3.Connection:
    """Open an existing catalog; transactions are begun by hand.

    Args:
        path: the file.
        read_only: refuse to write.
        immutable: the file stands where nobody can write it.
        look: it may not be a catalog, so leave everything about it as it is.
    """
    uri = f"{_uri(path)}?{'mode=ro&immutable=1' if immutable else 'mode=rw'}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if not immutable and not look:
            connection.execute("PRAGMA journal_mode=WAL")
        if read_only or look:
            connection.execute("PRAGMA query_only=ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _uri(path: Path) -> str:
    """Return the path as SQLite wants it: always without a host, a Windows share with four slashes."""
    written = path.absolute().as_posix()
    return ("file://" if written.startswith("/") else "file:///") + quote(written)


def open_engine(path: Path, identity: Identity, *, read_only: bool = False, immutable: bool = False) -> Engine:
    """Return an engine whose connections are kept; a connection with the option `IMMEDIATE` begins a writing transaction.

    A connection made later, when another file has the name, is refused.
    """

    def made() -> sqlite3.Connection:
        identity.check()
        connection = connect(path, read_only=read_only, immutable=immutable)
        try:
            identity.check()
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite+pysqlite://", creator=made, poolclass=QueuePool, pool_size=6, max_overflow=-1, hide_parameters=True
    )

    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get(IMMEDIATE, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    event.listen(engine, "begin", begin)
    return engine


def on_read_only_medium(path: Path) -> bool:
    """Tell whether nothing can be written where the catalog stands."""
    there = path if path.exists() else path.parent
    return not (os.access(there, os.W_OK) and (not path.parent.exists() or os.access(path.parent, os.W_OK)))


def readable_copy(path: Path) -> Path | None:
    """Return a private copy when a log that nobody merged lies beside a catalog that cannot be written, else None."""
    log = path.with_name(f"{path.name}-wal")
    if not log.exists() or log.stat().st_size == 0:
        return None
    folder = Path(tempfile.mkdtemp(prefix="crossreel-"))
    shutil.copyfile(path, folder / path.name)
    shutil.copyfile(log, folder / log.name)
    return folder / path.name


def create(path: Path) -> None:
    """Make an empty catalog, which appears whole or not at all. The caller holds the gate."""
    partial = path.with_name(f".{path.name}.partial")
    partial.unlink(missing_ok=True)
    left = path.with_name(f"{path.name}-wal")
    if left.exists():  # of a catalog that went: SQLite would read it as the log of the new one
        left.replace(path.with_name(f"{path.name}-wal-left"))
    make_file(partial)
    try:
        partial.write_bytes(_empty())
        publish(partial, path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


@cache
def _empty() -> bytes:
    """Return the content of an empty catalog; kept, since a program that makes one makes copies, samples and exchanges as well."""
    engine = create_engine("sqlite+pysqlite://", creator=lambda: sqlite3.connect(":memory:", isolation_level=None))
    try:
        with engine.connect() as connection:
            connection.execute(text(f"PRAGMA application_id={APPLICATION_ID}"))
            schema.make(connection)
            search.create(connection)
            made: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
            return made.serialize()
    finally:
        engine.dispose()


def check(path: Path, *, immutable: bool) -> str:
    """Return the schema version of a file that is a sound catalog as far as can be told at a glance.

    Raises:
        BadInput: the file is none, or damaged.
        NewerCatalog: a newer version of the program wrote it.
    """
    if not path.is_file():
        raise BadInput("storage.not_a_file", path=str(path))
    if path.stat().st_size == 0:
        raise BadInput("storage.empty_file", path=str(path))
    try:
        with closing(connect(path, immutable=immutable, look=True)) as connection:
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise BadInput("storage.not_a_catalog", path=str(path))
            if _is_cut(connection, path):
                raise BadInput("storage.damaged", path=str(path), detail=_CUT)
            version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except UnicodeDecodeError as error:
        raise BadInput("storage.damaged", path=str(path), detail=_CUT) from error
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_NOTADB:
            raise BadInput("storage.not_a_catalog", path=str(path)) from error
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR):
            raise BadInput("storage.damaged", path=str(path), detail=_CUT) from error
        raise
    if version is None:
        raise BadInput("storage.damaged", path=str(path), detail=_CUT)
    if version[0] > SCHEMA_VERSION:
        raise NewerCatalog("storage.newer_catalog", path=str(path), found=str(version[0]), known=SCHEMA_VERSION)
    return str(version[0])


def _is_cut(connection: sqlite3.Connection, path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        return False
    pages, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return bool(path.stat().st_size < pages * size)


def refuse_damage(path: Path) -> None:
    """Look at a catalog as long as some milliseconds allow, and make indexes anew that contradict their tables.

    The caller holds the gate.

    Raises:
        BadInput: pages of it are lost.
    """
    with closing(connect(path)) as connection:
        found = soundness.glance(connection)
        if found and soundness.is_of_index(found):
            connection.execute("REINDEX")
            found = soundness.glance(connection)
    if found:
        raise BadInput("storage.damaged", path=str(path), detail=found)


def refuse_strangers(path: Path, *, immutable: bool = False) -> None:
    """Look at the schema of a catalog that is only read: what stands beside our tables does nothing then.

    Raises:
        BadInput: a table of ours has another shape.
    """
    with closing(connect(path, immutable=immutable, look=True)) as connection:
        _refuse_tables(strangers.find_strangers(connection), path)


def remove_strangers(path: Path) -> tuple[str, ...]:
    """Take out of a catalog what would run on our edits and return its names. The caller holds the gate.

    Raises:
        BadInput: it has tables that are none of ours, or ours in another shape; nothing was changed.
    """
    with closing(connect(path)) as connection:
        found = strangers.find_strangers(connection)
        _refuse_tables(found, path)
        _put_right(connection, found)
    return tuple(name for _kind, name in found.removable)


def _refuse_tables(found: strangers.Strangers, path: Path) -> None:
    if found.tables:
        raise BadInput("storage.strange_tables", path=str(path), names=list(found.tables))


def _put_right(connection: sqlite3.Connection, found: strangers.Strangers) -> None:
    if found.removable or found.missing:
        connection.execute("BEGIN IMMEDIATE")
        strangers.put_right(connection, found)
        connection.execute("COMMIT")


def migrate(path: Path) -> Path:
    """Bring an older catalog up to date, after a backup beside it; return the backup. The caller holds the gate.

    Every edit made so far can still be read. Where the migrations changed tables that the images of the journal speak of, none
    of them can be undone any more.
    """
    with closing(connect(path)) as source:
        _put_right(source, strangers.find_programs(source))
        version = source.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        kept = path.with_name(f"{path.stem}.of-version-{version}{path.suffix}")
        backup.copy(source, kept)
    engine = create_engine("sqlite+pysqlite://", creator=lambda: _migrating(path), hide_parameters=True)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.begin() as connection:
            if not schema.upgrade(connection):
                journal.close_undo(connection)
            if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
                raise StorageFailed("storage.damaged", path=str(path), detail="foreign_key_check")
    finally:
        engine.dispose()
    return kept


def _migrating(path: Path) -> sqlite3.Connection:
    connection = connect(path)
    connection.execute("PRAGMA foreign_keys=OFF")  # batch mode drops and rebuilds tables that others refer to
    return connection
