"""A cue begins with a shot and ends before the next, where it begins or ends near a shot change.

Zones of the style guide, in frames at 24 a second (timing_rules.csv, Netflix): `snap_frames` and `half_second_frames`. A cue that
begins within the first of a shot change begins with it; one that begins less than half a second before it, half a second before. A
cue that ends near a shot change ends `min_gap_frames` before it. Asks where shot changes are known, and of cues that have times of
their own. Repaired where the neighbours leave room and the cue stays long enough.

Bad:
    a shot change at 00:02.000, a cue from 00:02.080
Good:
    a shot change at 00:02.000, a cue from 00:02.000
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.snapping import Zones, in_time, out_time
from crossreel.domain.quality.finding import Severity
from crossreel.domain.quality.guide_zones import zones_of
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope, Turn


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with an edge beside a shot change, about its first such edge; repaired are both."""
    if not track.own_timed or not track.shots_ms:
        return
    shots, zones = track.shots_ms, zones_of(track.guide, track.picture.frame_rate)
    following = [*(checked.cue for checked in track.own_timed[1:]), None]
    free = 0
    for checked, after in zip(track.own_timed, following, strict=True):
        cue = checked.cue
        wished = _wished(cue, shots, zones)
        snapped = _snapped(cue, wished, zones, free, after)
        free = zones.frame(snapped.end_ms) + zones.gap
        if wished != (cue.start_ms, cue.end_ms):
            yield _remark(cue, wished, snapped, zones)


def _remark(cue: Cue, wished: tuple[int, int], snapped: Cue, zones: Zones) -> Remark:
    starts = wished[0] != cue.start_ms
    at_ms, to_ms = (cue.start_ms, wished[0]) if starts else (cue.end_ms, wished[1])
    facts = {"frames": abs(zones.frame(to_ms) - zones.frame(at_ms)), "wanted_ms": to_ms}
    if snapped != cue:
        facts |= {"repaired_start_ms": snapped.start_ms, "repaired_end_ms": snapped.end_ms}
    return Remark(
        cue=cue,
        severity=Severity.WARNING,
        kind="in" if starts else "out",
        facts=facts,
        read=(cue.start_ms, cue.end_ms, *wished),
        repairable=snapped != cue,
    )


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Move the edges to where the shot changes want them."""
    start_ms, end_ms = remark.facts.get("repaired_start_ms"), remark.facts.get("repaired_end_ms")
    if remark.cue is None or not isinstance(start_ms, int) or not isinstance(end_ms, int):
        return None
    return replace(remark.cue, start_ms=start_ms, end_ms=end_ms)


def _wished(cue: Cue, shots: Sequence[int], zones: Zones) -> tuple[int, int]:
    """Return where the edges belong; an edge on the same frame stays as it is."""
    start_ms, end_ms = in_time(cue.start_ms, shots, zones), out_time(cue.end_ms, shots, zones)
    return (
        cue.start_ms if zones.frame(start_ms) == zones.frame(cue.start_ms) else start_ms,
        cue.end_ms if zones.frame(end_ms) == zones.frame(cue.end_ms) else end_ms,
    )


def _snapped(cue: Cue, wished: tuple[int, int], zones: Zones, free: int, after: Cue | None) -> Cue:
    """Return the cue with those edges moved that may be: the neighbours keep their gap, and the cue its least length.

    `free` is the first frame that the cue before leaves free.
    """
    start_ms, end_ms = wished
    if start_ms < cue.start_ms and zones.frame(start_ms) < free:
        start_ms = cue.start_ms
    if after is not None and cue.end_ms < end_ms and zones.frame(after.start_ms) < zones.frame(end_ms) + zones.gap:
        end_ms = cue.end_ms
    for edges in ((start_ms, end_ms), (start_ms, cue.end_ms), (cue.start_ms, end_ms)):
        if edges[1] - edges[0] >= min(zones.shortest_ms, cue.end_ms - cue.start_ms) and edges[0] < edges[1]:
            return replace(cue, start_ms=edges[0], end_ms=edges[1])
    return cue


RULE = Rule(
    id="shot_change",
    title=N_("Shot changes"),
    severity=Severity.WARNING,
    scope=Scope.NEIGHBOURS,
    check=check,
    repair=repair,
    moves=True,
    reads_shots=True,
    turn=Turn.TRIM,
)
