"""What the meters under an edit box tell: reading speed and line lengths, target and limit apart."""

from crossreel.domain.quality.check import LineMeasure, LiveMeasure
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.ui.kit.meter import Meter

MOST_LINES = 2


def meters_of(live: LiveMeasure) -> list[Meter]:
    """Return the meters of a text: its speed, and its first two lines, or the two fullest where there are more."""
    meters = [] if live.cps is None else [_speed(live.cps, live)]
    numbered = list(enumerate(live.lines, start=1))
    if len(numbered) > MOST_LINES:
        fullest = sorted(numbered, key=lambda pair: pair[1].width_px or pair[1].count)[-MOST_LINES:]
        numbered = sorted(fullest, key=lambda pair: pair[0])
    return [*meters, *(_line(number, line, live) for number, line in numbered)]


def _speed(cps: float, live: LiveMeasure) -> Meter:
    return Meter(
        label=_("Speed"),
        value=cps,
        limit=live.speed_hard,
        target=live.speed_target,
        figures=_figures(_("{value} cps"), round(cps, 1), live.speed_target, live.speed_hard),
        tip=_("Reading speed in characters a second: target {target}, limit {limit}").format(
            target=numbers.number(live.speed_target), limit=numbers.number(live.speed_hard)
        ),
    )


def _line(number: int, line: LineMeasure, live: LiveMeasure) -> Meter:
    words = _("Line {number}").format(number=numbers.number(number))
    if line.width_px is not None and live.max_width_px:
        value, limit = round(line.width_px), round(live.max_width_px)
        figures = _("{value} / {limit} px").format(value=numbers.number(value), limit=numbers.number(limit))
        tip = _("Line {number}: {count} characters, target {target}, limit {limit}").format(
            number=numbers.number(number),
            count=numbers.number(line.count),
            target=numbers.number(live.line_target),
            limit=numbers.number(live.line_hard),
        )
        return Meter(label=words, value=line.width_px, limit=live.max_width_px, figures=figures, tip=tip)
    return Meter(
        label=words,
        value=line.count,
        limit=live.line_hard,
        target=live.line_target,
        figures=_figures(_("{value} ch"), line.count, live.line_target, live.line_hard),
        tip=_("Characters in a line: target {target}, limit {limit}").format(
            target=numbers.number(live.line_target), limit=numbers.number(live.line_hard)
        ),
    )


def _figures(unit: str, value: float, target: float, limit: float) -> str:
    """Write a figure with what it has passed, target or limit by its name; inside both with the target it has to keep."""
    said = unit.format(value=numbers.number(value))
    if value > limit:
        return _("{figure}, limit {limit}").format(figure=said, limit=numbers.number(limit))
    if value > target:
        return _("{figure}, target {target}").format(figure=said, target=numbers.number(target))
    return said
