"""TTML time expressions (TTML2, section 12.3 and appendix I): clock times with fractions or frames, offsets, SMPTE time codes."""

import re
from dataclasses import dataclass
from fractions import Fraction

from crossreel.domain.text.frame_rates import read_rate

DEFAULT_RATE = Fraction(30)  # of a document that counts frames and says no rate (TTML2, 7.2.5); never taken in silence
_CLOCK = re.compile(r"(?:(\d{1,6}):)?(\d{1,4}):(\d{1,4})(?:[.,](\d{1,12})|[:;](\d{1,4})(?:\.(\d{1,4}))?)?")
_OFFSET = re.compile(r"(\d{1,15})(?:\.(\d{1,12}))?(h|ms|m|s|f|t)?")
_FRAME = re.compile(r"""\b(?:begin|end|dur)\s{0,9}=\s{0,9}["']\d{1,3}:\d\d:\d\d[:;](\d{1,3})\b""")
_UNIT_MS = {"h": 3_600_000, "m": 60_000, "s": 1000, "ms": 1}
MAX_RATE = 10**12
NTSC = Fraction(1000, 1001)


@dataclass(frozen=True, slots=True)
class TimeBase:
    """How a document counts: frames and ticks a second, sub-frames a frame.

    Attributes:
        frame_rate: frames a second as they pass.
        nominal: frames that a clock time counts in a second; another than `frame_rate` at 24000/1001 and its like.
        smpte: whether clock times are time codes, which count frames; else they are seconds that pass.
        drop: "dropNTSC", "dropPAL" or "" for time codes that skip no number.
        rate_known: whether the rate is said by the document or the caller.
    """

    frame_rate: Fraction = DEFAULT_RATE
    tick_rate: Fraction = Fraction(1)
    sub_frames: int = 1
    nominal: Fraction = DEFAULT_RATE
    smpte: bool = False
    drop: str = ""
    rate_known: bool = True

    @property
    def hour_ms(self) -> Fraction:
        """How long an hour of clock times takes."""
        return 3_600_000 * self.nominal / self.frame_rate if self.smpte and not self.drop else Fraction(3_600_000)

    def milliseconds(self, written: str) -> int | None:
        """Return a time expression in milliseconds, or None when it is none."""
        text = written.strip()
        if match := _CLOCK.fullmatch(text):
            return self._clock(match)
        match = _OFFSET.fullmatch(text)
        if match is None:
            return None
        whole, fraction, unit = match.groups()
        value = Fraction(f"{whole}.{fraction}") if fraction else int(whole)
        if unit == "f":
            return round(value * 1000 / self.frame_rate)
        if unit == "t":
            return round(value * 1000 / self.tick_rate)
        return round(value * _UNIT_MS[unit or "s"])

    def counts_frames(self, written: str) -> bool:
        """Tell whether what a time expression means hangs on the frame rate."""
        text = written.strip()
        clock = _CLOCK.fullmatch(text)
        if clock is not None:
            scaled = self.smpte and (self.nominal != self.frame_rate or not self.rate_known)
            return scaled or bool(clock[5] and (int(clock[5]) or clock[6]))
        return text.endswith("f") and _OFFSET.fullmatch(text) is not None

    def _clock(self, match: re.Match[str]) -> int:
        hours, minutes, seconds, fraction, frames, sub = match.groups()
        whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
        if self.smpte:
            return round(self._counted(whole, fraction, frames, sub) * 1000 / self.frame_rate)
        if fraction:
            return whole * 1000 + (int(fraction) if len(fraction) == 3 else round(Fraction(f"0.{fraction}") * 1000))
        if frames:
            return whole * 1000 + round((int(frames) + Fraction(int(sub or 0), self.sub_frames)) * 1000 / self.frame_rate)
        return whole * 1000

    def _counted(self, whole: int, fraction: str | None, frames: str | None, sub: str | None) -> Fraction:
        """Return how many frames passed when a time code stands."""
        beyond = (
            Fraction(f"0.{fraction}") * self.nominal if fraction else int(frames or 0) + Fraction(int(sub or 0), self.sub_frames)
        )
        minutes = whole // 60
        skipped = 0
        if self.drop == "dropNTSC":
            skipped = max(2, round(self.nominal) // 15) * (minutes - minutes // 10)
        elif self.drop == "dropPAL":
            skipped = 4 * (minutes // 2 - minutes // 20)
        return whole * self.nominal + beyond - skipped


def highest_frame(text: str) -> int:
    """Return the highest number of a frame in the clock times of a document's text; -1 where none counts frames."""
    return max((int(found) for found in _FRAME.findall(text)), default=-1)


def _positive(written: str | None) -> Fraction | None:
    try:
        value = Fraction((written or "").strip())
    except (ValueError, ZeroDivisionError):
        return None
    return value if 0 < value < MAX_RATE else None


def time_base(parameters: dict[str, str], known: Fraction | None) -> tuple[TimeBase, Fraction | None]:
    """Return how a document counts, and the frame rate it declares.

    Args:
        parameters: the `ttp:` attributes of the root by local name.
        known: frame rate of the video, for documents that count frames and do not say how many a second.
    """
    rate = _positive(parameters.get("frameRate"))
    if rate is not None and rate.denominator != 1:
        rate = read_rate(parameters["frameRate"]) or rate  # 23.976 instead of 24 and a multiplier
    multiplier = _multiplier(parameters.get("frameRateMultiplier", ""))
    drop = parameters.get("dropMode", "").strip()
    if drop == "dropNTSC" and multiplier is None:
        multiplier = NTSC  # numbers are skipped at this rate alone; many documents forget to say it
    declared = rate * multiplier if rate and multiplier else rate
    sub_frames = _positive(parameters.get("subFrameRate")) or Fraction(1)
    frame_rate = declared or known or DEFAULT_RATE
    ticks = _positive(parameters.get("tickRate")) or (frame_rate * sub_frames if declared else Fraction(1))
    base = TimeBase(
        frame_rate=frame_rate,
        tick_rate=ticks,
        sub_frames=max(1, int(sub_frames)),
        nominal=rate if rate and rate.denominator == 1 else Fraction(-(-frame_rate.numerator // frame_rate.denominator)),
        smpte=parameters.get("timeBase", "").strip() == "smpte",
        drop=drop if drop in ("dropNTSC", "dropPAL") else "",
        rate_known=bool(declared or known),
    )
    return base, declared


def _multiplier(written: str) -> Fraction | None:
    """Return `1000 1001` (or `1000:1001`, as TTML of 2006 has it) as a quotient."""
    match = re.fullmatch(r"\s*(\d{1,9})[\s:]+(\d{1,9})\s*", written)
    return Fraction(int(match[1]), int(match[2])) if match and int(match[1]) and int(match[2]) else None
