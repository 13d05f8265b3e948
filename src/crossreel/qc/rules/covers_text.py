"""A caption does not stand on text that is burned into the picture.

Asked where the burned-in text of an episode was read, or a person said where it stands, and where the episode has no textless
picture to deliver. The box of the caption, as the renderer places it, is laid beside the band of the source's lines while one of
them is shown, and beside each sign while that is shown. Captions that stand on the band all come of one placement: they are told of
once, at the first. Translations of signs are meant to stand on them.

Bad:
    the usual place, where the burned-in Chinese stands as well
Good:
    the same caption above the band
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from crossreel.domain.cues.cue import Cue
from crossreel.domain.drafting.burned_text import BurnedIn
from crossreel.domain.picture.arranging import arrange
from crossreel.domain.picture.caption import Box, CaptionStyle, LineSize, around
from crossreel.domain.picture.placement import read_placement
from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.column_name import SIGNS
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope

MEETS_PX = 8.0  # of the canvas; a caption that only touches the room around a line hides nothing


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for the captions on the band, and one for each caption on a sign."""
    burned = track.burned
    if burned is None or track.sizes is None or not track.spine or track.role == SIGNS:
        return
    found = list(_covering(track, burned, track.sizes))
    on_band = [remark for remark in found if remark.kind == "band"]
    for remark in found:
        if remark.kind != "band":
            yield remark
        elif remark is on_band[0]:
            told = {"count": len(on_band)}
            yield replace(remark, facts=told, read=tuple(each.read for each in on_band), along=tuple(on_band[1:]))


def _covering(track: CheckedTrack, burned: BurnedIn, sizes: Mapping[int, tuple[LineSize, ...]]) -> Iterator[Remark]:
    band = _on_canvas(burned.band, track.style) if burned.band is not None else None
    signs = [(start_ms, end_ms, _on_canvas(box, track.style)) for start_ms, end_ms, box in burned.signs]
    starts, ends = sorted(cue.start_ms for cue in track.spine), sorted(cue.end_ms for cue in track.spine)
    for checked in track.cues:
        cue, lines = checked.cue, sizes.get(checked.cue.id)
        if not lines:
            continue
        box = around(line.box for line in arrange(lines, track.style, read_placement(cue.placement)))
        if box is None:
            continue
        if any(box.meets(sign, MEETS_PX) for start_ms, end_ms, sign in signs if start_ms < cue.end_ms and cue.start_ms < end_ms):
            yield Remark(cue=cue, severity=Severity.WARNING, kind="sign", read=_read(cue, lines))
        elif band is not None and box.meets(band, MEETS_PX) and _meets_one(starts, ends, cue):
            yield Remark(cue=cue, severity=Severity.WARNING, kind="band", read=_read(cue, lines))


def _meets_one(starts: Sequence[int], ends: Sequence[int], cue: Cue) -> bool:
    """Tell whether a source line is shown while a cue is: more of them have begun before its end than are over at its start."""
    return bisect_left(starts, cue.end_ms) > bisect_right(ends, cue.start_ms)


def _read(cue: Cue, lines: Sequence[LineSize]) -> tuple[object, ...]:
    return cue.placement, len(lines), round(max(line.width_px for line in lines))


def _on_canvas(box: Box, style: CaptionStyle) -> Box:
    across, down = style.canvas_width / 100, style.canvas_height / 100
    return Box(x=box.x * across, y=box.y * down, width=box.width * across, height=box.height * down)


RULE = Rule(
    id="covers_text", title=N_("On burned-in text"), severity=Severity.WARNING, scope=Scope.EPISODE, check=check,
    needs=frozenset({"source", "widths", "burned"}),
)  # fmt: skip
