"""A caption stays in the safe zone of its title, clear of the buttons an app draws over the picture.

The box of the caption, as the renderer would place it, must not touch what the zone says is covered (an error) and should stay
in the zone's text area (a warning). A line that is only too wide is left to the rule `rendered_width`.

Bad:
    a percent box at the very bottom of a drama app's screen
Good:
    the default position, last baseline at 1480 of 1920
"""

from collections.abc import Iterator
from functools import lru_cache

from crossreel.domain.caption import Box, CaptionStyle
from crossreel.domain.finding import Severity
from crossreel.domain.safe_zone import SafeZone
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.placing import caption_box
from crossreel.qc.rule import Remark, Rule, Scope

# Faces differ by less than this between what is laid out and what is drawn.
TOLERANCE_PX = 0.5


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every caption that leaves the zone."""
    zone, style, limit_px = track.zone, track.style, track.max_width_px
    if zone is None or track.widths is None:
        return
    fine: dict[tuple[str, int], bool] = {}
    for checked in track.cues:
        widths = track.widths.get(checked.cue.id)
        if not widths or not checked.text:
            continue
        placement = checked.cue.placement
        # Where the widest caption allowed is fine, so is every other of as many lines.
        key = (placement, len(widths))
        if key not in fine:
            fine[key] = _widest_is_fine(limit_px, len(widths), style, placement, zone)
        if fine[key]:
            continue
        narrow = tuple(min(width, limit_px) for width in widths)
        fault = _fault(caption_box(narrow, style, placement), zone)
        if fault:
            severity, kind, outside_px = fault
            facts = {"outside_px": outside_px} if outside_px else {}
            read = (placement, len(widths), round(max(narrow)), zone.id)
            yield Remark(cue=checked.cue, severity=severity, kind=kind, facts=facts, read=read)


@lru_cache(maxsize=1024)
def _widest_is_fine(limit_px: float, lines: int, style: CaptionStyle, placement: str, zone: SafeZone) -> bool:
    return _fault(caption_box((limit_px,) * lines, style, placement), zone) is None


def _fault(box: Box, zone: SafeZone) -> tuple[Severity, str, int] | None:
    if any(_meet(box, covered) for covered in zone.covered):
        return Severity.ERROR, "covered", 0
    text = zone.text
    outside = {
        "bottom": box.y + box.height - text.y - text.height,
        "top": text.y - box.y,
        "right": box.x + box.width - text.x - text.width,
        "left": text.x - box.x,
    }
    kind = max(outside, key=lambda side: outside[side])
    if outside[kind] <= TOLERANCE_PX:
        return None
    return Severity.WARNING, kind, max(1, round(outside[kind]))


def _meet(one: Box, other: Box) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > TOLERANCE_PX and down > TOLERANCE_PX


RULE = Rule(
    id="safe_zone",
    title=N_("Inside the safe zone"),
    severity=Severity.ERROR,
    scope=Scope.CUE,
    needs=frozenset({"zone"}),
    check=check,
)
