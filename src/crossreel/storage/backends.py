"""Which database a catalog stands in, told by its address. Each kind is one line here."""

from crossreel.domain.errors import BadInput, Refused
from crossreel.storage.backend import Address, Backend, Mode, Opener, Shut
from crossreel.storage.sqlite.opening import SqliteOpener

OPENERS: list[Opener] = [SqliteOpener()]


def _of(address: Address) -> Opener:
    for each in OPENERS:
        if each.takes(address):
            return each
    raise BadInput("storage.unknown_database", path=str(address))


def open_backend(address: Address, mode: Mode, *, create: bool) -> Backend:
    """Open a catalog where its address says; the errors are those of `Database.open`."""
    return _of(address).open(address, mode, create=create)


def shut(address: Address) -> Shut:
    """Return what can be done for a catalog that is not open.

    Raises:
        BadInput: nothing here opens such an address.
        Refused: it stands in a database whose keepers do that.
    """
    found = _of(address).shut(address)
    if found is None:
        raise Refused("storage.kept_elsewhere", path=str(address))
    return found
