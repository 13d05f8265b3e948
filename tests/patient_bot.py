"""Waiting for what a window comes to show: looked at again and again, on a slow or busy machine longer than on a quick one."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

PATIENCE_MS = 30_000


class PatientBot(QtBot):  # type: ignore[misc]
    """A bot of pytest-qt that gives up a wait late, since a wait that ends well takes no longer for it."""

    def waitUntil(self, callback: Callable[[], object], *, timeout: int = PATIENCE_MS) -> None:
        """Wait until something is true, or raises no assertion any more."""
        super().waitUntil(callback, timeout=timeout)
