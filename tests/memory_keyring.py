"""A keyring that keeps keys in memory: the one of whoever runs the tests is never touched."""

from collections.abc import Iterator
from contextlib import contextmanager

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


class MemoryKeyring(KeyringBackend):
    """Keeps passwords by (service, name); while it is locked it refuses."""

    priority = 1.0  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.is_locked = False

    def get_password(self, service: str, username: str) -> str | None:
        """Return one."""
        self._ask()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep one."""
        self._ask()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget one."""
        self._ask()
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError

    def _ask(self) -> None:
        if self.is_locked:
            raise KeyringLocked


@contextmanager
def keyring_in_memory() -> Iterator[MemoryKeyring]:
    """Have keys kept in memory."""
    former, made = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(made)
    try:
        yield made
    finally:
        keyring.set_keyring(former)


@contextmanager
def no_keyring() -> Iterator[None]:
    """Have a system without a keyring."""
    from keyring.backends.fail import Keyring

    former = keyring.get_keyring()
    keyring.set_keyring(Keyring())
    try:
        yield
    finally:
        keyring.set_keyring(former)
