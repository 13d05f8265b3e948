"""When what is typed is handed on, and where one step of typing ends and the next begins.

It is handed on after a short rest, and while one types on without any, before it is a second old. A longer rest begins a step.
"""

import time

from PySide6.QtCore import QObject, QTimer, Signal

from crossreel.kernel.ids import IdMaker

REST_MS = 300
MOST_MS = 700  # so that a key is stored before it is a second old
STEP_MS = 600

_steps = IdMaker()


class TypingRest(QObject):
    """`due` comes 300 ms after the last `touch`, and 700 ms after the first since it came last.

    `step` numbers the step of undo that is typed in: another one after 600 ms without a `touch`, and after `begin_step`.
    """

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._most = QTimer(self, singleShot=True, interval=MOST_MS)
        for timer in (self._rest, self._most):
            timer.timeout.connect(self._come_due)
        self._pressed_ms: int | None = None
        self._touched_ms: float | None = None
        self._key_ms: int | None = None
        self.step = _steps.new_id()

    def expect(self, pressed_ms: int) -> None:
        """Say that a key comes whose keyboard pressed it at `pressed_ms` (0: nobody knows).

        The clock of the keyboard tells how long the hands rested, however busy this process was. What was typed before such a
        rest is due before the key changes it.
        """
        self._key_ms = pressed_ms or None
        if self._has_rested():
            if self._rest.isActive():
                self._come_due()
            self.begin_step()

    def touch(self) -> None:
        """Say that something was typed."""
        if self._has_rested():
            self.begin_step()
        self._touched_ms, self._pressed_ms, self._key_ms = _now_ms(), self._key_ms, None
        self._rest.start()
        if not self._most.isActive():
            self._most.start()

    def begin_step(self) -> None:
        """Let what is typed from now on be a step of its own."""
        self.step, self._touched_ms, self._pressed_ms = _steps.new_id(), None, None

    def stop(self) -> None:
        """Say that everything was handed on."""
        self._rest.stop()
        self._most.stop()

    def _has_rested(self) -> bool:
        if self._touched_ms is None:
            return False
        if self._key_ms is not None and self._pressed_ms is not None:
            return self._key_ms - self._pressed_ms >= STEP_MS
        return _now_ms() - self._touched_ms >= STEP_MS

    def _come_due(self) -> None:
        self.stop()
        self.due.emit()


def _now_ms() -> float:
    return time.monotonic() * 1000
