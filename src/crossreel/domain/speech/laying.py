"""Lines without times laid over speech, in order. Pure.

Each line gets as much of the speech as it takes to say, more or less: lines end best where somebody pauses, the longer the better,
and each takes the share of time that its length is of all lines. What may be no part of the script (a shout, a song) is passed over
where lines fit better then. All placings are weighed against each other at once, by dynamic programming.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from crossreel.domain.picture.mark import Span

STEP_MS = 240
"""Within speech without a pause, lines may change so often."""
MOST_PAUSE_MS = 1_200
WITHIN, PAUSE, PASSED_OVER = 3.0, 1.0, 1.2
"""What it costs when a line ends within speech; what a long pause is worth; what a second of speech without a line costs."""
LONGEST, SHORTEST = 3.0, 0.3
"""How much longer or shorter than expected a line may be."""
DOUBTFUL_LONG, DOUBTFUL_SHORT = 1.7, 0.55
BAND_MS, BAND = 20_000, 0.15
"""How far from where its share of the speech would put it a line is looked for, at least and as a share of all speech."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """When a line is said; `is_doubtful` where that is much longer or shorter than lines of its length take here."""

    start_ms: int
    end_ms: int
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """A place where a line may end and the next begin: `at` counts speech alone, the times are before and after a pause."""

    at: int
    ends_ms: int
    begins_ms: int
    pause_ms: int


def lay(lengths: Sequence[float], speech: Sequence[Span], slowest: float) -> list[Laid]:
    """Return when lines are said.

    Args:
        lengths: of the lines in order, as characters are counted.
        speech: where somebody speaks, in order.
        slowest: the fewest characters that anybody says in a second; where there is much more speech than lines, some is passed
            over.

    Returns:
        As many as there are lines; none where there is no speech.
    """
    if not speech or not lengths:
        return []
    places = _places(speech)
    whole_s = places[-1].at / 1000
    speed = max(slowest, sum(lengths) / whole_s)
    expected = [1000 * max(1.0, length) / speed for length in lengths]
    return _traced(places, expected, _weighed(places, expected))


def _places(speech: Sequence[Span]) -> list[_Place]:
    found = [_Place(0, speech[0].start_ms, speech[0].start_ms, MOST_PAUSE_MS)]
    at = 0
    for number, span in enumerate(speech):
        lasting = span.end_ms - span.start_ms
        for inner in range(STEP_MS, lasting - STEP_MS // 2, STEP_MS):
            found.append(_Place(at + inner, span.start_ms + inner, span.start_ms + inner, 0))
        at += lasting
        follows = speech[number + 1].start_ms if number + 1 < len(speech) else span.end_ms + MOST_PAUSE_MS
        found.append(_Place(at, span.end_ms, follows, max(1, follows - span.end_ms)))
    return found


Choice = tuple[float, int, int]
"""The cost up to a place, the place where the last line began, and where the one before it ended."""


def _weighed(places: Sequence[_Place], expected: Sequence[float]) -> list[list[Choice]]:
    """Return for each number of lines, from one on, the cheapest way to have laid them up to each place."""
    never: Choice = (float("inf"), 0, 0)
    ends, positions = [_ending(place) for place in places], [place.at for place in places]
    before: list[Choice] = [(PASSED_OVER * place.at / 1000, 0, 0) for place in places]
    begun = [
        (cost if place.pause_ms else float("inf"), at) for at, (place, (cost, _, _)) in enumerate(zip(places, before, strict=True))
    ]
    weighed: list[list[Choice]] = []
    band, usual = max(BAND_MS, BAND * places[-1].at), 0.0
    for wanted in expected:
        usual += wanted
        now = [never] * len(places)
        first = 0
        for at in range(bisect_left(positions, usual - band), bisect_left(positions, usual + band)):
            place = places[at]
            while first < at and place.at - places[first].at > LONGEST * wanted + 2 * STEP_MS:
                first += 1
            for start in range(first, at):
                lasting = place.at - places[start].at
                if lasting < SHORTEST * wanted and places[start + 1].at - places[start].at < lasting:
                    break
                cost = begun[start][0] + _strain(lasting, wanted) + ends[at]
                if cost < now[at][0]:
                    now[at] = (cost, start, begun[start][1])
        weighed.append(now)
        begun = _passed_over(places, now)
    return weighed


def _passed_over(places: Sequence[_Place], ended: Sequence[Choice]) -> list[tuple[float, int]]:
    """Return the cost of beginning a line at each place, and where the one before ended: there, or before speech without a line."""
    begun: list[tuple[float, int]] = []
    paused = (float("inf"), 0)
    paused_at = 0
    for at, (place, (cost, _, _)) in enumerate(zip(places, ended, strict=True)):
        best = (cost, at)
        if place.pause_ms:
            skipped = paused[0] + PASSED_OVER * (place.at - paused_at) / 1000
            best = min(best, (skipped, paused[1]))
            paused, paused_at = best, place.at
        begun.append(best)
    return begun


def _ending(place: _Place) -> float:
    return WITHIN if not place.pause_ms else PAUSE * (1 - min(place.pause_ms, MOST_PAUSE_MS) / MOST_PAUSE_MS)


def _strain(lasting: int, wanted: float) -> float:
    """Return what it costs that a line lasts longer or shorter than wanted: by how much, measured by what is usual."""
    return ((lasting - wanted) / (0.35 * wanted + 200)) ** 2


def _traced(places: Sequence[_Place], expected: Sequence[float], weighed: Sequence[Sequence[Choice]]) -> list[Laid]:
    whole = places[-1].at
    last = weighed[-1]
    at = min(range(len(places)), key=lambda each: last[each][0] + PASSED_OVER * (whole - places[each].at) / 1000)
    if last[at][0] == float("inf"):
        return _in_shares(places, expected)
    found: list[Laid] = []
    for wanted, row in zip(reversed(expected), reversed(weighed), strict=True):
        _cost, start, ended = row[at]
        lasting = places[at].at - places[start].at
        doubtful = not DOUBTFUL_SHORT * wanted <= lasting <= DOUBTFUL_LONG * wanted + STEP_MS
        found.append(Laid(start_ms=places[start].begins_ms, end_ms=places[at].ends_ms, is_doubtful=doubtful))
        at = ended
    return found[::-1]


def _in_shares(places: Sequence[_Place], expected: Sequence[float]) -> list[Laid]:
    """Return lines laid by their length alone, where there is not speech enough for them: all of it is doubtful."""
    whole, asked, done, found = places[-1].at, sum(expected), 0.0, list[Laid]()
    for wanted in expected:
        start_ms = _time_at(places, whole * done / asked)
        done += wanted
        end_ms = _time_at([place for place in places if place.at < whole * done / asked] or places[:1], whole * done / asked)
        found.append(Laid(start_ms=start_ms, end_ms=max(start_ms + 1, end_ms), is_doubtful=True))
    return found


def _time_at(places: Sequence[_Place], at: float) -> int:
    before = max((place for place in places[:-1] or places if place.at <= at), key=lambda place: place.at)
    return round(before.begins_ms + at - before.at)
