"""Row ids that never collide between processes or machines."""

import secrets
import threading
import time

EPOCH_MS = 1_704_067_200_000  # 2024-01-01T00:00:00Z
NODE_BITS = 10
SEQUENCE_BITS = 12


class IdMaker:
    """Makes 63-bit ids: 41 bits of milliseconds, 10 of node, 12 of sequence.

    Ids of one maker rise strictly, so they order rows by creation. The node is random per process.
    """

    def __init__(self, node: int | None = None) -> None:
        self._node = secrets.randbits(NODE_BITS) if node is None else node & ((1 << NODE_BITS) - 1)
        self._lock = threading.Lock()
        self._last_ms = 0
        self._sequence = 0

    def new_id(self) -> int:
        """Return the next id; runs ahead of the clock rather than repeat or go back."""
        with self._lock:
            now_ms = max(time.time_ns() // 1_000_000 - EPOCH_MS, self._last_ms)
            if now_ms == self._last_ms:
                self._sequence += 1
                if self._sequence >> SEQUENCE_BITS:
                    now_ms += 1
                    self._sequence = 0
            else:
                self._sequence = 0
            self._last_ms = now_ms
            return (((now_ms << NODE_BITS) | self._node) << SEQUENCE_BITS) | self._sequence
