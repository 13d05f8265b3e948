"""What YouTube's own subtitles (json3, srv3) have in common: pens, places, and the rolling window of automatic captions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from crossreel.domain.text.document import DocumentCue
from crossreel.domain.text.inline import Span, canonical, render
from crossreel.formats.markup import settle
from crossreel.formats.notices import Notices
from crossreel.formats.substation_places import find_place
from crossreel.formats.timing import OPEN_END_MS

PLAIN_COLOURS = frozenset(["", "#ffffff", "#fefefe"])  # the pen of every caption that nobody coloured
SEGMENT = 8  # what a segment of a subtitle costs beside its letters, in letters
ANCHOR_KEYS = (7, 8, 9, 4, 5, 6, 1, 2, 3)  # places 0 to 8, from top left to bottom right


PEN_FEATURES = {  # what else a pen may say: its names in srv3 and json3, the value that means nothing, and what it is about
    "sz": ("szPenSize", "100", "font_size"), "fs": ("fsFontStyle", "0", "font"), "et": ("etEdgeType", "0", "border"),
    "bo": ("boBackAlpha", "0", "background"), "fo": ("foForeAlpha", "254", "opacity"), "of": ("ofOffset", "1", "spacing"),
    "rb": ("rbRuby", "0", "ruby_place"), "hg": ("hgHorizGroup", "0", "combined"),
}  # fmt: skip


def features_of(pen: Mapping[str, object]) -> Iterator[str]:
    """Give what a pen of srv3 or json3 says beyond italics, bold, underlines and colour."""
    for short, (long, usual, feature) in PEN_FEATURES.items():
        value = str(pen.get(short, pen.get(long, usual)))
        if value != usual and not (feature == "opacity" and value == "255"):
            yield feature


@dataclass(frozen=True, slots=True)
class Pen:
    """How text looks."""

    italic: bool = False
    bold: bool = False
    underline: bool = False
    colour: str = ""

    def span(self, text: str) -> Span:
        """Return a text in this look."""
        colour = "" if self.colour in PLAIN_COLOURS else self.colour
        return Span(text=text, italic=self.italic, bold=self.bold, underline=self.underline, colour=colour)


@dataclass(slots=True)
class Event:
    """One event: what is shown from a time for a while; `adds` where it only adds to what a window shows."""

    start_ms: int
    length_ms: int | None
    spans: list[Span] = field(default_factory=list)
    window: str = ""
    adds: bool = False
    placement: str = ""
    line: int = 0


def place(anchor: int, across: float, down: float) -> str:
    """Return the written placement of a window that is held at one of nine points of itself, in percent of the picture."""
    key = ANCHOR_KEYS[anchor] if 0 <= anchor < len(ANCHOR_KEYS) else 2
    return find_place(key, ((across, down),), (100, 100)) or ""


def cues_of(events: Sequence[Event], notices: Notices) -> tuple[DocumentCue, ...]:
    """Return the subtitles of some events: in a rolling window each line stands until the next appears."""
    rolling = {event.window for event in events if event.adds}
    lines: list[Event] = []
    for event in sorted(events, key=lambda each: each.start_ms):
        said = "".join(span.text for span in event.spans).strip("\n \u200b")
        if not said:
            continue
        previous = lines[-1] if lines else None
        if event.adds and previous is not None and previous.window == event.window:
            previous.spans += event.spans
            continue
        lines.append(event)
    rolled = sum(event.window in rolling for event in events)
    notices.add_many("text.rolling_collapsed", rolled, lines=sum(line.window in rolling for line in lines))
    notices.drop("position", count=sum(bool(line.placement) and line.window not in rolling for line in lines))
    return tuple([_cue(event, lines[at + 1] if at + 1 < len(lines) else None, rolling, notices) for at, event in enumerate(lines)])


def _cue(event: Event, following: Event | None, rolling: set[str], notices: Notices) -> DocumentCue:
    length_ms = event.length_ms
    if length_ms is None:
        notices.add("time.no_end", event.line)
        length_ms = OPEN_END_MS
    end_ms = event.start_ms + length_ms
    is_rolling = event.window in rolling
    if following is not None and following.start_ms > event.start_ms and (is_rolling or event.length_ms is None):
        end_ms = min(end_ms, following.start_ms)
    text = settle(canonical(render([span for span in event.spans if span.text])).replace("\u200b", ""))
    placement = event.placement if not is_rolling or event.placement in ("7", "8", "9") else ""
    return DocumentCue(start_ms=event.start_ms, end_ms=end_ms, text=text, placement=placement)
