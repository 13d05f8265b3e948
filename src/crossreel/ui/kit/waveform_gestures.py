"""What the mouse does on the timeline, from press to release: one gesture at a time, shown in `Shown` while it lasts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from crossreel.domain.cues.retiming import Company, Retiming, Times, free_room, retiming
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n
from crossreel.ui.kit.waveform_boxes import CueBox, Grip, snapped
from crossreel.ui.kit.waveform_shown import Shown

SNAP_REACH_PX = 6
SHORTEST_MS = 100
NEW_ID = -1

Keys = Qt.KeyboardModifier
SHIFT, CTRL, ALT = Keys.ShiftModifier, Keys.ControlModifier, Keys.AltModifier


@dataclass(frozen=True, slots=True)
class Seek:
    """Go to a time."""

    at_ms: int


@dataclass(frozen=True, slots=True)
class SetEdge:
    """Begin (or end) the chosen cue of a band at a time."""

    grip: Grip
    at_ms: int
    band: int


@dataclass(frozen=True, slots=True)
class Retime:
    """Give cues other times: `held` is the one that was dragged; `alone` what stands for it in one language only."""

    held: CueBox
    moved: tuple[tuple[CueBox, Times], ...]
    alone: bool


@dataclass(frozen=True, slots=True)
class Make:
    """Make a cue."""

    start_ms: int
    end_ms: int
    band: int


@dataclass(frozen=True, slots=True)
class MoveShot:
    """Move a shot change."""

    from_ms: int
    to_ms: int


Outcome = Seek | SetEdge | Retime | Make | MoveShot | None


class Gesture(Protocol):
    """A gesture that began with a press."""

    def move(self, at: QPointF, keys: Keys) -> Outcome:
        """Follow the mouse; what is told at once is returned."""

    def release(self, at: QPointF, keys: Keys) -> Outcome:
        """End, and say what was meant."""


class Scrub:
    """Drags the playhead along."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown

    def move(self, at: QPointF, keys: Keys) -> Outcome:
        """Go to where the mouse is."""
        return Seek(self._shown.time_at(at.x()))

    def release(self, at: QPointF, keys: Keys) -> Outcome:
        """Stay."""
        return None


class Pan:
    """Drags the whole view."""

    def __init__(self, shown: Shown, pressed: QPointF) -> None:
        self._shown, self._pressed, self._left_px = shown, pressed, shown.scale.left_px

    def move(self, at: QPointF, keys: Keys) -> Outcome:
        """Scroll with the mouse."""
        self._shown.scale.scroll_to(self._left_px + self._pressed.x() - at.x())
        return None

    def release(self, at: QPointF, keys: Keys) -> Outcome:
        """Stay."""
        return None


class Click:
    """A press on ground that becomes a new cue when it is dragged; else it seeks, or sets an edge with Shift or Ctrl."""

    def __init__(self, shown: Shown, pressed: QPointF, *, makes: bool) -> None:
        self._shown, self._pressed, self._pressed_ms = shown, pressed, shown.time_at(pressed.x())
        self._band = shown.band_at(pressed.y())
        at_ms, cues = self._pressed_ms, shown.beside(self._band)
        self._room = free_room(cues, at_ms, shown.grid, shown.scale.duration_ms)
        self._targets = snap_targets(shown, ())
        self._makes = makes and not any(cue.start_ms <= at_ms < cue.end_ms for cue in cues)

    def move(self, at: QPointF, keys: Keys) -> Outcome:
        """Show the cue that would be made."""
        if self._makes and (self._shown.new is not None or _is_dragged(self._pressed, at)):
            start_ms, end_ms = self._times(at, free=bool(keys & SHIFT))
            self._shown.new = CueBox(id=NEW_ID, number=0, start_ms=start_ms, end_ms=end_ms, band=self._band)
            self._shown.readout = written(self._shown, start_ms, end_ms)
        return None

    def release(self, at: QPointF, keys: Keys) -> Outcome:
        """Make the cue where one was drawn long enough."""
        new = self._shown.new
        if new is None:
            return set_edge(self._shown, at, keys) or Seek(self._shown.time_at(at.x()))
        if new.end_ms - new.start_ms < SHORTEST_MS:
            return None
        return Make(new.start_ms, new.end_ms, self._band)

    def _times(self, at: QPointF, *, free: bool) -> Times:
        floor, ceiling = self._room
        targets = () if free else self._targets
        times = (self._pressed_ms, self._shown.time_at(at.x()))
        ends = sorted(on_target(self._shown, each, targets) for each in times)
        start_ms, end_ms = (max(floor, min(each, ceiling)) for each in ends)
        return start_ms, max(start_ms, end_ms)


