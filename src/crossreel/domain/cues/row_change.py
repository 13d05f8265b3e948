"""What is changed of many cues at once: their times by a straight line, who speaks, where they stand, whether they are pinned."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.spine import Spine, mapped, pin, retime_each, span, unpin
from crossreel.domain.errors import BadInput
from crossreel.domain.text.frame_grid import FrameGrid

Times = tuple[int, int]
TIMES = ("start_ms", "end_ms")


@dataclass(frozen=True, slots=True)
class TimeMap:
    """The straight line through two points; each is a time and what it becomes, in milliseconds.

    Raises:
        BadInput: the two are at one time, or would change places.
    """

    first: Times
    last: Times

    def __post_init__(self) -> None:
        if self.first[0] >= self.last[0] or self.first[1] >= self.last[1]:
            raise BadInput("editing.no_stretch")

    @property
    def factor(self) -> Fraction:
        """How much longer everything becomes."""
        return Fraction(self.last[1] - self.first[1], self.last[0] - self.first[0])

    def at(self, ms: int) -> int:
        """Return what a time becomes, to the nearest millisecond."""
        return self.first[1] + round((ms - self.first[0]) * self.factor)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """What becomes of cues; what is left as it is stays.

    `by_ms` moves them. `first_ms` and `last_ms` are where the first is to come and the last to go, `factor` how much longer the
    whole becomes from its start: they stretch. With `speaks`, `speaker_id` is who speaks (None for nobody known). `placement` is as
    that of a cue. `pinned` lets translations keep their times, or gives them those of their source back.
    """

    by_ms: int = 0
    first_ms: int | None = None
    last_ms: int | None = None
    factor: Fraction | None = None
    speaks: bool = False
    speaker_id: int | None = None
    placement: str | None = None
    pinned: bool | None = None

    @property
    def stretches(self) -> bool:
        """Whether lengths change."""
        return not (self.first_ms is None and self.last_ms is None and self.factor is None)

    @property
    def kinds(self) -> tuple[str, ...]:
        """What is changed: "shift", "stretch", "set_speaker", "set_placement", "pin" or "unpin"."""
        told = {
            "shift": bool(self.by_ms) and not self.stretches,
            "stretch": self.stretches,
            "set_speaker": self.speaks,
            "set_placement": self.placement is not None,
            "pin": self.pinned is True,
            "unpin": self.pinned is False,
        }
        return tuple(name for name, is_so in told.items() if is_so)

    @property
    def fields(self) -> tuple[str, ...]:
        """What is changed, by the names of a cue's fields."""
        times = TIMES if self.by_ms or self.stretches else ()
        others = {"speaker_id": self.speaks, "placement": self.placement is not None, "pinned": self.pinned is not None}
        return (*times, *(name for name, is_so in others.items() if is_so))

    def time_map(self, cues: Sequence[Cue]) -> TimeMap | None:
        """Return what becomes of the times of cues, None where they stay."""
        if not cues or not (self.by_ms or self.stretches):
            return None
        start, end = min(cue.start_ms for cue in cues), max(cue.end_ms for cue in cues)
        first = start if self.first_ms is None else self.first_ms
        last = end
        if self.last_ms is not None:
            last = self.last_ms
        elif self.factor is not None:
            last = first + round((end - start) * self.factor)
        return TimeMap((start, first + self.by_ms), (end, last + self.by_ms))


def change_rows(spine: Spine, cue_ids: Collection[int], change: RowChange, grid: FrameGrid) -> Spine:
    """Change cues as asked.

    Raises:
        BadInput: a time that no cue can have.
    """
    ids = set(cue_ids)
    chosen = [cue for cue in (*spine.cues, *spine.followers) if cue.id in ids]
    time_map = change.time_map(chosen)
    if time_map is not None:
        spine = retime_each(spine, remapped(spine, ids, time_map, grid if change.stretches else None))
    if change.speaks:
        spine = mapped(spine, ids, lambda cue: replace(cue, speaker_id=change.speaker_id))
    if change.placement is not None:
        placement = change.placement
        spine = mapped(spine, ids, lambda cue: replace(cue, placement=placement))
    if change.pinned is not None:
        spine = pin(spine, ids) if change.pinned else unpin(spine, ids)
    return spine


def remapped(spine: Spine, cue_ids: Collection[int], time_map: TimeMap, grid: FrameGrid | None = None) -> Mapping[int, Times]:
    """Return the new times of cues by id; those that follow moved cues of the spine are left out.

    Args:
        spine: the episode.
        cue_ids: the cues.
        time_map: what becomes of a time.
        grid: the frames that new times are put on; None leaves them where they fall.
    """
    positions = spine.positions()
    times: dict[int, Times] = {}
    for cue in (*spine.cues, *spine.followers):
        led = cue.track_id != spine.track_id and not cue.pinned
        if cue.id in cue_ids and not (led and all(source.id in cue_ids for source in span(spine.cues, positions, cue))):
            times[cue.id] = new_times(cue, time_map, grid)
    return times


def new_times(cue: Cue, time_map: TimeMap, grid: FrameGrid | None = None) -> Times:
    """Return the times a cue gets, never shorter than a frame or a millisecond."""
    start, end = time_map.at(cue.start_ms), time_map.at(cue.end_ms)
    if grid is None or start < 0:
        return start, max(end, start + 1)
    start, end = grid.nearest(start), grid.nearest(end)
    return start, end if end > start else max(start + 1, grid.moved(start, 1))
