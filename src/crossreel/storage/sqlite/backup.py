"""Copies of a catalog, made through SQLite while it is in use: verified before they get their name, and thinned out with age.

Automatic ones stand in a folder beside the catalog: the newest three, one for each of the last seven days and one for each of
the last four weeks, as long as all of them together stay under 4 GB.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from crossreel.domain.backup import Backup
from crossreel.domain.errors import Cancelled, Refused, StorageFailed
from crossreel.domain.text.document import Notice
from crossreel.kernel.access import make_file, make_folder_beside
from crossreel.kernel.atomic import publish
from crossreel.storage.backend import never
from crossreel.storage.sqlite import soundness

NEWEST, DAYS, WEEKS = 3, 7, 4
MOST_BYTES = 4_000_000_000
STEP_PAGES = 2_000
_STAMP = "%Y%m%dT%H%M%SZ"


def copy(
    source: sqlite3.Connection, target: Path, *, of: Path | None = None, cancelled: Callable[[], bool] = never
) -> tuple[Notice, ...]:
    """Copy the catalog `of`, behind `source`, to `target`, which appears whole, verified and synced, or not at all.

    All of it is of one moment, whoever writes meanwhile.

    Returns:
        Faults that do not keep it from being used: rows that are broken, links that lead nowhere.

    Raises:
        Refused: `target` is a catalog that somebody has open, or left without merging its log.
        StorageFailed: pages of the catalog are lost.
        Cancelled: `cancelled` said so.
        sqlite3.Error: the disk is full or a file is damaged; `target` is as it was before.
        OSError: the folder cannot be written.
    """
    if target.with_name(f"{target.name}-wal").exists():  # put under another file, it would be read as that one's log
        raise Refused("storage.copy_in_use", path=str(target))
    partial = target.with_name(f".{target.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        make_file(partial)
        with closing(sqlite3.connect(partial)) as copied:
            _copy_pages(source, copied, cancelled)
        with closing(look(partial)) as copied:
            faults = check(copied, cancelled)
        if soundness.is_deadly(faults):
            raise StorageFailed("storage.damaged", path=str(of or target), detail=str(faults[0].facts["detail"]))
        publish(partial, target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return faults


def _copy_pages(source: sqlite3.Connection, copied: sqlite3.Connection, cancelled: Callable[[], bool]) -> None:
    def step(_status: int, _left: int, _all: int) -> None:
        if cancelled():
            raise Cancelled

    source.execute("BEGIN")
    try:
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on it sees one moment
        source.backup(copied, pages=STEP_PAGES, progress=step)
    finally:
        source.execute("ROLLBACK")
    copied.execute("PRAGMA journal_mode=DELETE")


def check(connection: sqlite3.Connection, cancelled: Callable[[], bool]) -> tuple[Notice, ...]:
    """Return every fault, as `soundness.check`.

    Raises:
        Cancelled: `cancelled` said so.
    """
    try:
        return soundness.check(connection, cancelled)
    except sqlite3.OperationalError as error:
        if cancelled():
            raise Cancelled from error
        raise


def look(path: Path) -> sqlite3.Connection:
    """Open a copy that nobody writes, leaving everything about it as it is."""
    written = path.absolute().as_posix()
    uri = ("file://" if written.startswith("/") else "file:///") + quote(written) + "?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA trusted_schema=OFF")
    return connection


def folder_of(catalog: Path) -> Path:
    """Return where the automatic backups of a catalog stand."""
    return catalog.with_name(f"{catalog.name}-backups")


def new_path(catalog: Path, at_ms: int) -> Path:
    """Return the name of a backup made at a time (milliseconds since 1970), its folder made for whom the catalog's folder is."""
    folder = folder_of(catalog)
    make_folder_beside(folder)
    stamp = datetime.fromtimestamp(at_ms / 1000, UTC).strftime(_STAMP)
    return folder / f"{catalog.stem}-{stamp}{catalog.suffix}"


def where_backups(catalog: Path) -> list[Backup]:
    """Return the automatic backups of a catalog that can be opened, newest first."""
    folder = folder_of(catalog)
    found: list[Backup] = []
    for path in sorted(folder.glob(f"*{catalog.suffix}")) if folder.is_dir() else []:
        made_ms, titles = _made_ms(path, catalog), _count_titles(path)
        if made_ms is not None and titles is not None:
            found.append(Backup(path=path, made_ms=made_ms, size_bytes=path.stat().st_size, titles=titles))
    return sorted(found, key=lambda each: each.made_ms, reverse=True)


def _made_ms(path: Path, catalog: Path) -> int | None:
    try:
        stamp = datetime.strptime(path.stem.removeprefix(f"{catalog.stem}-"), _STAMP)
    except ValueError:
        return None
    return int(stamp.replace(tzinfo=UTC).timestamp() * 1000)


def _count_titles(path: Path) -> int | None:
    try:
        with closing(look(path)) as connection:
            return int(connection.execute("SELECT count(*) FROM title").fetchone()[0])
    except sqlite3.Error:
        return None


def thin_out(catalog: Path) -> None:
    """Delete the backups that are not worth their place any more."""
    backups = where_backups(catalog)
    kept = worth_keeping(backups)
    for each in backups:
        if each.path not in kept:
            each.path.unlink(missing_ok=True)


def worth_keeping(backups: Sequence[Backup]) -> set[Path]:
    """Return which of the backups, newest first, stay: the newest, one a day, one a week, the oldest given up for room."""
    days = [each.made_ms // 86_400_000 for each in backups]
    chosen = {*backups[:NEWEST], *_first_of_each(backups, days, DAYS)}
    chosen |= _first_of_each(backups, [day // 7 for day in days], WEEKS)
    kept: set[Path] = set()
    total = 0
    for each in backups:
        total += each.size_bytes if each in chosen else 0
        if each in chosen and (total <= MOST_BYTES or len(kept) < 1):
            kept.add(each.path)
    return kept


def _first_of_each(backups: Sequence[Backup], spans: Iterable[int], count: int) -> set[Backup]:
    newest: dict[int, Backup] = {}
    for each, span in zip(backups, spans, strict=True):
        newest.setdefault(span, each)
    return set(list(newest.values())[:count])
