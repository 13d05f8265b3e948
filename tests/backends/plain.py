"""A second database for catalogs, made of nothing but SQLAlchemy, to prove that nothing above leans on the first.

It shares no line with `storage/sqlite`. Its gate is a lock of threads and a row that every writer counts up; its feed is that
count; running edits and the writing window are marked in memory, with a session that lives or not; dialogue is found by LIKE in
the cues themselves; backups are somebody else's. It stands on an SQLite file for want of a server, of which it uses transactions
and tables alone, and serves one process at a time.
"""

import itertools
import re
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    MetaData,
    Table,
    create_engine,
    event,
    insert,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from crossreel.domain.cues.column import roles_in, variant_of
from crossreel.domain.cues.track import Role
from crossreel.domain.errors import NotFound, Refused, StorageFailed
from crossreel.domain.text.document import Notice
from crossreel.domain.text.inline import plain_text
from crossreel.domain.views.grid import SearchHit
from crossreel.storage import schema
from crossreel.storage.backend import OTHER_WINDOW, READING, Address, Changed, Copies, Index, Mode, Shut
from crossreel.storage.kind import Kind
from crossreel.storage.kinds.cue import table as cue
from crossreel.storage.kinds.episode import table as episode
from crossreel.storage.kinds.memory_pair import table as memory_pair
from crossreel.storage.kinds.title import table as title
from crossreel.storage.kinds.title_text import table as title_text
from crossreel.storage.kinds.track import table as track
from crossreel.storage.owning import joined_upwards
from crossreel.storage.registry import found_by_name, reaches

own = MetaData()
writers = Table("plain_writers", own, Column("id", BigInteger, primary_key=True), Column("count", BigInteger))
FUNCTIONS = {"coalesce", "count", "lower", "max", "min", "nullif", "sum"}
"""What every database knows of functions, and all that storage asks for."""
_CALLED = re.compile(r"\b([a-z]\w*)\(")
_ONE_PRODUCT = re.compile(r"\b(rowid|sqlite_\w+|PRAGMA|MATCH|GLOB|INDEXED BY|OR (?:REPLACE|IGNORE))\b", re.IGNORECASE)
WINDOW = 0  # the mark of the writing window, which is no edit's
_sessions = itertools.count(1)
_living: set[int] = set()
_marks: dict[tuple[Path, int], int] = {}
_gates: dict[Path, threading.Lock] = {}
_holders: dict[Path, int] = {}


class LikeIndex:
    """Finds words as they are written, letter for letter but for case. Always current: it reads the rows themselves."""

    def settle(self, connection: Connection, changed: Changed) -> None:
        """Do nothing."""

    def is_current(self, connection: Connection) -> bool:
        """It always is."""
        return True

    def fill(self, connection: Connection) -> int:
        """Do nothing."""
        return 0

    def count_filled(self, connection: Connection) -> int:
        """Nothing is left to do."""
        return 0

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
        """Titles, then episodes, then lines."""
        if not any(map(str.isalnum, asked)) or limit <= 0:
            return []
        found: list[SearchHit] = []
        if title_id is None and not language and roles is None:
            found += self._titles(connection, asked, limit)
        if not language and roles is None:
            found += self._episodes(connection, asked, limit - len(found), title_id)
            others = (kind for kind in found_by_name() if kind.table not in (title, title_text, episode))
            for kind in (each for each in others if title_id is None or reaches(each, "title")):
                found += self._others(connection, kind, asked, limit - len(found), title_id)
        return found + self._cues(connection, asked, limit - len(found), title_id, language, roles)

    def propose_pairs(self, connection: Connection, line: str, languages: tuple[str, str]) -> list[int]:
        """All of them."""
        of_languages = (memory_pair.c.source_language == languages[0], memory_pair.c.language == languages[1])
        return list(connection.execute(select(memory_pair.c.id).where(*of_languages)).scalars())

    def propose_lines(self, connection: Connection, line: str, language: str) -> list[int]:
        """All of them."""
        lines = select(cue.c.id).join(track, track.c.id == cue.c.track_id).where(track.c.language == language)
        return list(connection.execute(lines).scalars())

    def _titles(self, connection: Connection, asked: str, limit: int) -> list[SearchHit]:
        said = [column.icontains(asked, autoescape=True) for column in (title.c.code, title.c.name, title.c.original_name)]
        named = select(title_text.c.title_id).where(title_text.c.name.icontains(asked, autoescape=True))
        rows = select(title.c.id, title.c.name).where(or_(*said, title.c.id.in_(named))).order_by(title.c.name).limit(limit)
        return [SearchHit(kind="title", title_id=id, title_name=name, text=name) for id, name in connection.execute(rows)]

    def _episodes(self, connection: Connection, asked: str, limit: int, title_id: int | None) -> list[SearchHit]:
        rows = (
            select(episode.c.id, episode.c.number, episode.c.name, title.c.id, title.c.name)
            .join(title, title.c.id == episode.c.title_id)
            .where(episode.c.name.icontains(asked, autoescape=True))
        )
        rows = rows if title_id is None else rows.where(title.c.id == title_id)
        return [
            SearchHit(kind="episode", title_id=of, title_name=called, episode_id=id, episode_number=number, text=name)
            for id, number, name, of, called in connection.execute(rows.limit(max(limit, 0)))
        ]

    def _others(self, connection: Connection, kind: Kind, asked: str, limit: int, title_id: int | None) -> list[SearchHit]:
        of_title = (title.c.id, title.c.name) if reaches(kind, "title") else (null(), null())
        said = or_(*(kind.table.c[name].icontains(asked, autoescape=True) for name in kind.search))
        rows = select(kind.table.c.id, kind.table.c[kind.search[0]], *of_title).select_from(joined_upwards(kind)).where(said)
        rows = rows if title_id is None else rows.where(title.c.id == title_id)
        return [
            SearchHit(kind=kind.name, row_id=id, text=words, title_id=of, title_name=called or "")
            for id, words, of, called in connection.execute(rows.limit(max(limit, 0)))
        ]

    def _cues(
        self, connection: Connection, asked: str, limit: int, title_id: int | None, language: str, roles: Collection[str] | None
    ) -> list[SearchHit]:
        rows = (
            select(cue, track.c.language, track.c.role, track.c.episode_id, episode.c.number, episode.c.title_id, title.c.name)
            .join(track, track.c.id == cue.c.track_id)
            .join(episode, episode.c.id == track.c.episode_id)
            .join(title, title.c.id == episode.c.title_id)
            .where(cue.c.text.icontains(asked, autoescape=True))
        )
        rows = rows if title_id is None else rows.where(title.c.id == title_id)
        rows = rows if not language else rows.where(track.c.language == language)
        rows = rows if roles is None else rows.where(track.c.role.in_([role.value for role in roles_in(roles)]))
        return [
            SearchHit(
                kind="cue", title_id=row.title_id, title_name=row.name, episode_id=row.episode_id, episode_number=row.number,
                language=row.language, role=variant_of(Role(row.role)), cue_id=row.id,
                start_ms=row.start_ms, text=plain_text(row.text),
            )
            for row in connection.execute(rows.limit(max(limit, 0)))
        ]  # fmt: skip


