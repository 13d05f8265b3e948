"""Opening a catalog file: for the one writing window, beside it, or only for reading, wherever it stands."""

import os
import shutil
from pathlib import Path

from crossreel.domain.errors import NotFound, ReadOnly
from crossreel.domain.text.document import Notice
from crossreel.kernel.lock_file import LockFile
from crossreel.storage.backend import OTHER_WINDOW, READ_ONLY_MEDIUM, READING, Address, Mode
from crossreel.storage.sqlite import catalog_file
from crossreel.storage.sqlite.gate import Gate
from crossreel.storage.sqlite.identity import Identity
from crossreel.storage.sqlite.open_file import OpenFile
from crossreel.storage.sqlite.shut_file import ShutFile
from crossreel.storage.tables import SCHEMA_VERSION


class SqliteOpener:
    """Opens catalogs that are files."""

    def takes(self, address: Address) -> bool:
        """Tell whether an address is a path."""
        return isinstance(address, Path) or "://" not in address

    def shut(self, address: Address) -> ShutFile:
        """Return what can be done for a catalog file that is not open."""
        return ShutFile(Path(address))

    def open(self, address: Address, mode: Mode, *, create: bool) -> OpenFile:
        """Open a catalog file."""
        path = Path(os.path.abspath(address))  # noqa: PTH100 - the name that was asked for stays the name of the catalog
        file = path.resolve()  # SQLite follows links: the locks stand where its log does, the same for every name
        with catalog_file.sorted_errors(path, system=True):
            if not file.exists():
                if mode == "read" or not create:
                    raise NotFound("storage.no_catalog", path=str(path))
                if not file.parent.is_dir():
                    raise NotFound("storage.no_folder", path=str(path), folder=str(file.parent))
            if catalog_file.on_read_only_medium(file) and file.exists():
                opened = _open_frozen(file, mode)
            elif mode == "read":
                opened = _open_reading(file, mode, READING)
            else:
                if file.exists():
                    catalog_file.check(file, immutable=False)  # before lock files appear beside what may not be a catalog
                opened = _open_writing(file, mode)
        opened.name(path)
        return opened


def _open_frozen(file: Path, mode: Mode) -> OpenFile:
    copied = catalog_file.readable_copy(file)
    try:
        if catalog_file.check(copied or file, immutable=copied is None) != SCHEMA_VERSION:
            raise ReadOnly("storage.older_read_only", path=str(file))
        catalog_file.refuse_strangers(copied or file, immutable=copied is None)
        identity = Identity(copied or file)
        engine = catalog_file.open_engine(copied or file, identity, read_only=True, immutable=copied is None)
        return OpenFile(file, engine, identity, mode, reason=READ_ONLY_MEDIUM, copied=copied)
    except BaseException:
        if copied is not None:
            shutil.rmtree(copied.parent, ignore_errors=True)
        raise


def _open_reading(file: Path, mode: Mode, reason: str) -> OpenFile:
    if catalog_file.check(file, immutable=False) != SCHEMA_VERSION:
        raise ReadOnly("storage.older_read_only", path=str(file))
    catalog_file.refuse_strangers(file)
    identity = Identity(file)
    return OpenFile(file, catalog_file.open_engine(file, identity, read_only=True), identity, mode, reason=reason)


def _open_writing(file: Path, mode: Mode) -> OpenFile:
    gate = Gate(file.with_name(f"{file.name}-gate"))
    window = LockFile(file.with_name(f"{file.name}-window")) if mode == "window" else None
    if window is not None and not window.try_lock():
        window.close()
        gate.close()
        return _open_reading(file, mode, OTHER_WINDOW)
    try:
        with gate.hold():
            if not file.exists():
                catalog_file.create(file)
            version = catalog_file.check(file, immutable=False)
            catalog_file.refuse_damage(file)
            if version != SCHEMA_VERSION:
                catalog_file.migrate(file)
            removed = catalog_file.remove_strangers(file)
        notice = Notice(code="storage.strangers_removed", facts={"path": str(file), "names": list(removed)})
        identity, notices = Identity(file), (notice,) if removed else ()
        engine = catalog_file.open_engine(file, identity)
        return OpenFile(file, engine, identity, mode, gate=gate, window=window, notices=notices)
    except BaseException:
        gate.close()
        if window is not None:
            window.close()
        raise
