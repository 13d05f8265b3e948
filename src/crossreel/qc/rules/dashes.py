"""Two speakers in one cue each have a line that begins with the dash their language uses.

Field of the style guide: `speaker_dash`, one of "hyphen" (on both lines, no space), "hyphen_space" (on both lines, with a space),
"dash" (hyphen or en dash on both lines, no space), "second_only" (hyphen on the second line, no space) or "either" (hyphen on both
lines, with or without a space, but the same). Repaired, except a first line with a dash that no other speaker answers.

Bad:
    - Where were you?
    At home.
Good:
    -Where were you?
    -At home.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of
from crossreel.qc.retext import SPEAKER_DASH, with_text
from crossreel.qc.rule import Remark, Rule, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class DashStyle:
    """How a language marks two speakers. `space` None accepts both ways."""

    glyphs: str
    space: bool | None
    first_line: bool = True


STYLES = {
    "hyphen": DashStyle(glyphs="-", space=False),
    "hyphen_space": DashStyle(glyphs="-", space=True),
    "dash": DashStyle(glyphs="-–", space=False),
    "second_only": DashStyle(glyphs="-", space=False, first_line=False),
    "either": DashStyle(glyphs="-", space=None),
}
ANY_DASH = re.compile("[-‐‑–—―−]")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue whose lines begin with other dashes."""
    style = STYLES[str(track.guide.conventions["speaker_dash"])]
    if not track.texts.has(ANY_DASH):
        return
    for checked in track.cues:
        # A blank line is no speaker's: `spacing` takes it away first.
        if not ANY_DASH.search(checked.text) or not all(map(str.strip, checked.lines)):
            continue
        kind = _fault(checked.lines, style)
        if kind:
            repairable = kind != "alone"
            yield Remark(cue=checked.cue, severity=Severity.WARNING, kind=kind, read=(checked.text,), repairable=repairable)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Write the dashes of the language."""
    if remark.cue is None:
        return None
    style = STYLES[str(track.guide.conventions["speaker_dash"])]
    lines = checked_of(track, remark.cue).lines
    starts = [SPEAKER_DASH.match(line) for line in lines]
    spaced = style.space if style.space is not None else _is_spaced(next(start for start in starts if start))
    out = []
    for number, (line, start) in enumerate(zip(lines, starts, strict=True)):
        wanted = start is not None or (number == 0 and style.first_line)
        rest = line[start.end() :] if start else line.lstrip()
        glyph = start.group().strip() if start else style.glyphs[0]
        dash = (glyph if glyph in style.glyphs else style.glyphs[0]) + (" " if spaced else "")
        hidden = number == 0 and not style.first_line
        out.append(dash + rest if wanted and not hidden else rest)
    return with_text(remark.cue, "\n".join(out))


def _fault(lines: tuple[str, ...], style: DashStyle) -> str:
    starts = [SPEAKER_DASH.match(line) for line in lines]
    begun = [start for start in starts if start]
    if not begun:
        return ""
    if len(lines) > 1:
        later = any(starts[1:])
        if starts[0] and not later:
            return "alone"
        if later and bool(starts[0]) is not style.first_line:
            return "one_side" if style.first_line else "first_line"
    if any(start.group().strip() not in style.glyphs for start in begun):
        return "glyph"
    spaced = {_is_spaced(start) for start in begun}
    if style.space is None:
        return "mixed" if len(spaced) > 1 else ""
    if spaced == {style.space}:
        return ""
    return "no_space" if style.space else "space"


def _is_spaced(start: re.Match[str]) -> bool:
    return start.group()[-1:].isspace()


RULE = Rule(
    id="dashes",
    title=N_("Dash of two speakers"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    needs=frozenset({"convention:speaker_dash"}),
    check=check,
    repair=repair,
)