class Mark:
    """Says which session runs an edit."""

    def __init__(self, place: Path, edit_id: int, session: int) -> None:
        self._key = place, edit_id
        _marks[self._key] = session

    def let_go(self) -> None:
        """Take the mark away."""
        _marks.pop(self._key, None)


class PlainBackend:
    """A `Backend` over one engine."""

    def __init__(self, path: Path, mode: Mode) -> None:
        self.address = str(path)
        self.place = path
        self.mode: Mode = mode
        self.read_only_reason = READING if mode == "read" else ""
        self.notices: tuple[Notice, ...] = ()
        self.engine = _engine(path)
        self.index: Index = LikeIndex()
        self.copies: Copies | None = None
        self._lock = _gates.setdefault(path, threading.Lock())
        self._session = next(_sessions)
        _living.add(self._session)
        if mode == "window":
            if self.is_abandoned(WINDOW):
                Mark(path, WINDOW, self._session)
            else:
                self.read_only_reason = OTHER_WINDOW

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a transaction that sees one state."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a transaction that has counted itself."""
        self.check()
        try:
            with self.gate(), self.engine.connect() as connection, connection.begin():
                connection.execute(update(writers).values(count=writers.c.count + 1))
                yield connection
        except IntegrityError as error:
            if "FOREIGN KEY" not in str(error.orig):
                raise
            raise Refused("storage.still_used") from error

    @contextmanager
    def gate(self) -> Iterator[None]:
        """Hold the lock of the threads."""
        me = threading.get_ident()
        if _holders.get(self.place) == me:
            raise RuntimeError("an edit was opened inside a part of another edit")
        with self._lock:
            _holders[self.place] = me
            try:
                yield
            finally:
                del _holders[self.place]

    def check(self) -> None:
        """Look whether it is there."""
        if not self.place.exists():
            raise StorageFailed("storage.catalog_gone", path=self.address)

    def version(self) -> int:
        """Return how many wrote so far."""
        with self.reading() as connection:
            count: int = connection.execute(select(writers.c.count)).scalar_one()
            return count

    def run(self, edit_id: int) -> Mark:
        """Mark an edit as running."""
        return Mark(self.place, edit_id, self._session)

    def left_behind(self) -> list[int]:
        """Return what is marked."""
        return [edit_id for place, edit_id in _marks if place == self.place and edit_id != WINDOW]

    def is_abandoned(self, edit_id: int) -> bool:
        """Tell whether its session is over."""
        if _marks.get((self.place, edit_id)) in _living:
            return False
        _marks.pop((self.place, edit_id), None)
        return True

    def close(self) -> None:
        """End the session."""
        _living.discard(self._session)
        self.engine.dispose()


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite+pysqlite:///{path}", connect_args={"isolation_level": None, "check_same_thread": False})

    def connected(connection: Any, _record: object) -> None:
        for setting in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=OFF", "busy_timeout=10000"):
            connection.execute(f"PRAGMA {setting}")

    def asked(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        foreign = {*_CALLED.findall(statement)} - FUNCTIONS | {*_ONE_PRODUCT.findall(statement)}
        made = statement.lstrip().startswith(("CREATE", "PRAGMA"))  # SQLAlchemy's own words for tables
        assert made or not foreign, f"not every database knows {sorted(foreign)}: {statement}"

    event.listen(engine, "connect", connected)
    event.listen(engine, "before_cursor_execute", asked)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


class PlainOpener:
    """Opens every path, before any other opener is asked."""

    def takes(self, address: Address) -> bool:
        """Take paths."""
        return isinstance(address, Path)

    def shut(self, address: Address) -> Shut | None:
        """Somebody else looks after it."""
        return None

    def open(self, address: Address, mode: Mode, *, create: bool) -> PlainBackend:
        """Open a catalog, made where it is not there yet."""
        path = Path(address).absolute()
        if not path.exists():
            if mode == "read" or not create:
                raise NotFound("storage.no_catalog", path=str(path))
            if not path.parent.is_dir():
                raise NotFound("storage.no_folder", path=str(path), folder=str(path.parent))
            engine = _engine(path)
            with engine.begin() as connection:
                schema.make(connection)
                own.create_all(connection)
                connection.execute(insert(writers).values(id=1, count=0))
            engine.dispose()
        return PlainBackend(path, mode)
