"""Widgets caught in cycles are destroyed on the GUI thread, whatever the lanes allocate meanwhile."""

import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from crossreel.ui.hub.jobs import Jobs

KNOTS = 1_000
ALLOCATIONS = 200_000


class Knot(QObject):
    """A QObject that only the collector can free; it notes on which thread that happens."""

    def __init__(self, freed_on: list[int]) -> None:
        super().__init__()
        self.me = self
        self.freed_on = freed_on

    def __del__(self) -> None:
        self.freed_on.append(threading.get_ident())


def allocate() -> int:
    """Allocate enough containers to pass every threshold of the collector."""
    kept = [[number] for number in range(ALLOCATIONS)]
    return len(kept)


def test_a_lane_that_allocates_never_frees_a_widget(qtbot: QtBot) -> None:
    jobs = Jobs()
    freed_on: list[int] = []
    for _ in range(KNOTS):
        Knot(freed_on)
    done: list[int] = []
    jobs.run("compute", allocate, then=done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=50_000)
    qtbot.waitUntil(lambda: len(freed_on) == KNOTS, timeout=50_000)
    assert set(freed_on) == {threading.get_ident()}
    jobs.close()
