"""What of a TTML paragraph is shown when: spans with times of their own, `set`, and whatever comes and goes around it.

After TTML2, sections 12 and 13: times count from the begin of the element around, which also ends what is in it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crossreel.formats.bounds import Meter
from crossreel.formats.ttml_names import Kin, attributes
from crossreel.formats.ttml_styles import HIDING, STYLED

if TYPE_CHECKING:
    from lxml.etree import _Element

TIMES = frozenset(["begin", "end", "dur"])
Interval = tuple[int, int | None]
Times = Callable[["_Element", Mapping[str, str], int], tuple[int | None, int | None]]
"""Give when an element begins and ends (None: not said), its attributes and where its times count from being known."""


@dataclass(frozen=True, slots=True)
class Change:
    """Styles that hold for a while."""

    begin_ms: int
    end_ms: int | None
    styles: Mapping[str, str]

    def holds_at(self, at_ms: int) -> bool:
        """Tell whether the styles hold at a moment."""
        return self.begin_ms <= at_ms and (self.end_ms is None or at_ms < self.end_ms)

    def holds_over(self, begin_ms: int, end_ms: int | None) -> bool:
        """Tell whether they hold for all of an interval."""
        return self.begin_ms <= begin_ms and (self.end_ms is None or (end_ms is not None and end_ms <= self.end_ms))


def is_timed(own: Mapping[str, str]) -> bool:
    """Tell whether an element with these attributes has times of its own."""
    return not TIMES.isdisjoint(own)


def changes_in(element: "_Element", begin_ms: int, end_ms: int | None, kin: Kin, times: Times) -> Iterator[Change]:
    """Give what the `set` elements right in an element change, and when."""
    for child in element:
        if kin.name(child) != "set":
            continue
        own = attributes(child)
        begin, end = times(child, own, begin_ms)
        begin = begin_ms if begin is None else begin
        styles = {name: value for name, value in own.items() if name in STYLED or name == "region"}
        if styles and (end is None or begin < end):
            yield Change(begin, clipped(end, end_ms), styles)


def clipped(end_ms: int | None, limit_ms: int | None) -> int | None:
    """Return the earlier of two ends, of which either may not be."""
    if end_ms is None or limit_ms is None:
        return limit_ms if end_ms is None else end_ms
    return min(end_ms, limit_ms)


@dataclass(slots=True)
class Timeline:
    """When each part of a paragraph is shown, and what is set on it meanwhile."""

    spans: dict["_Element", Interval] = field(default_factory=dict)
    sets: dict["_Element", list[Change]] = field(default_factory=dict)
    bounds: set[int] = field(default_factory=set)
    animated: bool = False

    def is_active(self, element: "_Element", at_ms: int) -> bool:
        """Tell whether an element is shown at a moment, as far as its own times go."""
        begin, end = self.spans.get(element, (0, None))
        return begin <= at_ms and (end is None or at_ms < end)

    def styles_at(self, element: "_Element", at_ms: int) -> dict[str, str]:
        """Return what is set on an element at a moment."""
        found: dict[str, str] = {}
        for change in self.sets.get(element, ()):
            if change.holds_at(at_ms):
                found.update(change.styles)
        return found

    def steps(self, begin_ms: int, end_ms: int | None) -> Iterator[Interval]:
        """Give the stretches of an interval in which nothing changes."""
        inner = sorted(at for at in self.bounds if at > begin_ms and (end_ms is None or at < end_ms))
        starts = [begin_ms, *inner]
        yield from zip(starts, [*inner, end_ms], strict=True)

    def take(self, element: "_Element", changes: Iterable[Change], begin_ms: int, end_ms: int | None) -> None:
        """Note what is set on an element while it is shown: what hides it counts at each moment, all else for all of the time."""
        for change in changes:
            whole = change.holds_over(begin_ms, end_ms)
            kept = change.styles if whole else {name: value for name, value in change.styles.items() if name in HIDING}
            self.animated = self.animated or len(kept) < len(change.styles)
            if kept:
                self.sets.setdefault(element, []).append(Change(change.begin_ms, change.end_ms, kept))
                self.note(change.begin_ms, change.end_ms)

    def note(self, *at_ms: int | None) -> None:
        """Note moments at which something changes."""
        self.bounds.update(at for at in at_ms if at is not None)


def is_still(paragraph: "_Element", kin: Kin) -> bool:
    """Tell whether nothing in a paragraph has times of its own."""
    for each in paragraph.iter():
        if each is paragraph:
            continue
        name = kin.name(each)
        if name in ("set", "animate") or (name in ("span", "br") and is_timed(attributes(each))):
            return False
    return True


def timeline_of(paragraph: "_Element", begin_ms: int, end_ms: int | None, kin: Kin, times: Times, meter: Meter) -> Timeline:
    """Return when the spans of a paragraph are shown that is shown itself for an interval."""
    line = Timeline()
    waiting: list[tuple[_Element, int, int | None]] = [(paragraph, begin_ms, end_ms)]
    while waiting:
        element, begin, end = waiting.pop()
        meter.step()
        line.take(element, changes_in(element, begin, end, kin, times), begin, end)
        last = begin
        in_turn = attributes(element).get("timeContainer") == "seq"
        for child in element:
            name = kin.name(child)
            line.animated = line.animated or name == "animate"
            if name not in ("span", "br"):
                continue
            own = attributes(child)
            origin = last if in_turn else begin
            child_begin, child_end = times(child, own, origin)
            first = origin if child_begin is None else child_begin
            until = clipped(child_end, end)
            if is_timed(own) or in_turn:
                line.spans[child] = (first, until)
                line.note(first, until)
            last = until if in_turn and until is not None else last
            waiting.append((child, first, until))
    return line
