"""TTML time expressions (TTML2, section 12.3): clock times with fractions or frames, and offsets."""

import re
from dataclasses import dataclass
from fractions import Fraction

_CLOCK = re.compile(r"(?:(\d{1,6}):)?(\d{1,4}):(\d{1,4})(?:[.,](\d{1,12})|[:;](\d{1,4})(?:\.(\d{1,4}))?)?")
_OFFSET = re.compile(r"(\d{1,15})(?:\.(\d{1,12}))?(h|ms|m|s|f|t)?")
_UNIT_MS = {"h": 3_600_000, "m": 60_000, "s": 1000, "ms": 1}


@dataclass(frozen=True, slots=True)
class TimeBase:
    """How a document counts: frames and ticks a second, sub-frames a frame."""

    frame_rate: Fraction = Fraction(30)
    tick_rate: Fraction = Fraction(1)
    sub_frames: int = 1

    def milliseconds(self, written: str) -> int | None:
        """Return a time expression in milliseconds, or None when it is none."""
        text = written.strip()
        if match := _CLOCK.fullmatch(text):
            return self._clock(match)
        match = _OFFSET.fullmatch(text)
        if match is None:
            return None
        whole, fraction, unit = match.groups()
        value = Fraction(f"{whole}.{fraction or 0}")
        if unit == "f":
            return round(value * 1000 / self.frame_rate)
        if unit == "t":
            return round(value * 1000 / self.tick_rate)
        return round(value * _UNIT_MS[unit or "s"])

    def _clock(self, match: re.Match[str]) -> int:
        hours, minutes, seconds, fraction, frames, sub = match.groups()
        whole_ms = ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000
        if fraction:
            return whole_ms + (int(fraction) if len(fraction) == 3 else round(Fraction(f"0.{fraction}") * 1000))
        if frames:
            return whole_ms + round((int(frames) + Fraction(int(sub or 0), self.sub_frames)) * 1000 / self.frame_rate)
        return whole_ms


def _positive(written: str | None) -> Fraction | None:
    try:
        value = Fraction((written or "").strip())
    except (ValueError, ZeroDivisionError):
        return None
    return value if 0 < value < 10**12 else None


def time_base(parameters: dict[str, str], known: Fraction | None) -> tuple[TimeBase, Fraction | None]:
    """Return how a document counts, and the frame rate it declares.

    Args:
        parameters: the `ttp:` attributes of the root by local name.
        known: frame rate of the video, for documents that count frames and do not say how many a second.
    """
    rate = _positive(parameters.get("frameRate"))
    multiplier = re.fullmatch(r"\s*(\d{1,9})[\s:]+(\d{1,9})\s*", parameters.get("frameRateMultiplier", ""))
    declared = rate
    if rate and multiplier and int(multiplier.group(1)) and int(multiplier.group(2)):
        declared = rate * Fraction(int(multiplier.group(1)), int(multiplier.group(2)))
    sub_frames = _positive(parameters.get("subFrameRate")) or Fraction(1)
    frame_rate = declared or known or Fraction(30)
    ticks = _positive(parameters.get("tickRate")) or (frame_rate * sub_frames if declared else Fraction(1))
    return TimeBase(frame_rate=frame_rate, tick_rate=ticks, sub_frames=max(1, int(sub_frames))), declared
