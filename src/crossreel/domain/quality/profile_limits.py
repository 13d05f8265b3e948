"""The limits of a delivery profile as rules of QC: a style guide with the buyer's figures in the place of its own."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from fractions import Fraction
from typing import Any

from crossreel.domain.quality.finding import Finding, Severity
from crossreel.domain.quality.style_guide import StyleGuide
from crossreel.domain.text.language import wider_tags
from crossreel.domain.trade.profile_parts import Limits

MIN_GAP_MS = "min_gap_ms"
FIGURES: Mapping[str, type[int] | type[float]] = {
    **{
        each.name: float if isinstance(each.default, float) else int
        for each in fields(StyleGuide)
        if isinstance(each.default, int | float)
    },
    MIN_GAP_MS: int,
}
"""What a profile can limit, by name: figures of a style guide, and the gap between cues in milliseconds."""
TARGETS = (("line_target", "line_hard"), ("speed_target", "speed_hard"), ("target_duration_ms", "max_duration_ms"))
SDH = "sdh_"
GAP_RULE = "gap"


def limits_in(limits: Limits, language: str) -> dict[str, int | float]:
    """Return the figures that hold for a language: those for all, then those of the languages it is a variety of, then its own."""
    found: dict[str, int | float] = {}
    for tag in ("", *reversed(wider_tags(language))):
        found.update(limits.get(tag, {}))
    return found


def limited(guide: StyleGuide, limits: Limits, rate: Fraction) -> StyleGuide:
    """Return a guide with a buyer's figures.

    A target past the buyer's limit comes down to it. What limits reading speed limits that of SDH too, where nothing else is said.
    A gap in milliseconds is the next whole number of frames at `rate`.
    """
    figures: dict[str, Any] = limits_in(limits, guide.language)
    if not figures:
        return guide
    gap_ms = figures.pop(MIN_GAP_MS, None)
    if gap_ms is not None:
        figures.setdefault("min_gap_frames", math.ceil(gap_ms * rate / 1000))
    if "speed_hard" in figures and guide.sdh_speed_hard:
        figures.setdefault(f"{SDH}speed_hard", figures["speed_hard"])
    made = replace(guide, **figures)
    held = {low: min(getattr(made, low), getattr(made, high)) for low, high in TARGETS}
    held[f"{SDH}speed_target"] = min(made.sdh_speed_target, made.sdh_speed_hard)
    return replace(made, **held)


def weighed_by_limits(findings: Sequence[Finding], limits: Limits) -> list[Finding]:
    """Return findings as they count where the buyer has limits: a gap smaller than asked for is an error then."""
    made = []
    for finding in findings:
        asked = finding.rule == GAP_RULE and {MIN_GAP_MS, "min_gap_frames"} & limits_in(limits, finding.language).keys()
        made.append(replace(finding, severity=Severity.ERROR) if asked else finding)
    return made