class Hold:
    """Holds an edge or the body of a box. Alt moves it alone, Ctrl pushes those beside it on, Shift snaps to nothing."""

    def __init__(self, shown: Shown, box: CueBox, grip: Grip, pressed: QPointF, *, moves: bool) -> None:
        self._shown, self._box, self._grip, self._pressed, self._moves = shown, box, grip, pressed, moves
        self._among: Retiming = retiming(shown.beside(box.band), box.timed, shown.grid, shown.scale.duration_ms)
        self._pressed_ms = shown.exact_ms(pressed.x())
        self._targets = snap_targets(shown, (box.id,))  # of now: the playhead goes along with what is dragged

    def move(self, at: QPointF, keys: Keys) -> Outcome:
        """Show the box, and those that come along, where they would be."""
        shown, box = self._shown, self._box
        if not self._moves or (not shown.moving and not _is_dragged(self._pressed, at, 1 if self._grip is not Grip.BODY else None)):
            return None
        delta = round(shown.exact_ms(at.x()) - self._pressed_ms)
        asked = self._asked(delta, () if keys & SHIFT else self._targets)
        company = Company.ALONE if keys & ALT else Company.PUSHED if keys & CTRL else Company.CHAINED
        moved = self._among.times(*asked, company)
        boxes = [(shown.box(cue_id), times) for cue_id, times in moved.items()]
        shown.moving = {each.id: replace(each, start_ms=times[0], end_ms=times[1]) for each, times in boxes if each is not None}
        shown.readout = self._words(shown.moving.get(box.id, box))
        return None

    def release(self, at: QPointF, keys: Keys) -> Outcome:
        """Ask for the new times; a click without a drag seeks, or sets an edge with Shift or Ctrl."""
        shown = self._shown
        if not shown.moving:
            return set_edge(shown, at, keys) or Seek(shown.time_at(at.x()))
        among = self._among  # as they stood at the press, whatever somebody else did meanwhile
        stood = {each.id: each.times for each in (among.cue, *among.before, *among.after)}
        moved = tuple(
            (replace(each, start_ms=stood[each.id][0], end_ms=stood[each.id][1]), each.times)
            for each in shown.moving.values()
            if stood[each.id] != each.times
        )
        return Retime(self._box, moved, bool(keys & ALT)) if moved else None

    def _asked(self, delta: int, targets: Sequence[int]) -> Times:
        box, shown = self._box, self._shown
        start, end = box.start_ms, box.end_ms
        if self._grip is Grip.START:
            return on_target(shown, start + delta, targets), end
        if self._grip is Grip.END:
            return start, on_target(shown, end + delta, targets)
        reach, length = shown.ms_of(SNAP_REACH_PX), end - start
        begins, ends = (snapped(each + delta, targets, reach) for each in (start, end))
        if begins == start + delta and ends != end + delta:
            begins = ends - length
        begins = shown.grid.nearest(begins)
        return begins, begins + length

    def _words(self, now: CueBox) -> str:
        by_ms = now.end_ms - self._box.end_ms if self._grip is Grip.END else now.start_ms - self._box.start_ms
        frames = round(by_ms / self._shown.grid.frame_ms)
        moved = _n("{by} frame", "{by} frames", abs(frames)).format(by=f"{frames:+d}")
        return f"{written(self._shown, now.start_ms, now.end_ms)}   {moved}"


class HoldShot:
    """Holds a shot change by its grip."""

    def __init__(self, shown: Shown, shot_ms: int, pressed: QPointF) -> None:
        self._shown, self._shot_ms, self._pressed, self._pressed_ms = shown, shot_ms, pressed, shown.exact_ms(pressed.x())

    def move(self, at: QPointF, keys: Keys) -> Outcome:
        """Show it at the frame under the mouse."""
        shown = self._shown
        if shown.moving_shot is not None or _is_dragged(self._pressed, at, 1):
            to_ms = shown.grid.nearest(self._shot_ms + round(shown.exact_ms(at.x()) - self._pressed_ms))
            shown.moving_shot = (self._shot_ms, to_ms)
            shown.readout = shown.written(to_ms)
        return None

    def release(self, at: QPointF, keys: Keys) -> Outcome:
        """Move it, or go there."""
        moving = self._shown.moving_shot
        if moving is None:
            return Seek(self._shot_ms)
        return MoveShot(*moving) if moving[0] != moving[1] else None


def set_edge(shown: Shown, at: QPointF, keys: Keys) -> SetEdge | None:
    """Return what a click with Shift or Ctrl means: the frame under the mouse as in or out time."""
    if not keys & (SHIFT | CTRL):
        return None
    grip = Grip.START if keys & SHIFT else Grip.END
    return SetEdge(grip, shown.grid.nearest(shown.time_at(at.x())), shown.band_at(at.y()))


def snap_targets(shown: Shown, held: Sequence[int]) -> Sequence[int]:
    """Return what edges snap to, in order: shot changes, the playhead, edges of speech, and edges of the other band."""
    edges = chain.from_iterable(box.times for box in _in_view(shown) if shown.bands > 1 and box.id not in held)
    spoken = chain.from_iterable((shown.grid.nearest(span.start_ms), shown.grid.nearest(span.end_ms)) for span in shown.speech)
    return sorted({*shown.shots, shown.playhead_ms, *spoken, *edges})


def on_target(shown: Shown, at_ms: int, targets: Sequence[int]) -> int:
    """Return a target within reach of a time, else the nearest frame."""
    found = snapped(at_ms, targets, shown.ms_of(SNAP_REACH_PX))
    return found if found != at_ms else shown.grid.nearest(at_ms)


def written(shown: Shown, start_ms: int, end_ms: int) -> str:
    """Write the times of a cue and its length in seconds."""
    length = _("{seconds} s").format(seconds=numbers.number((end_ms - start_ms) / 1000))
    return f"{shown.written(start_ms)} – {shown.written(end_ms)}   {length}"


def _in_view(shown: Shown) -> Sequence[CueBox]:
    return shown.between(shown.scale.time_at(0), shown.scale.time_at(shown.scale.width))


def _is_dragged(pressed: QPointF, at: QPointF, least_px: int | None = None) -> bool:
    return abs(at.x() - pressed.x()) >= (QApplication.startDragDistance() if least_px is None else least_px)
