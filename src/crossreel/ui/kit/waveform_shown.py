"""What the timeline shows, and where: cues in bands and lanes, shot changes, the playhead. No painting, no widget."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF

from crossreel.domain.cues.retiming import TimedCue
from crossreel.domain.picture.mark import Span
from crossreel.domain.text.frame_grid import USUAL_RATE, FrameGrid
from crossreel.domain.text.timecode import clock
from crossreel.domain.text.typed_time import timecode
from crossreel.ui.kit.waveform_boxes import CueBox, Grip, box_order, lanes_of, visible
from crossreel.ui.kit.waveform_scale import Scale

RULER_PX = 24
FOOT_PX = 12
INSET_PX = 4
BAND_GAP_PX = 4
LANE_GAP_PX = 2
EDGE_REACH_PX = 6
SHOT_REACH_PX = 5
LEAST_PX = 1.5


class Shown:
    """One view of an episode. Boxes that a drag moves stand in `moving`, a cue that is being made in `new`."""

    def __init__(self) -> None:
        self.scale = Scale()
        self.grid = FrameGrid()
        self.height = 1
        self.bands = 1
        self.shots: Sequence[int] = ()
        self.speech: Sequence[Span] = ()
        self.playhead_ms = 0
        self.current: frozenset[int] = frozenset()
        self.followed: int | None = None
        self.hovered: int | None = None
        self.pointer_ms: int | None = None
        self.moving: Mapping[int, CueBox] = {}
        self.moving_shot: tuple[int, int] | None = None
        self.new: CueBox | None = None
        self.readout = ""
        self.in_frames = False
        self._boxes: list[CueBox] = []
        self._starts: list[int] = []
        self._by_id: dict[int, CueBox] = {}
        self._longest_ms = 0
        self._lanes: Mapping[int, tuple[int, int]] = {}

    @property
    def is_held(self) -> bool:
        """Whether something is shown elsewhere than it is."""
        return bool(self.moving) or self.new is not None or self.moving_shot is not None

    def let_go(self) -> None:
        """Show everything where it is."""
        self.moving, self.new, self.moving_shot, self.readout = {}, None, None, ""

    def set_cues(self, boxes: Iterable[CueBox]) -> None:
        """Show these cues and no others."""
        self._boxes = sorted(boxes, key=box_order)
        self._starts = [box.start_ms for box in self._boxes]
        self._by_id = {box.id: box for box in self._boxes}
        self._longest_ms = max((box.end_ms - box.start_ms for box in self._boxes), default=0)
        self._lanes = lanes_of(self._boxes)

    def replace_cues(self, gone: Iterable[CueBox], came: Iterable[CueBox]) -> list[CueBox]:
        """Show some cues in the place of others; of those that went only ids count. Return all that were or are there."""
        lost = [self._by_id.pop(box.id) for box in gone if box.id in self._by_id]
        before = {box.id: (box.times, box.band) for box in lost}
        for box in lost:
            at = bisect_left(self._boxes, box_order(box), key=box_order)
            del self._boxes[at], self._starts[at]
        new = list(came)
        for box in new:
            at = bisect_left(self._boxes, box_order(box), key=box_order)
            self._boxes.insert(at, box)
            self._starts.insert(at, box.start_ms)
            self._by_id[box.id] = box
            self._longest_ms = max(self._longest_ms, box.end_ms - box.start_ms)
        if before != {box.id: (box.times, box.band) for box in new} and self._meet([*lost, *new]):
            self._lanes = lanes_of(self._boxes)
        return [*lost, *new]

    def box(self, cue_id: int | None) -> CueBox | None:
        """Return the box of a cue, where it is."""
        return None if cue_id is None else self._by_id.get(cue_id)

    def as_held(self, box: CueBox) -> CueBox:
        """Return a box where a drag shows it."""
        return self.moving.get(box.id, box)

    def between(self, left_ms: int, right_ms: int) -> Sequence[CueBox]:
        """Return the boxes that touch a stretch of time."""
        return visible(self._boxes, self._starts, left_ms, right_ms, self._longest_ms)

    def beside(self, band: int) -> Sequence[TimedCue]:
        """Return the times of all cues of a band."""
        return [box.timed for box in self._boxes if box.band == band]

    def written(self, at_ms: int) -> str:
        """Write a time as times are shown now: in seconds, or in frames."""
        if self.in_frames:
            return timecode(at_ms, self.grid.rate or USUAL_RATE)
        return clock(at_ms, hours=False)

    def body(self) -> QRect:
        """Return where cue boxes and the waveform stand."""
        return QRect(0, RULER_PX + INSET_PX, self.scale.width, max(8, self.height - RULER_PX - FOOT_PX - 2 * INSET_PX))

    def band_at(self, y: float) -> int:
        """Return the band at a height."""
        body = self.body()
        return max(0, min(self.bands - 1, int((y - body.top()) * self.bands / body.height())))

    def band_rect(self, band: int) -> QRectF:
        """Return where a band stands."""
        body = self.body()
        height = (body.height() - (self.bands - 1) * BAND_GAP_PX) // self.bands
        return QRectF(0, body.top() + min(band, self.bands - 1) * (height + BAND_GAP_PX), body.width(), height)

    def rect(self, box: CueBox) -> QRectF:
        """Return where a box stands: in its lane of its band, on whole pixels, so that its edges are sharp at every scroll."""
        band = self.band_rect(box.band)
        lane, lanes = self._lanes.get(box.id, (0, 1))
        height = (band.height() - (lanes - 1) * LANE_GAP_PX) // lanes
        top = band.top() + lane * (height + LANE_GAP_PX)
        left, right = self.scale.pixel_of(box.start_ms), self.scale.pixel_of(box.end_ms)
        return QRectF(left, top, max(LEAST_PX, right - left), height)

    def ms_of(self, px: float) -> int:
        """Return how long a number of pixels is."""
        return round(px * 1000 / self.scale.px_per_second)

    def exact_ms(self, x: float) -> float:
        """Return the time at a pixel, be it before the beginning: what a drag is measured with, however the view scrolls."""
        return (x + self.scale.left_px) * 1000 / self.scale.px_per_second

    def time_at(self, x: float) -> int:
        """Return the time at a pixel, within the episode."""
        at_ms, limit = self.scale.time_at(x), self.scale.duration_ms
        return min(at_ms, limit) if limit else at_ms

    def grip_at(self, at: QPointF) -> tuple[CueBox, Grip] | None:
        """Return the box under the mouse and the part of it; the current one first, then the nearest."""
        if not self.body().contains(at.toPoint()):
            return None
        reach, time_ms = self.ms_of(EDGE_REACH_PX), self.scale.time_at(at.x())
        near = [box for box in self.between(time_ms - reach, time_ms + reach) if self._is_high(box, at.y())]
        near.sort(key=lambda box: (box.id not in self.current, abs(box.start_ms + box.end_ms - 2 * time_ms)))
        for box in near:
            inner = min(reach, (box.end_ms - box.start_ms) // 3)
            if -reach <= time_ms - box.start_ms <= inner:
                return box, Grip.START
            if -inner <= time_ms - box.end_ms <= reach:
                return box, Grip.END
        return next(((box, Grip.BODY) for box in near if box.start_ms <= time_ms < box.end_ms), None)

    def shot_at(self, at: QPointF) -> int | None:
        """Return the shot change whose grip, at the foot of the ruler, is under the mouse."""
        if not RULER_PX - 12 <= at.y() < RULER_PX + INSET_PX:
            return None
        reach, time_ms = self.ms_of(SHOT_REACH_PX), self.scale.time_at(at.x())
        first = bisect_left(self.shots, time_ms - reach)
        near = [shot for shot in self.shots[first : first + 3] if abs(shot - time_ms) <= reach]
        return min(near, key=lambda shot: abs(shot - time_ms), default=None)

    def set_current(self, ids: Collection[int]) -> bool:
        """Accent cues; tell whether they are others than before."""
        before, self.current = self.current, frozenset(ids)
        return before != self.current

    def _is_high(self, box: CueBox, y: float) -> bool:
        rect = self.rect(box)
        return rect.top() <= y <= rect.bottom()

    def _meet(self, boxes: Sequence[CueBox]) -> bool:
        """Tell whether boxes that went or came overlapped another, or do now."""
        return any(box.id in self._lanes for box in boxes) or any(
            other.id != box.id and other.band == box.band and other.start_ms < box.end_ms and box.start_ms < other.end_ms
            for box in boxes
            for other in self.between(box.start_ms, box.end_ms)
        )
