"""When what is typed is handed on: after a short rest, and while one types on without any, before they are a second old."""

from PySide6.QtCore import QObject, QTimer, Signal

REST_MS = 300
MOST_MS = 700  # so that a key is stored before it is a second old


class TypingRest(QObject):
    """`due` comes 300 ms after the last `touch`, and 700 ms after the first since it came last."""

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._most = QTimer(self, singleShot=True, interval=MOST_MS)
        for timer in (self._rest, self._most):
            timer.timeout.connect(self._come_due)

    def touch(self) -> None:
        """Say that something was typed."""
        self._rest.start()
        if not self._most.isActive():
            self._most.start()

    def stop(self) -> None:
        """Say that everything was handed on."""
        self._rest.stop()
        self._most.stop()

    def _come_due(self) -> None:
        self.stop()
        self.due.emit()
