"""Times as recognizers write them: seconds, milliseconds or ticks, as numbers or text, clocks, ISO and protobuf."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from crossreel.domain.text.timecode import parse_clock
from crossreel.formats.speech.names import ENDS, LENGTHS, PAIRS, STARTS, JsonObject, find, named

MS, SECONDS, TICKS = Fraction(1), Fraction(1000), Fraction(1, 10_000)
LONG_MS, LONG_TICKS = 40, 400_000  # nobody speaks 40 s in one breath, or 40,000 s
LONG_BROKEN = 400  # for numbers with a fraction, which are seconds nearly always
_NUMBER = re.compile(r"\s*(-?\d{1,15}(?:\.\d{1,12})?)\s*(ms|s|)\s*", re.IGNORECASE)
_ISO = re.compile(r"PT(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:(\d{1,6}(?:\.\d{1,9})?)S)?", re.IGNORECASE)
MOST = 10**15


@dataclass(frozen=True, slots=True)
class Moment:
    """A time: `value` in `unit` (milliseconds each); where nobody says the unit it is None."""

    value: Fraction
    unit: Fraction | None = None

    def ms(self, unit: Fraction) -> int:
        """Return it in milliseconds; `unit` counts where the time does not say its own."""
        return round(self.value * (self.unit or unit))


def span_of(fields: JsonObject) -> tuple[Moment | None, Moment | None]:
    """Return the beginning and the end of an object; of one without them those of its words, or nothing."""
    for name in PAIRS:
        pair = fields.get(name)
        if isinstance(pair, list) and len(pair) == 2:
            start, end = moment("", pair[0]), moment("", pair[1])
            if start is not None:
                return start, end
        if isinstance(pair, Mapping) and "from" in pair:
            return moment("ms" if name == "offsets" else "", pair["from"]), moment(
                "ms" if name == "offsets" else "", pair.get("to")
            )
    start, end = moment(*find(fields, STARTS)), moment(*find(fields, ENDS))
    if start is None:  # Google leaves zeros out
        return (Moment(Fraction(0), end.unit), end) if end is not None else (None, None)
    if end is None:
        length = moment(*find(fields, LENGTHS))
        end = Moment(start.value + length.value, start.unit) if length and length.unit == start.unit else None
    return start, end


def words_span(words: Sequence[JsonObject]) -> tuple[Moment | None, Moment | None]:
    """Return the beginning of the first word with times and the end of the last."""
    spans = [span for word in (*words[:5], *words[-5:]) if (span := span_of(named(word)))[0] is not None]
    return (spans[0][0], spans[-1][1]) if spans else (None, None)


def moment(name: str, value: object) -> Moment | None:
    """Return what a value says; the end of its name may tell the unit."""
    unit = TICKS if name.endswith("ticks") else MS if name.endswith(("ms", "milliseconds")) else None
    unit = SECONDS if unit is None and name.endswith(("sec", "seconds")) else unit
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return Moment(Fraction(value), unit) if -MOST < value < MOST else None
    if isinstance(value, Mapping):
        return _parts(value)
    return _written(value, unit) if isinstance(value, str) else None


def _written(value: str, unit: Fraction | None) -> Moment | None:
    number = _NUMBER.fullmatch(value)
    if number is not None:
        said = {"ms": MS, "s": SECONDS}.get(number[2].lower())
        return Moment(Fraction(number[1]), said or unit or (SECONDS if "." in number[1] else None))
    iso = _ISO.fullmatch(value.strip())
    if iso is not None:
        hours, minutes, seconds = (Fraction(part or 0) for part in iso.groups())
        return Moment((hours * 60 + minutes) * 60 + seconds, SECONDS)
    at_ms = parse_clock(value) if ":" in value else None
    return None if at_ms is None else Moment(Fraction(at_ms), MS)


def _parts(value: JsonObject) -> Moment | None:
    """Return a time of protobuf: seconds and nanoseconds apart."""
    seconds, nanos = moment("", value.get("seconds", 0)), moment("", value.get("nanos", 0))
    if seconds is None or nanos is None or not value:
        return None
    return Moment(seconds.value + nanos.value / 10**9, SECONDS)


def unit_of(spans: Sequence[tuple[Moment, Moment | None]]) -> Fraction:
    """Return the unit of the times that say none, judged by how long things take."""
    lengths = [end.value - start.value for start, end in spans if start.unit is None and end is not None]
    values = [each.value for span in spans for each in span if each is not None and each.unit is None]
    if not lengths:
        return MS if any(value >= LONG_MS * 100 for value in values) else SECONDS
    usual = median(lengths)
    broken = any(value.denominator != 1 for value in values)
    if usual >= LONG_TICKS:
        return TICKS
    return MS if usual >= (LONG_BROKEN if broken else LONG_MS) else SECONDS
