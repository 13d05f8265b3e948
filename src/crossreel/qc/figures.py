"""Live figures of a text beside the limits of its style guide."""

from crossreel.domain.quality.check import LineMeasure, LiveMeasure
from crossreel.domain.quality.finding import Severity
from crossreel.domain.quality.style_guide import PictureShape, StyleGuide
from crossreel.domain.text.column_name import split_column
from crossreel.domain.text.inline import drawn_text, plain_text
from crossreel.language.counting import characters_per_second, count
from crossreel.qc.inspector import Inspector, TitleRules


def figures(
    inspector: Inspector, rules: TitleRules, text: str, column: str, picture: PictureShape, duration_ms: int
) -> LiveMeasure:
    """Return what a text measures, line by line, and how fast it must be read.

    Args:
        inspector: knows style guides, safe zones and the caption renderer.
        rules: the title's own guide and zone.
        text: inline markup.
        column: of which language and role, see `text/column_name.py`.
        picture: shape of the video.
        duration_ms: length of the cue; 0 leaves the reading speed out.

    Raises:
        NotFound: there is no such set of style guides.
    """
    language, role = split_column(column)
    limits = inspector.guide(inspector.guide_id(rules, picture), language).of_role(role)
    widest = inspector.max_width_px(rules.title, picture)
    plain = plain_text(text)
    lines = plain.split("\n")
    missing = inspector.missing(drawn_text(text).replace("\n", ""), language)
    sizes = None if missing else inspector.sizes(text, language, picture)
    widths = [None] * len(lines) if sizes is None else [size.width_px for size in sizes] or [0.0] * len(lines)
    speed = characters_per_second(plain, limits.counting, duration_ms) if duration_ms > 0 else None
    return LiveMeasure(
        cps=speed,
        speed_target=limits.speed_target,
        speed_hard=limits.speed_hard,
        lines=tuple(_line(line, width, limits, widest) for line, width in zip(lines, widths, strict=True)),
        line_target=limits.line_target,
        line_hard=limits.line_hard,
        max_lines=limits.max_lines,
        max_width_px=widest,
        missing=missing,
    )


def _line(line: str, width_px: float | None, limits: StyleGuide, widest_px: float) -> LineMeasure:
    counted = count(line, limits.counting)
    severity = _severity(counted, limits.line_target, limits.line_hard)
    if width_px is not None and width_px > widest_px:
        severity = Severity.ERROR
    return LineMeasure(text=line, count=counted, width_px=width_px, severity=severity)


def _severity(value: float, target: float, hard: float) -> Severity | None:
    if value > hard:
        return Severity.ERROR
    return Severity.WARNING if value > target else None
