"""A translation has the numbers of its source, however each language writes them.

Digits and words are read as values in both languages: 五百万 and "5 million", 三点半 and "half past three", 3月5日 and "March 5th",
百分之五十 and "half" are the same. Spans of time and measures may be converted, a number may stand in the cue beside. One and two,
idioms (万一, "cloud nine"), approximations (三五个) and what may be another word are let alone.

Bad:
    给你500万  ->  Here's 500,000
    我等了三年  ->  I waited for you
Good:
    给你500万  ->  Here's 5 million
    三点半老地方见  ->  Half past three, usual place
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.language.expressions import expression_spans
from crossreel.language.numbers.number import Kind, Number
from crossreel.language.numbers.reading import has_word_of, knows_numbers, may_count, names_unit, read_numbers, read_weekdays
from crossreel.qc.checked_track import CheckedCue, CheckedTrack
from crossreel.qc.joined_texts import BORDER
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.shifts import shifted_cues
from crossreel.qc.word_lists import word_list

DIGIT = re.compile(r"\d")
LEFT_OVER = re.compile(
    r"\{\\[^{}\n]*\}|</?[a-z][^<>\n]*>|&#x?\w+;|\d\d:\d\d(?::\d\d)?[,.]\d{2,3}|\[\d{1,2}:\d\d[\d.:]*\]", re.IGNORECASE
)
SMALL = 3
MEASURE, DEGREE = "measure", "degree"
SPANS_APART = 3
SPAN_TOLERANCE, MEASURE_TOLERANCE = 0.09, 0.12


@dataclass(frozen=True, slots=True)
class Said:
    """The numbers of one text, and the text."""

    text: str
    numbers: tuple[Number, ...]


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every number that is another one in the translation, is gone, or came from nowhere."""
    yield from _weekdays(track)
    if not track.spine or not (knows_numbers(track.source_language) and knows_numbers(track.language)):
        return
    texts = track.source_texts.texts
    places = {cue.id: at for at, cue in enumerate(track.spine)}
    counts = _counts(track.source_texts.text, track.source_language)
    counting = {cue.id for cue, counted in zip(track.spine, counts, strict=False) if counted}
    written = {checked.cue.id for checked, _ in track.matches(DIGIT)} if track.texts.has(DIGIT) else set()
    if not counting and not written:
        return
    for at, checked in enumerate(track.cues):
        if checked.text and checked.sources and (checked.cue.id in written or any(cue.id in counting for cue in checked.sources)):
            for remark in _Comparison(track, texts, places, at).remarks():
                if checked.cue.id not in shifted_cues(track):
                    yield remark


