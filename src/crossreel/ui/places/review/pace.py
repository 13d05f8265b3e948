"""How far the review is, and how long the rest takes at the pace so far."""

from crossreel.domain.drafting.review import Progress, time_left
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n


class Pace:
    """Begins with what the catalog says, and goes on with what is judged here."""

    def __init__(self) -> None:
        self._begun = Progress(seen=0, total=0)
        self._seen = 0
        self._steps: list[int] = []

    def begin(self, progress: Progress) -> None:
        """Begin with a queue that was just read."""
        self._begun, self._seen = progress, 0

    def move(self, seen: int) -> None:
        """Say how many of the lines read were seen since."""
        self._seen = seen

    def step(self, at_ms: int) -> None:
        """Say that a verdict was given, in milliseconds since 1970."""
        self._steps.append(at_ms)

    @property
    def seen(self) -> int:
        """How many lines a person has been through."""
        return min(self._begun.total, self._begun.seen + self._seen)

    @property
    def left(self) -> int:
        """How many wait."""
        return self._begun.total - self.seen

    @property
    def share(self) -> float | None:
        """How much of it is seen, 0 to 1; None without any."""
        return self.seen / self._begun.total if self._begun.total else None

    @property
    def left_ms(self) -> int | None:
        """How long the rest takes, None while nobody knows."""
        here = time_left(self._steps, self.left)
        if here is not None or self._begun.left_ms is None:
            return here
        waited = self._begun.total - self._begun.seen
        return round(self._begun.left_ms * self.left / waited) if waited else None

    def short_words(self) -> str:
        """Return how far it is, in short."""
        if not self._begun.total:
            return ""
        return _("{seen} of {total} seen").format(seen=numbers.number(self.seen), total=numbers.number(self._begun.total))

    def words(self) -> str:
        """Return how far it is, and how long the rest takes."""
        left_ms = self.left_ms
        waiting = _n("{count} line waits", "{count} lines wait", self.left).format(count=numbers.number(self.left))
        rest = _("about {time} at your pace").format(time=numbers.duration(left_ms)) if left_ms and self.left else ""
        return " · ".join(filter(None, (self.short_words(), waiting if self.left else "", rest)))
