"""One item of a bulk use case: it fails alone and with a reason, and all others have their turn."""

import logging
import traceback
from dataclasses import dataclass, field
from types import TracebackType

from crossreel.domain.errors import Cancelled, CrossreelError, Facts, Refused
from crossreel.domain.item import Item
from crossreel.kernel.paths import legible

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Attempt:
    """How an item fares, as a context: whatever breaks in it is the item's own failure, and what follows goes on.

    `code` is "" until it failed, `error` is what broke it. What nobody foresaw is logged with the places it came through, but
    without its message: that may hold dialogue. Only `Cancelled` passes: that is no failure of the item.
    """

    name: str
    code: str = ""
    facts: Facts = field(default_factory=dict)
    error: Exception | None = None

    @property
    def failed(self) -> bool:
        """Whether the item failed."""
        return bool(self.code)

    @property
    def item(self) -> Item:
        """The item as a report lists it among the failed."""
        return Item(name=self.name, code=self.code, facts=self.facts)

    def __enter__(self) -> "Attempt":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> bool:
        if not isinstance(error, Exception) or isinstance(error, Cancelled):
            return False
        self.error = error
        if isinstance(error, CrossreelError):
            self.code, self.facts = error.code, error.facts
        elif isinstance(error, OSError):
            self.code = "item.unreadable"
            self.facts = {"path": legible(error.filename or self.name), "detail": error.strerror or type(error).__name__}
        else:
            self.code, self.facts = "item.unexpected", {"reason": type(error).__name__}
            log.error("%s failed unexpectedly\n%s", self.name, trace(error))
        return True


def alone(name: str) -> Attempt:
    """Begin on one item, which a report calls by its name: a path or an episode."""
    return Attempt(legible(name))


def refuse_failed(summary: object) -> None:
    """Let nothing pass that hangs on QC when it could not look at every track.

    Raises:
        Refused: a track of the run failed.
    """
    for item in getattr(summary, "failed", ()):
        raise Refused("qc.track_failed", name=item.name)


def trace(error: BaseException) -> str:
    """Return where an exception came from, and from which before it: files, lines and kinds, no messages."""
    lines: list[str] = []
    at: BaseException | None = error
    while at is not None:
        kind = type(at)
        lines.insert(0, "".join((*traceback.format_tb(at.__traceback__), f"{kind.__module__}.{kind.__qualname__}")))
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return "\nled to\n".join(lines)
