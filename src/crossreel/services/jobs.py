"""What a use case needs from whoever runs it: progress and cancel, as one argument."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from crossreel.domain.errors import Cancelled


@dataclass(frozen=True, slots=True)
class JobContext:
    """Travels down with a long use case.

    `on_progress(done, total, what)` is called from the thread that runs the use case; `what` is a name to show.
    """

    on_progress: Callable[[int, int, str], None] = lambda done, total, what: None
    cancelled: Event = field(default_factory=Event)

    def progress(self, done: int, total: int, what: str = "") -> None:
        """Say how far the use case is, and stop it here if the user cancelled.

        Raises:
            Cancelled: the user cancelled.
        """
        self.on_progress(done, total, what)
        self.check()

    def check(self) -> None:
        """Raise `Cancelled` if the user cancelled."""
        if self.cancelled.is_set():
            raise Cancelled
