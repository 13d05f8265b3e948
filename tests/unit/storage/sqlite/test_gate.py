"""The gate lets writers through one at a time, and whoever came first first."""

import threading
import time
from pathlib import Path

import pytest

from crossreel.domain.errors import StorageFailed
from crossreel.kernel.lock_file import LockFile
from crossreel.storage.sqlite.gate import Gate, Queue
from tests.unit.storage.drama import raises


def test_threads_pass_in_the_order_in_which_they_came() -> None:
    queue, passed = Queue(), list[int]()

    def pass_through(number: int) -> None:
        with queue.turn():
            passed.append(number)

    with queue.turn():
        threads = [threading.Thread(target=pass_through, args=(number,)) for number in range(20)]
        for place, thread in enumerate(threads):
            thread.start()
            while len(queue._waiting) <= place:
                time.sleep(0.0005)
    for thread in threads:
        thread.join()
    assert passed == list(range(20))


def test_a_lock_belongs_to_one_holder_until_it_is_freed(tmp_path: Path) -> None:
    first, second = LockFile(tmp_path / "lock"), LockFile(tmp_path / "lock")
    assert first.try_lock() and not second.try_lock()
    first.unlock()
    assert second.try_lock() and not first.try_lock()
    second.close()
    assert first.try_lock()
    first.close(remove=True)
    assert not (tmp_path / "lock").exists()
    with pytest.raises(FileNotFoundError):
        LockFile(tmp_path / "lock", create=False)


def test_a_gate_lets_one_process_through(tmp_path: Path) -> None:
    """Each process has a gate of its own over the same lock file."""
    gate, other = Gate(tmp_path / "gate"), Gate(tmp_path / "gate")
    with gate.hold(), raises(StorageFailed, "storage.busy"), other.hold(patience_s=0.01):
        pytest.fail("two processes write at once")
    with other.hold(patience_s=0):
        pass
    gate.close()
    other.close()


def test_a_gate_that_failed_inside_is_free_again(tmp_path: Path) -> None:
    gate, other = Gate(tmp_path / "gate"), Gate(tmp_path / "gate")
    with pytest.raises(ZeroDivisionError), gate.hold():
        raise ZeroDivisionError
    with other.hold(patience_s=0):
        pass
    gate.close()
    other.close()
