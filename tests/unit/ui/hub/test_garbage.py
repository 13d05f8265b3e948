"""Widgets caught in cycles are destroyed on the GUI thread, whatever the lanes allocate meanwhile."""

import gc
import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from crossreel.ui.hub.garbage import REST_LOOKS, GarbageCollection
from crossreel.ui.hub.jobs import Jobs

KNOTS = 2 * gc.get_threshold()[0]
FEW = 10
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
    qtbot.waitUntil(lambda: bool(done))
    qtbot.waitUntil(lambda: len(freed_on) == KNOTS)
    assert set(freed_on) == {threading.get_ident()}
    jobs.close()


def test_knots_that_objects_freed_since_hide_from_the_count_are_freed(qtbot: QtBot) -> None:
    garbage = GarbageCollection()
    freed_on: list[int] = []
    older = [[number] for number in range(ALLOCATIONS)]
    gc.collect(0)
    for _ in range(FEW):
        Knot(freed_on)
    del older
    assert gc.get_count()[0] < gc.get_threshold()[0]
    for _look in range(REST_LOOKS):
        garbage.collect_due()
    assert len(freed_on) == FEW
