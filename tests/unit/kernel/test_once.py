"""A part made once, whichever thread asks first."""

import threading
import time

from crossreel.kernel.once import once


class Owner:
    def __init__(self) -> None:
        self.made = 0

    @once
    def part(self) -> object:
        """Be slow, so that threads meet here."""
        self.made += 1
        time.sleep(0.02)
        return object()


def test_many_threads_get_one_part() -> None:
    owner = Owner()
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(owner.part)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert owner.made == 1
    assert len(set(map(id, found))) == 1


def test_every_owner_has_a_part_of_its_own() -> None:
    assert Owner().part is not Owner().part
