"""The timeline's scale: which time stands at which pixel, and where the ruler has its marks."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from crossreel.domain.text.timecode import frame_at, frame_start_ms

STEPS_MS = (1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000)
PARTS_MS = (10, 20, 50, 100, 200, 500)  # of a second, where frames are not known
FRAME_STEPS = (1, 2, 5, 10, 15)
LABEL_ROOM_PX = 96
FRAME_ROOM_PX = 6
LARGEST_PX_PER_SECOND = 2400.0
EASY_PX_PER_SECOND = 72.0


@dataclass(slots=True)
class Scale:
    """Time to pixels and back. Pixels are absolute (from time 0) less the scroll `left_px`, so tiles stay whole.

    `frame_rate` is None where frames have no fixed length.
    """

    width: int = 1
    duration_ms: int = 0
    px_per_second: float = EASY_PX_PER_SECOND
    left_px: int = 0
    frame_rate: Fraction | None = None

    def x_of(self, time_ms: float) -> float:
        """Return the pixel of a time."""
        return time_ms * self.px_per_second / 1000 - self.left_px

    def pixel_of(self, time_ms: float) -> int:
        """Return the whole pixel of a time: the same of the whole episode however far the view is scrolled."""
        return round(time_ms * self.px_per_second / 1000) - self.left_px

    def time_at(self, x: float) -> int:
        """Return the time at a pixel, in milliseconds, never below 0."""
        return max(0, round((x + self.left_px) * 1000 / self.px_per_second))

    @property
    def last_left_px(self) -> int:
        """Furthest scroll."""
        return max(0, round(self.duration_ms * self.px_per_second / 1000) - self.width)

    def scroll_to(self, left_px: float) -> None:
        """Bring a pixel to the left edge, within the episode."""
        self.left_px = max(0, min(round(left_px), self.last_left_px))

    @property
    def least_px_per_second(self) -> float:
        """The zoom at which the whole episode just fills the width."""
        return min(self.width * 1000 / max(self.duration_ms, 1000), LARGEST_PX_PER_SECOND)

    def fill(self) -> None:
        """Begin at an easy zoom, and zoom in where the episode would leave a part of the width empty."""
        if self.duration_ms <= 0:
            return
        self.px_per_second = max(self.px_per_second, self.least_px_per_second)
        self.scroll_to(self.left_px)

    def zoom(self, factor: float, around_x: float) -> None:
        """Zoom by a factor and keep the time under `around_x` where it is."""
        anchor_ms = (around_x + self.left_px) * 1000 / self.px_per_second
        self.px_per_second = max(self.least_px_per_second, min(self.px_per_second * factor, LARGEST_PX_PER_SECOND))
        self.scroll_to(anchor_ms * self.px_per_second / 1000 - around_x)

    def show(self, start_ms: int, end_ms: int, margin_px: int = 48) -> None:
        """Zoom and scroll so that a stretch of time fills the width."""
        room = max(1, self.width - 2 * margin_px)
        wanted = room * 1000 / max(1, end_ms - start_ms)
        self.px_per_second = max(self.least_px_per_second, min(wanted, LARGEST_PX_PER_SECOND))
        middle = (start_ms + end_ms) / 2 * self.px_per_second / 1000
        self.scroll_to(middle - self.width / 2)

    def reveal(self, start_ms: int, end_ms: int, margin_px: int = 48) -> bool:
        """Scroll just enough to show a stretch of time; tell whether anything moved."""
        left, right = self.x_of(start_ms), self.x_of(end_ms)
        before = self.left_px
        if left < margin_px or right - left > self.width - 2 * margin_px:
            self.scroll_to(self.left_px + left - margin_px)
        elif right > self.width - margin_px:
            self.scroll_to(self.left_px + right - self.width + margin_px)
        return self.left_px != before

    def ticks(self, left_x: float, right_x: float) -> Iterator[tuple[int, bool]]:
        """Yield the times of the ruler's marks between two pixels; True where one has its label.

        Labels stand at whole seconds; where a second is wide enough for more, at frames.
        """
        first_ms, last_ms = self.time_at(left_x - LABEL_ROOM_PX), self.time_at(right_x)
        wide = [step for step in STEPS_MS if step * self.px_per_second / 1000 >= LABEL_ROOM_PX]
        labelled = wide[0] if wide else STEPS_MS[-1]
        if labelled == STEPS_MS[0]:
            yield from self._parts(first_ms, last_ms)
            return
        fine = max(labelled // 5, 1)
        for at in range(first_ms // fine * fine, last_ms + 1, fine):
            yield at, at % labelled == 0

    def frames(self, left_x: float, right_x: float) -> Iterator[int]:
        """Yield where frames begin between two pixels; nothing where they stand too close to be told apart."""
        rate = self.frame_rate
        if rate is None or self.px_per_second / rate < FRAME_ROOM_PX:
            return
        for frame in range(frame_at(self.time_at(left_x), rate), frame_at(self.time_at(right_x), rate) + 2):
            yield frame_start_ms(frame, rate)

    def _parts(self, first_ms: int, last_ms: int) -> Iterator[tuple[int, bool]]:
        """Yield marks closer than a second: of frames where these are known."""
        rate = self.frame_rate
        if rate is None:
            wide = [step for step in PARTS_MS if step * self.px_per_second / 1000 >= LABEL_ROOM_PX]
            labelled = wide[0] if wide else 1000
            fine = labelled // 5
            for at in range(first_ms // fine * fine, last_ms + 1, fine):
                yield at, at % labelled == 0
            return
        frame_px = self.px_per_second / rate
        steps = [step for step in FRAME_STEPS if step * frame_px >= LABEL_ROOM_PX]
        marked = 1 if frame_px >= FRAME_ROOM_PX else 5
        for second in range(first_ms // 1000, last_ms // 1000 + 1):
            start, end = _first_frame(second * 1000, rate), _first_frame(second * 1000 + 1000, rate)
            for frame in range(start, end):
                if (frame - start) % marked == 0:
                    room_after = (end - frame) * frame_px >= LABEL_ROOM_PX
                    yield (
                        frame_start_ms(frame, rate),
                        frame == start or bool(steps and room_after and not (frame - start) % steps[0]),
                    )


def _first_frame(at_ms: int, rate: Fraction) -> int:
    """Return the number of the first frame that begins at a time or after it."""
    frame = frame_at(at_ms, rate)
    return frame if frame_start_ms(frame, rate) >= at_ms else frame + 1
