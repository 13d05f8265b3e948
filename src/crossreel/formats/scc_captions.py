"""A caption as what is sent of it (CEA-608, pop-on), and when: two bytes a frame, all of them before it is shown."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crossreel.domain.picture.placement import read_placement
from crossreel.domain.text.document import DocumentCue
from crossreel.domain.text.inline import Span, split_lines
from crossreel.formats.scc_letters import Pair, Pen, address_code, byte_of, pair_of, pen_code, stand_in
from crossreel.formats.scc_screen import COLUMNS, ROWS

Unit = tuple[Pair, ...]
"""Pairs that follow each other in any case: a code and its repetition, or one pair of letters."""

LOAD, EMPTY, SHOW, CLEAR = (0x14, 0x20), (0x14, 0x2E), (0x14, 0x2F), (0x14, 0x2C)
TABS = (0x17, 0x20)
FILLER = 0
BRIEFEST = 2  # frames: the code that shows a caption is sent twice before the one that clears it


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A caption on the channel: its pairs, and the frames between which it is shown."""

    units: tuple[Unit, ...]
    start: int
    end: int

    @property
    def length(self) -> int:
        """How many frames it takes to send."""
        return sum(map(len, self.units))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What is sent from a frame on, one pair a frame."""

    frame: int
    pairs: tuple[Pair, ...]


def twice(code: Pair) -> Unit:
    """Return a code as it is sent: once more, since a frame may be lost."""
    return code, code


def units_of(cue: DocumentCue) -> tuple[Unit, ...]:
    """Return what is sent of a cue that was fitted, the code that shows it left out."""
    return (twice(EMPTY), twice(LOAD), *(unit for row in _rows(cue) for unit in row))


def _rows(cue: DocumentCue) -> Iterator[list[Unit]]:
    lines = split_lines(cue.text)
    place = read_placement(cue.placement)
    first = (ROWS - len(lines) + 1, (ROWS - len(lines)) // 2 + 1, 1)[place.row]
    for number, line in enumerate(lines, first):
        width = sum(len(span.text) for span in line)
        column = (0, (COLUMNS - width) // 2, COLUMNS - width)[place.column]
        yield list(_row(line, number, column))


def _row(line: Sequence[Span], row: int, column: int) -> Iterator[Unit]:
    """Give what is sent of a row of letters; a change of the pen takes the place of a blank, or the one before the first letter."""
    pen = _pen(line[0])
    inline = pen != Pen() and column > 0
    begin = column - inline
    yield twice(address_code(row, begin - begin % 4, Pen() if inline else pen))
    if begin % 4 and (begin or pen == Pen()):
        yield twice((TABS[0], TABS[1] + begin % 4))
    pending = _Letters()
    if inline:
        yield twice(pen_code(pen))
    letters = [(sign, _pen(span)) for span in line for sign in span.text]
    for at, (sign, own) in enumerate(letters):
        following = letters[at + 1][1] if at + 1 < len(letters) else own
        if sign == " " and following != pen:
            pen = following
            yield from pending.code(pen_code(pen))
        else:
            yield from pending.sign(sign)
    yield from pending.rest()


class _Letters:
    """Puts letters together in pairs; a code begins a pair of its own."""

    def __init__(self) -> None:
        self._half: int | None = None

    def sign(self, sign: str) -> Iterator[Unit]:
        byte = byte_of(sign)
        if byte is not None:
            yield from self._byte(byte)
            return
        if like := stand_in(sign):
            yield from self.sign(like)
        yield from self.code(pair_of(sign))

    def code(self, code: Pair) -> Iterator[Unit]:
        yield from self.rest()
        yield twice(code)

    def rest(self) -> Iterator[Unit]:
        if self._half is not None:
            yield ((self._half, FILLER),)
        self._half = None

    def _byte(self, byte: int) -> Iterator[Unit]:
        if self._half is None:
            self._half = byte
        else:
            yield ((self._half, byte),)
            self._half = None


def _pen(span: Span) -> Pen:
    return Pen(span.colour, span.italic, span.underline)


def in_time(captions: Iterable[Caption], first: int) -> list[Caption]:
    """Return captions that are shown when all of them was sent: one that cannot be, because the one before is too near, comes late.

    Args:
        captions: in turn; none is shown while another is.
        first: the first frame in which something can be sent.
    """
    found: list[Caption] = []
    free, cleared = first, range(0)
    for caption in captions:
        start = max(caption.start, _ready(caption, free, cleared))
        end = max(caption.end, start + BRIEFEST)
        found.append(Caption(units=caption.units, start=start, end=end))
        free, cleared = start + 2, range(end, end + 2)
    starts = [each.start for each in found[1:]]
    ends = [min(each.end, start) for each, start in zip(found, starts, strict=False)]
    return [Caption(units=each.units, start=each.start, end=end) for each, end in zip(found, ends, strict=False)] + found[-1:]


def _ready(caption: Caption, free: int, cleared: range) -> int:
    """Return the first frame behind a caption that is sent from a frame on, round the code that clears the one before."""
    at = free
    for unit in caption.units:
        if at < cleared.stop and at + len(unit) > cleared.start:
            at = cleared.stop
        at += len(unit)
    return at


def stream(captions: Sequence[Caption]) -> list[Sent]:
    """Return what is sent when, for captions in time: each as late as it can be, and cleared where none follows at once."""
    sent: list[Sent] = []
    cleared = range(0)
    for number, caption in enumerate(captions, 1):
        sent += _loaded(caption, cleared)
        gap = min(2, captions[number].start - caption.end) if number < len(captions) else 2
        cleared = range(caption.end, caption.end + gap)
        if gap:
            sent.append(Sent(frame=caption.end, pairs=(CLEAR,) * gap))
    return sorted(sent, key=lambda each: each.frame)


def _loaded(caption: Caption, cleared: range) -> list[Sent]:
    """Return a caption sent backwards from the frame in which it is shown, round the code that clears the one before."""
    at, parts = caption.start, [list(twice(SHOW))]
    begins = [at]
    for unit in reversed(caption.units):
        if at - len(unit) < cleared.stop and at > cleared.start:
            at = cleared.start
            parts.append([])
            begins.append(at)
        at -= len(unit)
        parts[-1][:0] = unit
        begins[-1] = at
    return [Sent(frame=begin, pairs=tuple(part)) for begin, part in zip(begins, parts, strict=True) if part]
