"""A decoder of CEA-608 captions: what stands on the screen while codes come in, pop-on, roll-up and paint-on."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from crossreel.domain.picture.placement import Placement, key_at
from crossreel.domain.text.inline import Span, canonical, render
from crossreel.formats.markup import settle
from crossreel.formats.notices import Notices
from crossreel.formats.scc_letters import Pen, address, extended, letter, mid_row, special

ROWS, COLUMNS = 15, 32
LONGEST_ROW = 255  # screens have 32 places a row and write the rest one over the other; its words are kept
POP_ON, PAINT_ON, ROLL_UP, TEXT = "pop-on", "paint-on", "roll-up", "text"
Cell = tuple[str, Pen]
Memory = dict[int, dict[int, Cell]]
"""Letters by row (1 at the top) and column."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What stood on the screen, from one frame to another (None: to the end of the file)."""

    begin: int
    end: int | None
    text: str
    placement: str


@dataclass(slots=True)
class Screen:
    """One caption channel. `frame` is told with each pair of bytes; what stood on the screen is given out when it goes."""

    notices: Notices
    mode: str = POP_ON
    displayed: Memory = field(default_factory=dict)
    hidden: Memory = field(default_factory=dict)
    row: int = ROWS
    column: int = 0
    pen: Pen = field(default_factory=Pen)
    depth: int = 2
    since: int | None = None
    fresh: bool = True

    def take(self, first: int, second: int, frame: int) -> Iterator[Shown]:
        """Take a pair of bytes of this channel."""
        if first >= 0x20:
            yield from self._write(letter(first) + letter(second), frame)
        elif first in (0x14, 0x15) and 0x20 <= second <= 0x2F:
            yield from self._command(second, frame)
        elif first == 0x17 and 0x21 <= second <= 0x23:
            self.column = min(self.column + second - 0x20, LONGEST_ROW)
        elif sign := extended(first, second):
            self.column = max(self.column - 1, 0)
            yield from self._write(sign, frame)
        elif sign := special(first, second):
            yield from self._write(sign, frame)
        elif pen := mid_row(first, second, self.pen):
            yield from self._write(" ", frame)
            self.pen = pen
        elif place := address(first, second):
            self._go_to(place.row)
            self.column, self.pen = place.column, place.pen
        elif (first == 0x10 and second <= 0x2F) or (first == 0x17 and 0x2D <= second <= 0x2F):
            self.notices.drop("background")

    def close(self) -> Iterator[Shown]:
        """Give out what still stands when the file is over."""
        yield from self._change(None)

    def _command(self, code: int, frame: int) -> Iterator[Shown]:
        if code == 0x20:
            self.mode = POP_ON
        elif code in (0x25, 0x26, 0x27):
            yield from self._roll_up(code - 0x23, frame)
        elif code == 0x29:
            self.mode, self.fresh = PAINT_ON, True
        elif code in (0x2A, 0x2B):
            self.mode = TEXT
            self.notices.drop("note")
        elif code == 0x2C:
            yield from self._change(frame)
            self.displayed.clear()
        elif code == 0x2E:
            self.hidden.clear()
        elif code == 0x2F:
            yield from self._change(frame)
            self.displayed, self.hidden, self.mode = self.hidden, self.displayed, POP_ON
            self._open(frame)
        elif code == 0x2D and self.mode == ROLL_UP:
            yield from self._return(frame)
        elif code in (0x21, 0x24):
            yield from self._erase(code == 0x24, frame)
        elif code == 0x28:
            self.notices.drop("effect")

    def _memory(self) -> Memory:
        return self.hidden if self.mode == POP_ON else self.displayed

    def _write(self, letters: str, frame: int) -> Iterator[Shown]:
        if self.mode == TEXT or not letters:
            return
        if self.mode != POP_ON:
            if self.fresh:
                yield from self._change(frame)
            self.fresh = False
            self._open(frame)
        line = self._memory().setdefault(self.row, {})
        for each in letters:
            line[self.column] = (each, self.pen)
            if self.column == COLUMNS and each.strip():
                self.notices.add("scc.long_row", text=each)
            self.column = min(self.column + 1, LONGEST_ROW)

    def _erase(self, to_the_end: bool, frame: int) -> Iterator[Shown]:
        if self.mode != POP_ON and self.fresh:
            yield from self._change(frame)
        line = self._memory().get(self.row, {})
        if to_the_end:
            for column in [each for each in line if each >= self.column]:
                del line[column]
        else:
            self.column = max(self.column - 1, 0)
            line.pop(self.column, None)

    def _roll_up(self, depth: int, frame: int) -> Iterator[Shown]:
        self.depth = depth
        if self.mode != ROLL_UP:
            yield from self._change(frame)
            self.displayed.clear()
            self.hidden.clear()
            self.mode, self.row, self.column, self.fresh = ROLL_UP, ROWS, 0, False

    def _return(self, frame: int) -> Iterator[Shown]:
        """Roll the rows up by one; what has left the window is gone."""
        yield from self._change(frame)
        kept = {row - 1: line for row, line in self.displayed.items() if row - 1 > self.row - self.depth and row > 1}
        self.displayed.clear()
        self.displayed.update(kept)
        self.column, self.pen, self.fresh = 0, Pen(), False
        if any(kept.values()):
            self._open(frame)

    def _go_to(self, row: int) -> None:
        """Go to a row; in roll-up what stands there goes along, since the row is the window's lowest."""
        if self.mode == ROLL_UP and row != self.row:
            moved = {each + row - self.row: line for each, line in self.displayed.items() if 0 < each + row - self.row <= ROWS}
            self.displayed.clear()
            self.displayed.update(moved)
        self.row = row

    def _open(self, frame: int) -> None:
        if self.since is None:
            self.since = frame

    def _change(self, frame: int | None) -> Iterator[Shown]:
        """Give out what stands on the screen, which changes now."""
        begin, self.since = self.since, None
        if begin is None:
            return
        text = _text(self.displayed)
        if text:
            yield Shown(begin, frame, text, _placement(self.displayed))


def _text(memory: Memory) -> str:
    """Return a screen as inline markup, a line for each row that has letters."""
    spans: list[Span] = []
    for _, line in sorted(memory.items()):
        if not any(sign.strip() for sign, _ in line.values()):
            continue
        if spans:
            spans.append(Span(text="\n"))
        spans += _spans(line)
    return settle(canonical(render(spans)))


def _spans(line: dict[int, Cell]) -> Iterator[Span]:
    """Give the letters of a row; a run of empty places is one blank."""
    last, blank = -1, True
    for column, (sign, pen) in sorted(line.items()):
        text = sign.replace("\xa0", " ")
        if not text.strip() or column > last + 1:
            if not blank:
                yield Span(text=" ", italic=pen.italic and not text.strip(), underline=False, colour=pen.colour)
            blank = True
        if text.strip():
            yield Span(text=text, italic=pen.italic, underline=pen.underline, colour=pen.colour)
            blank = False
        last = column


def _placement(memory: Memory) -> str:
    rows = [row for row, line in memory.items() if any(sign.strip() for sign, _ in line.values())]
    columns = [column for line in memory.values() for column, (sign, _) in line.items() if sign.strip()]
    across = 100 * (min(columns) + min(max(columns) + 1, COLUMNS)) / 2 / COLUMNS
    down = 100 * ((min(rows) + max(rows)) / 2 - 0.5) / ROWS
    return Placement(key=key_at(across, down)).written