def _weekdays(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for each day of the week that is another one in the translation."""
    said = _days_said(track.source_texts.text, track.source_language)
    if not any(said):
        return
    days = {cue.id: listed for cue, listed in zip(track.spine, said, strict=False) if listed}
    for checked in track.cues:
        told = [day for cue in checked.sources for day in days.get(cue.id, ())]
        found = read_weekdays(checked.text, track.language) if told else ()
        if len(told) == len(found) == 1 and told[0][0] != found[0][0] and checked.cue.id not in shifted_cues(track):
            facts = {"number": told[0][1], "found": found[0][1]}
            yield Remark(cue=checked.cue, severity=Severity.ERROR, kind="differs", facts=facts, read=(told, found))


@lru_cache(maxsize=1024)
def _counts(joined: str, language: str) -> tuple[bool, ...]:
    """Tell of each of the joined source texts whether it may have a number."""
    return tuple(may_count(text, language) for text in joined.split(BORDER))


@lru_cache(maxsize=1024)
def _days_said(joined: str, language: str) -> tuple[tuple[tuple[int, str], ...], ...]:
    """Return the days of the week in each of the joined source texts; nothing where there are none at all."""
    if not read_weekdays(joined, language):
        return ()
    return tuple(read_weekdays(text, language) for text in joined.split(BORDER))


class _Comparison:
    """One cue beside its source, and what stands around both."""

    def __init__(self, track: CheckedTrack, texts: Sequence[str], places: dict[int, int], at: int) -> None:
        self._track, self._texts, self._places = track, texts, places
        self._checked = track.cues[at]
        self._here = self._read(self._checked)
        self._source = self._sources(self._checked)
        self._beside = [track.cues[near] for near in (at - 1, at + 1) if 0 <= near < len(track.cues)]

    def remarks(self) -> Iterator[Remark]:
        """Yield a remark for each number that nothing answers, those of the source first."""
        there = [number for said in self._source for number in said.numbers]
        spoken = self._minutes_and_hours(there)
        lost = [
            (said, n)
            for said in self._source
            for n in said.numbers
            if n.sure and not self._is_answered(n, said) and not (spoken and n.kind is Kind.TIME)
        ]
        new = [m for m in self._here.numbers if m.sure and not any(_agree(n, m, self._track) for n in there)]
        new = [m for m in new if m not in spoken and not self._is_from_beside(m) and not self._is_left_over(m)]
        for said, number in lost:
            other = next((m for m in new if _is_other(number, m)), None)
            if other is not None:
                new.remove(other)
                yield self._remark(Severity.ERROR, "differs", number=said.text[number.start : number.end], found=self._found(other))
            elif _is_told(number):
                yield self._remark(Severity.WARNING, "missing", number=said.text[number.start : number.end])
        if not there:
            for number in new:
                if number.digits and number.value >= SMALL:
                    yield self._remark(Severity.WARNING, "added", found=self._found(number))

    def _minutes_and_hours(self, there: Sequence[Number]) -> tuple[Number, ...]:
        """Return the two numbers of the translation that tell a time of the source together: "ten past three"."""
        for time in (number for number in there if number.kind is Kind.TIME and number.value.denominator > 1):
            for minute, hour in pairwise(self._here.numbers):
                told = {hour.value + minute.value / 60, hour.value - minute.value / 60, hour.value - 1 + minute.value / 60}
                if minute.value < 60 and not told.isdisjoint(time.values):
                    return (minute, hour)
        return ()

    def _remark(self, severity: Severity, kind: str, **facts: str) -> Remark:
        source = " ".join(said.text for said in self._source)
        return Remark(
            cue=self._checked.cue, severity=severity, kind=kind, facts=facts, read=(source, self._checked.text, *facts.values())
        )

    def _is_left_over(self, number: Number) -> bool:
        """Tell whether a number is none that is said: of a tag, an entity or a time that a program left in the text."""
        return any(found.start() <= number.start < found.end() for found in LEFT_OVER.finditer(self._checked.text))

    def _found(self, number: Number) -> str:
        return self._checked.text[number.start : number.end]

    def _is_answered(self, number: Number, said: Said) -> bool:
        """Tell whether a number of the source is in the translation, or in the cue beside where that has no other reason for it."""
        if any(_agree(number, m, self._track) for m in self._here.numbers) or self._is_spared(number, said):
            return True
        for near in self._beside:
            own = [n for each in self._sources(near) for n in each.numbers]
            shared = any(cue in self._checked.sources for cue in near.sources)
            for m in self._read(near).numbers:
                if _agree(number, m, self._track) and (shared or not any(_agree(n, m, self._track) for n in own)):
                    return True
        return False

    def _is_spared(self, number: Number, said: Said) -> bool:
        """Tell whether a number belongs to a name of the bible, or is said by a word that only begins like it."""
        for term in self._track.terms:
            if any(start <= number.start < end for start, end in expression_spans(term.source, said.text)):
                return True
        if self._is_one_of_another(number):
            return True
        return any(has_word_of(value, self._here.text, self._track.language) for value in number.values)

    def _is_one_of_another(self, number: Number) -> bool:
        """Tell whether a span of time is one, or a part, of another that the translation names: 十二个月, "a whole year"."""
        length = _spans().get(number.unit, 0) * float(number.value)
        parts = {1.0, 0.5, *(float(n.value) for n in self._here.numbers if n.value.denominator in (2, 4))}
        return any(
            unit != number.unit
            and any(_is_near(length, seconds * part, SPAN_TOLERANCE) for part in parts)
            and names_unit(unit, self._here.text, self._track.language)
            for unit, seconds in (_spans().items() if length else ())
        )

    def _is_from_beside(self, number: Number) -> bool:
        """Tell whether a number of the translation is one of the cues beside, or stands in a name of the bible."""
        if any(_agree(n, number, self._track) for near in self._beside for each in self._sources(near) for n in each.numbers):
            return True
        return any(
            start <= number.start < end
            for term in self._track.terms
            for start, end in expression_spans(term.rendering, self._here.text)
        )

    def _read(self, checked: CheckedCue) -> Said:
        return Said(checked.text, read_numbers(checked.text, self._track.language))

    def _sources(self, checked: CheckedCue) -> list[Said]:
        texts = [self._texts[self._places[cue.id]] for cue in checked.sources if cue.id in self._places]
        return [Said(text, read_numbers(text, self._track.source_language)) for text in texts]


def _is_told(number: Number) -> bool:
    """Tell whether a number is one that a translation does not leave out: three and more, and no share said in words."""
    return number.value >= SMALL and (number.digits or number.kind is not Kind.SHARE) and number.unit not in (MEASURE, DEGREE)


def _is_other(number: Number, other: Number) -> bool:
    """Tell whether a number of the translation stands for another one of the source: small ones only where both count the same."""
    spans = _spans()
    if number.unit in spans and other.unit in spans:
        return True
    if number.value >= SMALL and (other.value >= SMALL or other.digits or other.unit == number.unit):
        return number.unit != MEASURE or other.digits or other.unit == MEASURE
    return bool(number.unit and number.unit == other.unit) or (number.kind is Kind.TIME and other.kind is Kind.TIME)


def _agree(number: Number, other: Number, track: CheckedTrack) -> bool:
    if number.half_day and other.half_day and number.half_day != other.half_day:
        return False
    if not set(number.values).isdisjoint(other.values) and not _is_another_span(number.unit, other.unit):
        return True
    if number.unit == "year" and not other.sure and other.value % 10 == 0 and abs(number.value - other.value) <= 10:
        return True  # 不到30岁, "in his twenties"
    return _converts(number, other, track.source_language, track.language)


def _is_another_span(unit: str, other: str) -> bool:
    """Tell whether two units of time are so far apart that nobody takes one for the other: weeks and months, no days and nights."""
    one, two = _spans().get(unit, 0), _spans().get(other, 0)
    return bool(one and two) and max(one, two) >= SPANS_APART * min(one, two)


@lru_cache(maxsize=4096)
def _converts(number: Number, other: Number, source: str, target: str) -> bool:
    """Tell whether one number is the other in another measure, calendar or way of counting floors."""
    one, two = float(number.value), float(other.value)
    spans = _spans()
    if number.unit in spans and other.unit in spans and number.unit != other.unit:
        return _is_near(one * spans[number.unit], two * spans[other.unit], SPAN_TOLERANCE)
    if "floor" in (number.unit, other.unit) and _setting("ground_floor", source) != _setting("ground_floor", target):
        return abs(one - two) == 1
    if abs(two - one) == abs(_setting("calendar", source) - _setting("calendar", target)) > 0:
        return True
    if DEGREE in (number.unit, other.unit):
        return _is_near(one * 1.8 + 32, two, 0.03) or _is_near(two * 1.8 + 32, one, 0.03)
    if MEASURE in (number.unit, other.unit):
        return any(_is_near(one * ratio, two, MEASURE_TOLERANCE) for ratio in _ratios())
    return False


def _setting(name: str, language: str) -> int:
    value = word_list("numbers").find(language, name)
    return value if isinstance(value, int) else 0


def _spans() -> Mapping[str, int]:
    spans = word_list("numbers").find("any", "spans")
    return spans if isinstance(spans, dict) else {}


def _ratios() -> Iterable[float]:
    ratios = word_list("numbers").find("any", "ratios")
    return ratios if isinstance(ratios, list) else ()


def _is_near(one: float, other: float, tolerance: float) -> bool:
    return abs(one - other) <= tolerance * max(abs(one), abs(other))


RULE = Rule(
    id="numbers",
    title=N_("Number differs from the source"),
    severity=Severity.ERROR,
    scope=Scope.EPISODE,
    needs=frozenset({"source"}),
    check=check,
)
