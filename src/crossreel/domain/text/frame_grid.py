"""The frames of a video as places for cues: every time that a hand gives a cue lies on one."""

from dataclasses import dataclass
from fractions import Fraction

from crossreel.domain.text.timecode import frame_at, frame_start_ms, frames_ms

USUAL_RATE = Fraction(30)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameGrid:
    """Where frames begin, and how many a style guide leaves free between two cues.

    `rate` is exact, in frames a second; None where frames have no fixed length or there is no video: then every millisecond
    is a place, and gaps are those of 30 frames a second.
    """

    rate: Fraction | None = None
    gap_frames: int = 2

    @property
    def gap_ms(self) -> int:
        """The least gap, in whole milliseconds."""
        return frames_ms(self.gap_frames, self.rate or USUAL_RATE)

    @property
    def frame_ms(self) -> float:
        """The length of a frame."""
        return float(1000 / (self.rate or USUAL_RATE))

    def nearest(self, at_ms: int) -> int:
        """Return the place nearest to a time, never below 0."""
        if self.rate is None:
            return max(0, at_ms)
        frame = frame_at(max(0, at_ms), self.rate)
        before, after = frame_start_ms(frame, self.rate), frame_start_ms(frame + 1, self.rate)
        return before if at_ms - before <= after - at_ms else after

    def at_or_after(self, at_ms: int) -> int:
        """Return the first place that is not before a time."""
        if self.rate is None:
            return max(0, at_ms)
        before = frame_start_ms(frame_at(max(0, at_ms), self.rate), self.rate)
        return before if before >= at_ms else self.moved(before, 1)

    def at_or_before(self, at_ms: int) -> int:
        """Return the last place that is not after a time."""
        return max(0, at_ms) if self.rate is None else frame_start_ms(frame_at(max(0, at_ms), self.rate), self.rate)

    def moved(self, at_ms: int, frames: int) -> int:
        """Return the place some frames after (or, negative, before) the frame shown at a time, never below 0."""
        if self.rate is None:
            length = frames_ms(abs(frames), USUAL_RATE)
            return max(0, at_ms + (length if frames >= 0 else -length))
        return frame_start_ms(max(0, frame_at(at_ms, self.rate) + frames), self.rate)

    def after(self, end_ms: int) -> int:
        """Return where a cue may begin at the earliest after one that ends at a time."""
        return end_ms + self.gap_ms if self.rate is None else self.moved(self.at_or_after(end_ms), self.gap_frames)

    def before(self, start_ms: int) -> int:
        """Return where a cue must end at the latest before one that begins at a time; 0 where there is no room."""
        return max(0, start_ms - self.gap_ms) if self.rate is None else self.moved(start_ms, -self.gap_frames)
