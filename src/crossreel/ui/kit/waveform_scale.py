"""The timeline's scale: which time stands at which pixel, and where the ruler has its marks."""

from collections.abc import Iterator
from dataclasses import dataclass

STEPS_MS = (100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000)
LABEL_ROOM_PX = 96
LARGEST_PX_PER_SECOND = 800.0
EASY_PX_PER_SECOND = 72.0


@dataclass(slots=True)
class Scale:
    """Time to pixels and back. Pixels are absolute (from time 0) less the scroll `left_px`, so tiles stay whole."""

    width: int = 1
    duration_ms: int = 0
    px_per_second: float = EASY_PX_PER_SECOND
    left_px: int = 0

    def x_of(self, time_ms: float) -> float:
        """Return the pixel of a time."""
        return time_ms * self.px_per_second / 1000 - self.left_px

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

    def reveal(self, start_ms: int, end_ms: int, margin_px: int = 48) -> bool:
        """Scroll just enough to show a stretch of time; tell whether anything moved."""
        left, right = self.x_of(start_ms), self.x_of(end_ms)
        before = self.left_px
        if left < margin_px or right - left > self.width - 2 * margin_px:
            self.scroll_to(self.left_px + left - margin_px)
        elif right > self.width - margin_px:
            self.scroll_to(self.left_px + right - self.width + margin_px)
        return self.left_px != before

    def ticks(self) -> Iterator[tuple[int, bool]]:
        """Yield the times of the ruler's marks in view; True where one has its label."""
        wide_enough = [step for step in STEPS_MS if step * self.px_per_second / 1000 >= LABEL_ROOM_PX]
        labelled = wide_enough[0] if wide_enough else STEPS_MS[-1]
        fine = max(labelled // 5, 1)
        at = self.time_at(-LABEL_ROOM_PX) // fine * fine
        last = self.time_at(self.width)
        while at <= last:
            yield at, at % labelled == 0
            at += fine
