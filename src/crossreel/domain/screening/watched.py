"""What a person watched of a cell, and how much of it is still what stands there."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from crossreel.domain.screening.sitting import ShownCue, Sitting
from crossreel.domain.screening.spans import Interval, Span, covered_ms, joined, missed, percent, within, without

ATTENTIVE = 150
"""The speed, in percent, up to which subtitles of a drama can be read: what was watched faster is told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What one person watched of one episode in one column, over all sittings.

    Attributes:
        duration_ms: how long the picture is that stands there now.
        spans: what was watched of it, whatever the text was.
        current: what was watched with the subtitles that stand there now.
        changes: times at which other subtitles are shown now than the person last saw there.
        last_ms: when the person last watched, milliseconds since 1970.
        is_picture_current: whether the picture is still the one that was watched.
    """

    episode_id: int
    column: str
    person: str
    duration_ms: int
    spans: tuple[Span, ...]
    current: tuple[Span, ...]
    changes: tuple[Interval, ...]
    last_ms: int
    is_picture_current: bool = True

    @property
    def percent(self) -> int:
        """How much of the picture was watched."""
        return percent(covered_ms(self.spans), self.duration_ms)

    @property
    def attentive_percent(self) -> int:
        """How much was watched at a speed at which subtitles can be read."""
        return percent(covered_ms(self.spans, ATTENTIVE), self.duration_ms)

    @property
    def current_percent(self) -> int:
        """How much was watched with the subtitles that stand there now."""
        return percent(covered_ms(self.current), self.duration_ms)

    @property
    def is_unchanged(self) -> bool:
        """Whether picture and subtitles are those that were watched."""
        return self.is_picture_current and not self.changes

    @property
    def missed(self) -> tuple[Interval, ...]:
        """The times that were not watched at all."""
        return missed(self.spans, self.duration_ms)


def changed_times(before: Iterable[ShownCue], now: Iterable[ShownCue]) -> tuple[Interval, ...]:
    """Return the times at which other subtitles are shown now than before, in order: of each cue that came, went or is another."""
    came, went = Counter(now), Counter(before)
    other = sorted((cue.start_ms, cue.end_ms) for cue in ((came - went) + (went - came)).elements())
    spans = joined(Span(start_ms=start_ms, end_ms=end_ms) for start_ms, end_ms in other)
    return tuple((span.start_ms, span.end_ms) for span in spans)


def watched(
    sittings: Sequence[Sitting], now: Sequence[ShownCue], duration_ms: int, pictures: Collection[tuple[int, str]]
) -> Watched:
    """Return what somebody watched of a cell.

    Args:
        sittings: all of one person in one cell, at least one.
        now: the subtitles as they stand there.
        duration_ms: how long the picture is that stands there.
        pictures: id and content key of the pictures that the episode has.

    Raises:
        ValueError: there are no sittings, or they are not of one person and cell.
    """
    if len({(each.episode_id, each.column, each.person) for each in sittings}) != 1:
        raise ValueError("sittings of one person in one cell")
    last = max(sittings, key=lambda each: (each.saved_ms, each.id))
    fitting = [each for each in sittings if (each.version_id, each.content_key) in pictures]
    spans = within((span for each in fitting for span in each.spans), 0, duration_ms)
    current = joined(span for each in fitting for span in without(each.spans, changed_times(each.cues, now)))
    current = within(current, 0, duration_ms)
    return Watched(
        episode_id=last.episode_id,
        column=last.column,
        person=last.person,
        duration_ms=duration_ms,
        spans=spans,
        current=current,
        changes=_outdated(spans, current),
        last_ms=last.saved_ms,
        is_picture_current=bool(fitting),
    )


def _outdated(spans: Sequence[Span], current: Sequence[Span]) -> tuple[Interval, ...]:
    """Return the times that were watched, but never with what stands there now."""
    left = without(spans, [(span.start_ms, span.end_ms) for span in current])
    flat = joined(Span(start_ms=span.start_ms, end_ms=span.end_ms) for span in left)
    return tuple((span.start_ms, span.end_ms) for span in flat)
