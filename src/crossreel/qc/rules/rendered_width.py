"""A line, drawn as viewers will see it, is no wider than the caption box.

Widths are pixels of the 1080x1920 canvas, measured with the renderer that draws the preview and the burned-in caption, italics in
their own face and ruby with its readings; the limit is the caption box, or the smaller width of the chosen safe zone. Where no
declared font has a character, the widths of those cues are withheld and a remark says so. A line that also has too many characters
is told once, by what it is further beyond (`line_length`). Repaired by other line breaks.

Bad:
    WHERE WERE YOU ALL NIGHT LONG? (952 of 788 px)
Good:
    WHERE WERE YOU
    ALL NIGHT LONG?
"""

from collections.abc import Iterator

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of
from crossreel.qc.line_bounds import excess_count
from crossreel.qc.retext import may_rebreak, rebroken
from crossreel.qc.rule import Remark, Rule, Scope, Turn


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every line that is too wide, and one for the track when a face is missing."""
    if track.missing:
        facts = {"characters": track.missing}
        yield Remark(cue=None, severity=Severity.INFO, kind="missing_face", facts=facts, read=(track.missing,))
    sizes, limit_px = track.sizes or {}, track.max_width_px
    for checked in track.cues:
        lines = sizes.get(checked.cue.id, ())
        for number, size in enumerate(lines, start=1):
            if size.width_px > limit_px and size.width_px / limit_px >= excess_count(track, checked.lines[number - 1]):
                yield Remark(
                    cue=checked.cue,
                    severity=Severity.ERROR,
                    facts={"line": number, "width_px": round(size.width_px), "limit_px": round(limit_px)},
                    read=(number, checked.lines[number - 1]),
                    repairable=may_rebreak(track, checked),
                )


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Break the text elsewhere."""
    return rebroken(track, checked_of(track, remark.cue)) if remark.cue else None


RULE = Rule(
    id="rendered_width",
    title=N_("Width in the picture"),
    severity=Severity.ERROR,
    scope=Scope.CUE,
    check=check,
    repair=repair,
    measures=True,
    on_track=True,
    turn=Turn.LINES,
)
