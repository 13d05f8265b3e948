"""A caption stays in the safe zone of its title, clear of the buttons an app draws over the picture.

The box of the caption, as the renderer places it with its readings, must not touch what the zone says is covered (an error) and
should stay in the zone's text area (a warning). A line that is only too wide is left to the rule `rendered_width`.

Bad:
    a percent box at the very bottom of a drama app's screen
Good:
    the default position, last baseline at 1480 of 1920
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from crossreel.domain.picture.arranging import arrange
from crossreel.domain.picture.caption import Box, CaptionStyle, LineSize, around
from crossreel.domain.picture.placement import read_placement
from crossreel.domain.picture.safe_zone import SafeZone
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import TOLERANCE_PX, CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every caption that leaves the zone."""
    zone, style, limit_px = track.zone, track.style, track.max_width_px
    if zone is None or track.sizes is None:
        return
    fine: dict[tuple[str, int, float], bool] = {}
    for checked in track.cues:
        sizes = track.sizes.get(checked.cue.id)
        if not sizes:
            continue
        # Where the widest caption allowed is fine, so is every other of as many lines and as much room for readings.
        key = (checked.cue.placement, len(sizes), sum([size.rise_px for size in sizes]) if "<" in checked.cue.text else 0.0)
        if key not in fine:
            fine[key] = _widest_is_fine(limit_px, *key[1:], style, key[0], zone)
        if fine[key]:
            continue
        fault = _fault(_box([size._replace(width_px=min(size.width_px, limit_px)) for size in sizes], style, key[0]), zone)
        if fault:
            severity, kind, outside_px = fault
            facts = {"outside_px": outside_px} if outside_px else {}
            widest = min(max(size.width_px for size in sizes), limit_px)
            read = (checked.cue.placement, len(sizes), round(widest), zone.id)
            yield Remark(cue=checked.cue, severity=severity, kind=kind, facts=facts, read=read)


@lru_cache(maxsize=1024)
def _widest_is_fine(limit_px: float, lines: int, rise_px: float, style: CaptionStyle, placement: str, zone: SafeZone) -> bool:
    # All the readings over the first line: the top is then where it would be with some over each.
    sizes = [LineSize(text="", width_px=limit_px, rise_px=0.0 if number else rise_px) for number in range(lines)]
    return _fault(_box(sizes, style, placement), zone) is None


def _box(sizes: Sequence[LineSize], style: CaptionStyle, placement: str) -> Box:
    box = around(line.box for line in arrange(sizes, style, read_placement(placement)))
    assert box is not None, "a caption has a line"
    return box


def _fault(box: Box, zone: SafeZone) -> tuple[Severity, str, int] | None:
    if any(box.meets(covered, TOLERANCE_PX) for covered in zone.covered):
        return Severity.ERROR, "covered", 0
    text = zone.text
    outside = {
        "bottom": box.bottom - text.bottom,
        "top": text.y - box.y,
        "right": box.right - text.right,
        "left": text.x - box.x,
    }
    kind = max(outside, key=lambda side: outside[side])
    if outside[kind] <= TOLERANCE_PX:
        return None
    return Severity.WARNING, kind, max(1, round(outside[kind]))


RULE = Rule(
    id="safe_zone",
    title=N_("Inside the safe zone"),
    severity=Severity.ERROR,
    scope=Scope.CUE,
    needs=frozenset({"zone"}),
    check=check,
)
