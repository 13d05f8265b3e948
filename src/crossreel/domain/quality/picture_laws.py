"""From the figures of pictures to stretches: black, standing, with bars. Pure, and blind to what anybody thinks of them."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from crossreel.domain.picture.mark import Span
from crossreel.domain.quality.media_facts import Bars, Edge, PictureFacts
from crossreel.domain.quality.media_limits import MediaLimits
from crossreel.domain.quality.media_reading import PictureSeries
from crossreel.domain.quality.recut_laws import cuts_of

LEVELS = 255
SLACK = 0.006  # of the height or width, by which bars may differ from picture to picture: a row that was not sampled
ODD_ONES = 0.02  # pictures that need not show the bars: a flash, a caption that stands on them
HICCUP = (20, 8)  # times the limits, by which one picture may change within a standstill: encoders begin anew every second or two


def picture_facts(series: PictureSeries, limits: MediaLimits) -> PictureFacts:
    """Return what the pictures of a file come to."""
    black = [dark >= limits.black_share * 1000 for dark in series.dark]
    bright = [at for at, is_black in enumerate(black) if not is_black]
    inner = [(first, last) for first, last in _runs(black) if bright and bright[0] < first and last < bright[-1]]
    return PictureFacts(
        width=series.width, height=series.height, length_ms=series.end_ms, frames=len(series), rotation=series.rotation,
        first_ms=series.times_ms[bright[0]] if bright else None, last_ms=series.stop_ms(bright[-1]) if bright else None,
        black=tuple(span for run in inner if _length(span := _span(series, *run)) >= limits.black_ms),
        blinks=tuple(_span(series, *run) for run in inner if _is_blink(series, run, limits)),
        frozen=tuple(_frozen(series, black, limits)),
        bars=tuple(_bars(series, bright, limits)), cuts=cuts_of(series),
        variable=series.variable, shortest_ms=series.shortest_ms, longest_ms=series.longest_ms, damaged=series.damaged,
    )  # fmt: skip


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the first and last place of each run of what is so."""
    for is_so, run in groupby(range(len(flags)), key=flags.__getitem__):
        if is_so:
            listed = list(run)
            yield listed[0], listed[-1]


def _span(series: PictureSeries, first: int, last: int) -> Span:
    return Span(start_ms=series.times_ms[first], end_ms=series.stop_ms(last))


def _length(span: Span) -> int:
    return span.end_ms - span.start_ms


def _is_blink(series: PictureSeries, run: tuple[int, int], limits: MediaLimits) -> bool:
    """Tell whether so few pictures are black that nobody meant it, and the picture goes and comes at once."""
    first, last = run
    edges = (series.light[first - 1] - series.light[first], series.light[last + 1] - series.light[last])
    return last - first < limits.blink_frames and min(edges) >= limits.blink_change


def _frozen(series: PictureSeries, black: Sequence[bool], limits: MediaLimits) -> Iterator[Span]:
    """Yield where the picture stands: from the picture that stays to the end of the last one like it."""
    most, block = limits.frozen_change * LEVELS * 100, limits.frozen_block * 10
    still = [
        at > 0 and not dark and change <= most and part <= block
        for at, (dark, change, part) in enumerate(zip(black, series.change, series.block, strict=True))
    ]
    for at in range(2, len(still) - 1):
        hiccup = series.change[at] <= HICCUP[0] * most and series.block[at] <= HICCUP[1] * block
        if not still[at] and hiccup and still[at - 1] and still[at + 1]:
            still[at] = True
    for first, last in _runs(still):
        span = _span(series, first - 1, last)
        if _length(span) >= limits.frozen_ms:
            yield span


def _bars(series: PictureSeries, bright: Sequence[int], limits: MediaLimits) -> Iterator[Bars]:
    if not bright or series.end_ms < limits.frozen_ms:
        return
    shown = [series.bars_of(at) for at in bright]
    for pair, first, size in ((Edge.LETTERBOX, 0, series.height), (Edge.PILLARBOX, 2, series.width)):
        even = [_even(bars[first], bars[first + 1], size) for bars in shown]
        found = list(_stretches(series, bright, pair, size, even, limits))
        yield from found
        if not found and series.end_ms >= limits.bar_ms:
            for side, at in zip(SIDES[pair], (first, first + 1), strict=True):
                alone = _stretches(series, bright, side, size, [bars[at] for bars in shown], limits)
                yield from (each for each in alone if each.whole)


SIDES = {Edge.LETTERBOX: (Edge.TOP, Edge.BOTTOM), Edge.PILLARBOX: (Edge.LEFT, Edge.RIGHT)}


def _even(one: int, other: int, size: int) -> int:
    """Return the width of two bars that are equally wide, 0 for others."""
    return max(one, other) if abs(one - other) <= max(4, SLACK * 2 * size) and min(one, other) else 0


def _stretches(
    series: PictureSeries, bright: Sequence[int], edge: Edge, size: int, widths: Sequence[int], limits: MediaLimits
) -> Iterator[Bars]:  # fmt: skip
    """Yield bars of one width: in nearly all pictures, or else in long runs of them. A dark picture may seem to have wider ones."""
    least, slack = max(2, limits.bar_share * size), max(4, SLACK * size)
    ranked = sorted(widths)
    at_least, usual = ranked[int(len(ranked) * ODD_ONES)], ranked[len(ranked) // 2]
    if at_least >= least and sum(abs(each - usual) <= slack for each in widths) * 2 >= len(widths):
        yield Bars(span=_span(series, bright[0], bright[-1]), edge=edge, pixels=usual, whole=True)
        return
    first, base = 0, widths[0]
    for at, each in enumerate([*widths, -1]):
        if base - slack <= each <= base + slack or (base >= least and each > base):
            continue
        run = bright[first:at]
        if base >= least and run and _length(span := _span(series, run[0], run[-1])) >= limits.bar_ms:
            whole = len(run) >= limits.bar_most * len(bright)
            yield Bars(span=span, edge=edge, pixels=base, whole=whole)
        first, base = at, each
